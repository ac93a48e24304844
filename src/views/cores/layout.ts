/**
 * Where things are on the chart: workers to the right, speed-up upwards, the ideal as a line that
 * rises by one for each worker. Pure, in pixels of the sheet it is drawn on.
 */
import type { Size } from '../stage/boxes.ts'
import type { Curve, Jobs } from './state.ts'

export interface Mark {
  readonly workers: number
  readonly x: number
  readonly y: number
  /** Of the fastest and the slowest run. */
  readonly top: number
  readonly bottom: number
}

export interface Tick {
  readonly value: number
  readonly at: number
}

export interface Label {
  readonly of: Jobs | 'ideal'
  readonly x: number
  /** The middle of its line of text. */
  readonly y: number
}

export interface ChartLayout {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly columns: readonly Tick[]
  readonly rows: readonly Tick[]
  readonly ideal: string
  readonly series: readonly {
    readonly jobs: Jobs
    readonly path: string
    readonly marks: readonly Mark[]
  }[]
  /** At the right ends of the lines, none over another. */
  readonly labels: readonly Label[]
}

const margin = { left: 32, right: 88, top: 28, bottom: 40 } as const
/** Between the baselines of two labels, and between two ticks. */
const lineHeight = 18
const leastColumn = 22
/** From a line's end to its label. */
const labelGap = 14
/** Two points of the same workers stand beside each other, so far apart. */
const dodge = 8

export function chartOf(curves: readonly Curve[], most: number, size: Size): ChartLayout {
  const left = margin.left
  const right = Math.max(left + 1, size.width - margin.right)
  const top = margin.top
  const bottom = Math.max(top + 1, size.height - margin.bottom)
  const highest = Math.max(most, ...curves.flatMap(({ points }) => points.map((p) => p.high)))
  const ceiling = Math.ceil(highest)
  // One worker stands a little off the axis, so that its whiskers don't lie on it.
  const step = (right - left) / (most - 0.5)
  const xOf = (workers: number) => round(left + (workers - 0.5) * step)
  const yOf = (speedUp: number) => round(bottom - (speedUp / ceiling) * (bottom - top))
  const series = curves.map(({ jobs, points }, at) => {
    const aside = (at - (curves.length - 1) / 2) * dodge
    const marks = points.map(({ workers, speedUp, low, high }): Mark => {
      const x = round(xOf(workers) + aside)
      return { workers, x, y: yOf(speedUp), top: yOf(high), bottom: yOf(low) }
    })
    return { jobs, path: pathOf(marks), marks }
  })
  const ends = series.flatMap(({ jobs, marks }) => {
    const end = marks.at(-1)
    return end === undefined ? [] : [{ of: jobs, x: xOf(end.workers) + labelGap, y: end.y }]
  })
  const ideal = { of: 'ideal', x: xOf(most) + labelGap, y: yOf(most) } as const
  return {
    ...{ left, right, top, bottom },
    columns: ticks(1, most, Math.ceil(leastColumn / step)).map((value) => ({
      value,
      at: xOf(value),
    })),
    rows: rowsOf(ceiling, bottom - top).map((value) => ({ value, at: yOf(value) })),
    ideal: `M${xOf(1)} ${yOf(1)}L${xOf(most)} ${yOf(most)}`,
    series,
    labels: apart([ideal, ...ends], bottom),
  }
}

/** As many as have room, in steps of 1, 2, 5 … */
function rowsOf(ceiling: number, height: number): readonly number[] {
  const steps = [1, 2, 5, 10, 20]
  const step = steps.find((each) => (height / ceiling) * each >= lineHeight * 1.5) ?? 50
  return ticks(0, ceiling, step)
}

function ticks(first: number, last: number, step: number): readonly number[] {
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, at) => first + at * step)
}

/** From the top downwards each gets out of the way of the one above; none falls off the sheet. */
function apart(labels: readonly Label[], bottom: number): readonly Label[] {
  let lowest = Number.NEGATIVE_INFINITY
  const placed = [...labels]
    .sort((a, b) => a.y - b.y)
    .map((label) => {
      lowest = Math.max(label.y, lowest + lineHeight)
      return { ...label, y: lowest }
    })
  let highest = bottom + lineHeight
  for (const [at, label] of [...placed.entries()].reverse()) {
    highest = Math.min(label.y, highest - lineHeight)
    placed[at] = { ...label, y: highest }
  }
  return placed
}

function pathOf(marks: readonly Mark[]): string {
  return marks.length < 2 ? '' : `M${marks.map(({ x, y }) => `${x} ${y}`).join('L')}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
