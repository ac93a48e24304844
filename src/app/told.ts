/**
 * What is known of one process's doings, newest first: what the trace has told since a place in it,
 * and what its node's flight recorder kept of the rest.
 */
import type { Term } from '../kernel/index.ts'
import type { Trace, TraceEvent } from '../lab/index.ts'

/** Events gone through at one look. */
const most = 2_000

/** Events of process `id` in that life of a node, from that place on, the newest first. */
export function toldOf(
  trace: Trace,
  from: number,
  [node, creation]: readonly [node: string, creation: number],
  id: number,
): TraceEvent[] {
  const found: TraceEvent[] = []
  for (let index = trace.end - 1; index >= Math.max(from, trace.first, trace.end - most); index--) {
    // Of a crowd that is killed together nobody is told; a kind of its own needs no reading.
    if (trace.kindAt(index) === 'host') continue
    const event = trace.at(index)
    const { subject } = event
    if (subject === null || subject.id !== id || subject.node !== node) continue
    if (subject.creation === creation) found.push(event)
  }
  return found
}

/** A node's answer to the question `kept`, as events outside the trace: their indices are negative. */
export function keptOf(answer: Term, node: string, creation: number): TraceEvent[] {
  const { events } = (answer ?? { events: [] }) as unknown as { events: readonly Kept[] }
  const outside = { node, creation, lamport: 0, cause: null }
  return events.map((kept) => ({ ...kept, ...outside, index: -kept.number }))
}

type Kept = Pick<TraceEvent, 'kind' | 'at' | 'number' | 'subject' | 'other' | 'term'>

/** Both, the newest first; a recorder is asked for all it has each time. */
export function together(told: readonly TraceEvent[], kept: readonly TraceEvent[]): TraceEvent[] {
  const all = [...told.filter(({ index }) => index >= 0), ...kept]
  return all.sort((a, b) => b.at - a.at)
}
