/** Keys of terms: the same exactly for equal terms. */
import { expect, it } from 'vitest'
import { equalTerms, Pid, Ref, type Term } from '../../kernel/index.ts'
import { termKey } from './term-key.ts'

const terms: readonly Term[] = [
  null,
  true,
  'true',
  'null',
  1,
  -1,
  '1',
  1n,
  Number.NaN,
  'NaN',
  '',
  [],
  {},
  'a',
  ['a'],
  [['a']],
  ['a', 'b'],
  ['a","b'],
  ['a,b'],
  { a: 1 },
  { a: 1, b: 2 },
  { 'a":1,"b': 2 },
  [1, 2],
  [[1], 2],
  new Uint8Array([1, 2]),
  new Uint8Array([12]),
  new Pid('n@a', 1, 2),
  new Pid('n@a', 12, 2),
  new Ref('n@a', 1, 2),
  '<n@a/1/2>',
]

it('tells all these apart, and knows each again', () => {
  for (const [i, one] of terms.entries()) {
    for (const [j, other] of terms.entries()) {
      const isEqual = equalTerms(one, other)
      expect([i, j, termKey(one) === termKey(other)]).toEqual([i, j, isEqual])
      expect(isEqual).toBe(i === j)
    }
  }
})

it('doesn’t mind the order of an object’s keys', () => {
  expect(termKey({ b: [2], a: 1 })).toBe(termKey({ a: 1, b: [2] }))
  expect(termKey(0)).toBe(termKey(-0))
})
