/** The registry's table by itself: what it finds, and that it forgets without a trace. */
import { describe, expect, it } from 'vitest'
import { Pid } from '../../kernel/index.ts'
import {
  add,
  entriesOf,
  isHolder,
  keysOf,
  newTable,
  removeAll,
  removeOf,
} from './registry-table.ts'

const [a, b, c] = [1, 2, 3].map((id) => new Pid('n1@a', 1, id)) as [Pid, Pid, Pid]

describe('a table of duplicates', () => {
  it('takes out one process’s entries of one key, whether it or the key has more of them', () => {
    const table = newTable('duplicate')
    for (const pid of [a, b, c]) add(table, pid, 'crowded', pid.id)
    for (const key of ['x', 'y', 'z']) add(table, b, key, 0)
    add(table, a, 'other', 0)
    expect(removeOf(table, a, 'crowded')).toEqual([1, 1])
    expect(removeOf(table, b, 'crowded')).toEqual([1, 1])
    expect(removeOf(table, b, 'other')).toEqual([0, 0])
    expect([keysOf(table, a), keysOf(table, b)]).toEqual([['other'], ['z', 'y', 'x']])
    expect(entriesOf(table, 'crowded')).toEqual([[c, 3]])
  })

  it('takes out only what is meant', () => {
    const table = newTable('duplicate')
    for (const value of [1, 2, 3]) add(table, a, 'k', value)
    expect(removeOf(table, a, 'k', (value) => (value as number) > 1)).toEqual([3, 2])
    expect(entriesOf(table, 'k')).toEqual([[a, 1]])
  })

  it('keeps nothing of a process that is gone', () => {
    const table = newTable('duplicate')
    for (let i = 0; i < 100; i++) add(table, a, [i % 7], i)
    expect([table.size, isHolder(table, a)]).toEqual([100, true])
    removeAll(table, a)
    expect(table).toEqual({ ...newTable('duplicate'), next: 101 })
  })
})
