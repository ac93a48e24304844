/**
 * A process's mailbox: messages in order of arrival. Most hold one message or none, so the oldest
 * has a place of its own. A selective receive looks at each skipped message once (Erlang's save
 * queue), and one that waits for an answer begins where the mailbox ended when it asked (OTP's
 * receive optimisation).
 */

import type { Ref } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import { Backlog } from './backlog.ts'
import { type Item, type Letter, messageIn, none, tagOf } from './letter.ts'
import type { Match, Process } from './process.ts'

/** How many messages wait. */
export function queueLength({ first, rest }: Process): number {
  if (first === none) return 0
  return rest === null ? 1 : 1 + rest.length
}

export function putMessage(process: Process, message: Term): void {
  if (process.first === none) process.first = message
  else {
    process.rest ??= new Backlog()
    process.rest.put(message)
  }
}

export function putLetter(process: Process, letter: Letter): void {
  if (process.first === none) process.first = letter
  else {
    process.rest ??= new Backlog()
    process.rest.putLetter(letter)
  }
}

/** Takes out the oldest; `none` when the mailbox is empty. */
export function takeFirst(process: Process): Item | typeof none {
  const { first, rest, bonds } = process
  if (first === none) return none
  process.first = rest === null ? none : rest.shift()
  if (bonds !== null && bonds.mark > 0) bonds.mark--
  return first
}

/**
 * Takes out the oldest that matches, going on where the last failed call stopped; `none` when there
 * is none yet. `beginReceive` starts anew.
 */
export function takeMatching(
  process: Process,
  match: Match,
  since: Ref | null,
): Item | typeof none {
  const { first } = process
  if (first === none) return none
  if (process.saved === 0) {
    if (match(messageIn(first), since as Ref)) {
      return process.first === first ? takeFirst(process) : takeMatching(process, match, since)
    }
    process.saved = 1
  }
  return takeAt(process, process.rest?.find(process.saved - 1, match, since) ?? -1)
}

/** As takeMatching, for messages that are this word or begin with it. */
export function takeTagged(process: Process, tag: string): Item | typeof none {
  const { first } = process
  if (first === none) return none
  if (process.saved === 0) {
    if (tagOf(messageIn(first)) === tag) return takeFirst(process)
    process.saved = 1
  }
  return takeAt(process, process.rest?.findTag(process.saved - 1, tag) ?? -1)
}

/** Takes out the one at that place of the backlog; with −1 remembers that all was looked at. */
function takeAt(process: Process, at: number): Item | typeof none {
  const { rest, bonds } = process
  if (at < 0 || rest === null) {
    process.saved = queueLength(process)
    return none
  }
  process.saved = 0
  if (bonds !== null && bonds.mark > at + 1) bonds.mark--
  return rest.takeAt(at)
}

/** A new receive looks at all that waits; one `since` a reference at what came after it. */
export function beginReceive(process: Process, since: Ref | null): void {
  const { bonds } = process
  process.saved = since !== null && bonds !== null && bonds.newestRef === since ? bonds.mark : 0
}

/** Remembers where the mailbox ended when `ref` was made. */
export function markMailbox(process: Process, ref: Ref): void {
  const { bonds } = process
  if (bonds === null) return
  bonds.newestRef = ref
  bonds.mark = queueLength(process)
}

export function emptyMailbox(process: Process): void {
  process.first = none
  process.rest = null
  process.saved = 0
}

/** All that waits, oldest first. */
export function messagesOf({ first, rest }: Process): Term[] {
  if (first === none) return []
  return [messageIn(first), ...(rest?.items() ?? []).map(messageIn)]
}
