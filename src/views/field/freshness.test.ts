/** Which cells of the field are new, and for how long. */
import { expect, it } from 'vitest'
import { cell } from '../../kernel/index.ts'
import { Freshness, freshTenths } from './freshness.ts'

const { dark, waiting, young } = cell
const bed = (...looks: number[]) => [
  { parent: 1, label: 'flock', alive: looks.length, cells: Uint8Array.from(looks) },
]

function newAt(fresh: Freshness): boolean[] {
  const known = fresh.of(1)
  if (known === null) return []
  return [...known.since].map((since) => known.now - since < freshTenths)
}

it('who comes where nobody was is new for a moment, whether the node says so or not', () => {
  const fresh = new Freshness()
  fresh.look(bed(waiting, dark, dark), 10_000)
  expect(newAt(fresh)).toEqual([false, false, false])
  fresh.look(bed(waiting, young, waiting), 10_250)
  expect(newAt(fresh)).toEqual([false, true, true])
  fresh.look(bed(waiting, waiting, waiting), 10_500)
  expect(newAt(fresh)).toEqual([false, true, true])
  fresh.look(bed(waiting, waiting, waiting), 12_500)
  expect(newAt(fresh)).toEqual([false, false, false])
})

it('a block that looks as before stays the same object', () => {
  const fresh = new Freshness()
  fresh.look(bed(waiting, dark), 10_000)
  const before = fresh.of(1)
  fresh.look(bed(waiting, dark), 10_250)
  expect(fresh.of(1)).toBe(before)
  fresh.look(bed(waiting, waiting), 10_500)
  expect(fresh.of(1)).not.toBe(before)
  fresh.look([], 10_750)
  expect(fresh.of(1)).toBeNull()
})
