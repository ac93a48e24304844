/**
 * Shrinking: a failing run becomes a smaller one on which the same property still fails. It works
 * on what was decided, not on the dice: first the time after the failure goes, then faults (what
 * begins one with what ends it), then nodes, then what faults say and how far apart they are.
 */
import {
  type FaultStep,
  nodeNames,
  type TimedOp,
  wholeFaults,
  withOnly,
  withoutStorms,
} from '../../lab/index.ts'
import type { Run } from '../simulate.ts'
import { onFewerNodes } from './on-fewer-nodes.ts'
import { plainerFault, rounder } from './plainer-fault.ts'
import { type Trying, withFewer, withPlainer } from './smaller.ts'

/** Which property failed, and when. */
export interface Failure {
  readonly name: string
  readonly atMs: number
}

export interface FailingRun {
  readonly run: Run
  readonly failure: Failure
}

/**
 * Yields runs, is told how each of them fails or null, and returns the smallest. Whoever has no
 * more time answers null to all that is left.
 */
export type Shrinking = Generator<Run, FailingRun, Failure | null>

type Asking<T> = Generator<Run, T, Failure | null>

/** No fault becomes shorter than a hand could make it. */
const leastOutageMs = 100
/** How much before the failure may be enough for it. */
const lastPartsMs = [3_000, 10_000, 30_000]
/** So much of its time must go before a run is cut before it is small. */
const worthCutting = 0.1

/** `keepsNodes`: on as many nodes as it has, as a challenge is judged on its own. */
export function* shrinking(found: FailingRun, keepsNodes = false): Shrinking {
  const best = new Best(found)
  yield* best.cut()
  yield* lastPart(best)
  for (;;) {
    const { run } = best
    yield* fewerOps(best)
    yield* fewerFaults(best)
    if (!keepsNodes) yield* fewerNodes(best)
    yield* plainerFaults(best)
    yield* shorterTimes(best)
    yield* best.cut()
    if (best.run === run) return best
  }
}

/** The smallest run so far. */
class Best implements FailingRun {
  run: Run
  failure: Failure
  /** What comes too late, or has consequences, may need some time after it to be a failure. */
  private lagMs = 0
  private readonly refused = new Set<string>()
  private readonly ops: readonly TimedOp[]

  constructor({ run, failure }: FailingRun) {
    const { faults = [], ops = [], seed, nodes } = run
    const byHand = ops.flatMap(({ atMs, op }) => (op.do === 'fault' ? [{ atMs, ...op.fault }] : []))
    this.ops = ops.filter(({ op }) => op.do !== 'fault')
    const concrete = withoutStorms([...faults, ...byHand], seed, nodeNames(nodes))
    this.run = { ...run, faults: concrete, ops: this.ops }
    this.failure = failure
  }

  get faults(): readonly FaultStep[] {
    return this.run.faults ?? []
  }

  /** Whether the same property fails on it; then it is the best. None is asked about twice. */
  *tried(change: Partial<Run>): Trying<Run, Failure | null> {
    const run = shortened({ ...this.run, ...change })
    const key = this.keyOf(run)
    if (key === this.keyOf(this.run)) return true
    if (this.refused.has(key)) return false
    const failure = yield run
    if (failure?.name !== this.failure.name) {
      this.refused.add(key)
      return false
    }
    this.run = run
    this.failure = failure
    if (this.endMs < run.untilMs * (1 - worthCutting)) yield* this.cut()
    return true
  }

  /** Without the time after the failure. */
  *cut(): Asking<void> {
    while (this.endMs < this.run.untilMs) {
      const run = shortened({ ...this.run, untilMs: this.endMs })
      const failure = yield run
      if (failure?.name === this.failure.name) {
        this.run = run
        this.failure = failure
        return
      }
      this.lagMs = Math.max(100, this.lagMs * 4)
    }
  }

  private get endMs(): number {
    return Math.ceil(this.failure.atMs) + this.lagMs
  }

  /** With so few nodes all must be well as long as nothing goes wrong. */
  *isQuiet(nodes: number): Asking<boolean> {
    const run = { ...this.run, nodes, faults: [] }
    const key = this.keyOf(run)
    if (this.refused.has(key)) return false
    if ((yield run) === null) return true
    this.refused.add(key)
    return false
  }

  private keyOf({ nodes, untilMs, faults, ops = [] }: Run): string {
    const left = ops.map((op) => this.ops.indexOf(op))
    return JSON.stringify([nodes, untilMs, faults, left])
  }
}

/** Only what went wrong shortly before the failure, as if the run had begun there. */
function* lastPart(best: Best): Asking<void> {
  const steps = best.faults
  const { untilMs } = best.run
  for (const spanMs of lastPartsMs) {
    const from = untilMs - spanMs
    if (from < spanMs) return
    const late = wholeFaults(steps).filter((places) => {
      return (steps[places.at(-1) as number]?.atMs ?? 0) >= from
    })
    const earlier = (step: FaultStep) => ({ ...step, atMs: Math.max(0, step.atMs - from) })
    const faults = withOnly(steps, late).map(earlier)
    if (yield* best.tried({ faults, untilMs: spanMs })) return
  }
}

function* fewerOps(best: Best): Asking<void> {
  yield* withFewer(best.run.ops ?? [], (ops) => best.tried({ ops }))
}

function* fewerFaults(best: Best): Asking<void> {
  const steps = best.faults
  yield* withFewer(wholeFaults(steps), (kept) => best.tried({ faults: withOnly(steps, kept) }))
}

function* fewerNodes(best: Best): Asking<void> {
  for (let less = best.run.nodes >> 1; less > 0; less >>= 1) {
    while (best.run.nodes > less && (yield* triedWith(best, best.run.nodes - less))) {
      // Once more so many less.
    }
  }
}

function* triedWith(best: Best, nodes: number): Asking<boolean> {
  const isFaulty = best.faults.length > 0
  if (isFaulty && !(yield* best.isQuiet(nodes))) return false
  for (const faults of onFewerNodes(best.faults, nodeNames(nodes))) {
    if (isFaulty && faults.length === 0) continue
    if (yield* best.tried({ nodes, faults })) return true
  }
  return false
}

function* plainerFaults(best: Best): Asking<void> {
  yield* withPlainer(best.faults, plainerFault, (faults) => best.tried({ faults }))
}

/** Times as how long after the step before: what is shorter takes all that follows along. */
function* shorterTimes(best: Best): Asking<void> {
  const steps = best.faults
  const gaps = steps.map(({ atMs }, place) => atMs - (steps[place - 1]?.atMs ?? 0))
  yield* withPlainer(gaps, rounder, function* (shorter) {
    let atMs = 0
    const faults = steps.map((step, place) => {
      atMs += shorter[place] as number
      return { ...step, atMs }
    })
    return !isTooShort(faults, steps) && (yield* best.tried({ faults }))
  })
}

/** Whether something ends sooner than anybody could see that it began. */
function isTooShort(faults: readonly FaultStep[], before: readonly FaultStep[]): boolean {
  return wholeFaults(before).some(([begin, end]) => {
    if (end === undefined) return false
    const lengthIn = (steps: readonly FaultStep[]) =>
      (steps[end]?.atMs ?? 0) - (steps[begin]?.atMs ?? 0)
    return lengthIn(faults) < Math.min(lengthIn(before), leastOutageMs)
  })
}

/** What is planned for later than its end never happens. */
function shortened(run: Run): Run {
  return { ...run, faults: (run.faults ?? []).filter(({ atMs }) => atMs <= run.untilMs) }
}
