/** A corrupted message: another valid term, the same for the same die, and no forged name. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  copyTerm,
  decodeTerm,
  encodeTerm,
  equalTerms,
  Pid,
  Ref,
  type Term,
} from '../../kernel/index.ts'
import { corrupt } from './corrupt.ts'

const pid = new Pid('n1@heron', 1, 7)
const ref = new Ref('n1@heron', 1, 8)
const { term } = fc.letrec<{ term: Term }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Term>(null, true, 0, -0, 1, 2 ** 53 - 1, -(2 ** 53 - 1), 0.5, 1e300, 5n, ''),
    fc.constantFrom<Term>(Number.NaN, Number.POSITIVE_INFINITY, 'ok', '🦩', '\ud83e', '\udda9x'),
    fc.integer(),
    fc.double(),
    fc.bigInt(),
    fc.string({ unit: 'grapheme' }),
    fc.uint8Array(),
    fc.constantFrom<Term>(pid, ref),
    fc.array(tie('term'), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
      tie('term'),
      {
        maxKeys: 4,
        noNullPrototype: true,
      },
    ),
  ),
}))
const die = fc.integer({ min: 0, max: 2 ** 32 - 1 })

/** Where the two differ, as the values of both. */
function differences(before: Term, after: Term): readonly (readonly [Term, Term])[] {
  const isOpen = (value: Term): value is readonly Term[] | { readonly [key: string]: Term } =>
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Uint8Array || value instanceof Pid || value instanceof Ref)
  if (!isOpen(before) || !isOpen(after)) return equalTerms(before, after) ? [] : [[before, after]]
  if (Object.keys(before).join() !== Object.keys(after).join()) return [[before, after]]
  const old = Object.values(before) as readonly Term[]
  return Object.values(after).flatMap((part: Term, i) => differences(old[i] as Term, part))
}

describe('a corrupted term', () => {
  it('differs in one part of the same type, and is a term', () => {
    fc.assert(
      fc.property(term, die, (before, thrown) => {
        const copy = copyTerm(before)
        const after = corrupt(before, thrown)
        expect(equalTerms(before, copy)).toBe(true)
        expect(corrupt(copy, thrown)).toEqual(after)
        expect(equalTerms(decodeTerm(encodeTerm(after)), after)).toBe(true)
        if (after === 'garbled') return
        const all = differences(before, after)
        expect(all).toHaveLength(1)
        const [[old, now] = [null, null]] = all
        expect(now instanceof Pid || now instanceof Ref).toBe(false)
        expect(typeof now).toBe(old === null ? 'boolean' : typeof old)
      }),
      { numRuns: 3_000 },
    )
  })

  it('reaches every part', () => {
    const results = Array.from({ length: 100 }, (_, thrown) =>
      corrupt(['a', 1, { b: true }], thrown),
    )
    expect(results).toContainEqual(['a', 1, { b: false }])
    expect(results).toContainEqual(['a', 0, { b: true }])
    expect(results).toContainEqual(['`', 1, { b: true }])
  })

  it.each<[Term]>([[pid], [[]], [[pid, { ref }]]])('of names alone is garbled', (names) => {
    expect(corrupt(names, 12_345)).toBe('garbled')
  })

  it('leaves no half of a character', () => {
    expect([0, 1].map((half) => corrupt('🦩', half))).toEqual(['?', '?'])
    expect(corrupt('a🦩b', 2)).toBe('a?b')
  })

  it('keeps whoever is named in it', () => {
    const [, from] = corrupt(['$gen_call', [pid, ref], 5], 2) as readonly Term[]
    expect(from).toEqual([pid, ref])
  })
})
