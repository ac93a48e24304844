/** Signals as labelled tags that travel along the cord between their two ends, once. */
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
        <span className="lc-flight-number">{at + 1}</span>
        {flight.kind === 'message' ? null : <b>{say(`signal.${flight.kind}`)}</b>}
        <span>{flight.word}</span>
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
  return start === null || end === null ? null : [start, end]
}

function middleOf(id: string, picture: Picture): Point | null {
  const cell = picture.cells.find((other) => other.id === id)
  if (cell === undefined) return null
  const half = picture.metrics.shape / 2
  return { x: cell.x + half, y: cell.y + half }
}
