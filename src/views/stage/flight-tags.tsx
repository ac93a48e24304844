/**
 * Signals that travel along the cord between their two ends, once, and are gone when they have
 * landed: exits and monitors as labelled tags, routine messages as dots.
 */
import { useSay } from '../words/say.tsx'
import type { Picture } from './boxes.ts'
import { type Point, pathOf } from './cords.ts'
import type { Flight } from './flights.ts'
import './flights.css'

export interface FlightTagsProps {
  readonly flights: readonly Flight[]
  readonly picture: Picture
  /** How long a tag is on its way, ms. */
  readonly durationMs: number
}

export function FlightTags({ flights, picture, durationMs }: FlightTagsProps) {
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
        style={{ offsetPath: path, animationDuration: `${durationMs}ms` }}
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

/** Along the cord where one joins the two, else straight; null when an end isn't on the picture. */
export function routeOf(
  from: string | undefined,
  to: string | undefined,
  picture: Picture,
): readonly Point[] | null {
  if (from === undefined || to === undefined || from === to) return null
  for (const cord of picture.cords) {
    if (cord.from === from && cord.to === to) return cord.points
    if (cord.from === to && cord.to === from) return [...cord.points].reverse()
  }
  const start = middleOf(from, picture)
  const end = middleOf(to, picture)
  return start === null || end === null ? null : trimmed(start, end, picture.metrics.shape / 2 + 6)
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

function middleOf(id: string, picture: Picture): Point | null {
  const cell = picture.cells.find((other) => other.id === id)
  if (cell === undefined) return null
  const half = picture.metrics.shape / 2
  return { x: cell.x + half, y: cell.y + half }
}
