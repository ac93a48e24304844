/** The words that watchers are made of, over events of a run. */
import { describe, expect, it } from 'vitest'
import type { Recorded, Term } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { passed, pending, type Watcher, Watching } from '../index.ts'
import { always, type Due, eventually, within } from './combine.ts'
import { propertyOf, watcherOf } from './watcher.ts'

/** What a host reports, a word at a time. */
function noted(notes: readonly (readonly [atMs: number, word: string])[]) {
  const world = new World({ seed: 1 })
  world.addNode('n1')
  for (const [atMs, word] of notes) {
    world.at(atMs, () => world.report('here', ['note', word]))
  }
  world.runUntil(10_000)
  return world.trace
}

const kinds = ['host'] as const
const wordOf = ({ term }: Recorded) => (term as readonly Term[])[1] as string

function verdictOn(notes: readonly (readonly [number, string])[], watch: () => Watcher) {
  return propertyOf(watch)(noted([...notes, [9_999, 'end']]))
}

describe('always', () => {
  const watch = () =>
    always('no bad word is said', kinds, (event) => {
      const word = wordOf(event)
      if (word === 'end') return undefined
      return word.startsWith('bad') ? `"${word}" was said` : null
    })

  it('holds until the first event that breaks it, and names that one', () => {
    const verdict = verdictOn(
      [
        [1, 'good'],
        [2, 'bad 1'],
        [3, 'bad 2'],
      ],
      watch,
    )
    expect(verdict).toMatchObject({
      status: 'failed',
      expected: 'no bad word is said',
      observed: '"bad 1" was said',
    })
    const trace = noted([
      [1, 'good'],
      [2, 'bad 1'],
      [3, 'bad 2'],
    ])
    const { event } = propertyOf(watch)(trace) as { event: number }
    expect(trace.at(event).term).toEqual(['note', 'bad 1'])
  })

  it('counts how often it held, and is pending when nothing could break it', () => {
    expect(
      verdictOn(
        [
          [1, 'a'],
          [2, 'b'],
        ],
        watch,
      ),
    ).toMatchObject({ reason: 'held 2 of 2 times' })
    expect(verdictOn([], watch).status).toBe('pending')
  })
})

describe('eventually', () => {
  const watch = () =>
    eventually('somebody says yes', kinds, (event) => (wordOf(event) === 'yes' ? 'said' : null))

  it('passes at the first event that fulfils it, and waits until then', () => {
    expect(
      verdictOn(
        [
          [1, 'no'],
          [2, 'yes'],
          [3, 'yes'],
        ],
        watch,
      ),
    ).toMatchObject({ reason: 'said' })
    const waits = 'still waits for this: somebody says yes'
    expect(verdictOn([[1, 'no']], watch)).toEqual(pending(waits))
  })
})

describe('within', () => {
  const judge = (event: Recorded, due: Due) => {
    const [what = '', who = ''] = wordOf(event).split(' ')
    if (what === 'asks') due.from(who, `${who} asked`)
    if (what === 'answer') due.to(who)
    if (what === 'leaves') due.off(who)
  }
  const watchSteady = (isSteady: boolean) =>
    within(500, 'who asks is answered within 500 ms', kinds, judge, isSteady)
  const watch = () => watchSteady(false)

  it('passes when each came in time, and tells the slowest', () => {
    const verdict = verdictOn(
      [
        [100, 'asks ann'],
        [200, 'asks bob'],
        [250, 'answer ann'],
        [600, 'answer bob'],
      ],
      watch,
    )
    expect(verdict).toMatchObject({ reason: '2 of 2 in time, the slowest after 400 ms' })
  })

  it('fails with the first that came late, whatever comes after it', () => {
    const verdict = verdictOn(
      [
        [100, 'asks ann'],
        [700, 'answer ann'],
        [800, 'asks bob'],
        [801, 'answer bob'],
      ],
      watch,
    )
    const observed = 'ann asked at 100 ms: only 600 ms later'
    expect(verdict).toMatchObject({ status: 'failed', observed })
  })

  it('fails when it is late and still hasn’t come, but not before', () => {
    const { read, verdict } = reader(watch(), [[9_000, 'asks ann']])
    read()
    expect(verdict(9_400)).toMatchObject({ status: 'pending' })
    const observed = 'ann asked at 9.00 s: not by 9.50 s'
    const known = { status: 'failed', observed, knownMs: 9_500 }
    expect(verdict(9_600)).toMatchObject(known)
    expect(verdict(12_000)).toMatchObject(known)
  })

  it('holds as long as nothing is late, where something is always due', () => {
    const notes = [
      [100, 'asks ann'],
      [200, 'answer ann'],
      [9_000, 'asks ann'],
    ] as const
    const steady = reader(watchSteady(true), notes)
    const other = reader(watchSteady(false), notes)
    for (const { read } of [steady, other]) read()
    expect(steady.verdict(9_400)).toMatchObject({ status: 'passed' })
    expect(other.verdict(9_400)).toMatchObject({ status: 'pending' })
    expect(steady.verdict(9_600)).toMatchObject({ status: 'failed' })
  })

  it('forgets what isn’t due any more', () => {
    const { read, verdict } = reader(watch(), [
      [100, 'asks ann'],
      [200, 'leaves ann'],
    ])
    read()
    expect(verdict(5_000)).toMatchObject({ status: 'pending' })
  })
})

describe('watching', () => {
  it('gives each watcher only events of its kinds, with their places in the trace', () => {
    const places: number[] = []
    const watch = (): Watcher => ({
      kinds,
      read: (_, index) => places.push(index),
      verdict: () => passed('read', 0),
    })
    const trace = noted([
      [1, 'a'],
      [2, 'b'],
    ])
    const watching = new Watching([{ name: 'reads', inWords: 'It reads.', watch }])
    for (let index = 0; index < trace.end; index++) watching.read(trace.at(index))
    expect(places).toEqual([trace.end - 2, trace.end - 1])
    expect(watching.verdicts(0)).toEqual({ reads: passed('read', 0) })
  })

  it('lets a property over the trace watch, too', () => {
    const trace = noted([
      [1, 'a'],
      [2, 'b'],
    ])
    const last = watcherOf((kept) => passed(`${kept.end} events`, kept.end - 1), kinds)
    expect(propertyOf(() => last)(trace)).toEqual(passed('2 events', trace.end - 1))
  })
})

function reader(watcher: Watcher, notes: readonly (readonly [number, string])[]) {
  const trace = noted(notes)
  const read = () => {
    for (let index = 0; index < trace.end; index++) {
      const event = trace.at(index)
      if (watcher.kinds.includes(event.kind)) watcher.read(event, index)
    }
  }
  return { read, verdict: (nowMs: number) => watcher.verdict(nowMs) }
}
