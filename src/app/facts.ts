/** Small readings of the page's state that several views need. */
import { type Playback, type System, slowFactor, type Trace } from '../lab/index.ts'
import type { Offer, Slow, World } from '../views/index.ts'
import type { PageState } from './state.ts'

/** Times of a live trace are the wall's, so both clocks have the same zero. */
export function worldOf(playback: Playback, trace: Trace): World {
  const zeroMs = trace.end > trace.first ? trace.timeAt(trace.first) : 0
  return { kind: playback.mode === 'live' ? 'live' : 'recording', zeroMs, wallMs: zeroMs }
}

/** How far the moment shown is behind the newest event, ms; null in Live. */
export function behindOf(playback: Playback, trace: Trace): number | null {
  if (playback.mode === 'live' || trace.end === trace.first) return null
  return Math.max(0, trace.timeAt(trace.end - 1) - playback.time)
}

export function slowOf({ slow }: Playback, trace: Trace): Slow | null {
  if (slow === null || slow.story.length < 2) return null
  const { factor, reallyMs } = slowFactor(slow, trace)
  return factor < 2 ? null : { factor, reallyMs }
}

/** In the first minute the counter wears its Kill button until desk has given up. */
export function offerOf({ minute, lesson, part, coachDone }: PageState): Offer | null {
  const early = minute.gaveUp === null && minute.guest === null && minute.counterStarted
  return early && lesson === null && part === 'home' && !coachDone
    ? { key: 'counter', verb: 'kill' }
    : null
}

/** The period in which desk counts restarts, ms. */
export function periodOf(system: System): number {
  const desk = [...system.processes.values()].find(({ label }) => label === 'desk')
  return desk?.supervisor?.periodMs ?? 10_000
}
