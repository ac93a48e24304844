/** What a mailbox holds: bare messages where nobody looks, letters where the trace is told. */
import type { Pid } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'

/** Nothing there; no message is that. */
export const none = Symbol('none')

export type Item = Term | Letter

/** A message with what the trace keeps of its arrival. */
export class Letter {
  constructor(
    readonly message: Term,
    readonly from: Pid | null,
    /** Event number of its arrival in this node. */
    readonly number: number,
    readonly shown: Term,
  ) {}
}

export function messageIn(item: Item): Term {
  return item instanceof Letter ? item.message : item
}

/** An atom by itself, or the atom that a tuple begins with. */
export function tagOf(message: Term): string | null {
  const first = Array.isArray(message) ? (message[0] as Term) : message
  return typeof first === 'string' ? first : null
}
