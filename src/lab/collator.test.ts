/** Events of several nodes, told in an order in which no effect stands before its cause. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventId, Recorded } from '../kernel/index.ts'
import { Collator, Recording } from './index.ts'

function event(node: string, number: number, cause: EventId | null = null): Recorded {
  const stamp = { kind: 'note', at: number, node, creation: 1, number, lamport: 0 } as const
  return { ...stamp, subject: null, other: null, cause, term: null }
}

function told(recording: Recording): string[] {
  return Array.from({ length: recording.end }, (_, index) => {
    const { node, number } = recording.at(index)
    return `${node}${number}`
  })
}

describe('the collator', () => {
  it('holds an effect back, and all that its node says after it, until the cause is there', () => {
    const recording = new Recording()
    const collator = new Collator(recording)
    collator.offer([event('b', 1), event('b', 2, ['a', 1, 2]), event('b', 3)], 0)
    expect(told(recording)).toEqual(['b1'])
    collator.offer([event('a', 1), event('a', 2)], 10)
    expect(told(recording)).toEqual(['b1', 'a1', 'a2', 'b2', 'b3'])
  })

  it('waits only so long for a cause that never comes', () => {
    const recording = new Recording()
    const collator = new Collator(recording)
    collator.offer([event('b', 1, ['gone', 1, 9]), event('b', 2)], 0)
    collator.look(100)
    expect(told(recording)).toEqual([])
    collator.look(250)
    expect(told(recording)).toEqual(['b1', 'b2'])
  })

  it('loses nothing and keeps every node’s own order, however the batches come', () => {
    const batches = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(3), fc.nat(5)))
    fc.assert(
      fc.property(batches, (plan) => {
        const recording = new Recording()
        const collator = new Collator(recording)
        const numbers: Record<string, number> = {}
        plan.forEach(([node, other, number], turn) => {
          const own = (numbers[node] ?? 0) + 1
          numbers[node] = own
          const cause: EventId | null = number === 0 ? null : ['abcd'[other] ?? 'a', 1, number]
          collator.offer([event(node, own, cause)], turn)
        })
        collator.look(1_000_000)
        for (const node of ['a', 'b', 'c']) {
          const own = told(recording).filter((name) => name.startsWith(node))
          expect(own).toEqual(own.map((_, i) => `${node}${i + 1}`))
        }
        expect(recording.end).toBe(plan.length)
      }),
    )
  })
})
