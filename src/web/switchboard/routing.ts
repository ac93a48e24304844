/**
 * Who may say what: a node's port decides which node speaks, a link decides which machine. Frames
 * and trace events that claim to come from somebody else are forged and go no further.
 */
import {
  DecodeError,
  decodeEvents,
  decodeFrames,
  type Frame,
  type Pid,
  type Recorded,
  type Ref,
} from '../../kernel/index.ts'
import { limits } from '../limits.ts'
import { isNodeOf } from '../names.ts'
import type { NodeName } from './wire.ts'

export type Refusal = 'forged' | 'malformed' | 'oversized'

export interface FrameBatch {
  readonly from: NodeName
  readonly to: NodeName
  readonly bytes: Uint8Array
}

/**
 * What becomes of frames from another machine. `late`: one of the two nodes has ended or begun a
 * new life since; that is no offence.
 */
export function judgeFrames(
  batch: FrameBatch,
  machine: string,
  theirs: readonly NodeName[],
  ours: readonly NodeName[],
): 'pass' | 'late' | Refusal {
  const { from, to, bytes } = batch
  if (!isNodeOf(machine, from.name)) return 'forged'
  if (!includes(theirs, from) || !includes(ours, to)) return 'late'
  return refuseFrames(bytes, from.name, to.name) ?? 'pass'
}

export function includes(nodes: readonly NodeName[], node: NodeName): boolean {
  return nodes.some(({ name, creation }) => name === node.name && creation === node.creation)
}

/** Those of `nodes` that aren't among `others`, by name and life. */
export function missing(nodes: readonly NodeName[], others: readonly NodeName[]): NodeName[] {
  return nodes.filter((node) => !includes(others, node))
}

/** Why a batch of frames from one node to another may not pass, or null. */
export function refuseFrames(bytes: Uint8Array, from: string, to: string): Refusal | null {
  if (bytes.length > limits.messageBytes) return 'oversized'
  const frames = decoded(() => decodeFrames(bytes))
  if (frames === null) return 'malformed'
  return frames.every((frame) => speaksFor(frame, from, to)) ? null : 'forged'
}

/** Why a batch of trace events may not pass as one of that machine, or null. */
export function refuseTrace(bytes: Uint8Array, machine: string): Refusal | null {
  if (bytes.length > limits.messageBytes) return 'oversized'
  const events = decoded(() => decodeEvents(bytes))
  if (events === null) return 'malformed'
  return events.every((event) => isOwnEvent(event, machine)) ? null : 'forged'
}

function isOwnEvent(event: Recorded, machine: string): boolean {
  return isNodeOf(machine, event.node)
}

/** Whether the frame really is one from that node's processes to the other node. */
export function speaksFor(frame: Frame, from: string, to: string): boolean {
  if (frame.from !== from || frame.to !== to) return false
  const [where] = frame.cause ?? [from]
  // The answer to what found nobody is caused by what was asked.
  if (where !== from && where !== to) return false
  const { signal } = frame
  if (!isAt(signal.from, from)) return false
  switch (signal.type) {
    case 'spawn_request':
      return isAt(signal.ref, from)
    case 'monitor':
    case 'demonitor':
      return isAt(signal.to, to) && isAt(signal.ref, from)
    case 'down':
    case 'spawn_reply':
      return isAt(signal.to, to) && isAt(signal.ref, to)
    case 'send':
    case 'link':
    case 'unlink':
    case 'unlink_ack':
    case 'exit':
    case 'exit2':
      return isAt(signal.to, to)
  }
}

/** Registered names are looked up where the frame arrives, so they belong to any node. */
function isAt(party: Pid | Ref | string | null, node: string): boolean {
  return party === null || typeof party === 'string' || party.node === node
}

function decoded<T>(decode: () => T): T | null {
  try {
    return decode()
  } catch (problem) {
    if (problem instanceof DecodeError) return null
    throw problem
  }
}
