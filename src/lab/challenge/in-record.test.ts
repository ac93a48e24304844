/** Dares in recordings: written, read back, and what others may have written there. */
import { describe, expect, it } from 'vitest'
import type { Term } from '../../kernel/index.ts'
import { type RunRecord, readRecord, writeRecord } from '../index.ts'
import { type Dare, type DareBeginning, ratingOf } from './dare.ts'
import { dareIn, withDare } from './in-record.ts'
import { dareOf, parOf } from './par-of.ts'

const promise = 'no-acknowledged-write-lost'
const crash = { do: 'fault', fault: { do: 'crash', node: 'n1' } } as const
const run: RunRecord = {
  version: 1,
  program: { id: 'kv-store' },
  codeHash: '0123456789abcdef',
  seed: 7,
  nodes: 5,
  options: { delayMs: [40, 120], untilMs: 9_000 },
  ops: [{ atMs: 3_000, op: crash }],
  faults: [],
  cursor: 40,
  more: { note: 'kept' },
}
const begin: DareBeginning = { seed: 7, nodes: 5, untilMs: 9_000, options: { delayMs: [40, 120] } }
const dare: Dare = { program: 'kv-store', promise, par: 1, begin }
const broken = { faults: 1, atMs: 4_200 }

describe('a dare in a recording', () => {
  it('comes back from a link as it was, with what the sender needed', () => {
    const read = readRecord(writeRecord(withDare(run, dare, broken)).text)
    if (!('record' in read)) throw new Error('no record')
    expect(dareIn(read.record)).toEqual({ dare, sender: broken })
    expect(read.record.more.note).toBe('kept')
  })

  it('may be without a sender’s run', () => {
    expect(dareIn(withDare(run, dare, null))).toEqual({ dare, sender: null })
    expect(dareIn(run)).toBe(null)
  })

  it('has the par that is known, not the one that is written', () => {
    const known = { ...run, seed: 9, nodes: 3 }
    expect(dareIn(withDare(known, { ...dare, par: 99 }, null))?.dare.par).toBe(1)
  })

  it.each<[string, Partial<RunRecord>]>([
    ['seed', { seed: 10 }],
    ['size', { nodes: 4 }],
    ['network', { options: { delayMs: [1, 2] } }],
    ['connection', { options: { delayMs: [40, 120], mesh: false } }],
  ])('has the sender’s par when it begins with another %s than the known', (_, other) => {
    const record = withDare({ ...run, seed: 9, nodes: 3, ...other }, { ...dare, par: 99 }, null)
    expect(dareIn(record)?.dare.par).toBe(99)
  })

  it.each<[string, Term]>([
    ['no map', 7],
    ['a list', [promise]],
    ['no promise', { par: 1 }],
    ['a promise of nobody', { promise: 'toString', par: 1 }],
    ['a promise that is no text', { promise: [promise], par: 1 }],
  ])('is none when it is %s', (_, challenge) => {
    expect(dareIn({ ...run, more: { challenge } })).toBe(null)
  })

  it('is none of another’s program', () => {
    const more = { challenge: { promise, par: 1 } }
    expect(dareIn({ ...run, program: { id: 'nobody' }, more })).toBe(null)
    expect(dareIn({ ...run, program: { root: 'root', files: [] }, more })).toBe(null)
  })

  it.each<[string, Term]>([
    ['no map', 'broken'],
    ['other faults than were done', { faults: 0, atMs: 1 }],
    ['fewer faults than were done', { faults: 0.5, atMs: 1 }],
    ['more faults than were done', { faults: 2, atMs: 1 }],
    ['no time', { faults: 1 }],
    ['a time that never was', { faults: 1, atMs: -1 }],
  ])('has no sender when what broke it is %s', (_, claim) => {
    const more = { challenge: { promise, par: 1 }, broken: claim }
    expect(dareIn({ ...run, more })).toEqual({ dare, sender: null })
  })
})

describe('par', () => {
  it('is known of the store’s planted bug', () => {
    expect(parOf('kv-store', promise)).toMatchObject({ par: 1 })
    expect(dareOf('kv-store')?.promise).toBe(promise)
    expect(parOf('kv-store', 'nothing')).toBe(null)
  })

  it('is compared in words', () => {
    expect([ratingOf(1, 2), ratingOf(2, 2), ratingOf(3, 2)]).toEqual(['below', 'par', 'above'])
  })
})
