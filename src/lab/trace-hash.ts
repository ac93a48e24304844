/**
 * A running hash of a trace: when, what, where, who, why and each part of what was said, in order.
 * 64 bits, by whole numbers of 32 bits alone, so it is the same in every engine. It proves nothing
 * against somebody who looks for two traces with one hash. An event's number and stamp follow from
 * the order and the causes, and aren't hashed.
 */
import {
  type EventId,
  type EventKind,
  eventKinds,
  type Pid,
  type Recorded,
} from '../kernel/index.ts'
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
  tagOwn,
  tagPid,
  type Words,
} from './hash-words.ts'

export { type HashState, hashTerm } from './hash-words.ts'

/**
 * What follows from all else: what is received was delivered, and a state is made of it. Whoever
 * reads a trace for its hash alone needn't be told of them.
 */
export const unhashed: ReadonlySet<EventKind> = new Set<EventKind>(['received', 'state'])

export class TraceHash {
  private readonly words: Words

  constructor([first, second]: HashState = beginning) {
    this.words = Int32Array.of(first, second)
  }

  add(event: Recorded): void {
    const { words } = this
    const { kind, node, creation } = event
    if (unhashed.has(kind)) return
    add(words, lifeWord(node, creation) ^ (kindWords[kind] as number))
    addFloat(words, event.at)
    addWho(words, event.subject, event)
    addWho(words, event.other, event)
    addCause(words, event.cause, event)
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

function addWho(words: Words, pid: Pid | null, { node, creation }: Recorded): void {
  if (pid === null) return add(words, tagNull)
  if (pid.creation !== creation || pid.node !== node) return addName(words, tagPid, pid)
  addOwn(words, pid.id)
}

function addCause(words: Words, cause: EventId | null, event: Recorded): void {
  if (cause === null) return add(words, tagNull)
  const [node, creation, number] = cause
  if (creation === event.creation && node === event.node) return addOwn(words, number)
  addNumbered(words, tagEvent, number)
  add(words, lifeWord(node, creation))
}

function addOwn(words: Words, number: number): void {
  addNumbered(words, tagOwn, number)
}

/** A word for each kind of event. */
const kindWords: Readonly<Record<string, number>> = Object.fromEntries(
  eventKinds.map((kind, number) => [kind, Math.imul(number, 0x9e37_79b9)]),
)
