/**
 * One run of a program in a simulated world, from its seed to its end: what the command line, the
 * campaigns over many seeds and the tests have in common.
 */
import type { CodeServer, Recorded } from '../kernel/index.ts'
import type { FaultStep, Program, Promised, RunOptions, TimedOp, Verdict } from '../lab/index.ts'
import { Session } from './session.ts'

export interface Run {
  readonly program: Program
  readonly seed: number
  readonly nodes: number
  readonly untilMs: number
  /** What goes wrong, and when. */
  readonly faults?: readonly FaultStep[]
  /** What a person does by hand. */
  readonly ops?: readonly TimedOp[]
  /** Of the world; without them it is as usual. */
  readonly options?: Omit<RunOptions, 'untilMs'>
  /** Makes a code server with the program's modules in it. */
  readonly newCode: () => CodeServer
  /** Also takes each event of the trace, and keeps none. */
  readonly read?: (event: Recorded) => void
  /** What is judged; without it what the program promises. */
  readonly promises?: readonly Promised[]
  /** What a root on each node is told beside its place. */
  readonly argument?: Readonly<Record<string, number>>
  /** Asked each virtual second: true ends the run before its time. */
  readonly isOver?: () => boolean
}

export interface Outcome {
  /** Frames that arrived and alarms that rang. */
  readonly events: number
  readonly virtualMs: number
  /** Of the whole trace: see TraceHash. */
  readonly traceHash: string
  /**
   * What became of each promise, by its name. Places in the trace are those among the events that
   * `read` was given; without it some that say nothing are left out.
   */
  readonly properties: Readonly<Record<string, Verdict>>
}

const second = 1_000

export function simulate({ untilMs, isOver, ...run }: Run): Outcome {
  const session = new Session(run)
  if (isOver === undefined) session.runUntil(untilMs)
  else runUnless(isOver, session, untilMs)
  const { happened: events, now: virtualMs, traceHash, verdicts: properties } = session
  return { events, virtualMs, traceHash, properties }
}

function runUnless(isOver: () => boolean, session: Session, untilMs: number): void {
  while (session.now < untilMs && !isOver()) {
    session.runUntil(Math.min(untilMs, session.now + second))
  }
}
