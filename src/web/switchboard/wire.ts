/**
 * The wire format between machines: a version, a type, the two session numbers, a body. Frames and
 * traces stay bytes of the kernel's codec here. Bytes may come from anybody: `readLetter` answers
 * with a refusal, it never throws.
 */

import { limits } from '../limits.ts'
import { isId, isMachineName, isNodeOf } from '../names.ts'

/** A change of this format is a new number; machines of different numbers don't talk. */
export const wireVersion = 1

export interface Hello {
  readonly id: string
  readonly machine: string
  readonly version: string
  readonly nodes: readonly NodeName[]
}

/** A node and which life of it. */
export interface NodeName {
  readonly name: string
  readonly creation: number
}

export type WireMessage =
  /** `asks`: its sender isn't up yet and wants a hello in answer. */
  | { readonly type: 'hello'; readonly asks: boolean; readonly hello: Hello }
  | { readonly type: 'ping'; readonly count: number }
  | { readonly type: 'pong'; readonly count: number }
  /** The machine goes, at that time of its wall clock. */
  | { readonly type: 'bye'; readonly sentAt: number }
  | {
      readonly type: 'frames'
      readonly from: NodeName
      readonly to: NodeName
      readonly bytes: Uint8Array
    }
  | { readonly type: 'trace'; readonly bytes: Uint8Array }
  | { readonly type: 'op'; readonly bytes: Uint8Array }

export interface Letter {
  readonly sender: number
  readonly receiver: number
  readonly message: WireMessage
}

const types = ['hello', 'ping', 'pong', 'bye', 'frames', 'trace', 'op'] as const
const headerBytes = 10
const utf8 = new TextEncoder()
const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

export function writeLetter(letter: Letter): Uint8Array {
  const body = writeBody(letter.message)
  const bytes = new Uint8Array(headerBytes + body.length)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, wireVersion)
  view.setUint8(1, types.indexOf(letter.message.type))
  view.setUint32(2, letter.sender)
  view.setUint32(6, letter.receiver)
  bytes.set(body, headerBytes)
  return bytes
}

/** The letter, or why there is none. */
export function readLetter(bytes: Uint8Array): Letter | 'malformed' | 'other_version' {
  if (bytes.length < headerBytes) return 'malformed'
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint8(0) !== wireVersion) return 'other_version'
  const type = types[view.getUint8(1)]
  if (type === undefined) return 'malformed'
  const message = readBody(type, bytes.subarray(headerBytes))
  if (message === null) return 'malformed'
  return { sender: view.getUint32(2), receiver: view.getUint32(6), message }
}

function writeBody(message: WireMessage): Uint8Array {
  switch (message.type) {
    case 'hello':
      return utf8.encode(JSON.stringify({ ...message.hello, asks: message.asks }))
    case 'ping':
    case 'pong':
      return number(message.count)
    case 'bye':
      return number(message.sentAt)
    case 'frames':
      return writeFrames(message.from, message.to, message.bytes)
    case 'trace':
    case 'op':
      return message.bytes
  }
}

function readBody(type: WireMessage['type'], body: Uint8Array): WireMessage | null {
  switch (type) {
    case 'hello':
      return readHello(body)
    case 'ping':
    case 'pong': {
      const count = readNumber(body)
      return count === null ? null : { type, count }
    }
    case 'bye': {
      const sentAt = readNumber(body)
      return sentAt === null ? null : { type, sentAt }
    }
    case 'frames':
      return readFrames(body)
    case 'trace':
    case 'op':
      return { type, bytes: body }
  }
}

function writeFrames(from: NodeName, to: NodeName, frames: Uint8Array): Uint8Array {
  const names = [utf8.encode(from.name), utf8.encode(to.name)] as const
  const bytes = new Uint8Array(10 + names[0].length + names[1].length + frames.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, from.creation)
  view.setUint32(4, to.creation)
  view.setUint8(8, names[0].length)
  view.setUint8(9, names[1].length)
  bytes.set(names[0], 10)
  bytes.set(names[1], 10 + names[0].length)
  bytes.set(frames, 10 + names[0].length + names[1].length)
  return bytes
}

function readFrames(body: Uint8Array): WireMessage | null {
  if (body.length < 10) return null
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const middle = 10 + view.getUint8(8)
  const end = middle + view.getUint8(9)
  if (body.length < end) return null
  const from = readText(body.subarray(10, middle))
  const to = readText(body.subarray(middle, end))
  if (from === null || to === null) return null
  return {
    type: 'frames',
    from: { name: from, creation: view.getUint32(0) },
    to: { name: to, creation: view.getUint32(4) },
    bytes: body.subarray(end),
  }
}

function readHello(body: Uint8Array): WireMessage | null {
  const value = readJson(body) as Partial<Record<keyof Hello | 'asks', unknown>> | null
  if (typeof value !== 'object' || value === null) return null
  const { id, machine, version, nodes, asks } = value
  if (!isId(id) || !isMachineName(machine) || typeof version !== 'string') return null
  if (!Array.isArray(nodes) || nodes.length > limits.nodesPerMachine) return null
  const names = nodes.map((node: unknown) => readNode(machine, node))
  if (names.includes(null) || version.length > 100) return null
  const hello = { id, machine, version, nodes: names as NodeName[] }
  return { type: 'hello', asks: asks === true, hello }
}

function readNode(machine: string, value: unknown): NodeName | null {
  const { name, creation } = (value ?? {}) as { name?: unknown; creation?: unknown }
  if (!isNodeOf(machine, name) || !isCreation(creation)) return null
  return { name, creation }
}

/** Creations travel as 32 bits, as in Erlang. */
export function isCreation(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) < 2 ** 32
}

function number(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat64(0, value)
  return bytes
}

function readNumber(body: Uint8Array): number | null {
  if (body.length !== 8) return null
  const value = new DataView(body.buffer, body.byteOffset, 8).getFloat64(0)
  return Number.isFinite(value) && value >= 0 ? value : null
}

function readJson(body: Uint8Array): unknown {
  const text = readText(body)
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function readText(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return null
  }
}
