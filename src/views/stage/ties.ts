/**
 * Ties: links that aren't cords (two processes that would die together) and what the selected
 * process watches. Drawn as bows from shape to shape, beside the tree.
 */
import type { Selection } from '../action.ts'
import type { Picture } from './boxes.ts'
import type { Cell } from './tidy.ts'

export interface Tie {
  readonly id: string
  readonly kind: 'link' | 'monitor'
  /** SVG path data. */
  readonly path: string
  readonly selected: boolean
}

/** Links between processes of which neither is the other's parent; monitors of the selection. */
export function tiesOf(picture: Picture, selection: Selection | null): readonly Tie[] {
  const cells = new Map(picture.cells.map((cell) => [cell.slot.process.key, cell]))
  const selected = selection?.thing === 'process' ? selection.key : null
  const ties: Tie[] = []
  for (const [key, cell] of cells) {
    for (const other of cell.slot.process.links) {
      const end = cells.get(other)
      if (end === undefined || key > other || related(cell, end)) continue
      const on = selected === key || selected === other
      ties.push({
        id: `${key}-${other}`,
        kind: 'link',
        path: bow(cell, end, picture),
        selected: on,
      })
    }
    if (key !== selected) continue
    for (const other of new Set(cell.slot.process.monitors)) {
      const end = cells.get(other)
      if (end === undefined) continue
      ties.push({
        id: `${key}~${other}`,
        kind: 'monitor',
        path: bow(cell, end, picture),
        selected: true,
      })
    }
  }
  return ties
}

function related(a: Cell, b: Cell): boolean {
  return a.slot.parent === b.id || b.slot.parent === a.id
}

/** From rim to rim, bent to the side so that it doesn't lie on a cord. */
function bow(a: Cell, b: Cell, picture: Picture): string {
  const radius = picture.metrics.shape / 2
  const start = { x: a.x + radius, y: a.y + radius }
  const end = { x: b.x + radius, y: b.y + radius }
  const dx = end.x - start.x
  const dy = end.y - start.y
  const length = Math.hypot(dx, dy) || 1
  const bend = Math.min(40, length / 4)
  const middle = {
    x: (start.x + end.x) / 2 - (dy / length) * bend,
    y: (start.y + end.y) / 2 + (dx / length) * bend,
  }
  const from = toward(start, middle, radius + 3)
  const to = toward(end, middle, radius + 3)
  return `M${from}Q${Math.round(middle.x)} ${Math.round(middle.y)} ${to}`
}

function toward(
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
  by: number,
): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  const x = from.x + ((to.x - from.x) / length) * by
  const y = from.y + ((to.y - from.y) / length) * by
  return `${Math.round(x)} ${Math.round(y)}`
}
