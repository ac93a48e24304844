/** A small map and a table of processes: whatever is done to them, they answer as a Map does. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Few } from './few.ts'
import type { Process } from './process.ts'
import { ProcessTable } from './table.ts'

describe('few', () => {
  it('answers as a Map, small and large', () => {
    const act = fc.tuple(fc.constantFrom('set', 'delete'), fc.nat(40))
    fc.assert(
      fc.property(fc.array(act, { maxLength: 120 }), (acts) => {
        const few = new Few<number, string>()
        const map = new Map<number, string>()
        acts.forEach(([what, key], at) => {
          if (what === 'set') {
            few.set(key, `${at}`)
            map.set(key, `${at}`)
          } else expect(few.delete(key)).toBe(map.delete(key))
          expect(few.size).toBe(map.size)
          expect(few.get(key)).toBe(map.get(key))
        })
        expect(few.values()).toEqual([...map.values()])
      }),
    )
  })
})

describe('a table of processes', () => {
  it('answers as a Map, whatever dies in whatever order', () => {
    const step = fc.record({ skip: fc.nat(700), dies: fc.nat(50) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const table = new ProcessTable()
        const map = new Map<number, Process>()
        let id = 0
        for (const { skip, dies } of steps) {
          id += 1 + skip
          const process = { id } as unknown as Process
          table.add(id, process)
          map.set(id, process)
          const victim = [...map.keys()][dies]
          if (victim !== undefined) {
            table.delete(victim)
            map.delete(victim)
            expect(table.get(victim)).toBeUndefined()
          }
          expect(table.size).toBe(map.size)
        }
        for (const [key, process] of map) expect(table.get(key)).toBe(process)
        expect([...table.values()]).toEqual([...map.values()])
      }),
    )
  })
})
