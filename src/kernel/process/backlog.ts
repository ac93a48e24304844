/**
 * What waits behind the oldest message of a mailbox: one list, taken from the front and now and
 * then from the middle. Looked at by word often, it keeps the words beside the messages.
 */

import type { Ref } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import { type Item, type Letter, messageIn, none, tagOf } from './letter.ts'
import type { Match } from './process.ts'

/** So many places are kept; a longer list is given back when a fourth of it would have done. */
const keptPlaces = 256
/** From so many messages on the words are written down. */
const worthTags = 32

export class Backlog {
  /** It never was a list of numbers alone: V8 would make it anew with the first other thing. */
  private list: (Item | typeof none)[] = [none]
  private start = 0
  private end = 0
  private tags: (string | null)[] | null = null
  /** Whether any of it may be a letter: most backlogs are looked through bare. */
  private hasLetters = false

  get length(): number {
    return this.end - this.start
  }

  put(item: Item): void {
    if (this.end === this.list.length && this.start * 2 > this.end) this.compact()
    this.list[this.end] = item
    if (this.tags !== null) this.tags[this.end] = tagOf(messageIn(item))
    this.end++
  }

  putLetter(letter: Letter): void {
    this.hasLetters = true
    this.put(letter)
  }

  /** The oldest of it. */
  shift(): Item | typeof none {
    if (this.start === this.end) return none
    const item = this.list[this.start] as Item
    this.list[this.start++] = none
    if (this.start === this.end) this.reset()
    return item
  }

  /** The first place from `from` on whose message matches, or −1. */
  find(from: number, match: Match, since: Ref | null): number {
    const { list, hasLetters } = this
    for (let at = this.start + from; at < this.end; at++) {
      const item = list[at] as Item
      const message = hasLetters ? messageIn(item) : (item as Term)
      if (!match(message, since as Ref)) continue
      // A test that takes messages itself has moved the others.
      return list[at] === item ? at - this.start : this.find(0, match, since)
    }
    return -1
  }

  findTag(from: number, tag: string): number {
    const tags = this.tags ?? this.writeTags()
    for (let at = this.start + from; at < this.end; at++) {
      const found = tags === null ? tagOf(messageIn(this.list[at] as Item)) : tags[at]
      if (found === tag) return at - this.start
    }
    return -1
  }

  /** Takes out what is at that place; the nearer end closes the gap. */
  takeAt(place: number): Item {
    const at = this.start + place
    const item = this.list[at] as Item
    if (place < this.length / 2) {
      for (let i = at; i > this.start; i--) this.move(i - 1, i)
      this.list[this.start++] = none
    } else {
      for (let i = at + 1; i < this.end; i++) this.move(i, i - 1)
      this.list[--this.end] = none
    }
    if (this.start === this.end) this.reset()
    return item
  }

  items(): Item[] {
    return this.list.slice(this.start, this.end) as Item[]
  }

  private reset(): void {
    const { length } = this.list
    if (length > keptPlaces && this.end * 4 < length) this.list = [none]
    this.start = 0
    this.end = 0
    this.tags = null
    this.hasLetters = false
  }

  private compact(): void {
    const { length, start } = this
    for (let i = 0; i < length; i++) this.move(start + i, i)
    for (let i = length; i < this.end; i++) this.list[i] = none
    this.start = 0
    this.end = length
  }

  /** One by one: copyWithin takes ten times as long in V8. */
  private move(from: number, to: number): void {
    this.list[to] = this.list[from] as Item
    if (this.tags !== null) this.tags[to] = this.tags[from] as string | null
  }

  private writeTags(): (string | null)[] | null {
    if (this.length < worthTags) return null
    this.tags = []
    for (let at = 0; at < this.end; at++) {
      this.tags[at] = at < this.start ? null : tagOf(messageIn(this.list[at] as Item))
    }
    return this.tags
  }
}
