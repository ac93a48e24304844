/**
 * A process's mailbox: messages in order of arrival, with a save pointer so that a selective
 * receive looks at each skipped message once (Erlang's save queue), and a mark at the newest
 * reference so that an answer is found at once behind whatever waits (OTP's receive optimisation).
 */
import type { Pid, Ref } from './names.ts'
import type { Match, Process } from './process.ts'
import type { Term } from './term.ts'

export class Letter {
  /** Itself when it isn't in the mailbox any more. */
  next: Letter | null = null
  /** The message's first word, once somebody asked for it; null when it has none. */
  private word: string | null | undefined = undefined

  constructor(
    readonly message: Term,
    /** Null when nobody looks. */
    readonly postmark: Postmark | null,
  ) {}

  get tag(): string | null {
    if (this.word === undefined) this.word = tagOf(this.message)
    return this.word
  }
}

/** What the trace keeps of a message's arrival. */
export interface Postmark {
  readonly from: Pid | null
  /** Event number of its arrival in this node. */
  readonly number: number
  readonly shown: Term
}

/** An atom by itself, or the atom that a tuple begins with. */
function tagOf(message: Term): string | null {
  const first = Array.isArray(message) ? (message[0] as Term) : message
  return typeof first === 'string' ? first : null
}

export function putLetter(process: Process, letter: Letter): void {
  if (process.last === null) process.first = letter
  else process.last.next = letter
  process.last = letter
  process.queueLength++
}

/** Takes out the oldest letter; null when there is none. */
export function takeFirst(process: Process): Letter | null {
  const letter = process.first
  if (letter === null) return null
  const after = letter.next
  process.first = after
  if (after === null) process.last = null
  letter.next = letter
  process.queueLength--
  return letter
}

/**
 * Takes out the oldest letter that matches, going on where the last failed call stopped; null when
 * there is none yet. `beginReceive` starts anew.
 */
export function takeMatching(process: Process, match: Match): Letter | null {
  let before = process.saved
  let letter = before === null ? process.first : before.next
  while (letter !== null) {
    if (match(letter.message)) {
      removeAfter(process, before, letter)
      return letter
    }
    before = letter
    letter = letter.next
  }
  process.saved = before
  return null
}

/** As takeMatching, for messages with that first word: the letters alone are looked at. */
export function takeTagged(process: Process, tag: string): Letter | null {
  let before = process.saved
  let letter = before === null ? process.first : before.next
  while (letter !== null) {
    if (letter.tag === tag) {
      removeAfter(process, before, letter)
      return letter
    }
    before = letter
    letter = letter.next
  }
  process.saved = before
  return null
}

/** A new receive looks at all that waits; one `since` a reference at what came after it. */
export function beginReceive(process: Process, since: Ref | null): void {
  const bonds = process.bonds
  if (since === null || bonds === null || bonds.newestRef !== since) {
    process.saved = null
    return
  }
  const mark = bonds.newestLetter
  process.saved = mark !== null && mark.next === mark ? null : mark
}

/** Remembers where the mailbox ended when `ref` was made. */
export function markLetter(process: Process, ref: Ref): void {
  const bonds = process.bonds
  if (bonds === null) return
  bonds.newestRef = ref
  bonds.newestLetter = process.last
}

/** All that waits, oldest first. */
export function messagesOf(process: Process): Term[] {
  const all: Term[] = []
  for (let letter = process.first; letter !== null; letter = letter.next) all.push(letter.message)
  return all
}

function removeAfter(process: Process, before: Letter | null, letter: Letter): void {
  const after = letter.next
  if (before === null) process.first = after
  else before.next = after
  if (after === null) process.last = before
  letter.next = letter
  process.saved = null
  process.queueLength--
}
