/** A frame drawn over the field, as places in blocks, and who lives there. */
import { cell } from '../../kernel/index.ts'
import type { Swath } from '../observer/action.ts'
import type { Bed } from '../observer/state.ts'
import type { FieldLayout, Plot } from './layout.ts'

/** In device pixels; two corners in any order. */
export interface Frame {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

export function swathsIn({ plots }: FieldLayout, frame: Frame): readonly Swath[] {
  const [left, right] = ordered(frame.x1, frame.x2)
  const [top, bottom] = ordered(frame.y1, frame.y2)
  return plots.flatMap((plot): Swath[] => {
    const columns = span(left - plot.x, right - plot.x, plot.cell, plot.columns)
    const rows = span(top - plot.y, bottom - plot.y, plot.cell, plot.rows)
    if (columns === null || rows === null) return []
    const cells = cellsIn(plot, columns, rows)
    return cells.length === 0 ? [] : [{ parent: plot.parent, cells }]
  })
}

type Span = readonly [first: number, last: number]

function cellsIn({ columns, count }: Plot, [left, right]: Span, [top, bottom]: Span): Span[] {
  const last = count - 1
  // Whole rows are one piece.
  if (right - left + 1 === columns) {
    return top * columns > last ? [] : [[top * columns, Math.min(last, (bottom + 1) * columns - 1)]]
  }
  const cells: Span[] = []
  for (let row = top; row <= bottom && row * columns + left <= last; row++) {
    cells.push([row * columns + left, Math.min(last, row * columns + right)])
  }
  return cells
}

function span(from: number, to: number, edge: number, most: number): Span | null {
  const [first, last] = [Math.floor(from / edge), Math.floor(to / edge)]
  return last < 0 || first >= most ? null : [Math.max(0, first), Math.min(most - 1, last)]
}

function ordered(a: number, b: number): readonly [number, number] {
  return a < b ? [a, b] : [b, a]
}

/** How many live in those cells. */
export function livingIn(beds: readonly Bed[], swaths: readonly Swath[]): number {
  let living = 0
  for (const { parent, cells } of swaths) {
    const bed = beds.find((each) => each.parent === parent)
    if (bed === undefined) continue
    for (const [first, last] of cells) {
      for (let at = first; at <= last && at < bed.cells.length; at++) {
        if (bed.cells[at] !== cell.dark) living++
      }
    }
  }
  return living
}

/** The first `count` living cells of a block, in one piece. */
export function firstLiving({ parent, cells }: Bed, count: number): Swath {
  let [last, found] = [-1, 0]
  while (found < count && last + 1 < cells.length) if (cells[++last] !== cell.dark) found++
  return { parent, cells: last < 0 ? [] : [[0, last]] }
}

/** The field with those cells dark. */
export function darkened(beds: readonly Bed[], swaths: readonly Swath[]): readonly Bed[] {
  return beds.map((bed) => {
    const swath = swaths.find(({ parent }) => parent === bed.parent)
    if (swath === undefined) return bed
    const cells = bed.cells.slice()
    for (const [first, last] of swath.cells) cells.fill(cell.dark, first, last + 1)
    return { ...bed, cells }
  })
}
