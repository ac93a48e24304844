/**
 * Terms, frames and trace events as bytes: MessagePack with two extensions, for pids and refs.
 * Bytes may come from anybody, so whatever is decoded is checked before it is believed.
 */
import { addExtension, Packr, Unpackr } from 'msgpackr/index-no-eval'
import { listAlias } from './bonds.ts'
import { copyTerm, TermError } from './copy.ts'
import type { EventId, Recorded } from './environment.ts'
import type { Frame, Signal } from './frame.ts'
import { limits } from './limits.ts'
import { Pid, Ref } from './names.ts'
import type { Term } from './term.ts'
import { type EventKind, eventKinds } from './trace.ts'

/** The bytes were no term, no frame, or no trace. */
export class DecodeError extends Error {}

const pidExtension = 1
const refExtension = 2
const options = {
  useRecords: false,
  structuredClone: false,
  useBigIntExtension: true,
  moreTypes: false,
} as const
const packr = new Packr(options)
const unpackr = new Unpackr(options)

for (const [type, Class] of [
  [pidExtension, Pid],
  [refExtension, Ref],
] as const) {
  addExtension({
    type,
    Class: Class as never,
    pack: (value: Pid | Ref) => {
      if (value instanceof Ref) listAlias(value)
      return writeName(value)
    },
    unpack: (bytes: Uint8Array) => readName<Pid | Ref>(Class, bytes),
  })
}

export function encodeTerm(term: Term): Uint8Array {
  return own(packr.pack(term))
}

/** @throws {DecodeError} when the bytes hold anything but one term. */
export function decodeTerm(bytes: Uint8Array): Term {
  return checked(() => copyTerm(unpackr.unpack(bytes), 'term'))
}

/** Frames are sent in batches: one buffer for all that a node has to say in one slice. */
export function encodeFrames(frames: readonly Frame[]): Uint8Array {
  return own(packr.pack(frames.map((f) => [f.from, f.to, f.lamport, f.cause, f.signal])))
}

/** @throws {DecodeError} when the bytes hold anything but frames. */
export function decodeFrames(bytes: Uint8Array): Frame[] {
  return checked(() => list(copyTerm(unpackr.unpack(bytes), 'frames', ofABatch)).map(readFrame))
}

export function encodeEvents(events: readonly Recorded[]): Uint8Array {
  return own(
    packr.pack(
      events.map((e) => [
        eventKinds.indexOf(e.kind),
        e.at,
        e.node,
        e.creation,
        e.number,
        e.lamport,
        e.subject,
        e.other,
        e.cause,
        e.term,
      ]),
    ),
  )
}

/** @throws {DecodeError} when the bytes hold anything but trace events. */
export function decodeEvents(bytes: Uint8Array): Recorded[] {
  return checked(() => list(copyTerm(unpackr.unpack(bytes), 'events', ofABatch)).map(readEvent))
}

/** Many terms, each as large as it may be, and what is around them. */
const ofABatch = { parts: 8 * limits.termParts, depth: limits.termDepth + 16 }

function checked<T>(read: () => T): T {
  try {
    return read()
  } catch (problem) {
    if (problem instanceof DecodeError) throw problem
    const what = problem instanceof TermError || problem instanceof Error ? problem.message : 'bad'
    throw new DecodeError(`not decodable: ${what}`)
  }
}

/** A plain Uint8Array with a buffer of its own, which can be transferred. */
function own(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes)
}

/**
 * Creation (4 bytes), id (8 bytes), then the node's name, two bytes a character. By hand, because
 * msgpackr copies the whole buffer for each extension that unpacks by it.
 */
function writeName({ node, creation, id }: Pid | Ref): Uint8Array {
  const bytes = new Uint8Array(12 + 2 * node.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, creation)
  view.setFloat64(4, id)
  for (let i = 0; i < node.length; i++) view.setUint16(12 + 2 * i, node.charCodeAt(i))
  return bytes
}

function readName<T>(
  Class: new (node: string, creation: number, id: number) => T,
  bytes: Uint8Array,
): T {
  if (bytes.length < 12 || bytes.length % 2 !== 0) throw new DecodeError('no name')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let node = ''
  for (let at = 12; at < bytes.length; at += 2) node += String.fromCharCode(view.getUint16(at))
  return new Class(node, view.getUint32(0), count(view.getFloat64(4)))
}

function readFrame(value: Term): Frame {
  const parts = list(value)
  return {
    from: text(parts[0]),
    to: text(parts[1]),
    lamport: count(parts[2]),
    cause: eventId(parts[3]),
    signal: readSignal(parts[4]),
  }
}

type Check = 'pid' | 'pid?' | 'to' | 'whom' | 'ref' | 'term' | 'count' | 'flag' | 'start'

const shapes: Readonly<Record<Signal['type'], Readonly<Record<string, Check>>>> = {
  send: { from: 'pid', to: 'whom', message: 'term' },
  link: { from: 'pid', to: 'pid' },
  unlink: { from: 'pid', to: 'pid', id: 'count' },
  unlink_ack: { from: 'pid', to: 'pid', id: 'count' },
  exit: { from: 'pid', to: 'pid', reason: 'term' },
  exit2: { from: 'pid', to: 'pid', reason: 'term' },
  monitor: { from: 'pid', to: 'to', ref: 'ref' },
  demonitor: { from: 'pid', to: 'to', ref: 'ref' },
  down: { from: 'to', to: 'pid', ref: 'ref', reason: 'term' },
  spawn_request: { from: 'pid', ref: 'ref', start: 'start', link: 'flag', monitor: 'flag' },
  spawn_reply: { from: 'pid?', to: 'pid', ref: 'ref', reason: 'term' },
}

function readSignal(value: Term | undefined): Signal {
  const signal = value as { readonly type?: unknown; readonly [key: string]: unknown } | null
  const type = typeof signal === 'object' && signal !== null ? signal.type : undefined
  if (typeof type !== 'string' || !Object.hasOwn(shapes, type)) throw new DecodeError('no signal')
  for (const [key, check] of Object.entries(shapes[type as Signal['type']])) {
    if (!holds(check, signal?.[key] as Term | undefined)) {
      throw new DecodeError(`${type}: bad ${key}`)
    }
  }
  return signal as unknown as Signal
}

function holds(check: Check, value: Term | undefined): boolean {
  switch (check) {
    case 'pid':
      return value instanceof Pid
    case 'pid?':
      return value === null || value instanceof Pid
    case 'to':
      return value instanceof Pid || typeof value === 'string'
    case 'whom':
      return value instanceof Pid || value instanceof Ref || typeof value === 'string'
    case 'ref':
      return value instanceof Ref
    case 'term':
      return value !== undefined
    case 'count':
      return Number.isSafeInteger(value) && (value as number) >= 0
    case 'flag':
      return typeof value === 'boolean'
    case 'start':
      return (
        Array.isArray(value) &&
        value.length === 3 &&
        typeof value[0] === 'string' &&
        typeof value[1] === 'string' &&
        Array.isArray(value[2])
      )
  }
}

function readEvent(value: Term): Recorded {
  const parts = list(value)
  const kind: EventKind | undefined = eventKinds[count(parts[0])]
  if (kind === undefined) throw new DecodeError('unknown kind of event')
  const [, at, node, creation, number, lamport, subject, other, cause, term] = parts
  if (typeof at !== 'number') throw new DecodeError('no time')
  if (!holds('pid?', subject) || !holds('pid?', other)) throw new DecodeError('no pid')
  return {
    kind,
    at,
    node: text(node),
    creation: count(creation),
    number: count(number),
    lamport: count(lamport),
    subject: subject as Pid | null,
    other: other as Pid | null,
    cause: eventId(cause),
    term: term ?? null,
  }
}

function eventId(value: Term | undefined): EventId | null {
  if (value === null || value === undefined) return null
  const parts = list(value)
  return [text(parts[0]), count(parts[1]), count(parts[2])]
}

function list(value: Term | undefined): readonly Term[] {
  if (!Array.isArray(value)) throw new DecodeError('no list')
  return value
}

function text(value: Term | undefined): string {
  if (typeof value !== 'string') throw new DecodeError('no text')
  return value
}

function count(value: Term | undefined): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new DecodeError('no count')
  return value as number
}
