/**
 * Signals that travel along the cord between their two ends, once, and are gone when they have
 * landed: exits and monitors as labelled tags, routine messages as dots.
 */
import { useSay } from '../words/say.tsx'
import type { Picture } from './boxes.ts'
import { type Cord, type Point, pathOf } from './cords.ts'
import type { Flight } from './flights.ts'
import './flights.css'

export interface FlightTagsProps {
  readonly flights: readonly Flight[]
  readonly picture: Picture
}

/** How long a tag or a dot is on its way, ms. */
const flightMs = 350

export function FlightTags({ flights, picture }: FlightTagsProps) {
  const say = useSay()
  const slots = new Map<string, string>()
  for (const { id, slot } of picture.cells) {
    for (const process of slot.past) slots.set(process.key, id)
    slots.set(slot.process.key, id)
  }
  return flights.map((flight, at) => {
    const route = routeOf(slots.get(flight.from), slots.get(flight.to), picture)
    if (route === null) return null
    const path = `path("${pathOf(route)}")`
    return (
      <span
        key={flight.id}
        className="lc-flight"
        data-kind={flight.kind}
        style={{ offsetPath: path, animationDuration: `${flightMs}ms` }}
        aria-hidden="true"
      >
        {flight.kind === 'message' ? null : (
          <>
            <span className="lc-flight-number">{at + 1}</span>
            <b>{say(`signal.${flight.kind}`)}</b>
            <span>{flight.word}</span>
          </>
        )}
      </span>
    )
  })
}

/** Along the cords where they join the two, else straight; null when an end isn't on the picture. */
export function routeOf(
  from: string | undefined,
  to: string | undefined,
  picture: Picture,
): readonly Point[] | null {
  if (from === undefined || to === undefined || from === to) return null
  const along = throughTree(from, to, picture.cords)
  if (along !== null) return along
  const start = middleOf(from, picture)
  const end = middleOf(to, picture)
  return start === null || end === null ? null : trimmed(start, end, picture.metrics.shape / 2 + 6)
}

/** Up to the nearest supervisor of both, and down: cords never run over anybody's name. */
function throughTree(from: string, to: string, cords: readonly Cord[]): readonly Point[] | null {
  const above = new Map(cords.map((cord) => [cord.to, cord]))
  const up = chainOf(from, above)
  const down = chainOf(to, above)
  const ancestors = [from, ...up.map((cord) => cord.from)]
  const turn = ancestors.findIndex((id) => id === to || down.some((cord) => cord.from === id))
  if (turn === -1) return null
  const last = down.findIndex((cord) => cord.from === ancestors[turn])
  const rise = up.slice(0, turn).flatMap((cord) => [...cord.points].reverse())
  const fall = down
    .slice(0, ancestors[turn] === to ? 0 : last + 1)
    .reverse()
    .flatMap((cord) => cord.points)
  while (rise.length > 1 && fall.length > 1 && samePlace(rise.at(-2), fall[1])) {
    rise.pop()
    fall.shift()
  }
  return [...rise, ...fall]
}

/** The cords from somebody up to the root. */
function chainOf(id: string, above: ReadonlyMap<string, Cord>): readonly Cord[] {
  const chain: Cord[] = []
  for (let cord = above.get(id); cord !== undefined; cord = above.get(cord.from)) {
    if (chain.includes(cord)) break
    chain.push(cord)
  }
  return chain
}

function samePlace(a: Point | undefined, b: Point | undefined): boolean {
  return a !== undefined && a.x === b?.x && a.y === b.y
}

function middleOf(id: string, picture: Picture): Point | null {
  const cell = picture.cells.find((other) => other.id === id)
  if (cell === undefined) return null
  const half = picture.metrics.shape / 2
  return { x: cell.x + half, y: cell.y + half }
}

/** From rim to rim, so that nothing travels over the two shapes themselves. */
function trimmed(start: Point, end: Point, by: number): readonly Point[] {
  const length = Math.hypot(end.x - start.x, end.y - start.y) || 1
  const part = Math.min(0.4, by / length)
  const dx = (end.x - start.x) * part
  const dy = (end.y - start.y) * part
  return [
    { x: start.x + dx, y: start.y + dy },
    { x: end.x - dx, y: end.y - dy },
  ]
}
