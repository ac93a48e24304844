/**
 * A running hash of a trace: when, what, where, who, why and each part of what was said, in order.
 * 64 bits, by whole numbers of 32 bits alone, so it is the same in every engine. It proves nothing
 * against somebody who looks for two traces with one hash. An event's number and stamp follow from
 * the order and the causes, and aren't hashed; what an engine says of a TypeError isn't either.
 */
import { type EventId, eventKinds, Kinds, placeOf, type Recorded } from '../kernel/index.ts'
import {
  add,
  addFloat,
  addName,
  addNumbered,
  addTerm,
  beginning,
  digestOf,
  type HashState,
  lifeWord,
  tagEvent,
  tagNull,
  tagPid,
  type Words,
} from './hash-words.ts'

export { type HashState, hashTerm } from './hash-words.ts'

/**
 * What follows from all else: what is received was delivered, and a state is made of it. Whoever
 * reads a trace for its hash alone needn't be told of them.
 */
export const unhashed = new Kinds(['received', 'state'])

export class TraceHash {
  private readonly words: Words

  constructor([first, second]: HashState = beginning) {
    this.words = Int32Array.of(first, second)
  }

  add(event: Recorded): void {
    const { words } = this
    const { kind, node, creation, subject, other, cause } = event
    const kindWord = kindWords[placeOf(kind)] as number
    if (kindWord === 0) return
    add(words, lifeWord(node, creation) ^ kindWord)
    addFloat(words, event.at)
    if (subject === null) add(words, tagNull)
    else addName(words, tagPid, subject)
    if (other === null) add(words, tagNull)
    else addName(words, tagPid, other)
    if (cause === null) add(words, tagNull)
    else addCause(words, cause)
    addTerm(words, event.term)
  }

  /** To be given to another one, which goes on where this one is now. */
  get state(): HashState {
    return [this.words[0] as number, this.words[1] as number]
  }

  /** 16 hexadecimal digits. More events may be added afterwards. */
  digest(): string {
    return digestOf(this.words)
  }
}

function addCause(words: Words, [node, creation, number]: EventId): void {
  addNumbered(words, tagEvent, number)
  add(words, lifeWord(node, creation))
}

/** A word for each kind of event; 0 for those that aren't hashed. */
const kindWords: readonly number[] = eventKinds.map((kind, place) => {
  return unhashed.has(kind) ? 0 : Math.imul(place + 1, 0x9e37_79b9)
})
