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

describe('every check', () => {
  const nonsense: readonly Term[] = [
    5,
    null,
    'x',
    [],
    {},
    ann,
    { customer: 'ann' },
    { customer: 'bob', answer: 5, bought: {} },
    { customer: 'bob', request: [], reason: { a: 1 }, bought: 'x' },
    { list: 5 },
    { list: [null, 5, { price: 5 }] },
  ]
  const kinds = ['answered', 'unanswered', 'lent', 'scribbled', 'own_list', 'supervisor']

  it.each(Object.keys(checks))('has a verdict on notes that make no sense: %s', (name) => {
    const notes = kinds.flatMap((kind) => nonsense.map((term): Note => [kind, term]))
    expect(verdictOn(name, notes)).not.toMatchObject({ status: 'passed' })
    expect(verdictOn(name, notes.toReversed())).not.toMatchObject({ status: 'passed' })
  })
})

describe('loop-is-ended', () => {
  it('wants a death by endless_loop, and no other', () => {
    const trace = new Recording()
    const waiting = { status: 'pending' }
    expect(checks['loop-is-ended']?.(trace)).toMatchObject(waiting)
    record(trace, 'exit', ['TypeError', 'no price'])
    expect(checks['loop-is-ended']?.(trace)).toMatchObject(waiting)
    record(trace, 'exit', ['endless_loop', 'prices.ts', 5])
    expect(checks['loop-is-ended']?.(trace)).toEqual({
      status: 'passed',
      reason: '<n1@heron.4> was ended at 1.0 s: endless_loop in prices.ts:5.',
      event: 1,
    })
  })
})

type Note = readonly [kind: string, term: Term]

function verdictOn(check: string, notes: readonly Note[]): Verdict | undefined {
  const trace = new Recording()
  for (const note of notes) record(trace, 'note', note, note[0] === 'scribbled' ? bob : ann)
  return checks[check]?.(trace)
}

/** One event each second. */
function record(trace: Recording, kind: 'note' | 'exit', term: Term, subject = ann): void {
  const at = trace.end * 1000
  const number = trace.end + 1
  const who = { subject, other: null, cause: null }
  trace.append({ kind, at, node: 'n1@heron', creation: 1, number, lamport: number, ...who, term })
}

function afterNotes(...notes: readonly Note[]): Verdict | undefined {
  return verdictOn('message-is-a-copy', notes)
}
