/** Copies of plain data that are alike inside, and what is no data. */
import { describe, expect, it } from 'vitest'
import { Pid, Ref } from '../index.ts'
import { Replica, Unsaveable } from './replica.ts'

const replica = () => new Replica({ pid: (pid) => pid, ref: (ref) => ref })

describe('a replica', () => {
  it('is equal, and shares nothing that could be changed', () => {
    const bytes = Uint8Array.of(1, 2)
    const from = { list: [1, [2n, null]], bytes, not: undefined, empty: {}, odd: [-0, Number.NaN] }
    const copy = replica().of(from)
    expect(copy).toEqual(from)
    from.list.push(3)
    bytes[0] = 9
    expect(copy.list).toHaveLength(2)
    expect(copy.bytes).toEqual(Uint8Array.of(1, 2))
  })

  it('has one object where there was one, also in what holds itself', () => {
    const inner: unknown[] = []
    const from = { a: inner, b: [inner] }
    inner.push(from)
    const copy = replica().of(from)
    expect(copy.b[0]).toBe(copy.a)
    expect(copy.a[0]).toBe(copy)
    expect(copy.a).not.toBe(inner)
  })

  it('knows an object again that it copied before', () => {
    const twice = replica()
    const state = { a: 1 }
    expect(twice.of([state])[0]).toBe(twice.of(state))
    const stand = { a: 2 }
    const other = {}
    twice.learn(other, stand)
    expect(twice.of([other])).toEqual([{ a: 2 }])
  })

  it('is frozen where the original is, and has no more of a prototype', () => {
    const bare = Object.assign(Object.create(null) as object, { a: 1 })
    const copy = replica().of({ frozen: Object.freeze([1]), open: [1], bare })
    expect([copy.frozen, copy.open].map(Object.isFrozen)).toEqual([true, false])
    expect(Object.getPrototypeOf(copy.bare)).toBeNull()
  })

  it('asks once what each name becomes', () => {
    const asked: unknown[] = []
    const naming = {
      pid: (pid: Pid) => {
        asked.push(pid)
        return new Pid('other', 1, pid.id)
      },
      ref: (ref: Ref) => new Ref('other', 1, ref.id),
    }
    const pid = new Pid('n1', 1, 7)
    const [a, b] = new Replica(naming).of([pid, pid, new Ref('n1', 1, 8)])
    expect(a).toBe(b)
    expect((a as Pid).node).toBe('other')
    expect(asked).toEqual([pid])
  })

  it('refuses what is no data', () => {
    const getter = Object.defineProperty({}, 'x', { get: () => 1, enumerable: true })
    const refused = [() => 1, new Map(), { a: [Symbol('x')] }, { [Symbol('x')]: 1 }, getter]
    let deep: unknown[] = []
    for (let level = 0; level < 5_000; level++) deep = [deep]
    for (const each of [...refused, deep]) expect(() => replica().of(each)).toThrow(Unsaveable)
  })
})
