/**
 * Readings of a growing trace that look at each event once, however often they are asked: checks
 * are judged many times while a system runs. What is remembered is what asking again would give.
 */
import type { Trace } from '../lab/index.ts'

/**
 * A fold over all events that the trace keeps. `read` changes the state that `begin` made; when old
 * events are let go, the fold begins anew with what is left.
 */
export function readOnce<State>(
  begin: () => State,
  read: (state: State, trace: Trace, index: number) => void,
): (trace: Trace) => State {
  const known = new WeakMap<Trace, Memory<State>>()
  return (trace) => {
    let memory = known.get(trace)
    if (memory?.first !== trace.first) {
      memory = { first: trace.first, next: trace.first, state: begin() }
      known.set(trace, memory)
    }
    for (; memory.next < trace.end; memory.next++) read(memory.state, trace, memory.next)
    return memory.state
  }
}

interface Memory<State> {
  readonly first: number
  /** Index of the first event not read yet. */
  next: number
  readonly state: State
}
