/**
 * Which stretch of the trace the picture shows, and where in it a moment stands: by the clock, or
 * one step for each event, because a burst takes microseconds.
 */
import type { EventKind } from '../../kernel/index.ts'
import type { Playback, Trace } from '../../lab/index.ts'
import { indexAt } from '../strip/tape.ts'
import type { Reel } from './reel.ts'

export type Axis = 'time' | 'steps'

export interface StretchOptions {
  readonly axis: Axis
  /** Trace ms in sight. */
  readonly spanMs: number
  /** Px of one event, on the axis of steps. */
  readonly stepPx: number
  /** Where it begins: ms, or a trace index; null: it follows the moment shown. */
  readonly anchor: number | null
  /** Also what belongs to the upkeep: names, links, monitors. */
  readonly upkeep: boolean
  /** It goes on by pages instead of gliding. */
  readonly still: boolean
}

export interface Stretch {
  readonly axis: Axis
  /** Trace indices of the events that have a place here, oldest first. */
  readonly events: readonly number[]
  readonly leftOut: number
  readonly fromMs: number
  readonly toMs: number
  readonly length: number
  /** Where it begins: what an anchor would say. */
  readonly begin: number
  /** Where an event stands, px from the left edge; also beyond the edges. */
  alongOf(index: number): number
}

/** Px kept free at the newest end. */
export const forefront = 24
/** Events in one picture; of more, the newest. */
const mostEvents = 20_000
/** Read at once on the way back. */
const readBack = 1_000
/** Clocks of several machines: so many events may stand before one that is older, and more. */
const slack = 64

export const upkeepKinds: ReadonlySet<EventKind> = new Set<EventKind>([
  'link',
  'unlink',
  'monitor',
  'demonitor',
  'register',
  'unregister',
  'trap_exit',
  'note',
  'code',
  'alive',
  'untraced',
])

export function stretchOf(
  trace: Trace,
  reel: Reel,
  playback: Playback,
  options: StretchOptions,
  length: number,
): Stretch {
  return options.axis === 'time'
    ? byClock(trace, reel, playback, options, length)
    : bySteps(trace, reel, playback, options, length)
}

function byClock(
  trace: Trace,
  reel: Reel,
  playback: Playback,
  options: StretchOptions,
  length: number,
): Stretch {
  const { spanMs } = options
  const perMs = Math.max(1, length - forefront) / spanMs
  const fromMs = options.anchor ?? beginning(trace, playback, options)
  const toMs = fromMs + length / perMs
  const first = Math.max(trace.first, indexAt(trace, fromMs) - slack)
  const last = Math.min(trace.end, indexAt(trace, toMs) + slack)
  const begin = Math.max(first, last - mostEvents)
  reel.read(trace, begin)
  const events: number[] = []
  for (let index = begin; index < last; index++) {
    const at = reel.times[index - reel.first] as number
    if (at >= fromMs && at <= toMs && isShown(reel, index, options)) events.push(index)
  }
  const timeOf = (index: number) =>
    index < trace.first ? fromMs - spanMs : trace.timeAt(Math.min(index, trace.end - 1))
  const alongOf = (index: number) => (timeOf(index) - fromMs) * perMs
  const leftOut = begin - first
  return { axis: 'time', events, leftOut, fromMs, toMs, length, begin: fromMs, alongOf }
}

/** So many events that have a place, from that one on, in the order in which they are met. */
function shownFrom(
  trace: Trace,
  reel: Reel,
  options: Pick<StretchOptions, 'upkeep'>,
  from: number,
  wanted: number,
  by: 1 | -1,
): number[] {
  const found: number[] = []
  for (let at = from; at >= trace.first && at < trace.end && found.length < wanted; at += by) {
    if (at < reel.first || at >= reel.end) reel.read(trace, by === 1 ? at : at - readBack)
    if (isShown(reel, at, options)) found.push(at)
  }
  return found
}

/** Where a stretch begins that has the moment shown in its middle. */
export function around(
  trace: Trace,
  reel: Reel,
  options: Omit<StretchOptions, 'anchor'>,
  { time, cursor }: Playback,
  length: number,
): number {
  if (options.axis === 'time') return time - options.spanMs / 2
  const before = Math.ceil((length - forefront) / options.stepPx / 2)
  const here = Math.min(cursor, trace.end) - 1
  return shownFrom(trace, reel, options, here, before, -1).at(-1) ?? trace.first
}

/** The beginning that lies so many px further on. */
export function shifted(
  trace: Trace,
  reel: Reel,
  options: StretchOptions,
  stretch: Stretch,
  px: number,
): number {
  const { begin, length } = stretch
  if (stretch.axis === 'time') {
    return begin + (px * options.spanMs) / Math.max(1, length - forefront)
  }
  const steps = Math.round(px / options.stepPx)
  if (steps === 0) return begin
  const way = steps > 0 ? 1 : -1
  return shownFrom(trace, reel, options, begin, Math.abs(steps) + 1, way).at(-1) ?? begin
}

/** Whether the moment shown is in sight. */
export function holds({ axis, events, fromMs, toMs }: Stretch, playback: Playback): boolean {
  if (axis === 'time') return playback.time >= fromMs && playback.time <= toMs
  const here = playback.cursor - 1
  return here >= (events[0] ?? 0) && here <= (events.at(-1) ?? -1)
}

/** Where a stretch begins that follows: the newest at its end, or the moment shown in it. */
function beginning(trace: Trace, { mode, time }: Playback, options: StretchOptions): number {
  const { spanMs, still } = options
  if (trace.end === trace.first) return time - spanMs
  if (mode !== 'live') return time - spanMs * 0.6
  const newest = Math.max(time, trace.timeAt(trace.end - 1))
  if (!still) return newest - spanMs
  const page = spanMs / 2
  return Math.ceil(newest / page) * page - spanMs
}

function bySteps(
  trace: Trace,
  reel: Reel,
  playback: Playback,
  options: StretchOptions,
  length: number,
): Stretch {
  const { stepPx, anchor } = options
  const most = Math.max(2, Math.floor((length - forefront) / stepPx))
  const live = playback.mode === 'live'
  const events: number[] = []
  const collect = (from: number, wanted: number, by: 1 | -1) =>
    shownFrom(trace, reel, options, from, wanted, by)
  if (anchor !== null) events.push(...collect(Math.max(anchor, trace.first), most, 1))
  else {
    const here = live ? trace.end - 1 : Math.min(playback.cursor, trace.end) - 1
    const before = live ? most : Math.ceil(most * 0.6)
    events.push(...collect(here, before, -1).reverse())
    events.push(...collect(here + 1, most - events.length, 1))
  }
  const [first = trace.first] = events
  reel.read(trace, first)
  const places = new Map(events.map((index, at) => [index, (at + 0.75) * stepPx]))
  const last = events.at(-1) ?? first
  // What has no step of its own stands with the one before it.
  const alongOf = (index: number): number => {
    if (index < first) return -4 * stepPx
    if (index > last) return (events.length + 3) * stepPx
    for (let at = index; at >= first; at--) {
      const along = places.get(at)
      if (along !== undefined) return along
    }
    return 0
  }
  const fromMs = trace.end > first ? trace.timeAt(first) : 0
  const toMs = trace.end > last ? trace.timeAt(last) : 0
  return { axis: 'steps', events, leftOut: 0, fromMs, toMs, length, begin: first, alongOf }
}

function isShown(reel: Reel, index: number, { upkeep }: Pick<StretchOptions, 'upkeep'>): boolean {
  return upkeep || !upkeepKinds.has(reel.kinds[index - reel.first] as EventKind)
}
