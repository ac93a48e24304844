/** Who is who in a room, before anybody is linked. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from '../limits.ts'
import { randomId } from '../names.ts'
import { firstPresence, isBefore, type Presence } from './presence.ts'
import { Room } from './room.ts'

const names = ['heron', 'otter', 'lynx', 'wren', 'seal', 'toad', 'vole', 'kite', 'owl', 'jay']

function room(id: string, wished = names) {
  return new Room({ id: id.padEnd(16, '0'), version: '1', names: wished }, 0)
}

function settled(id: string, machine: string, at = 1): Presence {
  const wish = { id: id.padEnd(16, '0'), version: '1', names: [machine] }
  return { ...firstPresence(wish), settledAt: at }
}

function hear(me: Room, value: unknown, now = 10) {
  return me.hear(value, 'same_computer', now)
}

describe('a name', () => {
  it('is the wished one when nobody has it', () => {
    const me = room('b')
    hear(me, settled('a', 'otter'))
    expect(me.settle(limits.meetLocalMs, false)).toBe('settled')
    expect(me.me.machine).toBe('heron')
  })

  it('gives way to whoever is there already', () => {
    const me = room('a')
    expect(hear(me, settled('b', 'heron')).renamed).toBe(true)
    expect(me.me.machine).not.toBe('heron')
  })

  it('stays with the smaller id of two who arrive together', () => {
    const [a, b] = [room('a'), room('b')]
    const [first, second] = [a.me, b.me]
    expect(hear(a, second).renamed).toBe(false)
    expect(hear(b, first).renamed).toBe(true)
    expect(a.me.machine).not.toBe(b.me.machine)
  })

  it('is not changed any more once it is settled', () => {
    const me = room('b')
    me.settleNow(5)
    expect(hear(me, settled('a', 'heron', 1))).toMatchObject({
      renamed: false,
      news: [{ type: 'name_taken', machine: 'heron' }],
    })
    expect(me.wants(settled('c', 'heron', 1), 'same_computer')).toBe(false)
  })

  it('waits again after it had to change', () => {
    const me = room('b')
    hear(me, settled('a', 'heron'), 100)
    expect(me.settle(200, false)).toBe('wait')
    expect(me.settle(100 + limits.meetLocalMs, false)).toBe('settled')
  })

  it('is another one when somebody in this browser holds it unheard', () => {
    const me = room('b', ['heron', 'otter'])
    me.nameHeld(0)
    expect(me.me.machine).toBe('otter')
    me.nameHeld(0)
    expect(me.me.machine).toMatch(/^otter-\d$/)
  })

  it('is different for all who come together, once each has heard all others', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: limits.machines }),
        fc.infiniteStream(fc.nat()),
        (n, dice) => {
          const rooms = Array.from(
            { length: n },
            () => new Room({ id: randomId(), version: '1', names }, 0),
          )
          for (let round = 0; round < 30; round++) {
            const spoken = rooms.map(({ me }) => me)
            const order = rooms.map((_, i) => (i + (dice.next().value ?? 0)) % n)
            for (const i of order) for (const other of spoken) hear(rooms[i] as Room, other)
          }
          return new Set(rooms.map(({ me }) => me.machine)).size === n
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('a seat', () => {
  const seven = names.slice(1, 8).map((name, i) => settled(`a${i}`, name))

  it('is free for the eighth machine, not for the ninth', () => {
    const me = room('z')
    for (const other of seven) hear(me, other)
    expect(me.settle(1_000, false)).toBe('settled')
    const ninth = room('z')
    for (const other of [...seven, settled('b', 'heron')]) hear(ninth, other)
    expect(ninth.settle(1_000, false)).toBe('full')
  })

  it('is not lost to those who came later', () => {
    const me = room('a')
    me.settleNow(5)
    for (const [i, name] of names.slice(1, 10).entries()) hear(me, settled(`b${i}`, name, 6 + i))
    expect(me.isFull()).toBe(false)
  })
})

describe('a connection', () => {
  const [smaller, larger] = [room('a'), room('b', ['otter'])]
  smaller.settleNow(1)
  larger.settleNow(2)

  it('is made by the smaller id alone', () => {
    expect(smaller.wants(larger.me, 'same_computer')).toBe(true)
    expect(larger.wants(smaller.me, 'same_computer')).toBe(false)
  })

  it('waits until both names are settled', () => {
    expect(room('a').wants(larger.me, 'same_computer')).toBe(false)
    expect(smaller.wants(room('c', ['lynx']).me, 'same_computer')).toBe(false)
  })

  it('is left to this browser’s own introducer when both have found the other', () => {
    expect(smaller.wants(larger.me, 'introducer')).toBe(true)
    hear(smaller, larger.me)
    expect(smaller.wants(larger.me, 'introducer')).toBe(false)
  })
})

describe('a presence', () => {
  it('of another version is told apart, once', () => {
    const me = room('b')
    const other = { ...settled('a', 'otter'), version: '2', newField: 1 }
    const news = { type: 'other_version', machine: 'otter', ours: '1', theirs: '2' }
    expect(hear(me, other)).toEqual({ other: null, news: [news], renamed: false })
    expect(hear(me, other).news).toEqual([])
    expect(me.others).toEqual([])
  })

  it('that is nonsense is nothing', () => {
    const me = room('b')
    fc.assert(fc.property(fc.anything(), (value) => hear(me, value).other === null))
    expect(hear(me, { ...settled('a', 'otter'), id: 'x' }).other).toBe(null)
    expect(hear(me, { ...settled('a', 'otter'), machine: '../x' }).other).toBe(null)
  })

  it('brings what the room remembers: a name’s next life begins after its last', () => {
    const me = room('b')
    hear(me, { ...settled('a', 'otter'), past: { heron: 3, lynx: 1, 'no name': 7, wren: -1 } })
    me.left('c', 'lynx', 2)
    expect(me.me.past).toEqual({ heron: 3, lynx: 2 })
  })

  it('is forgotten when it falls silent without having been linked', () => {
    const me = room('b')
    hear(me, settled('a', 'otter'), 0)
    hear(me, settled('c', 'lynx'), 0)
    me.forgetSilent(60_000, (id) => id.startsWith('c'))
    expect(me.others.map(({ machine }) => machine)).toEqual(['lynx'])
  })

  it('has a place in one order that all agree on', () => {
    const [early, late, waiting] = [settled('b', 'x', 1), settled('a', 'x', 2), room('a').me]
    expect([isBefore(early, late), isBefore(late, early)]).toEqual([true, false])
    expect([isBefore(late, waiting), isBefore(waiting, late)]).toEqual([true, false])
  })
})
