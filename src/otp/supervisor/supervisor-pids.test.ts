/** The table of pids against a plain Map, for pids of here, of elsewhere and of earlier lives. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Pid, pidKey } from '../../kernel/index.ts'
import { entries, entryOf, isRestarting, newPids, putEntry, removeEntry } from './child-pids.ts'

const home = new Pid('n1@a', 2, 7)

const pids = fc
  .tuple(fc.constantFrom('n1@a', 'n1@b'), fc.constantFrom(1, 2), fc.nat(300))
  .map(([node, creation, id]) => new Pid(node, creation, id))
const steps = fc.array(
  fc.record({ pid: pids, act: fc.constantFrom('put', 'remove', 'fail'), args: fc.array(fc.nat()) }),
  { maxLength: 300 },
)

it('holds what was put and not removed', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const table = newPids(home)
      const model = new Map<string, unknown>()
      for (const { pid, act, args } of all) {
        const entry = act === 'fail' ? { restarting: args } : args
        if (act === 'remove') removeEntry(table, pid)
        else putEntry(table, pid, entry)
        if (act === 'remove') model.delete(pidKey(pid))
        else model.set(pidKey(pid), entry)
        expect(entryOf(table, pid)).toEqual(model.get(pidKey(pid)) ?? null)
      }
      expect(table.size).toBe(model.size)
      const found = [...entries(table)].map(([pid, entry]) => [pidKey(pid as Pid), entry] as const)
      expect(new Map(found)).toEqual(model)
      expect(table.restarting).toBe(found.filter(([, entry]) => isRestarting(entry)).length)
    }),
  )
})

it('lists the children of this node oldest first', () => {
  const table = newPids(home)
  for (const id of [700, 3, 64, 12, 65]) putEntry(table, new Pid('n1@a', 2, id), [])
  const ids = [...entries(table)].map(([pid]) => (pid as Pid).id)
  expect(ids).toEqual([3, 12, 64, 65, 700])
})

it('keeps no page whose children are all gone', () => {
  const table = newPids(home)
  for (let id = 1; id <= 10_000; id++) {
    putEntry(table, new Pid('n1@a', 2, id), 'x')
    if (id > 10) removeEntry(table, new Pid('n1@a', 2, id - 10))
  }
  expect(table.size).toBe(10)
  expect(Object.keys(table.pages)).toHaveLength(1)
})
