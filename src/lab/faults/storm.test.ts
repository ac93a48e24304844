/** Storms: the same for the same seed, kind by kind, readable again, and over at the end. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inForce } from './in-force.ts'
import { readFaultScript } from './read-script.ts'
import type { FaultStep, Storm } from './script.ts'
import { stormSteps, withoutStorms } from './storm.ts'

const namesOf = (count: number) => Array.from({ length: count }, (_, i) => `n${i + 1}@heron`)
const perMin = fc.constantFrom(0, 0.5, 3, 60, 1_000)
const storm: fc.Arbitrary<{ readonly atMs: number } & Storm> = fc
  .record({
    atMs: fc.constantFrom(0, 1_000.5, 60_000),
    spanMs: fc.integer({ min: 1, max: 120_000 }),
    more: fc.record(
      {
        lossPercent: fc.constantFrom(0, 20),
        delayMs: fc.constantFrom(0, 5),
        crashPerMin: perMin,
        pausePerMin: perMin,
        partitionPerMin: perMin,
        diskFaultPerMin: perMin,
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ atMs, spanMs, more }) => ({ atMs, do: 'random', untilMs: atMs + spanMs, ...more }))
const seed = fc.integer()
const nodes = fc.integer({ min: 0, max: 9 }).map(namesOf)
const isOf = (words: readonly string[]) => (step: FaultStep) => words.includes(step.do)

const minute = { atMs: 0, do: 'random', untilMs: 60_000 } as const
const wild = {
  ...minute,
  lossPercent: 5,
  crashPerMin: 40,
  pausePerMin: 20,
  partitionPerMin: 10,
  diskFaultPerMin: 10,
} as const

describe('a storm', () => {
  it('is a script that reads as it was written, in the order of time and within its own', () => {
    fc.assert(
      fc.property(storm, seed, nodes, (random, world, names) => {
        const steps = stormSteps(random, world, names)
        expect(stormSteps(random, world, names)).toEqual(steps)
        expect(readFaultScript(JSON.stringify(steps), names)).toEqual({ steps })
        const times = steps.map(({ atMs }) => atMs)
        expect(times).toEqual([...times].sort((a, b) => a - b))
        expect(times.every((atMs) => atMs >= random.atMs && atMs <= random.untilMs)).toBe(true)
      }),
    )
  })

  it('leaves nothing behind', () => {
    fc.assert(
      fc.property(storm, seed, nodes, (random, world, names) => {
        expect(inForce(stormSteps(random, world, names), random.untilMs)).toEqual([])
      }),
    )
  })

  it('ends none but its own partitions', () => {
    const cut: FaultStep = { atMs: 0, do: 'cut', from: 'n1@heron', to: 'n2@heron' }
    const steps = withoutStorms([cut, { ...minute, partitionPerMin: 10 }], 1, namesOf(3))
    expect(inForce(steps, minute.untilMs).map(({ fault }) => fault.do)).toEqual(['cut'])
  })

  it('keeps as many nodes up as it is told', () => {
    fc.assert(
      fc.property(storm, seed, nodes, fc.integer({ min: 0, max: 4 }), (random, world, all, up) => {
        const down = new Set<string>()
        for (const step of stormSteps(random, world, all, { keepUp: up })) {
          if (step.do === 'restart') expect(down.delete(step.node)).toBe(true)
          if (step.do !== 'crash') continue
          expect(down.has(step.node)).toBe(false)
          down.add(step.node)
          expect(all.length - down.size).toBeGreaterThanOrEqual(Math.min(up, all.length))
        }
      }),
    )
  })

  it('moves nothing when one kind is taken away', () => {
    const kinds = [
      ['lossPercent', ['link']],
      ['crashPerMin', ['crash', 'restart']],
      ['pausePerMin', ['pause']],
      ['partitionPerMin', ['partition', 'undo']],
      ['diskFaultPerMin', ['disk']],
    ] as const
    const all = stormSteps(wild, 7, namesOf(5))
    for (const [kind, words] of kinds) {
      const { [kind]: _, ...calmer } = wild
      const others = all.filter((step) => !isOf(words)(step))
      expect(stormSteps(calmer, 7, namesOf(5))).toEqual(others)
      expect(others.length).toBeLessThan(all.length)
    }
  })

  it('throws other dice for each kind', () => {
    const steps = stormSteps({ ...minute, crashPerMin: 20, pausePerMin: 20 }, 1, namesOf(50))
    const times = (word: string) => steps.filter(isOf([word])).map(({ atMs }) => atMs)
    expect(times('crash').filter((atMs) => times('pause').includes(atMs))).toEqual([])
  })

  it('has as many faults as it says, and others for another seed', () => {
    const steps = stormSteps(wild, 1, namesOf(50))
    const count = (word: string) => steps.filter(isOf([word])).length
    expect(['crash', 'pause', 'partition', 'undo'].map(count)).toEqual([40, 20, 10, 10])
    const disks = steps.filter((step) => step.do === 'disk' && step.on !== false)
    expect(disks).toHaveLength(10)
    expect(stormSteps(wild, 2, namesOf(50))).not.toEqual(steps)
    expect(stormSteps({ ...wild, untilMs: 59_999 }, 1, namesOf(50))).not.toEqual(steps)
  })

  it('spoils for ever what is on one disk at most', () => {
    const lasting = ['bit_flip_on_write', 'bit_flip_at_rest', 'misdirected_write', 'stale_sector']
    const spoilt = new Set([...lasting, 'lying_flush', 'lost', 'rolled_back'])
    for (let world = 0; world < 50; world++) {
      const steps = stormSteps({ ...minute, diskFaultPerMin: 200 }, world, namesOf(3))
      const hit = steps.flatMap((s) => (s.do === 'disk' && spoilt.has(s.fault) ? [s.node] : []))
      expect(new Set(hit).size).toBe(1)
    }
  })

  it('of ten thousand nodes and the highest rates stays a script', () => {
    const rates = { crashPerMin: 1e12, pausePerMin: 1e12, partitionPerMin: 1e12 }
    const steps = stormSteps({ ...minute, ...rates, diskFaultPerMin: 1e12 }, 1, namesOf(10_000))
    expect(steps.length).toBeGreaterThan(40_000)
    expect('steps' in readFaultScript(JSON.stringify(steps))).toBe(true)
  })

  it('stands in a script as its steps, among the others', () => {
    const early: FaultStep = { atMs: 5, do: 'slow', node: 'n1@heron', factor: 2 }
    const late: FaultStep = { atMs: 70_000, do: 'heal', all: true }
    const steps = withoutStorms([late, wild, early], 3, namesOf(3))
    expect(steps.at(-1)).toBe(late)
    expect(steps).toContain(early)
    expect(steps).not.toContain(wild)
    const without = steps.filter((step) => step !== late && step !== early)
    expect(without).toEqual(stormSteps(wild, 3, namesOf(3)))
  })
})
