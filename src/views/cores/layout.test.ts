/** The chart as numbers: where lines, whiskers and names are. */
import { describe, expect, it } from 'vitest'
import { scalingOf } from '../../lab/index.ts'
import { chartOf } from './layout.ts'
import type { Curve, Jobs } from './state.ts'

const size = { width: 520, height: 368 }

function curve(jobs: Jobs, ...times: readonly (readonly number[])[]): Curve {
  return { jobs, limit: 1_000, grain: 10, runs: 1, points: scalingOf(times), serial: null }
}

const both = [
  curve('large', [100], [60, 50, 40], [40], [30]),
  curve('tiny', [100], [100], [100], [100]),
]

describe('the chart', () => {
  it('has a column for each number of workers, and the ideal from one to the most', () => {
    const { columns, rows, ideal } = chartOf([], 4, size)
    expect(columns.map(({ value }) => value)).toEqual([1, 2, 3, 4])
    expect(rows.map(({ value }) => value)).toEqual([0, 1, 2, 3, 4])
    expect(ideal).toBe('M89.1 253L432 28')
  })

  it('draws each line through its medians, with whiskers to its fastest and slowest', () => {
    const { series, rows } = chartOf(both, 4, size)
    expect(series[0]?.path).toBe('M85.1 253L199.4 178L313.7 140.5L428 78')
    const second = series[0]?.marks[1]
    expect(second).toMatchObject({ workers: 2, y: rows[2]?.at })
    expect(second?.top).toBe(140.5)
    expect(second?.bottom).toBe(203)
  })

  it('lets two points of the same workers stand beside each other', () => {
    const { series, columns } = chartOf(both, 4, size)
    expect(series[1]?.path).toBe('M93.1 253L207.4 253L321.7 253L436 253')
    const middles = columns.map((_, at) => {
      return ((series[0]?.marks[at]?.x ?? 0) + (series[1]?.marks[at]?.x ?? 0)) / 2
    })
    expect(middles).toEqual(columns.map(({ at }) => at))
    const [alone] = chartOf([curve('large', [100])], 4, size).series
    expect(alone?.marks[0]?.x).toBe(columns[0]?.at)
  })

  it('has no line yet where there is one point', () => {
    expect(chartOf([curve('large', [100])], 4, size).series[0]).toMatchObject({
      path: '',
      marks: [{ workers: 1 }],
    })
  })

  it('grows upwards when a run was faster than ideal', () => {
    const { rows, top } = chartOf([curve('large', [100], [35])], 2, size)
    expect(rows.at(-1)).toEqual({ value: 3, at: top })
  })

  it('leaves out ticks that have no room', () => {
    const narrow = chartOf([], 16, { width: 320, height: 160 })
    expect(narrow.columns.map(({ value }) => value)).toEqual([1, 3, 5, 7, 9, 11, 13, 15])
    expect(narrow.rows.map(({ value }) => value)).toEqual([0, 5, 10, 15])
  })

  it('stays a chart on a sheet without room', () => {
    const { left, right, top, bottom } = chartOf(both, 4, { width: 0, height: 0 })
    expect(right).toBeGreaterThan(left)
    expect(bottom).toBeGreaterThan(top)
  })
})

describe('the names at the lines’ ends', () => {
  it('stand at their lines', () => {
    const { labels, series, rows } = chartOf(both, 4, size)
    expect(labels.map(({ of }) => of)).toEqual(['ideal', 'large', 'tiny'])
    expect(labels[0]?.y).toBe(rows.at(-1)?.at)
    expect(labels[1]?.y).toBe(series[0]?.marks.at(-1)?.y)
  })

  it('get out of each other’s way', () => {
    const { labels } = chartOf([curve('large', [100], [50]), curve('tiny', [100], [50])], 2, size)
    const ys = labels.map(({ y }) => y)
    expect(ys).toEqual([28, 46, 64])
  })

  it('don’t fall off the sheet where all lines end at its foot', () => {
    const flat = [curve('large', [100], [9_999]), curve('tiny', [100], [9_999])]
    const { labels, bottom } = chartOf(flat, 2, size)
    const ys = labels.map(({ y }) => y)
    expect(Math.max(...ys)).toBeLessThanOrEqual(bottom)
    expect((ys[2] ?? 0) - (ys[1] ?? 0)).toBe(18)
  })
})
