/**
 * What no fixture can show: verdicts on traces that the real kernel never writes. The programs that
 * must pass and must fail are in the folders beside this, run by lessons.test.ts.
 */
import { describe, expect, it } from 'vitest'
import { Pid, type Term } from '../../src/kernel/index.ts'
import { Recording, type Verdict } from '../../src/lab/index.ts'
import { checks } from './checks.ts'

const list = (...cents: number[]) => ({ list: cents.map((each) => ({ price: { cents: each } })) })
const ann = new Pid('n1@heron', 1, 4)
const bob = new Pid('n1@heron', 1, 5)

describe('message-is-a-copy', () => {
  it('waits until ann has sent, bob has written and ann has looked', () => {
    expect(afterNotes()).toEqual({
      status: 'pending',
      reason: 'Ann has not sent her list to bob yet.',
    })
    expect(afterNotes(['lent', list(5, 6)])).toMatchObject({
      reason: 'Ann sent her list at 0.0 s; bob has not written on it yet.',
    })
    expect(afterNotes(['lent', list(5, 6)], ['scribbled', list(1, 1)])).toMatchObject({
      reason: 'Bob wrote on it at 1.0 s; ann has not looked at hers yet.',
    })
  })

  it('fails when what bob wrote is on the list of ann', () => {
    const shared = afterNotes(
      ['lent', list(5, 6)],
      ['scribbled', list(1, 1)],
      ['own_list', list(1, 1)],
    )
    expect(shared).toEqual({
      status: 'failed',
      expected: "ann's prices as they were: 5, 6 cents",
      observed: '1, 1 cents at 2.0 s, after bob wrote on his at 1.0 s',
      event: 2,
    })
  })

  it('passes when it is not', () => {
    const copied = afterNotes(
      ['lent', list(5, 6)],
      ['scribbled', list(1, 1)],
      ['own_list', list(5, 6)],
    )
    expect(copied).toEqual({
      status: 'passed',
      reason: "Bob's list read 1, 1 cents at 1.0 s; ann's own still read 5, 6 cents at 2.0 s.",
      event: 2,
    })
  })

  it('is not content with a bob who changes nothing', () => {
    const idle = afterNotes(
      ['lent', list(5, 6)],
      ['scribbled', list(5, 6)],
      ['own_list', list(5, 6)],
    )
    expect(idle).toMatchObject({ status: 'pending' })
  })
})

function afterNotes(...notes: readonly [kind: string, term: Term][]): Verdict | undefined {
  const trace = new Recording()
  for (const [i, [kind, term]] of notes.entries()) {
    trace.append({
      kind: 'note',
      at: i * 1000,
      node: 'n1@heron',
      creation: 1,
      number: i + 1,
      lamport: i + 1,
      subject: kind === 'scribbled' ? bob : ann,
      other: null,
      cause: null,
      term: [kind, term],
    })
  }
  return checks['message-is-a-copy']?.(trace)
}
