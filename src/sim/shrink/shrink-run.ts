/** Shrinks a failing run at once: see shrinking.ts for how. */
import type { Run } from '../simulate.ts'
import { type FailingRun, type Failure, shrinking } from './shrinking.ts'

export interface ShrinkOptions {
  /** Which property (that one, if it is named) fails on a run, and when; null when none does. */
  readonly fails: (run: Run, name?: string) => Failure | null
  /** False when there is no more time. */
  readonly goesOn?: () => boolean
  readonly mostRuns?: number
  readonly keepsNodes?: boolean
  /** Called after each run. */
  readonly onRun?: (runs: number) => void
}

export interface Shrunk extends FailingRun {
  /** How often it ran. */
  readonly runs: number
  /** Whether nothing smaller was left to try. */
  readonly isDone: boolean
}

/** Null when nothing fails on `run`. */
export function shrinkRun(run: Run, options: ShrinkOptions): Shrunk | null {
  const { fails, goesOn = () => true, mostRuns = Number.POSITIVE_INFINITY, onRun } = options
  const failure = fails(run)
  if (failure === null) return null
  const smaller = shrinking({ run, failure }, options.keepsNodes)
  let runs = 1
  let isDone = true
  let asked = smaller.next()
  while (!asked.done) {
    isDone &&= runs < mostRuns && goesOn()
    asked = smaller.next(isDone ? fails(asked.value, failure.name) : null)
    if (!isDone) continue
    runs++
    onRun?.(runs)
  }
  const { run: smallest, failure: last } = asked.value
  return { run: smallest, failure: last, runs, isDone }
}
