/**
 * Times and amounts in words: spans ("0.4 ms", "2 min 5 s"), moments of a trace and factors of
 * speed. Moments are told from the start of the experiment, or by the wall's clock where there is
 * one; nothing here asks what time it is.
 */
import type { Say } from './words.ts'

/**
 * Which world the picture shows. `zeroMs` is the trace time told as 0; `wallMs` is the wall clock
 * (Unix ms) at that moment, absent in a simulated world.
 */
export interface World {
  readonly kind: 'live' | 'recording' | 'sim'
  readonly zeroMs: number
  readonly wallMs?: number
}

/** 0.4 ms, 40 ms, 1.5 s, 38 s, 2 min 5 s, 3 h 4 min. */
export function formatSpan(ms: number): string {
  const span = Math.abs(ms)
  if (span < 10) return `${trim(span, span < 0.1 ? 2 : 1)} ms`
  if (span < 999.5) return `${Math.round(span)} ms`
  if (span < 9_950) return `${trim(span / 1000, 1)} s`
  const seconds = Math.round(span / 1000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return pair(Math.floor(seconds / 60), 'min', seconds % 60, 's')
  const minutes = Math.round(seconds / 60)
  return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
}

function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)))
}

function pair(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`
}

/** A trace time as an offset: `12.408`, `2:05.300`; in thousandths of a second. */
export function formatOffset(at: number, world: World): string {
  const ms = Math.max(0, at - world.zeroMs)
  const minutes = Math.floor(ms / 60_000)
  const text = (Math.floor(ms % 60_000) / 1000).toFixed(3)
  return minutes === 0 ? text : `${minutes}:${text.padStart(6, '0')}`
}

/**
 * A trace time as people near it would tell it: `14:03:07` by the wall, `3.2 s` in a simulation.
 */
export function formatMoment(at: number, world: World): string {
  if (world.wallMs === undefined) return `${((at - world.zeroMs) / 1000).toFixed(1)} s`
  const date = new Date(world.wallMs + (at - world.zeroMs))
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}

/** 2 000, with a space that doesn't break. */
export function formatCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, '\u00a0')
}

/** "real speed", "100 × slower", "10 × faster". */
export function speedWords(factor: number, say: Say): string {
  if (Math.abs(factor - 1) < 0.001) return say('speed.real')
  return factor < 1
    ? say('speed.slower', { times: formatCount(1 / factor) })
    : say('speed.faster', { times: formatCount(factor) })
}

/** The stops of the speed knob, slowest first. */
export const speeds = [0.0001, 0.001, 0.01, 0.03, 0.1, 0.3, 1, 3, 10] as const

/** The next stop of the knob in that direction; the last one stays. */
export function nextSpeed(factor: number, by: 1 | -1): number {
  const at = speeds.findIndex((speed) => speed >= factor * 0.999)
  const here = at === -1 ? speeds.length - 1 : at
  return speeds[Math.min(speeds.length - 1, Math.max(0, here + by))] ?? 1
}
