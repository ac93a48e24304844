/**
 * Links between nodes as chords from wall to wall, and what many messages at once become: one flow
 * for each way, with its count. Pure.
 */
import type { Aloft, Pair } from '../lab/sight.ts'
import type { Box } from './boxes.ts'
import type { Places } from './places.ts'

interface Spot {
  readonly x: number
  readonly y: number
}

export interface Chord {
  readonly pair: Pair
  readonly start: Spot
  readonly end: Spot
  /** Where its handle stands: not in the middle, where chords of a ring cross. */
  readonly handle: Spot
}

/** A bit before the middle. */
const HANDLE_AT = 0.44

export function chordOf(pair: Pair, places: Places): Chord | null {
  const from = places.get(pair.from)
  const to = places.get(pair.to)
  if (from === undefined || to === undefined) return null
  const start = wallOf(from, middleOf(to))
  const end = wallOf(to, middleOf(from))
  return { pair, start, end, handle: between(start, end, HANDLE_AT) }
}

export function middleOf({ x, y, width, height }: Box): Spot {
  return { x: x + width / 2, y: y + height / 2 }
}

/** Where the line from a box's middle to a spot passes its wall. */
export function wallOf(box: Box, to: Spot): Spot {
  const middle = middleOf(box)
  const dx = to.x - middle.x
  const dy = to.y - middle.y
  if (dx === 0 && dy === 0) return middle
  const part = Math.min(box.width / 2 / Math.abs(dx || 1e-9), box.height / 2 / Math.abs(dy || 1e-9))
  return between(middle, { x: middle.x + dx, y: middle.y + dy }, Math.min(1, part))
}

export function between(a: Spot, b: Spot, part: number): Spot {
  return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part }
}

/** The same line moved to its right by so much, px: the two ways of a link beside each other. */
export function beside(a: Spot, b: Spot, by: number): readonly [Spot, Spot] {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1
  const shift = { x: (-(b.y - a.y) / length) * by, y: ((b.x - a.x) / length) * by }
  return [
    { x: a.x + shift.x, y: a.y + shift.y },
    { x: b.x + shift.x, y: b.y + shift.y },
  ]
}

/** Messages drawn one by one; beyond so many they flow. */
export const MOST_TAGS = 60
/** Flows drawn; beyond so many only the largest. */
const MOST_FLOWS = 200

export interface Flow {
  readonly from: string
  readonly to: string
  readonly count: number
}

/** Null while each is drawn by itself. */
export function flowsOf(aloft: readonly Aloft[], most = MOST_TAGS): readonly Flow[] | null {
  if (aloft.length <= most) return null
  const counts = new Map<string, { from: string; to: string; count: number }>()
  for (const { fromNode: from, toNode: to } of aloft) {
    const key = `${from} ${to}`
    const flow = counts.get(key)
    if (flow === undefined) counts.set(key, { from, to, count: 1 })
    else flow.count += 1
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).slice(0, MOST_FLOWS)
}
