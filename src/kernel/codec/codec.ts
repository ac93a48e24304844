/**
 * Terms, frames and trace events as bytes. Bytes may come from anybody, so whatever is decoded is
 * checked before it is believed. How they look is in codec-tags.ts.
 */

import type { Recorded } from '../environment.ts'
import { limits } from '../limits.ts'
import type { Frame } from '../net/frame.ts'
import type { Term } from '../terms/term.ts'
import { EventBatch, readEvents } from './events.ts'
import { FrameBatch, readFrames } from './frames.ts'
import { DecodeError, Reader } from './reader.ts'
import { Writer } from './writer.ts'

export { DecodeError, EventBatch, FrameBatch }

/** What behaviours, exit reasons and the trace may wrap around a term. */
const depthInBatch = limits.termDepth + 16

export function encodeTerm(term: Term): Uint8Array {
  const out = new Writer()
  out.term(term)
  return out.take()
}

/** @throws {DecodeError} when the bytes hold anything but one term. */
export function decodeTerm(bytes: Uint8Array): Term {
  const reader = new Reader(bytes, limits.termDepth)
  const term = reader.term()
  if (!reader.isAtEnd) throw new DecodeError('more than a term')
  return term
}

export function encodeFrames(frames: readonly Frame[]): Uint8Array {
  const batch = new FrameBatch()
  for (const frame of frames) batch.add(frame)
  return batch.take()
}

/** @throws {DecodeError} when the bytes hold anything but frames. */
export function decodeFrames(bytes: Uint8Array): Frame[] {
  return readFrames(new Reader(bytes, depthInBatch))
}

export function encodeEvents(events: readonly Recorded[]): Uint8Array {
  const batch = new EventBatch()
  for (const event of events) batch.add(event)
  return batch.take()
}

/** @throws {DecodeError} when the bytes hold anything but trace events. */
export function decodeEvents(bytes: Uint8Array): Recorded[] {
  return readEvents(new Reader(bytes, depthInBatch))
}
