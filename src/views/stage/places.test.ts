/** How many nodes are drawn as what, where they stand, and when messages flow together. */
import { describe, expect, it } from 'vitest'
import type { NodeRecord, System } from '../../lab/index.ts'
import type { Aloft } from '../lab/sight.ts'
import { apart } from './aloft-layer.tsx'
import { chordOf, flowsOf, MOST_TAGS } from './chords.ts'
import { crowdingOf, dotAt, dotBox, fieldOf, namesOf, tilesOf } from './places.ts'

function world(count: number, name = (n: number) => `n${n}`): System {
  const nodes = new Map(
    Array.from({ length: count }, (_, at): [string, NodeRecord] => {
      const own = name(at + 1)
      const machine = own.slice(own.indexOf('@') + 1)
      const record = { name: own, machine, creation: 1, status: 'up', since: 0, reason: null }
      return [own, record as NodeRecord]
    }),
  )
  return { processes: new Map(), nodes, machines: new Map(), cursor: 0, at: 0 }
}

const room = { width: 800, height: 500 }

describe('crowdingOf', () => {
  it.each([
    [1, 'cards'],
    [12, 'cards'],
    [13, 'tiles'],
    [150, 'tiles'],
    [151, 'dots'],
    [10_000, 'dots'],
  ])('draws %i nodes as %s', (count, crowding) => {
    expect(crowdingOf(world(count))).toBe(crowding)
  })

  it('never draws a live room as anything but cards', () => {
    expect(crowdingOf(world(40, (n) => `n${n}@heron`))).toBe('cards')
  })
})

describe('tilesOf', () => {
  it('puts them in rows in the order of their names, none over another', () => {
    const names = namesOf(world(150))
    expect(names.slice(8, 11)).toEqual(['n9', 'n10', 'n11'])
    const boxes = [...tilesOf(names, room).places.values()]
    expect(new Set(boxes.map(({ x, y }) => `${x} ${y}`)).size).toBe(150)
    expect(Math.max(...boxes.map(({ x, width }) => x + width))).toBeLessThanOrEqual(room.width)
  })
})

describe('fieldOf', () => {
  it('shows ten thousand in sight, each to be found where it is drawn', () => {
    const field = fieldOf(namesOf(world(10_000)), room)
    expect(field.height).toBeLessThanOrEqual(room.height)
    for (const at of [0, 77, 9_999]) {
      const { x, y, width } = dotBox(field, at)
      expect(dotAt(field, x + width / 2, y + width / 2)).toBe(at)
    }
    expect(dotAt(field, 1, 1)).toBeNull()
  })
})

function aloft(count: number): readonly Aloft[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `${at}`,
    kind: 'message',
    sent: ['n1', 1, at],
    event: at,
    at: 0,
    from: null,
    to: null,
    fromNode: 'n1',
    toNode: at % 3 === 0 ? 'n3' : 'n2',
    word: 'ping',
    part: 0,
    meddled: null,
  }))
}

describe('flowsOf', () => {
  it('draws sixty one by one', () => {
    expect(MOST_TAGS).toBe(60)
    expect(flowsOf(aloft(60))).toBeNull()
  })

  it('counts more than sixty by their way, the largest first', () => {
    expect(flowsOf(aloft(61))).toEqual([
      { from: 'n1', to: 'n2', count: 40 },
      { from: 'n1', to: 'n3', count: 21 },
    ])
  })
})

describe('apart', () => {
  it('puts tags that would hide each other below each other, and leaves the others', () => {
    const tag = (x: number, y: number) => ({ x, y, width: 50 })
    const put = apart([tag(0, 0), tag(10, 5), tag(200, 0), null, tag(5, 2)])
    expect(put.map((spot) => spot && [spot.x, spot.y])).toEqual([
      [0, 0],
      [10, 28],
      [200, 0],
      null,
      [5, 71],
    ])
  })
})

describe('chordOf', () => {
  it('goes from wall to wall, and is nothing for a node that isn’t there', () => {
    const places = new Map([
      ['n1', { x: 0, y: 0, width: 100, height: 40 }],
      ['n2', { x: 300, y: 0, width: 100, height: 40 }],
    ])
    const chord = chordOf({ from: 'n1', to: 'n2' }, places)
    expect(chord?.start).toEqual({ x: 100, y: 20 })
    expect(chord?.end).toEqual({ x: 300, y: 20 })
    expect(chordOf({ from: 'n1', to: 'n9' }, places)).toBeNull()
  })
})
