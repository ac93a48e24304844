/**
 * A mailbox: messages in order of arrival, with a save pointer so that a selective receive looks
 * at each skipped message once (Erlang's save queue).
 */
import type { Pid, Term } from './term.ts'

export interface Letter {
  readonly message: Term
  readonly from: Pid | null
  /** Event number of its arrival in this node. */
  readonly number: number
  next: Letter | null
}

export class Mailbox {
  size = 0
  private head: Letter | null = null
  private tail: Letter | null = null
  /** The last letter that the present receive has looked at and skipped. */
  private saved: Letter | null = null

  put(message: Term, from: Pid | null, number: number): void {
    const letter: Letter = { message, from, number, next: null }
    if (this.tail === null) this.head = letter
    else this.tail.next = letter
    this.tail = letter
    this.size++
  }

  /**
   * Takes out the oldest letter that matches, going on where the last failed call stopped; null
   * when there is none yet. `rewind()` starts a new receive.
   */
  take(match: ((message: Term) => boolean) | null): Letter | null {
    let before = this.saved
    let letter = before === null ? this.head : before.next
    while (letter !== null) {
      if (match === null || match(letter.message)) {
        this.remove(before, letter)
        return letter
      }
      before = letter
      letter = letter.next
    }
    this.saved = before
    return null
  }

  rewind(): void {
    this.saved = null
  }

  private remove(before: Letter | null, letter: Letter): void {
    if (before === null) this.head = letter.next
    else before.next = letter.next
    if (letter.next === null) this.tail = before
    this.saved = null
    this.size--
  }
}
