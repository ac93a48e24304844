/** Histories whose verdict is known, one for each way in which a store goes wrong. */
import { describe, expect, test } from 'vitest'
import { checkHistory } from './check-history.ts'
import type { Operation } from './operation.ts'

type Asked = Readonly<Record<string, unknown>>

/** The operations of key x, each by a client of its own unless it names one. */
function history(...lines: readonly (readonly [call: number, ret: number | null, Asked])[]) {
  return lines.map(([call, ret, asked], index) => {
    const end = ret === null ? { status: 'unknown' } : { ret, status: 'ok' }
    return { client: index, key: 'x', ...asked, call, ...end } as unknown as Operation
  })
}

const put = (value: string) => ({ op: 'put', value })
const append = (value: string) => ({ op: 'append', value })
const get = (result: string | null) => ({ op: 'get', result })
const cas = (expect: string | null, value: string, result: boolean) => {
  return { op: 'cas', expect, value, result }
}
const remove = { op: 'delete' }

describe('a history holds', () => {
  test.each([
    ['without operations', history()],
    ['when a key starts absent', history([0, 1, get(null)])],
    [
      'when overlapping gets see a put or not',
      history([0, 9, put('1')], [1, 5, get(null)], [2, 6, get('1')]),
    ],
    [
      'when an unknown put is seen late',
      history([0, null, put('1')], [2, 3, get(null)], [50, 51, get('1')]),
    ],
    ['when an unknown put is never seen', history([0, null, put('1')], [50, 51, get(null)])],
    [
      'when a put that overlaps two others comes last',
      history([0, 9, put('1')], [1, 2, put('2')], [3, 4, put('3')], [10, 11, get('1')]),
    ],
    ['when equal times overlap', history([0, 5, put('1')], [5, 6, get(null)])],
    [
      'when an append follows a delete',
      history([0, 1, put('a')], [2, 3, remove], [4, 5, append('b')], [6, 7, get('b')]),
    ],
    [
      'when an empty append makes an absent key empty',
      history([0, 1, append('')], [2, 3, get('')]),
    ],
    [
      'when a put is hidden by a put of the same',
      history(
        [0, 1, remove],
        [2, 9, put('1')],
        [3, 8, cas(null, '0', true)],
        [4, 10, remove],
        [11, 12, get('0')],
      ),
    ],
  ])('%s', (_, operations) => {
    expect(checkHistory(operations)).toMatchObject({ verdict: 'linearizable' })
  })

  test('when a failed operation has no effect', () => {
    const failed = {
      client: 7,
      key: 'x',
      op: 'put',
      value: '1',
      call: 0,
      ret: 1,
      status: 'fail',
    } as const
    expect(checkHistory([failed, ...history([2, 3, get(null)])]).verdict).toBe('linearizable')
    expect(checkHistory([failed, ...history([2, 3, get('1')])]).verdict).toBe('not linearizable')
  })
})

describe('a history fails, and names what speaks against it', () => {
  test.each([
    ['stale read', history([0, 1, put('1')], [2, 3, put('2')], [4, 5, get('1')]), [1, 2]],
    [
      'new-old inversion',
      history([0, 1, put('1')], [2, 99, put('2')], [3, 4, get('2')], [5, 6, get('1')]),
      [2, 3],
    ],
    ['lost write', history([0, 1, put('1')], [2, 3, get(null)]), [0, 1]],
    [
      'double cas',
      history([0, 1, put('1')], [2, 5, cas('1', '2', true)], [3, 6, cas('1', '3', true)]),
      [1, 2],
    ],
    [
      'cas that failed for nothing',
      history([0, 1, put('1')], [2, 3, cas('1', '2', false)]),
      [0, 1],
    ],
    ['resurrected delete', history([0, 1, put('1')], [2, 3, remove], [4, 5, get('1')]), [1, 2]],
    ['lost append', history([0, 1, append('a')], [2, 3, append('b')], [4, 5, get('b')]), [0, 2]],
    ['append applied twice', history([0, 1, append('a')], [2, 3, get('aa')]), [1]],
    ['value never written', history([0, 1, put('1')], [2, 3, get('7')]), [1]],
    [
      'unknown put seen, then unseen',
      history([0, null, put('1')], [2, 3, get('1')], [4, 5, get(null)]),
      [1, 2],
    ],
    [
      'unknown put seen twice',
      history(
        [0, null, put('1')],
        [2, 3, get('1')],
        [4, 5, put('2')],
        [6, 7, get('2')],
        [8, 9, get('1')],
      ),
      [1, 3, 4],
    ],
    ['read of the future', history([0, 1, get('1')], [2, 3, put('1')]), [0]],
  ])('%s', (_, operations, evidence) => {
    const checked = checkHistory(operations)
    if (checked.verdict !== 'not linearizable')
      return expect(checked.verdict).toBe('not linearizable')
    const [{ window, culprit, key }] = checked.violations as [(typeof checked.violations)[0]]
    expect([key, window.operations, culprit]).toEqual(['x', evidence, evidence.at(-1)])
    expect(window.from).toBe(Math.min(...evidence.map((index) => operations[index]!.call)))
    expect(window.to).toBe(operations[culprit]!.ret)
  })

  test('with the reason in words', () => {
    const reasonOf = (operations: readonly Operation[]) => {
      const checked = checkHistory(operations)
      return checked.verdict === 'not linearizable'
        ? checked.violations[0]?.reason
        : checked.verdict
    }
    expect(reasonOf(history([0, 1, put('1')], [2, 3, put('2')], [4, 5, get('1')]))).toBe(
      'get of client 2 returned "1", but before it began put "2" of client 1 had returned, and nothing made it "1" after that',
    )
    expect(reasonOf(history([0, 1, get('7')]))).toBe(
      'get of client 0 returned "7", but nothing called by then can have made it "7"',
    )
  })

  test("a client's own operations never overlap, even on one tick", () => {
    const own = history([0, 5, { ...put('1'), client: 3 }], [5, 5, { ...get(null), client: 3 }])
    expect(checkHistory(own).verdict).toBe('not linearizable')
  })

  test('for each key by itself, the smallest window first', () => {
    const many = history([0, 1, put('1')], [2, 3, put('2')], [4, 5, get('1')])
    const one = history([10, 11, { ...get('7'), key: 'y' }])
    const fine = history([20, 21, { ...get(null), key: 'z' }])
    const checked = checkHistory([...many, ...one, ...fine])
    expect(checked).toMatchObject({ verdict: 'not linearizable', operations: 5, keys: 3 })
    const { violations } = checked as Extract<typeof checked, { violations: unknown }>
    expect(violations.map(({ key, culprit }) => [key, culprit])).toEqual([
      ['y', 3],
      ['x', 2],
    ])
  })
})

test('never says that a history holds, or fails, which is beyond its limit', () => {
  const puts = ['a', 'b', 'c', 'd', 'e', 'f'].map((value) => [0, 50, put(value)] as const)
  const gets = ['f', 'e', 'd', 'c'].map((value, at) => [60 * at, 60 * at + 9, get(value)] as const)
  for (const operations of [history(...puts), history(...puts, ...gets)]) {
    const checked = checkHistory(operations, { steps: 3 })
    expect(checked).toMatchObject({ verdict: 'undecided', undecided: ['x'] })
  }
})
