/**
 * The fewest faults that break a promise: storms over seeds until one does, shrunk as far as that
 * goes; then what a hand would try, one fault alone and two together, at a grid of times.
 */
import { type FaultStep, wholeFaults } from '../../lab/index.ts'
import { type Judged, judge, type Run, shrinkRun } from '../../sim/index.ts'
import { candidates, namesIn, onMessages } from './candidates.ts'

export interface Found {
  readonly seed: number
  readonly steps: readonly FaultStep[]
  readonly failure: NonNullable<Judged['failure']>
  /** Of those times at which a hand's fault was tried; of a shrunk storm null. */
  readonly times: { readonly broke: number; readonly tried: number } | null
}

export interface Searched {
  readonly best: Found | null
  /** Faults that were left of a storm; null when no storm broke it. */
  readonly shrunk: number | null
  readonly runs: number
}

export interface Asked {
  /** The quiet run: its seed is the first. */
  readonly run: Run
  readonly promise: string
  readonly seeds: number
  readonly goesOn: () => boolean
}

const storm = {
  atMs: 1_000,
  do: 'random',
  lossPercent: 2,
  crashPerMin: 25,
  pausePerMin: 15,
  partitionPerMin: 25,
} as const

const shrinkRuns = 600
/** What is tried two at a time. */
const plain = new Set(['crash', 'kill', 'partition', 'cut', 'pause'])
/** So large a part of the times is enough for a hand. */
const often = 0.25

export function searchPar(asked: Asked): Searched {
  const search = new Search(asked)
  const shrunk = search.shrunkStorm()
  const most = shrunk === null ? Infinity : wholeFaults(shrunk.steps).length
  const byHand = search.one() ?? (most > 2 ? search.two() : null)
  const best = byHand === null ? shrunk : search.friendliest(byHand)
  return { best, shrunk: Number.isFinite(most) ? most : null, runs: search.runs }
}

class Search {
  runs = 0

  constructor(private readonly asked: Asked) {}

  /** The smallest run that is left of the first storm that breaks it. */
  shrunkStorm(): Found | null {
    const { run, promise, seeds, goesOn } = this.asked
    for (let seed = run.seed; seed < run.seed + seeds && goesOn(); seed++) {
      const stormy = { ...run, seed, faults: [{ ...storm, untilMs: 0.8 * run.untilMs }] }
      if (this.breaks(stormy) === null) continue
      const fails = (smaller: Run) => this.breaks(smaller)
      const options = { fails, goesOn, mostRuns: shrinkRuns, keepsNodes: true }
      const smallest = shrinkRun(stormy, options)
      if (smallest === null) return null
      const steps = smallest.run.faults ?? []
      const failure = this.breaks({ ...run, seed, faults: steps })
      if (failure?.name === promise) return { seed, steps, failure, times: null }
    }
    return null
  }

  /**
   * One fault alone: the first that does it at many of the times, else the one that does it most
   * often; in the middle of those times.
   */
  one(): Found | null {
    const { run, goesOn } = this.asked
    const grid = gridOf(run.untilMs)
    const atTimes = candidates(run.nodes, namesIn(run)).map((fault) =>
      grid.map((atMs) => ({ atMs, ...fault })),
    )
    const all = [...atTimes, ...onMessages(run, grid[0] as number, grid.at(-1) as number)]
    let best: Found | null = null
    for (const steps of all) {
      if (!goesOn()) break
      const found = steps.flatMap((step) => this.tried([step]) ?? [])
      const broke = found.length
      if (broke <= (best?.times?.broke ?? 0)) continue
      best = { ...(found[broke >> 1] as Found), times: { broke, tried: steps.length } }
      if (broke >= steps.length * often) break
    }
    return best
  }

  /** Two, the second at once or some time later. */
  two(): Found | null {
    const { run, goesOn } = this.asked
    const faults = candidates(run.nodes, namesIn(run)).filter(({ do: word }) => plain.has(word))
    for (const gapMs of [0, 500, 3_000]) {
      for (const atMs of [2_000, 4_000]) {
        for (const first of faults) {
          for (const second of faults) {
            if (!goesOn()) return null
            const steps = [
              { atMs, ...first },
              { atMs: atMs + gapMs, ...second },
            ]
            const found = wholeFaults(steps).length === 2 ? this.tried(steps) : null
            if (found !== null) return found
          }
        }
      }
    }
    return null
  }

  /**
   * The same faults in the run in which a hand, which strikes early, breaks it most often and soon:
   * among some seeds, at times of its first seconds.
   */
  friendliest(found: Found): Found {
    const { run, seeds, goesOn, promise } = this.asked
    const [{ atMs: firstMs }] = found.steps as readonly [FaultStep]
    const grid = Array.from({ length: 20 }, (_, at) => 500 + 250 * at)
    let best: Found | null = null
    let most = 0
    for (let seed = run.seed; seed < run.seed + seeds && goesOn(); seed++) {
      if (this.breaks({ ...run, seed }) !== null) continue
      const broke = grid.flatMap((beginMs): Found[] => {
        const steps = found.steps.map((step) => ({ ...step, atMs: step.atMs - firstMs + beginMs }))
        const failure = this.breaks({ ...run, seed, faults: steps })
        return failure?.name === promise ? [{ seed, steps, failure, times: null }] : []
      })
      const worth = broke.reduce((sum, each) => sum + worthOf(each), 0)
      if (worth <= most) continue
      const times = { broke: broke.length, tried: grid.length }
      best = { ...(broke[broke.length >> 1] as Found), times }
      most = worth
      if (worth === grid.length) break
    }
    return best ?? found
  }

  private tried(steps: readonly FaultStep[]): Found | null {
    const { run } = this.asked
    const failure = this.breaks({ ...run, faults: steps })
    return failure && { seed: run.seed, steps, failure, times: null }
  }

  private breaks(run: Run) {
    this.runs++
    return judge(run, this.asked.promise).failure
  }
}

/** 1 when it breaks at once, less the longer it takes. */
function worthOf({ steps, failure }: Found): number {
  const lastMs = steps.at(-1)?.atMs ?? 0
  return 1 / (1 + Math.max(0, failure.atMs - lastMs) / 1_000)
}

/** Every quarter of a second from 1 s on, in the first third of the run. */
function gridOf(untilMs: number): readonly number[] {
  const count = Math.floor((untilMs / 3 - 1_000) / 250)
  return Array.from({ length: count }, (_, at) => 1_000 + 250 * at)
}
