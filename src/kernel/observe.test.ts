/** What a node answers to an inspector, and its field, while processes come and go. */
import { describe, expect, it } from 'vitest'
import { runMain } from '../sim/index.ts'
import { cell, observe, type Question, receive, register, spawn, type Term } from './index.ts'

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

  it('is told by totals, too: who is there, and what found nobody', () => {
    const { node, ask } = crowd(3)
    node.send('nobody', 'hello')
    expect(ask({ ask: 'totals' })).toMatchObject({ processes: 4, spawned: 4, dropped: 1, names: 1 })
  })
})
