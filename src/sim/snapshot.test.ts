/**
 * A world that is saved and loaded goes on as it would have: processes that do whatever processes
 * can do, in a world in which whatever can happens, tell the same.
 */
import { describe, expect, it } from 'vitest'
import type { FaultStep } from '../lab/index.ts'
import { officeModules, officeStart } from './office-trial.ts'
import { diskFaults, scribeModules, scribeStart } from './scribe-trial.ts'
import { run, type Trial, wentOn } from './snapshot-trial.ts'
import { soupModules, soupStart } from './soup-trial.ts'

const weather: readonly FaultStep[] = [
  {
    atMs: 100,
    do: 'random',
    untilMs: 3_000,
    lossPercent: 5,
    jitterMs: 3,
    duplicatePercent: 5,
    reorderPercent: 5,
    corruptPercent: 1,
    crashPerMin: 40,
    pausePerMin: 60,
    partitionPerMin: 60,
    diskFaultPerMin: 60,
  },
  { atMs: 50, do: 'clock', node: 'n2', driftPpm: 200_000 },
  { atMs: 60, do: 'slow', node: 'n3', factor: 20 },
  { atMs: 300, do: 'cut', from: 'n1', to: 'n2', oneWay: true },
  { atMs: 700, do: 'mend', from: 'n1', to: 'n2', oneWay: true },
  { atMs: 1_000, do: 'random', untilMs: 1_500, crashPerMin: 60 },
  { atMs: 2_000, do: 'slow', node: 'n3', factor: 1 },
]

/** Whoever waits for an answer that is lost waits for ever: here none is. */
const gusts: readonly FaultStep[] = [
  {
    atMs: 100,
    do: 'random',
    untilMs: 2_000,
    jitterMs: 3,
    crashPerMin: 20,
    pausePerMin: 60,
    partitionPerMin: 30,
  },
]

const skies = [
  ['in good weather', [], [], true],
  ['in a storm', weather, gusts, true],
  ['in a storm, connected by use', weather, gusts, false],
] as const

/** That all snapshots of these runs go on as the runs did; how many there were. */
function snapshotsOf(trials: readonly Trial[], perMille: number): number {
  let count = 0
  for (const trial of trials) {
    const { found, hash } = run(trial, perMille)
    for (const saved of found) {
      expect(wentOn(trial, saved), `seed ${trial.seed}, turn ${saved.snapshot.turns}`).toBe(hash)
    }
    count += found.length
  }
  return count
}

const trials = (more: Omit<Trial, 'seed'>, count = 5) =>
  Array.from({ length: count }, (_, seed): Trial => ({ ...more, seed }))

describe('a snapshot', () => {
  it.each(skies)('keeps all that processes do to each other: %s', (_, faults, __, mesh) => {
    const soup = { modules: soupModules, start: soupStart }
    const all = trials({ ...soup, untilMs: 1_200, nodes: 3, faults, mesh })
    expect(snapshotsOf(all, 3)).toBeGreaterThan(10)
  })

  it('keeps disks, what is on them and what waits for them', () => {
    const scribes = { modules: scribeModules, start: scribeStart, faults: diskFaults }
    const all = trials({ ...scribes, untilMs: 1_500, nodes: 3 }, 13)
    expect(snapshotsOf(all, 25)).toBeGreaterThan(10)
  })

  it.each(skies)('keeps behaviours, groups and names: %s', (_, __, faults, mesh) => {
    const office = { modules: officeModules, start: officeStart }
    const all = trials({ ...office, untilMs: 2_000, nodes: 3, faults, mesh })
    expect(snapshotsOf(all, faults.length === 0 ? 8 : 60)).toBeGreaterThan(10)
  })
})
