/** What is under a pointer, and where keys lead from an event: marks are all that is asked. */
import type { Picture, Spot } from './marks.ts'
import type { Reel } from './reel.ts'

/** How near a pointer must come, px; a finger needs more. */
export interface Near {
  readonly dot: number
  readonly line: number
}

/** The events of what is nearest to a place: dots before arrows, arrows before flows. */
export function eventsAt(picture: Picture, spot: Spot, near: Near): readonly number[] | null {
  const dot = nearest(picture.dots, (one) => distance(one, spot), near.dot)
  if (dot !== null) return dot.events
  const arrow = nearest(picture.arrows, ({ a, b }) => toLine(a, b, spot), near.line)
  if (arrow !== null) return [arrow.to ?? arrow.from].filter((index) => index !== null)
  return nearest(picture.flows, ({ a, b }) => toLine(a, b, spot), near.line)?.events ?? null
}

export function flagAt(picture: Picture, along: number, near: number): readonly number[] | null {
  return nearest(picture.flags, (flag) => Math.abs(flag.along - along), near)?.events ?? null
}

function nearest<T>(all: readonly T[], howFar: (one: T) => number, most: number): T | null {
  let best: T | null = null
  let least = most
  for (const one of all) {
    const far = howFar(one)
    if (far > least) continue
    best = one
    least = far
  }
  return best
}

function distance(a: Spot, b: Spot): number {
  return Math.hypot(a.along - b.along, a.across - b.across)
}

function toLine(a: Spot, b: Spot, spot: Spot): number {
  const [dx, dy] = [b.along - a.along, b.across - a.across]
  const length = dx * dx + dy * dy
  const part = ((spot.along - a.along) * dx + (spot.across - a.across) * dy) / (length || 1)
  const at = Math.min(1, Math.max(0, part))
  return distance({ along: a.along + at * dx, across: a.across + at * dy }, spot)
}

export type Way = 'back' | 'on' | 'before' | 'after' | 'cause' | 'effect' | 'first' | 'last'

/**
 * Where a key leads from an event: `back` and `on` in its lane, `before` and `after` to the lanes
 * beside it, along an arrow to its cause or effect. Null where there is nothing.
 */
export function walked(picture: Picture, reel: Reel, from: number, way: Way): number | null {
  if (way === 'cause') return causeOf(reel, from)
  if (way === 'effect') return effectOf(reel, from)
  const here = picture.dots.find(({ events }) => events.includes(from))
  if (here === undefined || way === 'first' || way === 'last') {
    const all = picture.dots.flatMap(({ events }) => events).sort((a, b) => a - b)
    return (way === 'first' ? all[0] : all.at(-1)) ?? null
  }
  if (way === 'back' || way === 'on') {
    const lane = picture.dots.filter(({ across }) => across === here.across)
    const events = lane.flatMap(({ events }) => events).sort((a, b) => a - b)
    return events[events.indexOf(from) + (way === 'on' ? 1 : -1)] ?? null
  }
  const lanes = [...new Set(picture.dots.map(({ across }) => across))].sort((a, b) => a - b)
  const beside = lanes[lanes.indexOf(here.across) + (way === 'after' ? 1 : -1)]
  const others = picture.dots.filter(({ across }) => across === beside)
  const dot = nearest(others, (one) => Math.abs(one.along - here.along), Number.POSITIVE_INFINITY)
  return dot?.events[0] ?? null
}

function causeOf(reel: Reel, index: number): number | null {
  const cause = reel.causes[index - reel.first] ?? -1
  return cause === -1 ? null : cause
}

/** How far on an effect is looked for. */
const farthest = 5_000

/** Where a signal arrived, else the first event that tells this one as its cause. */
export function effectOf(reel: Reel, index: number): number | null {
  const landing = reel.landings[index - reel.first] ?? -1
  if (landing !== -1) return landing
  const end = Math.min(reel.end, index + farthest)
  for (let later = index + 1; later < end; later++) {
    if (reel.causes[later - reel.first] === index) return later
  }
  return null
}
