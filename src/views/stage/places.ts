/**
 * Where nodes stand, whatever they are drawn as: cards in a ring, tiles in rows, dots on a field.
 * How many of them decides; links, flows and the brush go by these boxes alone.
 */
import type { System } from '../../lab/index.ts'
import { byName } from '../lab/sight.ts'
import type { Box, Picture, Size } from './boxes.ts'
import { isBare } from './boxes.ts'
import { ringOf } from './ring.ts'

export type Crowding = 'cards' | 'tiles' | 'dots'

/** Up to so many nodes are cards, tiles in a ring, tiles; beyond, dots. */
export const most = { cards: 12, ring: 24, tiles: 150 } as const

export function crowdingOf(system: System): Crowding {
  const { size } = system.nodes
  if (size <= most.cards) return 'cards'
  const [first] = system.nodes.values()
  // Machines of a live room are always enclosures.
  if (first === undefined || !isBare(first)) return 'cards'
  return size <= most.tiles ? 'tiles' : 'dots'
}

export type Places = ReadonlyMap<string, Box>

/** Cards. */
export function placesIn(picture: Picture): Places {
  const bare = new Set(picture.nodes.flatMap(({ record }) => (isBare(record) ? record.name : [])))
  const boxes = picture.machines.filter(({ record }) => bare.has(record.name))
  return new Map(
    boxes.map(({ record, x, y, width, height }) => [record.name, { x, y, width, height }]),
  )
}

const tile = { width: 92, height: 44, gap: 16, margin: 12 } as const

export interface Spread extends Size {
  readonly places: Places
}

/** Tiles in a ring while they are few; else in rows, as many as they need. */
export function tilesOf(names: readonly string[], room: Size): Spread {
  const { width, height, gap, margin } = tile
  const few = names.length > 2 && names.length <= most.ring
  const ring = few ? ringOf(Array(names.length).fill(tile), room, { margin, gap }) : null
  if (ring !== null) {
    const places = names.map((name, at): [string, Box] => {
      const { x = 0, y = 0 } = ring[at] ?? {}
      return [name, { x, y, width, height }]
    })
    return { ...room, places: new Map(places) }
  }
  const columns = Math.max(1, Math.floor((room.width - 2 * margin + gap) / (width + gap)))
  const rows = Math.ceil(names.length / columns)
  // Room that is left is given to the ways between them.
  const spare = room.height - 2 * margin - rows * height
  const down = rows > 1 ? Math.min(60, Math.max(gap, Math.floor(spare / (rows - 1)))) : gap
  const used = Math.min(columns, names.length) * (width + gap) - gap
  const left = Math.max(margin, Math.floor((room.width - used) / 2))
  const places = names.map((name, at): [string, Box] => {
    const x = left + (at % columns) * (width + gap)
    const y = margin + Math.floor(at / columns) * (height + down)
    return [name, { x, y, width, height }]
  })
  return {
    places: new Map(places),
    width: room.width,
    height: 2 * margin + rows * height + (rows - 1) * down,
  }
}

export interface Field extends Size {
  /** Side of one dot's square, px. */
  readonly pitch: number
  readonly columns: number
  readonly names: readonly string[]
  readonly left: number
  readonly top: number
}

/** Dots: as large as the room allows, at least 3 px apart; more scroll. */
export function fieldOf(names: readonly string[], room: Size): Field {
  const margin = 12
  const width = Math.max(30, room.width - 2 * margin)
  const height = Math.max(30, room.height - 2 * margin)
  let pitch = 24
  while (pitch > 3 && Math.floor(width / pitch) * Math.floor(height / pitch) < names.length) {
    pitch -= 1
  }
  const columns = Math.floor(width / pitch)
  const rows = Math.ceil(names.length / columns)
  const left = Math.floor((room.width - columns * pitch) / 2)
  return {
    pitch,
    columns,
    names,
    left,
    top: margin,
    width: room.width,
    height: 2 * margin + rows * pitch,
  }
}

export function dotBox({ pitch, columns, left, top }: Field, at: number): Box {
  const x = left + (at % columns) * pitch
  return { x, y: top + Math.floor(at / columns) * pitch, width: pitch, height: pitch }
}

/** Index of the dot at that point; null beside all. */
export function dotAt(field: Field, x: number, y: number): number | null {
  const column = Math.floor((x - field.left) / field.pitch)
  const row = Math.floor((y - field.top) / field.pitch)
  const at = row * field.columns + column
  const isInside = column >= 0 && column < field.columns && row >= 0 && at < field.names.length
  return isInside ? at : null
}

/** In the order of their names: `n2` before `n10`. */
export function namesOf(system: System): readonly string[] {
  return [...system.nodes.keys()].sort(byName)
}
