/** What a node answers to an inspector: rows, one process, the field, trees of who started whom. */
import { describe, expect, it } from 'vitest'
import { runMain } from '../../sim/index.ts'
import {
  cell,
  observe,
  type Pid,
  put,
  type Question,
  receive,
  register,
  spawn,
  spawnLink,
  type Term,
} from '../index.ts'

type Row = { readonly [key: string]: Term }

function crowd(size: number) {
  const { world, pid } = runMain({
    *main() {
      register('shepherd')
      for (let i = 0; i < size; i++) spawn(['m', 'sheep', [i]])
      for (;;) spawn(['m', 'sheep', [yield receive()]])
    },
    *sheep() {
      for (;;) yield receive()
    },
  })
  world.runUntil(1)
  const node = world.node('n1@a')
  return { world, node, pid, ask: (question: Question) => observe(node, question) as never }
}

const all = { ask: 'processes', descending: false, search: '', parent: null, from: 0 } as const

describe('a page of rows', () => {
  it('is sorted, cut and counted', () => {
    const { ask } = crowd(50)
    const { total, rows } = ask({ ...all, sort: 'id', from: 10, count: 5 }) as Row
    expect(total).toBe(51)
    expect((rows as Row[]).map(({ pid }) => (pid as { id: number }).id)).toEqual([
      11, 12, 13, 14, 15,
    ])
    const busiest = ask({ ...all, sort: 'reductions', descending: true, count: 1 }) as Row
    expect(busiest.rows).toMatchObject([{ name: 'shepherd', status: 'waiting' }])
  })

  it('is found by name, by number or by parent', () => {
    const { ask } = crowd(50)
    const found = (more: object) => (ask({ ...all, sort: 'id', count: 9, ...more }) as Row).total
    expect(found({ search: 'SHEP' })).toBe(1)
    expect(found({ search: '.17>' })).toBe(1)
    expect(found({ search: '<N1@a.17>' })).toBe(1)
    expect(found({ search: '<n1.17>' })).toBe(1)
    expect(found({ search: '<n1.' })).toBe(51)
    expect(found({ parent: 1 })).toBe(50)
    expect(found({ search: 'goat' })).toBe(0)
  })
})

describe('one process', () => {
  it('is told whole, and null when it is dead', () => {
    const { ask, node, pid } = crowd(2)
    node.suspend(pid)
    node.send(pid, 'another')
    expect(ask({ ask: 'process', id: 1 })).toMatchObject({
      name: 'shepherd',
      status: 'suspended',
      mailbox: ['another'],
      priority: 'normal',
    })
    expect(ask({ ask: 'process', id: 99 })).toBeNull()
  })
})

describe('those that a process is tied to', () => {
  it('are called by name, as far as they live here', () => {
    const { world } = runMain({
      *main() {
        register('parent')
        spawnLink(['m', 'child', []])
        yield receive()
      },
      *child() {
        yield receive()
      },
    })
    world.runUntil(1)
    const node = world.node('n1@a')
    expect(observe(node, { ask: 'process', id: 2 })).toMatchObject({ labels: { 1: 'parent' } })
    expect(observe(node, { ask: 'process', id: 1 })).toMatchObject({ labels: { 2: 'm' } })
  })

  it('began where a behaviour says that it did', () => {
    const { world } = runMain({
      *main() {
        put('$initial_call', ['desk', 'init', 1])
        yield receive()
      },
    })
    world.runUntil(1)
    const one = observe(world.node('n1@a'), { ask: 'process', id: 1 })
    expect(one).toMatchObject({ label: 'desk', initialCall: ['desk', 'init'] })
  })
})

describe('the field', () => {
  const look = (ask: (question: Question) => never) =>
    (ask({ ask: 'field', most: 9 }) as { parent: number; cells: Uint8Array; alive: number }[])[0]

  it('keeps the place of who dies for who comes next', () => {
    const { world, node, ask } = crowd(4)
    expect(look(ask)).toMatchObject({ parent: 1, alive: 4 })
    expect([...(look(ask)?.cells ?? [])]).toEqual(new Array(4).fill(cell.waiting))
    for (const process of node.field?.within(1, 1, 2) ?? []) node.exit(process.pid, 'kill')
    const dark = [cell.waiting, cell.dark, cell.dark, cell.waiting]
    expect([...(look(ask)?.cells ?? [])]).toEqual(dark)
    world.apply({ do: 'send', target: { name: 'shepherd' }, message: 'again' })
    world.runUntil(2)
    const back = [cell.waiting, cell.young, cell.dark, cell.waiting]
    expect([...(look(ask)?.cells ?? [])]).toEqual(back)
  })

  it('tells who lives in a cell, and where somebody lives', () => {
    const { world, node, ask } = crowd(4)
    const who = (at: number) => (ask({ ask: 'cell', parent: 1, at }) as { pid: Pid } | null)?.pid.id
    expect(who(2)).toBe(4)
    expect(ask({ ask: 'place', id: 4 })).toEqual({ parent: 1, at: 2 })
    const [process] = node.field?.within(1, 2, 2) ?? []
    if (process !== undefined) node.exit(process.pid, 'kill')
    expect(who(2)).toBeUndefined()
    expect(ask({ ask: 'place', id: 4 })).toBeNull()
    world.apply({ do: 'send', target: { name: 'shepherd' }, message: 'again' })
    world.runUntil(2)
    expect(who(2)).toBe(6)
  })

  it('is told by totals, too: who is there, and what found nobody', () => {
    const { node, ask } = crowd(3)
    node.send('nobody', 'hello')
    expect(ask({ ask: 'totals' })).toMatchObject({ processes: 4, spawned: 4, dropped: 1, names: 1 })
  })
})

describe('trees', () => {
  /** root → two branches → three leaves each. */
  function forest() {
    const { world, pid } = runMain({
      *main() {
        register('root')
        for (let i = 0; i < 2; i++) spawn(['m', 'branch', []])
        yield receive()
      },
      *branch() {
        for (let i = 0; i < 3; i++) spawn(['m', 'leaf', []])
        yield receive()
      },
      *leaf() {
        yield receive()
      },
    })
    world.runUntil(1)
    const node = world.node('n1@a')
    const children = (parent: number, from = 0, count = 9) => {
      const asked = { ask: 'children', parent, from, count, look: true } as const
      const { total, rows } = observe(node, asked) as { total: number; rows: Row[] }
      const shown = rows.map((row) => [(row.pid as Pid).id, row.children, row.below])
      return { total, shown }
    }
    return { node, pid, children, way: (id: number) => observe(node, { ask: 'way', id }) }
  }

  it('open branch by branch, with who is below', () => {
    const { children } = forest()
    expect(children(0)).toEqual({ total: 1, shown: [[1, 2, 8]] })
    expect(children(1)).toEqual({
      total: 2,
      shown: [
        [2, 3, 3],
        [3, 3, 3],
      ],
    })
    expect(children(2, 1, 1)).toEqual({ total: 3, shown: [[5, 0, 0]] })
    expect(children(9)).toEqual({ total: 0, shown: [] })
  })

  it('have those as roots, too, whose parent has died', () => {
    const { node, pid, children } = forest()
    node.exit(pid, 'kill')
    expect(children(0)).toEqual({
      total: 2,
      shown: [
        [2, 3, 3],
        [3, 3, 3],
      ],
    })
  })

  it('tell the way to one of them', () => {
    const { node, pid, way } = forest()
    expect(way(8)).toEqual([
      [0, 0],
      [1, 1],
      [3, 1],
    ])
    node.exit(pid, 'kill')
    expect(way(8)).toEqual([
      [0, 1],
      [3, 1],
    ])
    expect(way(1)).toBeNull()
  })
})
