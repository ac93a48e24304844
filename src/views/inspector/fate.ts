/** What is known of a message by a moment: where it got to, or that a hand has dropped it. Pure. */
import type { EventId } from '../../kernel/index.ts'
import { faultIn, type Trace } from '../../lab/index.ts'

export interface Fate {
  readonly what: 'arrived' | 'dropped'
  /** Trace ms. */
  readonly at: number
}

const told: ReadonlySet<string> = new Set(['op', 'delivered', 'exit_arrived', 'dropped'])

/** So many events after it was sent something may still befall it. */
const mostLooked = 20_000

/** Null: nobody can tell from what has happened before that place of the trace. */
export function fateOf(trace: Trace, sent: EventId, cursor: number): Fate | null {
  const index = trace.find(sent)
  if (index < 0) return null
  const end = Math.min(cursor, trace.end, index + mostLooked)
  for (let at = index + 1; at < end; at++) {
    const kind = trace.kindAt(at)
    if (!told.has(kind)) continue
    const event = trace.at(at)
    if (kind === 'op') {
      const fault = faultIn(event)
      if (fault?.do !== 'drop' || !isSame(fault.sent, sent)) continue
      return { what: 'dropped', at: event.at }
    }
    if (event.cause !== null && isSame(event.cause, sent)) return { what: 'arrived', at: event.at }
  }
  return null
}

function isSame(a: EventId, b: EventId): boolean {
  return a.every((part, place) => part === b[place])
}
