/**
 * Pieces: a data channel takes messages of at most 64 KiB without harm, so longer ones are cut and
 * put together again. A short message goes whole and may pass between the pieces of a long one,
 * so that a heartbeat never waits for a megabyte.
 */
import { limits } from '../limits.ts'

/** `begin` forgets what an earlier message left unfinished when its connection was given up. */
const begin = 0
const more = 1
const last = 2
const whole = 3

export function cutIntoPieces(message: Uint8Array): Uint8Array[] {
  const room = limits.pieceBytes - 1
  if (message.length <= room) return [piece(whole, message)]
  const pieces: Uint8Array[] = []
  for (let at = 0; at < message.length; at += room) {
    const end = Math.min(message.length, at + room)
    const kind = at === 0 ? begin : end === message.length ? last : more
    pieces.push(piece(kind, message.subarray(at, end)))
  }
  return pieces
}

export type Joined =
  | { readonly type: 'message'; readonly bytes: Uint8Array }
  | { readonly type: 'wait' }
  | { readonly type: 'refused'; readonly why: 'malformed' | 'oversized' }

/** Puts pieces together again; what doesn't fit is refused and forgotten. */
export class Joiner {
  private parts: Uint8Array[] = []
  private size = 0

  add(bytes: Uint8Array): Joined {
    const kind = bytes[0]
    if (kind === undefined || kind > whole) return this.refuse('malformed')
    if (bytes.length > limits.pieceBytes) return this.refuse('oversized')
    const body = bytes.subarray(1)
    if (kind === whole) return { type: 'message', bytes: body }
    if (kind === begin) this.clear()
    this.size += body.length
    if (this.size > limits.messageBytes) return this.refuse('oversized')
    this.parts.push(body)
    return kind === last ? this.join() : { type: 'wait' }
  }

  clear(): void {
    this.parts = []
    this.size = 0
  }

  private join(): Joined {
    const bytes = new Uint8Array(this.size)
    let at = 0
    for (const part of this.parts) {
      bytes.set(part, at)
      at += part.length
    }
    this.clear()
    return { type: 'message', bytes }
  }

  private refuse(why: 'malformed' | 'oversized'): Joined {
    this.clear()
    return { type: 'refused', why }
  }
}

function piece(kind: number, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(body.length + 1)
  bytes[0] = kind
  bytes.set(body, 1)
  return bytes
}
