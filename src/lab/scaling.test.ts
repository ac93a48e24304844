/** Figures of made-up runs whose answers can be told by hand. */
import { describe, expect, it } from 'vitest'
import { amdahl, scalingOf, serialPart } from './scaling.ts'

/** Runs of a program of which that part can't be shared out, on 1 … most workers. */
function runsOf(serial: number, most: number): number[][] {
  return Array.from({ length: most }, (_, at) => [1_000 / amdahl(serial, at + 1)])
}

describe('scaling', () => {
  it('is told against the median of one worker', () => {
    const [one, two] = scalingOf([
      [110, 100, 90],
      [50, 80, 40],
    ])
    expect(one).toMatchObject({ workers: 1, ms: 100, speedUp: 1, efficiency: 1 })
    expect(two).toMatchObject({ workers: 2, ms: 50, least: 40, most: 80, speedUp: 2 })
    expect(two).toMatchObject({ low: 1.25, high: 2.5, efficiency: 1 })
  })

  it('takes the middle between two medians', () => {
    expect(scalingOf([[100, 200]])[0]?.ms).toBe(150)
  })

  it('has no point for who has not run, and none at all without one worker', () => {
    expect(scalingOf([[100], [], [50]]).map(({ workers }) => workers)).toEqual([1, 3])
    expect(scalingOf([[], [50]])).toEqual([])
    expect(scalingOf([])).toEqual([])
  })
})

describe('the part that can’t be shared out', () => {
  it.each([0, 0.08, 0.5, 1])('is found again when it is %d', (serial) => {
    expect(serialPart(scalingOf(runsOf(serial, 8)), 8)).toBeCloseTo(serial, 10)
  })

  it('is what Karp and Flatt say, where there are only two workers', () => {
    const points = scalingOf([[100], [60]])
    const speedUp = 100 / 60
    expect(serialPart(points, 2)).toBeCloseTo((1 / speedUp - 1 / 2) / (1 - 1 / 2), 10)
  })

  it('is told by points up to the number of cores only', () => {
    const times = [...runsOf(0.1, 2), [9_999], [9_999]]
    expect(serialPart(scalingOf(times), 2)).toBeCloseTo(0.1, 10)
  })

  it('is more than all where workers are in each other’s way, and never less than none', () => {
    expect(serialPart(scalingOf([[100], [150]]), 2)).toBeCloseTo(2, 10)
    expect(serialPart(scalingOf([[100], [40]]), 2)).toBe(0)
  })

  it('can’t be told by one core', () => {
    expect(serialPart(scalingOf([[100], [100]]), 1)).toBeNull()
    expect(serialPart(scalingOf([[100]]), 8)).toBeNull()
  })
})

describe('Amdahl’s law', () => {
  it('has a ceiling', () => {
    expect(amdahl(0, 16)).toBe(16)
    expect(amdahl(0.25, Number.POSITIVE_INFINITY)).toBe(4)
    expect(amdahl(1, 16)).toBe(1)
  })
})
