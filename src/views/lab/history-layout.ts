/**
 * A history as bars on the time axis: a row for each client, a bar from call to return. Only what
 * is in the window is looked at; bars that would touch are one with a count, but never one of a
 * violation. Pure: it knows px, no screen.
 */
import type { Operation } from '../../lab/index.ts'
import type { HistoryRow, HistoryState } from './state.ts'

export interface HistoryWindow {
  readonly fromMs: number
  readonly toMs: number
  /** Px. */
  readonly width: number
  /** How far the run has come: what is open then goes no further. */
  readonly nowMs: number
  /** Only operations on this key; null: all. */
  readonly key: string | null
}

export type Lit = 'no' | 'window' | 'culprit'

export interface Bar {
  /** Places of its operations in the history: one, or several that are too close. */
  readonly places: readonly number[]
  readonly x: number
  readonly width: number
  readonly fromMs: number
  readonly toMs: number
  /** It has no end: its outcome is unknown, and it may take effect at any later time. */
  readonly isOpen: boolean
  readonly isFailed: boolean
  readonly lit: Lit
}

export interface BarRow {
  readonly name: string
  readonly bars: readonly Bar[]
}

export interface HistoryPicture {
  readonly rows: readonly BarRow[]
  /** Rows with something in sight that there is no room for. */
  readonly leftOut: number
  /** Operations in sight. */
  readonly count: number
}

export const mostRows = 40

/** Bars narrower than this are drawn so wide, and joined with what they would cover; px. */
const leastWidth = 4

export function layOutHistory(history: HistoryState, window: HistoryWindow): HistoryPicture {
  const lit = litOf(history)
  const rows: BarRow[] = []
  let [leftOut, count] = [0, 0]
  for (const row of history.rows) {
    const places = placesIn(row, history, window)
    if (places.length === 0) continue
    count += places.length
    if (rows.length === mostRows) leftOut++
    else rows.push({ name: row.name, bars: barsOf(places, row, history, window, lit) })
  }
  return { rows, leftOut, count }
}

/** Places of a row's operations that have a part in the window, by call. */
export function placesIn(
  { places }: HistoryRow,
  { operations }: HistoryState,
  { fromMs, toMs, key }: HistoryWindow,
): readonly number[] {
  const callMs = (at: number) => (operations[places[at] as number] as Operation).call / 1_000
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (callMs(middle) <= fromMs) low = middle + 1
    else high = middle
  }
  const found: number[] = []
  // The one before may reach into the window: a client does one thing at a time.
  for (let at = Math.max(0, low - 1); at < places.length && callMs(at) <= toMs; at++) {
    const place = places[at] as number
    const operation = operations[place] as Operation
    const isOver = operation.ret !== undefined && operation.ret / 1_000 < fromMs
    if (!isOver && (key === null || operation.key === key)) found.push(place)
  }
  return found
}

function barsOf(
  places: readonly number[],
  row: HistoryRow,
  { operations }: HistoryState,
  window: HistoryWindow,
  lit: ReadonlyMap<number, Lit>,
): readonly Bar[] {
  const { fromMs, toMs, width } = window
  const scale = width / (toMs - fromMs)
  const bars: Bar[] = []
  for (const place of places) {
    const operation = operations[place] as Operation
    const isOpen = operation.ret === undefined
    const begin = operation.call / 1_000
    const end = isOpen
      ? Math.min(nextCall(row, operations, place, toMs), Math.max(window.nowMs, begin))
      : (operation.ret as number) / 1_000
    const x = Math.max(0, (begin - fromMs) * scale)
    const right = Math.min(width, (end - fromMs) * scale)
    const bar: Bar = {
      places: [place],
      x,
      width: Math.max(leastWidth, right - x),
      fromMs: begin,
      toMs: end,
      isOpen,
      isFailed: operation.status === 'fail',
      lit: lit.get(place) ?? 'no',
    }
    const before = bars.at(-1)
    if (before !== undefined && mayJoin(before, bar)) bars[bars.length - 1] = joined(before, bar)
    else bars.push(bar)
  }
  return bars
}

/** An open one goes on, but its client does something else from there on. */
function nextCall(
  { places }: HistoryRow,
  operations: readonly Operation[],
  place: number,
  toMs: number,
): number {
  const next = places[indexOf(places, place) + 1]
  return next === undefined ? toMs : (operations[next] as Operation).call / 1_000
}

/** In a sorted list. */
function indexOf(places: readonly number[], place: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] as number) < place) low = middle + 1
    else high = middle
  }
  return low
}

function mayJoin(before: Bar, bar: Bar): boolean {
  const isCovered = bar.x < before.x + before.width
  const isSmall = bar.width <= leastWidth || before.places.length > 1
  return isCovered && isSmall && before.lit === 'no' && bar.lit === 'no'
}

/** The list of places is this layout's own, and grows in its place. */
function joined(before: Bar, bar: Bar): Bar {
  const places = before.places as number[]
  places.push(...bar.places)
  return {
    ...before,
    places,
    width: Math.max(before.width, bar.x + bar.width - before.x),
    toMs: bar.toMs,
    isOpen: false,
    isFailed: before.isFailed && bar.isFailed,
  }
}

function litOf({ violation }: HistoryState): ReadonlyMap<number, Lit> {
  const lit = new Map<number, Lit>()
  if (violation === null) return lit
  for (const place of violation.window.operations) lit.set(place, 'window')
  return lit.set(violation.culprit, 'culprit')
}

/** Round times in the window, at least `apart` px from each other. */
export function historyTicks({ fromMs, toMs, width }: HistoryWindow, apart: number) {
  const least = ((toMs - fromMs) / Math.max(1, width)) * apart
  const power = 10 ** Math.floor(Math.log10(least))
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= least * 0.999) ?? 10)
  const ticks: { readonly x: number; readonly atMs: number }[] = []
  for (let at = Math.max(0, Math.ceil(fromMs / step)); at * step <= toMs; at++) {
    ticks.push({ x: ((at * step - fromMs) / (toMs - fromMs)) * width, atMs: at * step })
  }
  return ticks
}
