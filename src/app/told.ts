/** What the trace has told of one process since a place in it, newest first. */
import type { Trace, TraceEvent } from '../lab/index.ts'

/** Events gone through at one look. */
const most = 2_000

export function toldOf(trace: Trace, from: number, node: string, id: number): TraceEvent[] {
  const found: TraceEvent[] = []
  for (let index = trace.end - 1; index >= Math.max(from, trace.first, trace.end - most); index--) {
    // Of a crowd that is killed together nobody is told; a kind of its own needs no reading.
    if (trace.kindAt(index) === 'host') continue
    const event = trace.at(index)
    const { subject } = event
    if (subject !== null && subject.id === id && subject.node === node) found.push(event)
  }
  return found
}
