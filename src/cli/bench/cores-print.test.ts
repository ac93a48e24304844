/** What is printed of one to many cores: bars that can be measured, sentences that are so. */
import { describe, expect, it } from 'vitest'
import { scalingOf, serialPart } from '../../lab/index.ts'
import type { CoresCurve, CoresResults } from './cores.ts'
import { barOf, circumstancesOf, drawCores, gainOf, rowsOfCores } from './cores-print.ts'

function curve(cores: number, ...ms: readonly number[]): CoresCurve {
  const points = scalingOf(ms.map((each) => [each]))
  const work = { jobs: 'large', limit: 1_000, grain: 10, primes: 168 } as const
  return { ...work, points, serial: serialPart(points, cores) }
}

function results(cores: number, loadBefore: number, ...ms: readonly number[]): CoresResults {
  const curves = [curve(cores, ...ms)]
  return { where: 'node', versions: ['v1'], cores, loadBefore, curves }
}

describe('a bar', () => {
  it('is as long as the speed-up, to an eighth, with the ideal marked', () => {
    expect(barOf(1, 1, 8)).toBe('████████┊')
    expect(barOf(1.5, 2, 8)).toBe('████████████    ┊')
    expect(barOf(1.1, 2, 8)).toBe('████████▊       ┊')
    expect(barOf(0, 2, 4)).toBe('        ┊')
  })

  it('shows the ideal through when it is longer', () => {
    expect(barOf(2.5, 2, 4)).toBe('████████┊█')
  })
})

describe('the sentence', () => {
  it('is about as many workers as there are cores', () => {
    expect(gainOf(curve(2, 100, 60, 60, 60), 2)).toBe(
      "2 workers did it 1.67 × as fast as one: by Amdahl's law 20 % of it can't be shared out, so it can never be more than 5.0 × as fast.",
    )
  })

  it('says it when all can be shared out, and when nothing is gained', () => {
    expect(gainOf(curve(2, 100, 50), 2)).toMatch(/2\.00 × .* all of it can be shared out\.$/)
    expect(gainOf(curve(2, 100, 125), 2)).toMatch(/0\.80 × .* more of them don't help\.$/)
  })

  it('claims nothing on one core', () => {
    expect(gainOf(curve(1, 100, 100), 1)).toBe('There is nothing to compare.')
    expect(circumstancesOf(results(1, 0, 100, 100))).toEqual([
      'There is one core here: workers can only take turns on it.',
    ])
  })
})

describe('the circumstances', () => {
  it('are told when there are more workers than cores, and when others work', () => {
    expect(circumstancesOf(results(2, 0, 100, 50))).toEqual([])
    expect(circumstancesOf(results(2, 3.5, 100, 50, 50))).toEqual([
      'There are 2 cores here; more workers share them.',
      "Others worked here before this began (load 3.5 on 2): what they take, workers can't gain.",
    ])
  })
})

describe('the table', () => {
  it('has a row for each number of workers', () => {
    const lines = drawCores(results(2, 0, 1_200, 600))
    expect(lines[1]).toBe('cores, large jobs: 168 primes below 1,000, 10 numbers each')
    expect(lines[3]).toMatch(/^ +1 +1,200 +\(1,200 … 1,200\) +1\.00 +100 % {2}█{18}┊$/)
    expect(lines[4]).toMatch(/^ +2 +600 +\(600 … 600\) +2\.00 +100 % {2}█{36}┊$/)
  })

  it('is rows like any other benchmark’s for programs', () => {
    const figures = { ours: 600, least: 600, most: 600, beam: null, ratio: null, bound: null }
    expect(rowsOfCores(results(2, 0, 1_200, 600))[1]).toEqual({
      ...{ name: 'cores', body: 'large jobs, 2 workers', where: 'node', unit: 'ms' },
      ...figures,
    })
  })
})
