/**
 * What could have caused an event, and what it could have caused (happened-before: Lamport 1978),
 * in a window of a trace. Events are ordered where they happen and by the cause they tell. A
 * vector clock (Mattern 1989) is the past of one event, cut at each place; made when asked for.
 */
import { type Pid, pidKey } from '../kernel/index.ts'
import type { Trace, TraceEvent } from './trace.ts'

/** The order of the events `first` … `end − 1`. */
export interface Causality {
  readonly first: number
  readonly end: number
  /** Its places by name: a process (its pidKey), a node's life, or an event alone. */
  readonly places: readonly string[]
  /** By place: trace indices in the order in which they happened there. */
  readonly orders: readonly (readonly number[])[]
  /** By event: at which places it happened, and as which of the events there. */
  readonly stands: readonly (readonly Stand[])[]
  /** By event: the events that it says it was caused by, and that say so of it. */
  readonly causes: readonly (readonly number[])[]
  readonly effects: readonly (readonly number[])[]
}

export interface Stand {
  readonly place: number
  readonly at: number
}

export type Relation = 'self' | 'cause' | 'effect'

export interface Cone {
  readonly event: number
  /** How an event stands to it; null when neither could have caused the other. */
  relationOf(index: number): Relation | null
}

/** Reads the order of the events from `first` to before `end`, as far as they are in the trace. */
export function causalityOf(trace: Trace, first: number, end: number): Causality {
  const from = Math.max(first, trace.first)
  const to = Math.min(end, trace.end)
  const places: string[] = []
  const numbers = new Map<string, number>()
  const orders: number[][] = []
  const stands: Stand[][] = []
  const causes: number[][] = []
  const effects: number[][] = Array.from({ length: Math.max(0, to - from) }, () => [])
  const placeOf = (name: string): number => {
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, places.length)
    orders.push([])
    return places.push(name) - 1
  }
  for (let index = from; index < to; index++) {
    const event = trace.at(index)
    const here = placesOf(event).map(placeOf)
    stands.push(here.map((place) => ({ place, at: (orders[place]?.push(index) ?? 1) - 1 })))
    const cause = event.cause === null ? -1 : trace.find(event.cause)
    const isInside = cause >= from && cause < to
    causes.push(isInside ? [cause] : [])
    if (isInside) effects[cause - from]?.push(index)
  }
  return { first: from, end: Math.max(from, to), places, orders, stands, causes, effects }
}

/**
 * Where an event happened. A start belongs to who starts as well as to who is started. A letter in
 * a mailbox stands alone: until it is taken it has told its process nothing. What is told on
 * another node than its subject's belongs to the other party; a message that reached nobody, to nobody.
 */
function placesOf(event: TraceEvent): readonly string[] {
  const { kind, subject, other } = event
  const alone = [`alone ${event.index}`]
  if (kind === 'dropped' || kind === 'delivered') return alone
  if (subject === null) return [`${event.node}/${event.creation}`]
  const starter = other !== null && isAtHome(other, event) ? [pidKey(other)] : []
  if (kind === 'spawn') return [pidKey(subject), ...starter]
  if (isAtHome(subject, event)) return [pidKey(subject)]
  return starter.length > 0 ? starter : alone
}

function isAtHome(pid: Pid, { node, creation }: TraceEvent): boolean {
  return pid.node === node && pid.creation === creation
}

/** What could have caused that event and what it could have caused, within the window. */
export function coneOf(causality: Causality, event: number): Cone {
  const past = reachOf(causality, event, 'past')
  const future = reachOf(causality, event, 'future')
  const relationOf = (index: number): Relation | null => {
    if (index === event) return 'self'
    const [stand] = causality.stands[index - causality.first] ?? []
    if (stand === undefined) return null
    if (stand.at <= (past.get(stand.place) ?? -1)) return 'cause'
    return stand.at >= (future.get(stand.place) ?? Number.POSITIVE_INFINITY) ? 'effect' : null
  }
  return { event, relationOf }
}

/** The vector clock of an event: by place, how many of the window's events there it knows of. */
export function clockOf(causality: Causality, event: number): ReadonlyMap<string, number> {
  const past = reachOf(causality, event, 'past')
  return new Map([...past].map(([place, at]) => [causality.places[place] as string, at + 1]))
}

/**
 * By place, the furthest event reached from one: its past is all up to the last one there, its
 * future all from the first one on. Each event is passed once.
 */
function reachOf(
  { first, orders, stands, causes, effects }: Causality,
  event: number,
  way: 'past' | 'future',
): Map<number, number> {
  const reached = new Map<number, number>()
  const open = [event]
  const step = way === 'past' ? -1 : 1
  const ties = way === 'past' ? causes : effects
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    for (const { place, at } of stands[index - first] ?? []) {
      const order = orders[place] as readonly number[]
      const known = reached.get(place) ?? (way === 'past' ? -1 : order.length)
      if ((known - at) * step <= 0) continue
      reached.set(place, at)
      for (let next = at; next !== known; next += step) {
        const passed = order[next] as number
        open.push(...(ties[passed - first] ?? []))
        // A start is an event of two processes: the way goes on in both.
        if ((stands[passed - first]?.length ?? 0) > 1) open.push(passed)
      }
    }
  }
  return reached
}
