/**
 * Most events change what is inside a card and not where it stands. Whatever decides on places is
 * compared; when it is the same, the picture keeps its geometry and only its contents are replaced.
 */
import type { NodeRecord, ProcessRecord, System } from '../../lab/index.ts'
import type { Picture } from './boxes.ts'

/** The same picture with the new contents; null when something may stand elsewhere now. */
export function steady(picture: Picture, before: System, now: System): Picture | null {
  if (before === now) return picture
  if (!sameNodes(before.nodes, now.nodes) || !sameEntries(before.machines, now.machines))
    return null
  if (before.processes.size !== now.processes.size) return null
  const changed = new Map<string, ProcessRecord>()
  for (const [key, process] of now.processes) {
    const old = before.processes.get(key)
    if (old === process) continue
    if (old === undefined || !standsAlike(old, process)) return null
    changed.set(key, process)
  }
  if (changed.size === 0) return picture
  let isSeen = false
  const cells = picture.cells.map((cell) => {
    const process = changed.get(cell.slot.process.key)
    if (process === undefined) return cell
    isSeen = true
    return { ...cell, slot: { ...cell.slot, process } }
  })
  return isSeen ? { ...picture, cells } : picture
}

/** State and mail may differ. */
function standsAlike(a: ProcessRecord, b: ProcessRecord): boolean {
  return (
    a.status === b.status &&
    a.label === b.label &&
    a.name === b.name &&
    a.parent === b.parent &&
    a.exit === b.exit &&
    a.supervisor === b.supervisor &&
    a.links === b.links
  )
}

function sameNodes(
  a: ReadonlyMap<string, NodeRecord>,
  b: ReadonlyMap<string, NodeRecord>,
): boolean {
  return sameEntries(a, b)
}

function sameEntries<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): boolean {
  if (a === b) return true
  if (a.size !== b.size) return false
  for (const [key, value] of b) if (a.get(key) !== value) return false
  return true
}
