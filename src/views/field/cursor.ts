/** A cursor over the field's cells, for keys: along the rows, and from block to block. */
import type { Frame } from './brush.ts'
import type { FieldLayout } from './layout.ts'

export interface Cursor {
  readonly parent: number
  readonly at: number
}

/** Rows that a page key goes. */
const pageRows = 10

/** Where a key takes the cursor; null when it isn't one of the cursor's. */
export function moved({ plots }: FieldLayout, from: Cursor | null, key: string): Cursor | null {
  const [first] = plots
  if (first === undefined || !keys.has(key)) return null
  if (from === null) return { parent: first.parent, at: 0 }
  const index = Math.max(
    0,
    plots.findIndex(({ parent }) => parent === from.parent),
  )
  const plot = plots[index] ?? first
  if (key === 'Home') return { parent: plot.parent, at: 0 }
  if (key === 'End') return { parent: plot.parent, at: plot.count - 1 }
  const at = from.at + stepOf(key, plot.columns)
  if (at >= 0 && at < plot.count) return { parent: plot.parent, at }
  const next = plots[at < 0 ? index - 1 : index + 1]
  if (next === undefined) return { parent: plot.parent, at: at < 0 ? 0 : plot.count - 1 }
  return { parent: next.parent, at: at < 0 ? next.count - 1 : 0 }
}

const keys = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'PageUp',
  'PageDown',
  'Home',
  'End',
])

function stepOf(key: string, columns: number): number {
  switch (key) {
    case 'ArrowLeft':
      return -1
    case 'ArrowRight':
      return 1
    case 'ArrowUp':
      return -columns
    case 'ArrowDown':
      return columns
    case 'PageUp':
      return -columns * pageRows
    default:
      return columns * pageRows
  }
}

/** Top left of a cell, and its edge. */
export function pointOf({ plots }: FieldLayout, { parent, at }: Cursor) {
  const plot = plots.find((each) => each.parent === parent)
  if (plot === undefined) return null
  const { x, y, columns, cell } = plot
  return { x: x + (at % columns) * cell, y: y + Math.floor(at / columns) * cell, cell }
}

/** The frame that has both cells in its corners. */
export function frameBetween(layout: FieldLayout, a: Cursor, b: Cursor): Frame | null {
  const [one, other] = [pointOf(layout, a), pointOf(layout, b)]
  if (one === null || other === null) return null
  return {
    x1: Math.min(one.x, other.x),
    y1: Math.min(one.y, other.y),
    x2: Math.max(one.x + one.cell, other.x + other.cell) - 1,
    y2: Math.max(one.y + one.cell, other.y + other.cell) - 1,
  }
}
