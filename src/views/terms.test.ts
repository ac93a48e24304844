/** Terms as a dial, a reason and a whole text show them. */
import { describe, expect, it } from 'vitest'
import { Pid, type Term } from '../kernel/index.ts'
import { dialOf, prettyTerm, reasonText, shortPid } from './terms.ts'

describe('dialOf', () => {
  it.each<[Term | undefined, string | undefined, string | null | undefined]>([
    [42, '42', null],
    [{ seconds: 17 }, '17', 'seconds'],
    [{ home: 'n1@heron', heard: 6 }, '6', 'heard'],
    [{ guests: [] }, '[ ]', 'guests'],
    [{ a: 'x', b: 'y' }, 'x', 'a'],
    [{ a: [1, 2], b: {} }, '[2]', 'a'],
    [{ a: { b: 1 }, c: null }, '{…}', null],
    [{ token: '', others: ['n2'] }, undefined, undefined],
    [['asking', { left: 3 }], 'asking', null],
    [['on', 3], 'on', null],
    [['asking', 'somebody'], '[2]', null],
    ['a_long_word_indeed', '…', null],
    [undefined, undefined, undefined],
    [null, undefined, undefined],
  ])('shows %j', (state, value, field) => {
    expect(dialOf(state)?.value).toBe(value)
    expect(dialOf(state)?.field).toBe(field)
  })
})

describe('reasonText', () => {
  it('leaves an atom unquoted and cuts what is too long', () => {
    expect(reasonText('killed')).toBe('killed')
    expect(reasonText(['badmatch', 3])).toBe("['badmatch', 3]")
    expect(reasonText('x'.repeat(100), 10)).toHaveLength(10)
  })
})

describe('prettyTerm', () => {
  it('keeps what is short on a line and breaks what is long', () => {
    expect(prettyTerm({ seconds: 3 })).toBe('{seconds: 3}')
    const long = { items: ['a shoe that is long', 'another shoe'], total: 3 }
    expect(prettyTerm(long)).toBe(
      "{\n  items: [\n    'a shoe that is long',\n    'another shoe'\n  ],\n  total: 3\n}",
    )
  })
})

describe('shortPid', () => {
  it('leaves out the machine', () => {
    expect(shortPid(new Pid('n1@heron', 1, 7))).toBe('<n1.7>')
    expect(shortPid(new Pid('n1@heron', 2, 7))).toBe('<n1.7/2>')
  })
})
