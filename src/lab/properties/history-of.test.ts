/** Histories as a fold of what client processes noted, and the loss of a write told from them. */
import { describe, expect, it } from 'vitest'
import { note, receive, self, sendAfter, spawn, type Term } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { historyOf, kvStore, NotedHistory } from '../index.ts'
import { propertyOf } from './watcher.ts'

type Step = readonly [atMs: number, client: string, kind: 'call' | 'return', of: Term]

/** Clients note what the steps say. */
function traceOf(steps: readonly Step[]) {
  const world = new World({
    seed: 1,
    load: (code) =>
      code.load('m', '1', {
        *main(name: string) {
          for (const [atMs, client, kind, of] of steps) {
            if (client !== name) continue
            sendAfter(atMs - world.now, self(), 'go')
            yield* receive('go')
            note(kind, of)
          }
        },
        all: () => {
          for (const name of new Set(steps.map(([, client]) => client)))
            spawn(['m', 'main', [name]])
        },
      }),
  })
  world.addNode('n1')
  world.start('n1', ['m', 'all', []])
  world.runUntil(10_000)
  return world.trace
}

describe('a history of a trace', () => {
  it('tells who asked what, when, and what came of it', () => {
    const trace = traceOf([
      [1, 'ann', 'call', ['put', 'x', 'a1']],
      [2, 'bob', 'call', ['cas', 'x', null, 'b2']],
      [3, 'ann', 'return', ['ok', null]],
      [4, 'bob', 'return', ['ok', false]],
      [5, 'bob', 'call', ['get', 'x']],
      [6, 'bob', 'return', ['ok', 'a1']],
      [7, 'bob', 'call', ['delete', 'x']],
      [8, 'bob', 'return', ['fail', null]],
    ])
    const [ann, bob] = [
      { client: 0, key: 'x' },
      { client: 1, key: 'x' },
    ]
    expect(historyOf(trace)).toEqual([
      { ...ann, op: 'put', value: 'a1', call: 1000, ret: 3000, status: 'ok' },
      {
        ...bob,
        op: 'cas',
        expect: null,
        value: 'b2',
        result: false,
        call: 2000,
        ret: 4000,
        status: 'ok',
      },
      { ...bob, op: 'get', result: 'a1', call: 5000, ret: 6000, status: 'ok' },
      { ...bob, op: 'delete', call: 7000, ret: 8000, status: 'fail' },
    ])
  })

  it('goes on under a new id after an unknown outcome, and leaves open what never returned', () => {
    const trace = traceOf([
      [1, 'ann', 'call', ['put', 'x', 'a1']],
      [2, 'ann', 'return', ['unknown', null]],
      [3, 'ann', 'call', ['get', 'x']],
      [4, 'bob', 'call', ['get', 'y']],
    ])
    const open = { op: 'get', status: 'unknown' }
    expect(historyOf(trace)).toEqual([
      { client: 0, key: 'x', op: 'put', value: 'a1', call: 1000, status: 'unknown' },
      { client: 1, key: 'x', call: 3000, ...open },
      { client: 2, key: 'y', call: 4000, ...open },
    ])
  })

  it('ends with so many operations, and believes no answer that may tell of later ones', () => {
    const trace = traceOf([
      [1, 'ann', 'call', ['get', 'x']],
      [2, 'bob', 'call', ['put', 'x', 'b2']],
      [3, 'cid', 'call', ['put', 'x', 'c3']],
      [4, 'ann', 'return', ['ok', 'c3']],
      [5, 'bob', 'return', ['ok', null]],
    ])
    const history = new NotedHistory(2)
    const read = (from: number, to: number) => {
      for (let index = from; index < to; index++) history.read(trace.at(index), index)
    }
    read(0, trace.end - 2)
    expect(history.isSettled).toBe(false)
    read(trace.end - 2, trace.end)
    expect(history.isSettled).toBe(true)
    expect(history.operations()).toEqual([
      { client: 0, key: 'x', op: 'get', call: 1000, status: 'unknown' },
      { client: 1, key: 'x', op: 'put', value: 'b2', call: 2000, ret: 5000, status: 'ok' },
    ])
  })

  it('passes over notes that are no client’s', () => {
    expect(historyOf(traceOf([[1, 'ann', 'call', ['dance', 'x']]]))).toEqual([])
    expect(historyOf(traceOf([[1, 'ann', 'return', ['ok', null]]]))).toEqual([])
  })

  it('keeps the order of the trace, even of what happened in one moment', () => {
    const trace = traceOf([
      [1, 'ann', 'call', ['put', 'x', 'a1']],
      [1, 'ann', 'return', ['ok', null]],
      [1, 'ann', 'call', ['get', 'x']],
      [1, 'ann', 'return', ['ok', 'a1']],
    ])
    expect(historyOf(trace).map(({ call, ret }) => [call, ret])).toEqual([
      [1000, 1001],
      [1002, 1003],
    ])
  })
})

describe('no acknowledged write is lost', () => {
  const isKept = propertyOf(kvStore.promises![0]!.watch)
  const put = (atMs: number, value: string): readonly Step[] => [
    [atMs, 'ann', 'call', ['put', 'x', value]],
    [atMs + 1, 'ann', 'return', ['ok', null]],
  ]
  const append = (atMs: number, value: string): readonly Step[] => [
    [atMs, 'ann', 'call', ['append', 'x', value]],
    [atMs + 1, 'ann', 'return', ['ok', null]],
  ]
  const clear = (atMs: number, status: string): readonly Step[] => [
    [atMs, 'cid', 'call', ['delete', 'x']],
    [atMs + 1, 'cid', 'return', [status, null]],
  ]
  const get = (atMs: number, value: string | null): readonly Step[] => [
    [atMs, 'bob', 'call', ['get', 'x']],
    [atMs + 1, 'bob', 'return', ['ok', value]],
  ]

  it.each([
    ['the newest', [...put(10, 'a1'), ...put(20, 'a2'), ...get(30, 'a2')]],
    ['all that was appended', [...put(10, 'a1'), ...append(20, 'a2'), ...get(30, 'a1a2')]],
    ['nothing after a delete', [...put(10, 'a1'), ...clear(20, 'ok'), ...get(30, null)]],
    [
      'nothing, since a delete may have come',
      [...put(20, 'a1'), ...clear(10, 'unknown'), ...get(30, null)],
    ],
    [
      'what began before and was not yet acknowledged',
      [...get(30, null), [29, 'ann', 'call', ['put', 'x', 'a1']]],
    ],
    [
      'what somebody wrote at the same time',
      [
        [10, 'cid', 'call', ['put', 'x', 'c1']],
        ...put(20, 'a1'),
        [30, 'cid', 'return', ['ok', null]],
        ...get(40, 'c1'),
      ],
    ],
  ] as const)('holds when a read finds %s', (_, steps) => {
    expect(isKept(traceOf(steps as readonly Step[]))).toMatchObject({ status: 'passed' })
  })

  it.each([
    ['an older one', [...put(10, 'a1'), ...put(20, 'a2'), ...get(30, 'a1')]],
    [
      'less than was appended',
      [...put(10, 'a1'), ...append(20, 'a2'), ...append(25, 'a3'), ...get(30, 'a1a3')],
    ],
    ['nothing', [...put(10, 'a1'), ...get(30, null)]],
    ['what was deleted', [...put(10, 'a1'), ...clear(20, 'ok'), ...get(30, 'a1')]],
    [
      'nothing, and the delete was long before',
      [...clear(5, 'ok'), ...put(10, 'a1'), ...get(30, null)],
    ],
  ] as const)('fails when a read finds %s', (_, steps) => {
    expect(isKept(traceOf(steps as readonly Step[]))).toMatchObject({ status: 'failed' })
  })

  it('names the write, the read and their times', () => {
    expect(isKept(traceOf([...put(10, 'a1'), ...put(20, 'a2'), ...get(30, 'a1')]))).toMatchObject({
      observed: 'put of "a2" to x was acknowledged at 21 ms; a get at 31 ms found "a1"',
    })
  })
})
