/**
 * Where somebody stands in time: a reading cursor over the trace. It never touches the processes. A
 * restart takes less than a millisecond, so after a fault the cursor goes from one event of the
 * story to the next, slowly enough to be seen, and then catches up.
 */
import { isOrderly } from '../otp/index.ts'
import type { Trace, TraceEvent } from './trace.ts'

export interface Playback {
  readonly mode: 'live' | 'paused' | 'playing'
  /** Index after the last event shown. */
  readonly cursor: number
  /** Trace time shown, ms; runs ahead of the cursor's event between two events. */
  readonly time: number
  /** Trace ms for each ms of the viewer while playing. */
  readonly speed: number
  /** Index up to which faults have been looked for. */
  readonly seen: number
  readonly slow: SlowMotion | null
}

export interface SlowMotion {
  /** Index of the fault that began it. */
  readonly from: number
  /** Trace indices of the story's events so far. */
  readonly story: readonly number[]
  /** How many of them have been shown. */
  readonly shown: number
  /** Viewer's ms when the present one was shown. */
  readonly since: number
  /** Viewer's ms when it began. */
  readonly began: number
}

export const pace = {
  /** Viewer's ms that each event of a story gets, when there is room. */
  perEventMs: 400,
  /** Viewer's ms that a whole story may take. */
  wholeMs: 4_000,
  /** Trace ms without an event after which a story is over. */
  quietMs: 150,
} as const

export const atStart: Playback = { mode: 'live', cursor: 0, time: 0, speed: 1, seen: 0, slow: null }

/**
 * One look at the trace at the viewer's time `nowMs`, `sinceMs` after the last one. `liveMs` is the
 * trace's own time now, which goes on even when nothing happens.
 */
export function follow(
  playback: Playback,
  trace: Trace,
  nowMs: number,
  sinceMs: number,
  liveMs = endTime(trace),
): Playback {
  if (playback.mode === 'paused') return { ...playback, seen: trace.end }
  if (playback.mode === 'playing') return playOn(playback, trace, sinceMs)
  return playback.slow === null
    ? followLive(playback, trace, nowMs, liveMs)
    : tellStory(playback, trace, nowMs, liveMs)
}

export function pause(playback: Playback): Playback {
  return { ...playback, mode: 'paused', slow: null }
}

export function play(playback: Playback): Playback {
  return { ...playback, mode: 'playing', slow: null }
}

export function goLive(playback: Playback, trace: Trace): Playback {
  return {
    ...playback,
    mode: 'live',
    slow: null,
    cursor: trace.end,
    seen: trace.end,
    time: endTime(trace),
  }
}

/** Stands still right after the event at `index`. */
export function seek(playback: Playback, trace: Trace, index: number): Playback {
  const cursor = Math.min(Math.max(index + 1, trace.first), trace.end)
  const time = cursor > trace.first ? trace.timeAt(cursor - 1) : 0
  return { ...playback, mode: 'paused', slow: null, cursor, time, seen: trace.end }
}

/**
 * How many times slower than it really was the story is being told; and how long it really took,
 * ms.
 */
export function slowFactor(slow: SlowMotion, trace: Trace): { factor: number; reallyMs: number } {
  const first = trace.timeAt(Math.max(slow.from, trace.first))
  const last = trace.timeAt(Math.max(slow.story.at(-1) ?? slow.from, trace.first))
  const reallyMs = Math.max(last - first, 0)
  const toldMs = holdMs(slow) * Math.max(slow.story.length - 1, 1)
  return { factor: reallyMs === 0 ? 0 : toldMs / reallyMs, reallyMs }
}

/** Something went wrong that nobody ordered. */
function isFault(event: TraceEvent): boolean {
  if (event.kind === 'nodedown') return true
  if (event.kind !== 'exit') return false
  return !isOrderly(event.term)
}

/** Events that tell how a fault was met. */
function isStory(event: TraceEvent): boolean {
  switch (event.kind) {
    case 'exit':
    case 'exit_arrived':
    case 'spawn':
    case 'nodedown':
      return true
    default:
      return false
  }
}

function followLive(playback: Playback, trace: Trace, nowMs: number, liveMs: number): Playback {
  for (let index = Math.max(playback.seen, trace.first); index < trace.end; index++) {
    if (!isFault(trace.at(index))) continue
    const slow = { from: index, story: [index], shown: 1, since: nowMs, began: nowMs }
    const begun = { ...playback, time: trace.timeAt(index), seen: index + 1, slow }
    return tellStory({ ...begun, cursor: index + 1 }, trace, nowMs, liveMs)
  }
  const time = Math.max(endTime(trace), liveMs)
  return { ...playback, cursor: trace.end, time, seen: trace.end }
}

/**
 * An event of the story is shown with all that followed from it, up to just before the next one.
 */
function tellStory(playback: Playback, trace: Trace, nowMs: number, liveMs: number): Playback {
  const { slow, seen } = gather(playback, playback.slow as SlowMotion, trace)
  // A story that goes on and on isn't told to its end: the picture catches up.
  if (nowMs - slow.began > pace.wholeMs + pace.perEventMs) {
    const caughtUp = { ...playback, slow: null, cursor: trace.end, seen: trace.end }
    return followLive(caughtUp, trace, nowMs, liveMs)
  }
  const over = nowMs - slow.since >= holdMs(slow)
  const shown = over ? slow.shown + 1 : slow.shown
  const index = slow.story[shown - 1]
  if (index === undefined) {
    return followLive({ ...playback, slow: null, cursor: seen, seen }, trace, nowMs, liveMs)
  }
  const told = over ? { ...slow, shown, since: nowMs } : slow
  const cursor = Math.max(playback.cursor, slow.story[shown] ?? seen)
  const time = trace.timeAt(Math.max(index, trace.first))
  return { ...playback, slow: told, seen, cursor, time }
}

/** Adds what has arrived since to the story, as long as it follows close enough. */
function gather(
  playback: Playback,
  slow: SlowMotion,
  trace: Trace,
): { slow: SlowMotion; seen: number } {
  const story = [...slow.story]
  let index = Math.max(playback.seen, trace.first)
  for (; index < trace.end; index++) {
    const last = trace.timeAt(Math.max(story.at(-1) as number, trace.first))
    if (trace.timeAt(index) - last > pace.quietMs) break
    if (isStory(trace.at(index))) story.push(index)
  }
  return { slow: { ...slow, story }, seen: index }
}

function holdMs(slow: SlowMotion): number {
  return Math.min(pace.perEventMs, pace.wholeMs / slow.story.length)
}

function playOn(playback: Playback, trace: Trace, sinceMs: number): Playback {
  const time = playback.time + sinceMs * playback.speed
  let cursor = Math.max(playback.cursor, trace.first)
  while (cursor < trace.end && trace.timeAt(cursor) <= time) cursor++
  if (cursor === trace.end && time >= endTime(trace)) return goLive(playback, trace)
  return { ...playback, cursor, time, seen: trace.end }
}

function endTime(trace: Trace): number {
  return trace.end > trace.first ? trace.timeAt(trace.end - 1) : 0
}
