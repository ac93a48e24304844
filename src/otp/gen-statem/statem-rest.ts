/**
 * How a gen_statem or a gen_event waits for its next message: awake, hibernating, or awake and
 * hibernating after a while (the start option hibernateAfterMs). A handler at rest has no stack to
 * throw away, so it is the handler's name that shows it.
 */
import {
  type Become,
  become,
  cancelTimer,
  Ref,
  sameRef,
  self,
  startTimer,
  type Term,
} from '../../kernel/index.ts'

/** The part of a behaviour's record that is about this. */
export interface Resting {
  readonly hibernateAfterMs: number | null
  readonly hibernate: boolean
  /** Runs while it is awake and nothing comes. */
  idle: Ref | null
}

/** The names of a behaviour's handler while it is awake and while it hibernates. */
export interface Handlers {
  readonly awake: readonly [module: string, func: string]
  readonly asleep: readonly [module: string, func: string]
}

/** Third part of the idle timer's message; a program's own timers have others. */
const idleMark = '$gen_timeout'

/** What the process's handler answers at the end of its work. */
export function restIn(handlers: Handlers, record: Resting): Become {
  if (record.hibernate) return become(handlers.asleep, record as unknown as Term)
  const { hibernateAfterMs } = record
  if (hibernateAfterMs !== null) record.idle = startTimer(hibernateAfterMs, self(), idleMark)
  return become(handlers.awake, record as unknown as Term)
}

/**
 * What the handler answers to a message that only says that it waited long enough; null for a
 * message that it has to look at itself, and for which it is awake now.
 */
export function waited(handlers: Handlers, record: Resting, message: Term): Become | Term {
  const [tag, ref, mark] = Array.isArray(message) ? (message as readonly Term[]) : []
  if (tag !== 'timeout' || mark !== idleMark || !(ref instanceof Ref)) {
    if (record.idle !== null) cancelTimer(record.idle)
    record.idle = null
    return null
  }
  // One that was cancelled too late says nothing any more.
  if (record.idle === null || !sameRef(ref, record.idle)) return record as unknown as Term
  record.idle = null
  return become(handlers.asleep, record as unknown as Term)
}
