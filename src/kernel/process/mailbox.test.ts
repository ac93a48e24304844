/** A mailbox under any use answers as a plain list does. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Backlog } from './backlog.ts'
import { none } from './letter.ts'

const word = fc.constantFrom('a', 'b', 'c')
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ put: fc.tuple(word, fc.nat(9)) }) },
  fc.record({ shift: fc.constant(true) }),
  fc.record({ tag: word, from: fc.nat(60) }),
  fc.record({ even: fc.nat(60) }),
)

it('takes from the front and the middle what a list would', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 700, size: 'max' }), (steps) => {
      const backlog = new Backlog()
      const list: unknown[] = []
      for (const each of steps) {
        if ('put' in each) {
          backlog.put(each.put)
          list.push(each.put)
        } else if ('shift' in each) expect(backlog.shift()).toEqual(list.shift() ?? none)
        else {
          const isWanted = (m: unknown) =>
            'tag' in each
              ? (m as [string, number])[0] === each.tag
              : (m as [string, number])[1] % 2 === 0
          const from = Math.min('tag' in each ? each.from : each.even, list.length)
          const place =
            'tag' in each ? backlog.findTag(from, each.tag) : backlog.find(from, isWanted, null)
          expect(place).toBe(list.findIndex((m, at) => at >= from && isWanted(m)))
          if (place >= 0) expect(backlog.takeAt(place)).toEqual(list.splice(place, 1)[0])
        }
        expect(backlog.length).toBe(list.length)
      }
      expect(backlog.items()).toEqual(list)
    }),
  )
})
