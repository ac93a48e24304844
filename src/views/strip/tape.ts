/**
 * The tape's scale: which stretch of time lies on the paper, where an event falls, which signs
 * stand so close that they are told together. Pure; time.tsx and tape-view.tsx draw it.
 */
import type { Trace } from '../../lab/index.ts'
import type { Mark, MarkKind } from './reading.ts'

export interface Window {
  readonly fromMs: number
  readonly toMs: number
}

/** How much time the paper can show, ms; null: everything recorded. */
export const papers: readonly PaperMs[] = [10_000, 60_000, 600_000, null]

export type PaperMs = number | null

/** Room at the right for the pen, px. */
export const PEN_ROOM = 20

/**
 * The window for a shown time: the newest stretch while that is live, else the one before as long
 * as the pen stays on it, else the pen goes to the middle.
 */
export function windowOf(
  trace: Trace,
  timeMs: number,
  live: boolean,
  paperMs: PaperMs,
  before: Window | null,
): Window {
  const first = trace.end > trace.first ? trace.timeAt(trace.first) : 0
  // Time goes on though nothing happens.
  const last = Math.max(timeMs, trace.end > trace.first ? trace.timeAt(trace.end - 1) : 0)
  if (paperMs === null) return { fromMs: first, toMs: Math.max(last, first + 1_000) }
  if (live) return { fromMs: last - paperMs, toMs: last }
  const same = before !== null && Math.abs(before.toMs - before.fromMs - paperMs) < 1
  if (same && timeMs >= before.fromMs && timeMs <= before.toMs) return before
  const toMs = Math.max(Math.min(timeMs + paperMs / 2, last), Math.min(last, first + paperMs))
  return { fromMs: toMs - paperMs, toMs }
}

export function xOf(timeMs: number, window: Window, width: number): number {
  const part = (timeMs - window.fromMs) / (window.toMs - window.fromMs)
  return part * Math.max(1, width - PEN_ROOM)
}

export function timeAtX(x: number, window: Window, width: number): number {
  const part = Math.min(1, Math.max(0, x / Math.max(1, width - PEN_ROOM)))
  return window.fromMs + part * (window.toMs - window.fromMs)
}

/** Index of the last event at or before that time; the trace's first when all came later. */
export function indexAt(trace: Trace, timeMs: number): number {
  let low = trace.first
  let high = trace.end
  while (low < high) {
    const middle = (low + high) >> 1
    if (trace.timeAt(middle) <= timeMs) low = middle + 1
    else high = middle
  }
  return Math.max(trace.first, low - 1)
}

/** Signs too close to be told apart, as one. */
export interface Cluster {
  readonly x: number
  /** The gravest of them. */
  readonly kind: MarkKind
  readonly marks: readonly Mark[]
}

const gravity: readonly MarkKind[] = [
  'gave_up',
  'death',
  'lost',
  'suspected',
  'restart',
  'joined',
  'edit',
  'hand',
]

/** Marks on the window, those within `apart` px of a cluster's first joined to it. */
export function clustersOf(
  marks: readonly Mark[],
  window: Window,
  width: number,
  apart: number,
): readonly Cluster[] {
  const clusters: { x: number; marks: Mark[] }[] = []
  for (let at = firstFrom(marks, window.fromMs); at < marks.length; at++) {
    const mark = marks[at] as Mark
    if (mark.at > window.toMs) break
    const x = xOf(mark.at, window, width)
    const last = clusters.at(-1)
    if (last !== undefined && x - last.x < apart) last.marks.push(mark)
    else clusters.push({ x, marks: [mark] })
  }
  return clusters.map((cluster) => ({ ...cluster, kind: gravest(cluster.marks) }))
}

function firstFrom(marks: readonly Mark[], fromMs: number): number {
  let low = 0
  let high = marks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((marks[middle] as Mark).at < fromMs) low = middle + 1
    else high = middle
  }
  return low
}

function gravest(marks: readonly Mark[]): MarkKind {
  return gravity.find((kind) => marks.some((mark) => mark.kind === kind)) ?? 'hand'
}

/** The mark after or before the event at `index`, of those that are faults. */
export function faultFrom(marks: readonly Mark[], index: number, by: 1 | -1): Mark | null {
  const faults = marks.filter(({ kind }) => kind !== 'hand' && kind !== 'edit')
  if (by === 1) return faults.find(({ event }) => event > index) ?? null
  return faults.findLast(({ event }) => event < index) ?? null
}

/** A round step for the axis so that labels stand at least `apart` px from each other, ms. */
export function stepOf(window: Window, width: number, apart: number): number {
  const least = ((window.toMs - window.fromMs) / Math.max(1, width - PEN_ROOM)) * apart
  return steps.find((step) => step >= least) ?? 86_400_000
}

const steps: readonly number[] = [
  100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 600_000, 3_600_000,
]

/** The pen's line over the window: a swing for each bin, as long as much happened in it. */
export function penPath(
  pulse: ReadonlyMap<number, number>,
  window: Window,
  width: number,
  binMs: number,
  reach: number,
): string {
  const perPixel = (window.toMs - window.fromMs) / Math.max(1, width - PEN_ROOM)
  const bins = Math.max(1, Math.ceil((3 * perPixel) / binMs))
  const first = Math.floor(window.fromMs / binMs / bins) * bins
  const path: string[] = []
  for (let bin = first; bin * binMs <= window.toMs; bin += bins) {
    let count = 0
    for (let at = bin; at < bin + bins; at++) count += pulse.get(at) ?? 0
    const x = xOf((bin + bins / 2) * binMs, window, width)
    const half = xOf((bin + bins) * binMs, window, width) - x
    if (x < 0 || x > width) continue
    const swing = Math.min(reach, Math.log2(1 + count / bins) * (reach / 5))
    path.push(`${round(x - half / 2)} ${round(-swing)}L${round(x + half / 2)} ${round(swing)}`)
  }
  return path.length === 0 ? '' : `M${path.join('L')}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
