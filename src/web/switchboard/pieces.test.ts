/** Long messages in pieces, short ones in between, and bytes that are no pieces at all. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from '../limits.ts'
import { cutIntoPieces, type Joined, Joiner } from './pieces.ts'

function bytesOf(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 31) & 255)
}

function joinAll(joiner: Joiner, pieces: readonly Uint8Array[]) {
  return pieces.map((piece) => joiner.add(piece)).filter(({ type }) => type !== 'wait')
}

/** As text: a matcher takes seconds over the elements of an array that long. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}

function messages(joined: readonly Joined[]): string[] {
  return joined.flatMap((one) => (one.type === 'message' ? [textOf(one.bytes)] : []))
}

describe('pieces', () => {
  it.each([0, 1, 65_535, 65_536, 131_070, 131_071, 300_000])('carry %i bytes', (length) => {
    const message = bytesOf(length)
    const pieces = cutIntoPieces(message)
    expect(pieces.every((piece) => piece.length <= limits.pieceBytes)).toBe(true)
    expect(messages(joinAll(new Joiner(), pieces))).toEqual([textOf(message)])
  })

  it('let a short message pass between those of a long one', () => {
    const long = bytesOf(200_000)
    const [first, ...rest] = cutIntoPieces(long) as [Uint8Array, ...Uint8Array[]]
    const short = cutIntoPieces(bytesOf(9))
    const got = joinAll(new Joiner(), [first, ...short, ...rest])
    expect(got.map((joined) => joined.type === 'message' && joined.bytes.length)).toEqual([
      9, 200_000,
    ])
  })

  it('forget a message that was given up half way', () => {
    const joiner = new Joiner()
    const [first] = cutIntoPieces(bytesOf(200_000)) as [Uint8Array]
    joiner.add(first)
    const next = bytesOf(150_000)
    expect(messages(joinAll(joiner, cutIntoPieces(next)))).toEqual([textOf(next)])
  })

  it('refuse a message that is too long, and go on with the next one', () => {
    const joiner = new Joiner()
    const got = joinAll(joiner, cutIntoPieces(new Uint8Array(limits.messageBytes + 1)))
    expect(got[0]).toEqual({ type: 'refused', why: 'oversized' })
    expect(joiner.add(cutIntoPieces(bytesOf(3))[0] as Uint8Array).type).toBe('message')
  })

  it('never throw, whatever comes', () => {
    const anything = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 30 })
    fc.assert(
      fc.property(anything, (pieces) => {
        const joiner = new Joiner()
        for (const piece of pieces) joiner.add(piece)
      }),
    )
  })
})
