/**
 * A trace as a log for ShiViz (github.com/DistributedClocks/shiviz): its parser's expression, an
 * empty line (one execution), then two lines for each event: what happened; its lane and vector
 * clock (Mattern 1989). A clock counts the events of its own lane from 1 on, one by one.
 *
 * A message that arrives in a mailbox happens to nobody yet: `delivered` isn't written, and who
 * receives learns from the sender. A started process knows what its parent knew.
 */
import { pidKey } from '../../kernel/index.ts'
import { limits } from '../limits.ts'
import type { Trace, TraceEvent } from '../trace.ts'
import { inOneLine, isAtHome, labelsOf, laneName, laneOf, type Window, within } from './lanes.ts'

/** What ShiViz takes when nothing is said, said. */
export const shivizExpression = '(?<event>.*)\\n(?<host>\\S*) (?<clock>{.*})'

export type Export<T> = { readonly lines: T } | { readonly problem: ExportProblem }

/** Why a window can't be exported: there is too much of something in it. */
export interface ExportProblem {
  readonly code: 'too_many_lanes' | 'too_many_events' | 'too_long'
  readonly limit: number
}

/** The lines without their ends, made as they are taken. */
export function shiviz(trace: Trace, window: Window = trace): Export<Iterable<string>> {
  const order = orderOf(trace, within(trace, window))
  const limit = limits.shivizLanes
  if (order.lanes.length > limit) return { problem: { code: 'too_many_lanes', limit } }
  return { lines: { [Symbol.iterator]: () => linesOf(trace, order) } }
}

/** Who learns what from whom, by number of the lane and by event of the window. */
interface Order extends Window {
  readonly lanes: readonly string[]
  readonly laneAt: Int32Array
  /** Index of the event on another lane that this one knows of, or -1. */
  readonly causeAt: Int32Array
  /** How many events of other lanes know of that one. */
  readonly uses: ReadonlyMap<number, number>
}

function orderOf(trace: Trace, { first, end }: Window): Order {
  const numbers = new Map<string, number>()
  const laneAt = new Int32Array(end - first)
  const causeAt = new Int32Array(end - first).fill(-1)
  const uses = new Map<number, number>()
  for (let index = first; index < end; index++) {
    const event = trace.at(index)
    const i = index - first
    const cause = event.cause === null ? -1 : trace.find(event.cause)
    const isBefore = cause >= first && cause < index
    // What is delivered only hands on what its sender knew.
    const handsOn = isBefore && trace.kindAt(cause) === 'delivered'
    const known = handsOn ? (causeAt[cause - first] as number) : isBefore ? cause : -1
    if (event.kind === 'delivered') {
      causeAt[i] = known
      continue
    }
    const key = laneOf(event)
    if (!numbers.has(key)) numbers.set(key, numbers.size)
    laneAt[i] = numbers.get(key) as number
    if (known < 0 || laneAt[known - first] === laneAt[i]) continue
    causeAt[i] = known
    uses.set(known, (uses.get(known) ?? 0) + 1)
  }
  return { first, end, lanes: [...numbers.keys()], laneAt, causeAt, uses }
}

/** By number of the lane. */
type Clock = Map<number, number>

function* linesOf(trace: Trace, order: Order): Generator<string, void, undefined> {
  const { first, end, laneAt, causeAt } = order
  const labels = labelsOf(trace, end)
  const names = order.lanes.map((key) => laneName(key, labels).replace(/\s/g, '_'))
  const laneOfKey = new Map(order.lanes.map((key, lane) => [key, lane]))
  const clocks = names.map((): Clock => new Map())
  const uses = new Map(order.uses)
  /** Of events that others will still learn of. */
  const kept = new Map<number, Clock>()
  yield shivizExpression
  yield ''
  for (let index = first; index < end; index++) {
    if (trace.kindAt(index) === 'delivered') continue
    const event = trace.at(index)
    const lane = laneAt[index - first] as number
    const clock = clocks[lane] as Clock
    const cause = causeAt[index - first] as number
    if (cause >= 0) {
      learn(clock, kept.get(cause))
      const left = (uses.get(cause) as number) - 1
      uses.set(cause, left)
      if (left === 0) kept.delete(cause)
    }
    const parent = parentOf(event)
    if (parent !== null) learn(clock, clocks[laneOfKey.get(parent) ?? -1])
    clock.set(lane, (clock.get(lane) ?? 0) + 1)
    if (uses.has(index)) kept.set(index, new Map(clock))
    yield `${event.at.toFixed(3)} ms ${inOneLine(event)}`
    yield `${names[lane]} ${written(clock, names)}`
  }
}

function parentOf(event: TraceEvent): string | null {
  const { kind, other } = event
  return kind === 'spawn' && other !== null && isAtHome(other, event) ? pidKey(other) : null
}

function learn(clock: Clock, from: Clock | undefined): void {
  for (const [lane, count] of from ?? []) {
    if (count > (clock.get(lane) ?? 0)) clock.set(lane, count)
  }
}

function written(clock: Clock, names: readonly string[]): string {
  return JSON.stringify(
    Object.fromEntries([...clock].map(([lane, count]) => [names[lane] as string, count])),
  )
}
