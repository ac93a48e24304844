/**
 * Properties: named predicates over the trace. The same function is a test in Vitest, a lamp on the
 * screen and a check in a lesson. It reads the trace from its start to its end and says what it
 * knows.
 */
import type { Trace } from './trace.ts'

/**
 * `event` is an index into the trace: the moment to show. `reason` names numbers and times of this
 * run ("bob's cart answered 20 of 20"), never a bare "wrong".
 */
export type Verdict =
  | { readonly status: 'pending'; readonly reason: string }
  | { readonly status: 'passed'; readonly reason: string; readonly event: number }
  | {
      readonly status: 'failed'
      readonly expected: string
      readonly observed: string
      readonly event: number
      /** When it was certain, ms, where that is later than the event. */
      readonly knownMs?: number
    }

export type Property = (trace: Trace) => Verdict

export function pending(reason: string): Verdict {
  return { status: 'pending', reason }
}

export function passed(reason: string, event: number): Verdict {
  return { status: 'passed', reason, event }
}

export function failed(
  expected: string,
  observed: string,
  event: number,
  knownMs?: number,
): Verdict {
  const told = { status: 'failed', expected, observed, event } as const
  return knownMs === undefined ? told : { ...told, knownMs }
}
