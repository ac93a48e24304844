/** A node's answer to the observer: the kernel's own, or who lives where in its field. */
import { mostRows, type Node, observe, type Process, rowOf, type Term } from '../../kernel/index.ts'
import type { Inquiry } from '../inquiry.ts'

export function answer(node: Node, inquiry: Inquiry): Term {
  switch (inquiry.ask) {
    case 'cell': {
      // Who lived there may be dead since the field was looked at, and somebody else have come.
      observe(node, { ask: 'field', most: 0 })
      const [found] = within(node, inquiry.parent, inquiry.at, inquiry.at)
      return found === undefined ? null : observe(node, { ask: 'process', id: found.pid.id })
    }
    case 'place':
      return placeOf(node, inquiry.id)
    case 'children': {
      const { parent, from, count, look } = inquiry
      if (look || node.field === null) observe(node, { ask: 'field', most: 0 })
      const all = within(node, parent, 0, mostCells)
      const rows = all.slice(from, from + Math.min(count, mostRows))
      return { total: all.length, rows: rows.map((child) => childRow(node, child)) }
    }
    default:
      return observe(node, inquiry)
  }
}

/** A row as the kernel's pages have it, and how many it has started who live. */
function childRow(node: Node, child: Process): Term {
  return { ...rowOf(child), children: within(node, child.pid.id, 0, mostCells).length }
}

/** The field tells who lives within a range of cells, so the cell is found by halving it. */
function placeOf(node: Node, id: number): Term {
  const process = node.processes.get(id)
  if (process === undefined) return null
  const isHere = process.parent?.node === node.name
  const parent = isHere ? (process.parent?.id ?? 0) : 0
  const isWithin = (from: number, to: number) => within(node, parent, from, to).includes(process)
  let [from, to] = [0, mostCells]
  if (!isWithin(from, to)) return null
  while (from < to) {
    const middle = (from + to) >> 1
    if (isWithin(from, middle)) to = middle
    else from = middle + 1
  }
  return { parent, at: from }
}

const mostCells = 2 ** 21

function within(node: Node, parent: number, from: number, to: number): readonly Process[] {
  return node.field?.within(parent, from, to) ?? []
}
