/** Bars of a history: which, where, how long, and which of them are one. */
import { describe, expect, it } from 'vitest'
import type { Operation } from '../../lab/index.ts'
import { historyTicks, layOutHistory, mostRows } from './history-layout.ts'
import { walked } from './history-walk.ts'
import type { HistoryState } from './state.ts'

const op = (client: number, call: number, ret: number | null, key = 'k'): Operation => {
  const times = ret === null ? {} : { ret: ret * 1_000 }
  const status = ret === null ? 'unknown' : 'ok'
  return { client, key, op: 'delete', call: call * 1_000, ...times, status }
}

function history(operations: readonly Operation[], violation: HistoryState['violation'] = null) {
  const places = new Map<number, number[]>()
  for (const [place, { client }] of operations.entries()) {
    places.set(client, [...(places.get(client) ?? []), place])
  }
  const rows = [...places].map(([client, list]) => ({ name: `client-${client}`, places: list }))
  const judged = { verdict: 'unasked', checked: 0, reason: '' } as const
  const events = operations.map((_, place) => place)
  return { operations, events, rows, keys: ['k'], judged, violation }
}

const window = { fromMs: 100, toMs: 200, width: 1_000, nowMs: 500, key: null }

describe('bars', () => {
  it('go from call to return, one row for each client, cut at the window’s edges', () => {
    const { rows, count } = layOutHistory(
      history([op(0, 90, 110), op(1, 120, 150), op(0, 180, 230)]),
      window,
    )
    expect(count).toBe(3)
    expect(rows.map(({ name, bars }) => [name, bars.map(({ x, width }) => [x, width])])).toEqual([
      [
        'client-0',
        [
          [0, 100],
          [800, 200],
        ],
      ],
      ['client-1', [[200, 300]]],
    ])
  })

  it('are only those in the window, and of the key', () => {
    const all = history([op(0, 10, 20), op(0, 110, 120), op(0, 130, 140, 'l'), op(0, 300, 310)])
    expect(layOutHistory(all, window).rows[0]?.bars.map(({ places }) => places)).toEqual([[1], [2]])
    const { rows } = layOutHistory(all, { ...window, key: 'l' })
    expect(rows[0]?.bars.map(({ places }) => places)).toEqual([[2]])
  })

  it('have no end when the outcome is unknown: until the client does something else', () => {
    const { rows } = layOutHistory(history([op(0, 50, null), op(0, 150, null)]), window)
    expect(rows[0]?.bars).toMatchObject([
      { x: 0, width: 500, isOpen: true },
      { x: 500, width: 500, isOpen: true },
    ])
    const early = layOutHistory(history([op(0, 150, null)]), { ...window, nowMs: 160 })
    expect(early.rows[0]?.bars).toMatchObject([{ x: 500, width: 100, isOpen: true }])
  })

  it('are one where they would cover each other, with a count', () => {
    const many = Array.from({ length: 50 }, (_, i) => op(0, 150 + i / 10, 150.05 + i / 10))
    const { rows, count } = layOutHistory(history(many), window)
    expect(count).toBe(50)
    expect(rows[0]?.bars).toHaveLength(1)
    expect(rows[0]?.bars[0]?.places).toHaveLength(50)
  })

  it('of a violation stay alone, and are lit', () => {
    const many = Array.from({ length: 50 }, (_, i) => op(0, 150 + i / 10, 150.05 + i / 10))
    const violation = {
      key: 'k',
      window: { from: 0, to: 1, operations: [20, 30] },
      culprit: 30,
      reason: '',
    }
    const [row] = layOutHistory(history(many, violation), window).rows
    const lit = row!.bars.filter((bar) => bar.lit !== 'no')
    expect(lit.map((bar) => [bar.places, bar.lit])).toEqual([
      [[20], 'window'],
      [[30], 'culprit'],
    ])
  })

  it('of more clients than there is room for are counted', () => {
    const all = Array.from({ length: mostRows + 7 }, (_, client) => op(client, 120, 130))
    const { rows, leftOut } = layOutHistory(history(all), window)
    expect([rows.length, leftOut]).toEqual([mostRows, 7])
  })
})

describe('keys', () => {
  const { rows } = layOutHistory(
    history([op(0, 110, 120), op(1, 115, 150), op(0, 140, 150), op(1, 160, 170)]),
    window,
  )

  it('begin at the first bar, go along a row, and to who was busy at that time', () => {
    expect(walked(rows, null, 'ArrowUp')).toEqual({ row: 0, bar: 0 })
    expect(walked(rows, { row: 0, bar: 0 }, 'ArrowRight')).toEqual({ row: 0, bar: 1 })
    expect(walked(rows, { row: 0, bar: 1 }, 'ArrowRight')).toEqual({ row: 0, bar: 1 })
    expect(walked(rows, { row: 0, bar: 1 }, 'ArrowDown')).toEqual({ row: 1, bar: 0 })
    expect(walked(rows, { row: 1, bar: 1 }, 'ArrowUp')).toEqual({ row: 0, bar: 1 })
  })

  it('lead nowhere without bars, and others do nothing', () => {
    expect(walked([], null, 'ArrowUp')).toBe(null)
    expect(walked(rows, null, 'x')).toBe(null)
  })
})

describe('ticks', () => {
  it('are round times with room between them', () => {
    const ticks = historyTicks({ ...window, fromMs: 1_030, toMs: 1_530 }, 100)
    expect(ticks.map(({ atMs }) => atMs)).toEqual([
      1_050, 1_100, 1_150, 1_200, 1_250, 1_300, 1_350, 1_400, 1_450, 1_500,
    ])
    expect(ticks[0]?.x).toBeCloseTo(40)
  })
})
