/**
 * Signals on their way, read from the trace and from nothing else: messages, exit signals, monitors
 * firing. One that has landed stays as long as the moment that is shown.
 */
import { type EventKind, pidKey, type Term } from '../../kernel/index.ts'
import type { Playback, Trace, TraceEvent } from '../../lab/index.ts'

export interface Flight {
  /** Stays the same from picture to picture. */
  readonly id: string
  readonly kind: 'message' | 'exit' | 'down'
  /** pidKeys. */
  readonly from: string
  readonly to: string
  readonly word: string
  /** Trace index of its landing; of its sending while it flies. */
  readonly event: number
  /** Trace ms of that event. */
  readonly at: number
}

/** In Live a signal stays this long on the picture, trace ms. */
const SHOWN_MS = 400
/** Flights drawn at once; beyond it only the newest. */
const AT_ONCE = 40
/** Events looked at, newest first. */
const LOOK_BACK = 400

/** What flies at the moment that a playback shows: in Live by its clock, not by the last event. */
export function flightsOf(trace: Trace, playback: Playback): readonly Flight[] {
  const { cursor, slow, mode, speed, time } = playback
  if (slow !== null)
    return flightsAt(trace, cursor, (slow.story[slow.shown - 2] ?? slow.from - 1) + 1)
  if (mode === 'paused') return flightsAt(trace, cursor, cursor - 1)
  const shownMs = SHOWN_MS * (mode === 'live' ? 1 : Math.min(1, speed))
  let since = cursor
  while (since > trace.first && trace.timeAt(since - 1) > time - 2 * shownMs) since -= 1
  return flightsAt(trace, cursor, since, shownMs).filter(({ at }) => at > time - shownMs)
}

/** Signals that landed at or after index `since`, and those sent since that haven't landed. */
export function flightsAt(
  trace: Trace,
  cursor: number,
  since: number,
  apartMs = SHOWN_MS,
): readonly Flight[] {
  const from = Math.max(trace.first, since, cursor - LOOK_BACK)
  const flights = new Map<string, Flight>()
  for (let index = from; index < cursor; index++) {
    if (!flying.has(trace.kindAt(index))) continue
    const event = trace.at(index)
    const flight = landing(event) ?? leaving(event)
    if (flight !== null && flight.from !== flight.to) flights.set(flight.id, flight)
  }
  return oneForEachPair([...flights.values()], apartMs).slice(-AT_ONCE)
}

/**
 * Routine traffic between two processes is one dot at a time, whichever way it goes: the first
 * message of the newest stretch, so that heavy traffic doesn't begin its way anew with each one.
 */
function oneForEachPair(flights: readonly Flight[], apartMs: number): readonly Flight[] {
  const chosen = new Map<string, Flight>()
  const stretch = ({ at }: Flight) => Math.floor(at / apartMs)
  for (const flight of flights) {
    const { kind, from, to, id } = flight
    const pair = kind === 'message' ? [from, to].sort().join(' ') : id
    const before = chosen.get(pair)
    if (before === undefined || stretch(flight) > stretch(before)) chosen.set(pair, flight)
  }
  return [...chosen.values()]
}

const flying: ReadonlySet<EventKind> = new Set<EventKind>([
  'sent',
  'delivered',
  'exit_sent',
  'exit_arrived',
  'down',
])

function landing(event: TraceEvent): Flight | null {
  if (event.subject === null || event.other === null) return null
  const ends = { from: pidKey(event.other), to: pidKey(event.subject), ...whenOf(event) }
  const id = event.cause === null ? `i${event.index}` : event.cause.join('/')
  switch (event.kind) {
    case 'delivered':
      return isSystemMail(event.term)
        ? null
        : { ...ends, id, kind: 'message', word: wordOf(event.term) }
    case 'exit_arrived':
      return {
        ...ends,
        id,
        kind: 'exit',
        word: reasonWord((event.term as readonly Term[])[0] ?? null),
      }
    case 'down':
      return {
        ...ends,
        id: `${id}!`,
        kind: 'down',
        word: reasonWord((event.term as readonly Term[])[1] ?? null),
      }
    default:
      return null
  }
}

function leaving(event: TraceEvent): Flight | null {
  if (event.subject === null || event.other === null) return null
  const ends = { from: pidKey(event.subject), to: pidKey(event.other), ...whenOf(event) }
  const id = [event.node, event.creation, event.number].join('/')
  if (event.kind === 'exit_sent') return { ...ends, id, kind: 'exit', word: reasonWord(event.term) }
  if (event.kind !== 'sent') return null
  return { ...ends, id, kind: 'message', word: wordOf((event.term as readonly Term[])[1] ?? null) }
}

function whenOf({ index, at }: TraceEvent): Pick<Flight, 'event' | 'at'> {
  return { event: index, at }
}

/** EXIT and DOWN as mail only repeat the signal that is drawn already. */
function isSystemMail(message: Term): boolean {
  return Array.isArray(message) && (message[0] === 'EXIT' || message[0] === 'DOWN')
}

/** A message in one word: `['$gen_call', from, ['add', 3]]` is "add". */
export function wordOf(message: Term): string {
  if (Array.isArray(message)) {
    if (message[0] === '$gen_call') return wordOf(message[2] ?? null)
    if (message[0] === '$gen_cast') return wordOf(message[1] ?? null)
    const [head] = message as readonly Term[]
    return typeof head === 'string' ? short(head) : 'reply'
  }
  if (typeof message === 'string') return short(message)
  if (typeof message === 'number' || typeof message === 'boolean') return String(message)
  return message === null ? 'null' : '{…}'
}

/** An exit reason in one word: `['badmatch', …]` is "badmatch". */
export function reasonWord(reason: Term): string {
  return wordOf(reason)
}

function short(word: string): string {
  return word.length > 16 ? `${word.slice(0, 15)}…` : word
}
