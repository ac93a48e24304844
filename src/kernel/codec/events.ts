/**
 * Trace events as bytes, in batches. An event begins with its kind and with what follows from the
 * one before, which isn't said: most are the next of one node, in the same moment.
 */

import type { EventId, Recorded } from '../environment.ts'
import { Pid } from '../terms/names.ts'
import { eventKinds, numberOf } from '../trace/trace.ts'
import { cost, DecodeError, type Reader } from './reader.ts'
import { Writer } from './writer.ts'

const kindMask = 31
/** Of the same life as the event before, with the next number and the next stamp. */
const isNext = 32
/** At the same time as the event before. */
const isSameTime = 64
/** Caused by an earlier event of its own life: how many before it, instead of its name. */
const isOwnCause = 128

/** One buffer for all that a node tells, written as it tells it. */
export class EventBatch {
  private readonly out = new Writer()
  private last: Recorded | null = null

  /** Bytes so far. */
  get length(): number {
    return this.out.length
  }

  add(event: Recorded): void {
    const { out, last } = this
    const { at, node, creation, number, lamport, cause } = event
    const next = last !== null && follows(event, last)
    const sameTime = last !== null && Object.is(last.at, at)
    const own = cause !== null && isOf(event, cause) && cause[2] < number
    const flags = (next ? isNext : 0) | (sameTime ? isSameTime : 0) | (own ? isOwnCause : 0)
    this.last = event
    out.byte(numberOf[event.kind] | flags)
    if (!sameTime) out.float(at)
    if (!next) {
      out.text(node)
      out.count(creation)
      out.count(number)
      out.count(lamport)
    }
    out.term(event.subject)
    out.term(event.other)
    if (own) out.count(number - cause[2])
    else writeEventId(out, cause)
    out.term(event.term)
  }

  /** Its bytes, to be transferred; the batch begins anew. */
  take(): Uint8Array<ArrayBuffer> {
    this.last = null
    return this.out.take()
  }
}

function follows(event: Recorded, last: Recorded): boolean {
  const isOfLife = event.creation === last.creation && event.node === last.node
  return isOfLife && event.number === last.number + 1 && event.lamport === last.lamport + 1
}

function isOf({ node, creation }: Recorded, cause: EventId): boolean {
  return cause[1] === creation && cause[0] === node
}

/** @throws {DecodeError} */
export function readEvents(bytes: Reader): Recorded[] {
  const events: Recorded[] = []
  let last: Recorded | null = null
  while (!bytes.isAtEnd) {
    last = readEvent(bytes, last)
    events.push(last)
  }
  return events
}

function readEvent(bytes: Reader, last: Recorded | null): Recorded {
  bytes.spend(cost.event)
  const head = bytes.byte()
  const kind = eventKinds[head & kindMask]
  if (kind === undefined) throw new DecodeError('unknown kind of event')
  if (last === null && (head & (isNext | isSameTime)) !== 0) throw new DecodeError('nothing before')
  const before = last as Recorded
  const at = (head & isSameTime) !== 0 ? before.at : bytes.float()
  const next = (head & isNext) !== 0
  const node = next ? before.node : bytes.text()
  const creation = next ? before.creation : bytes.count()
  const number = next ? safe(before.number + 1) : bytes.count()
  const lamport = next ? safe(before.lamport + 1) : bytes.count()
  const [subject, other] = [somebody(bytes), somebody(bytes)]
  const cause: EventId | null =
    (head & isOwnCause) !== 0
      ? [node, creation, safe(number - distance(bytes))]
      : readEventId(bytes)
  return { kind, at, node, creation, number, lamport, subject, other, cause, term: bytes.term() }
}

/** No event is its own cause. */
function distance(bytes: Reader): number {
  const distance = bytes.count()
  if (distance === 0) throw new DecodeError('its own cause')
  return distance
}

function safe(count: number): number {
  if (!Number.isSafeInteger(count) || count < 0) throw new DecodeError('no count')
  return count
}

/** A pid or null. */
export function somebody(bytes: Reader): Pid | null {
  const pid = bytes.term()
  if (pid !== null && !(pid instanceof Pid)) throw new DecodeError('no pid')
  return pid
}

export function writeEventId(out: Writer, event: EventId | null): void {
  if (event === null) return out.term(null)
  out.text(event[0])
  out.count(event[1])
  out.count(event[2])
}

export function readEventId(bytes: Reader): EventId | null {
  const node = bytes.term()
  if (node === null) return null
  if (typeof node !== 'string') throw new DecodeError('no event')
  return [node, bytes.count(), bytes.count()]
}
