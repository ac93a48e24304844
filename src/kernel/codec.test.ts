/** The codec keeps every term and believes no stranger's bytes. */
import fc from 'fast-check'
import { Packr } from 'msgpackr'
import { describe, expect, it } from 'vitest'
import {
  DecodeError,
  decodeFrames,
  decodeTerm,
  encodeFrames,
  encodeTerm,
  equalTerms,
  Pid,
  Ref,
  type Term,
} from './index.ts'

const name = fc.string({ maxLength: 8 })
const id = fc.nat()
const anyTerm: fc.Arbitrary<Term> = fc.letrec<{ term: Term }>((tie) => ({
  term: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.double(),
    fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }),
    fc.string(),
    fc.uint8Array({ maxLength: 20 }),
    fc.tuple(name, id, id).map(([n, c, i]) => new Pid(n, c, i)),
    fc.tuple(name, id, id).map(([n, c, i]) => new Ref(n, c, i)),
    fc.array(tie('term'), { maxLength: 5 }),
    fc.dictionary(
      fc.string().filter((k) => k !== '__proto__'),
      tie('term'),
      { maxKeys: 5, noNullPrototype: true },
    ),
  ),
})).term

describe('the codec', () => {
  it('gives every term back equal', () => {
    fc.assert(
      fc.property(anyTerm, (term) => {
        expect(equalTerms(decodeTerm(encodeTerm(term)), term)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('answers random bytes with a term or a DecodeError, never anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        for (const decode of [decodeTerm, decodeFrames]) {
          try {
            decode(bytes)
          } catch (problem) {
            expect(problem).toBeInstanceOf(DecodeError)
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps frames and refuses a signal with a wrong field', () => {
    const pid = new Pid('a@x', 1, 2)
    const frame = { from: 'a@x', to: 'b@y', lamport: 3, cause: ['a@x', 1, 9] as const }
    const good = {
      ...frame,
      signal: { type: 'send' as const, from: pid, to: 'desk', message: ['hi', pid] },
    }
    expect(decodeFrames(encodeFrames([good]))).toEqual([good])
    const bad = { ...frame, signal: { type: 'link' as const, from: pid, to: 'desk' as never } }
    expect(() => decodeFrames(encodeFrames([bad]))).toThrow('link: bad to')
  })

  it('refuses references inside a message, which could unfold to any size', () => {
    const sharing = new Packr({ structuredClone: true, useRecords: false })
    let term: unknown = [1]
    for (let level = 0; level < 22; level++) term = [term, term]
    expect(() => decodeTerm(new Uint8Array(sharing.pack(term)))).toThrow(DecodeError)
  })
})
