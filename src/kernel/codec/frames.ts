/**
 * Frames as bytes, in batches. A frame begins with its signal's kind and with what it has in common
 * with the one before, which isn't said again: in most batches all come from one node to another.
 */

import type { EventId } from '../environment.ts'
import type { Frame, Signal, Start } from '../net/frame.ts'
import { Pid, Ref } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import { readEventId, somebody, writeEventId } from './events.ts'
import { cost, DecodeError, type Reader } from './reader.ts'
import { Writer } from './writer.ts'

/** On the wire. */
const numberOf: Readonly<Record<Signal['type'], number>> = {
  send: 0,
  link: 1,
  unlink: 2,
  unlink_ack: 3,
  exit: 4,
  exit2: 5,
  monitor: 6,
  demonitor: 7,
  down: 8,
  spawn_request: 9,
  spawn_reply: 10,
}

const kinds = Object.keys(numberOf) as Signal['type'][]

const kindMask = 15
/** The same nodes as the frame before. */
const sameNodes = 16
/** The same cause as the frame before. */
const sameCause = 32

/** One buffer for all that a node has to say to another one, written as it says it. */
export class FrameBatch {
  private readonly out = new Writer(true)
  private last: Frame | null = null

  /** Bytes so far. A batch that ends after one of its frames is a batch, too. */
  get length(): number {
    return this.out.length
  }

  add(frame: Frame): void {
    const { out, last } = this
    const { from, to, cause, signal } = frame
    const isAsBefore = last !== null && last.from === from && last.to === to
    const isCausedAsBefore = last !== null && sameEvent(last.cause, cause)
    this.last = frame
    out.byte(
      numberOf[signal.type] | (isAsBefore ? sameNodes : 0) | (isCausedAsBefore ? sameCause : 0),
    )
    if (!isAsBefore) {
      out.text(from)
      out.text(to)
    }
    out.count(frame.lamport)
    if (!isCausedAsBefore) writeEventId(out, cause)
    writeSignal(out, signal)
  }

  /** The first so many bytes, to be transferred; the batch begins anew. */
  take(length = this.length): Uint8Array<ArrayBuffer> {
    this.last = null
    return this.out.take(length)
  }
}

/** @throws {DecodeError} */
export function readFrames(from: Reader): Frame[] {
  const frames: Frame[] = []
  let last: Frame | null = null
  while (!from.isAtEnd) {
    last = readFrame(from, last)
    frames.push(last)
  }
  return frames
}

function readFrame(bytes: Reader, last: Frame | null): Frame {
  bytes.spend(cost.frame)
  const head = bytes.byte()
  const type = kinds[head & kindMask]
  if (type === undefined || head > (kindMask | sameNodes | sameCause)) {
    throw new DecodeError('no signal')
  }
  if (last === null && head > kindMask) throw new DecodeError('nothing before')
  const before = last as Frame
  const isAsBefore = (head & sameNodes) !== 0
  return {
    from: isAsBefore ? before.from : bytes.text(),
    to: isAsBefore ? before.to : bytes.text(),
    lamport: bytes.count(),
    cause: (head & sameCause) !== 0 ? before.cause : readEventId(bytes),
    signal: readSignal(bytes, type),
  }
}

function sameEvent(a: EventId | null, b: EventId | null): boolean {
  if (a === null || b === null) return a === b
  return a[2] === b[2] && a[1] === b[1] && a[0] === b[0]
}

function writeSignal(out: Writer, signal: Signal): void {
  switch (signal.type) {
    case 'send':
      return writeAll(out, signal.from, signal.to, signal.message)
    case 'link':
      return writeAll(out, signal.from, signal.to)
    case 'unlink':
    case 'unlink_ack':
      writeAll(out, signal.from, signal.to)
      return out.count(signal.id)
    case 'exit':
    case 'exit2':
      return writeAll(out, signal.from, signal.to, signal.reason)
    case 'monitor':
    case 'demonitor':
      return writeAll(out, signal.from, signal.to, signal.ref)
    case 'down':
    case 'spawn_reply':
      return writeAll(out, signal.from, signal.to, signal.ref, signal.reason)
    case 'spawn_request':
      writeAll(out, signal.from, signal.ref, signal.start, signal.link, signal.monitor)
      return out.term(signal.leader ?? null)
  }
}

function writeAll(out: Writer, ...terms: readonly Term[]): void {
  for (const term of terms) out.term(term)
}

function readSignal(bytes: Reader, type: Signal['type']): Signal {
  switch (type) {
    case 'send':
      return { type, from: bytes.pid(), to: receiver(bytes), message: bytes.term() }
    case 'link':
      return { type, from: bytes.pid(), to: bytes.pid() }
    case 'unlink':
    case 'unlink_ack':
      return { type, from: bytes.pid(), to: bytes.pid(), id: bytes.count() }
    case 'exit':
    case 'exit2':
      return { type, from: bytes.pid(), to: bytes.pid(), reason: bytes.term() }
    case 'monitor':
    case 'demonitor':
      return { type, from: bytes.pid(), to: party(bytes), ref: bytes.ref() }
    case 'down':
      return {
        type,
        from: party(bytes),
        to: bytes.pid(),
        ref: bytes.ref(),
        reason: bytes.term(),
      }
    case 'spawn_reply':
      return {
        type,
        from: somebody(bytes),
        to: bytes.pid(),
        ref: bytes.ref(),
        reason: bytes.term(),
      }
    case 'spawn_request':
      return {
        type,
        from: bytes.pid(),
        ref: bytes.ref(),
        start: startOf(bytes.term()),
        link: flag(bytes),
        monitor: flag(bytes),
        leader: somebody(bytes),
      }
  }
}

/** A process by its pid or name. */
function party(bytes: Reader): Pid | string {
  const to = receiver(bytes)
  if (to instanceof Ref) throw new DecodeError('a reference is nobody')
  return to
}

function receiver(bytes: Reader): Pid | string | Ref {
  const to = bytes.term()
  if (typeof to === 'string' || to instanceof Pid || to instanceof Ref) return to
  throw new DecodeError('nobody')
}

function startOf(term: Term): Start {
  if (!Array.isArray(term) || term.length !== 3) throw new DecodeError('no start')
  const [module, func, args] = term
  if (typeof module !== 'string' || typeof func !== 'string' || !Array.isArray(args)) {
    throw new DecodeError('no start')
  }
  return [module, func, args]
}

function flag(bytes: Reader): boolean {
  const value = bytes.term()
  if (typeof value !== 'boolean') throw new DecodeError('no flag')
  return value
}
