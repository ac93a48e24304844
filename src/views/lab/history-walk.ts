/** Walking over the bars by keys: along a client's row, or to what others did at that time. */
import type { BarRow } from './history-layout.ts'

export interface Spot {
  readonly row: number
  readonly bar: number
}

/** Where that key leads; null when it leads nowhere. The first one leads to the first bar. */
export function walked(rows: readonly BarRow[], from: Spot | null, key: string): Spot | null {
  if (rows.length === 0 || !/^Arrow(Left|Right|Up|Down)$/.test(key)) return null
  const row = from === null ? undefined : rows[from.row]
  const bar = from === null ? undefined : row?.bars[from.bar]
  if (from === null || row === undefined || bar === undefined) return { row: 0, bar: 0 }
  const by = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    return { ...from, bar: within(from.bar + by, row.bars) }
  }
  const at = within(from.row + by, rows)
  const bars = rows[at]?.bars ?? []
  const beside = bars.findIndex(({ x, width }) => x + width >= bar.x)
  return { row: at, bar: beside === -1 ? bars.length - 1 : beside }
}

function within(at: number, list: readonly unknown[]): number {
  return Math.min(list.length - 1, Math.max(0, at))
}
