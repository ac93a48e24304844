/**
 * The processes as rows of a table, in the order of the tree; made from the same System as the
 * picture.
 */
import type { System } from '../../lab/index.ts'
import { type Slot, slotsOf } from '../stage/forest.ts'

export interface Row {
  readonly slot: Slot
  /** 1 for a root. */
  readonly level: number
}

export function rowsOf(system: System): readonly Row[] {
  const slots = slotsOf(system)
  const children = new Map<string | null, Slot[]>()
  for (const slot of slots) {
    const siblings = children.get(slot.parent)
    if (siblings === undefined) children.set(slot.parent, [slot])
    else siblings.push(slot)
  }
  const rows: Row[] = []
  const seen = new Set<string>()
  const walk = (parent: string | null, level: number): void => {
    for (const slot of children.get(parent) ?? []) {
      if (seen.has(slot.id)) continue
      seen.add(slot.id)
      rows.push({ slot, level })
      walk(slot.id, level + 1)
    }
  }
  walk(null, 1)
  return rows
}
