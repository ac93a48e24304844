/**
 * Crowds: a process that has started very many is a crowd's parent, and what it starts from then on
 * is quiet: counted and seen in the field, not told one by one. Nobody could read it, and a million
 * lives would bury the few that matter.
 */
import { limits } from '../limits.ts'
import type { Node } from '../node.ts'
import { bondsOf, type Process } from '../process/process.ts'
import { homeOf } from '../terms/names.ts'

export function countChild(node: Node, child: Process): void {
  const starter = child.parent === null ? null : homeOf(child.parent)
  if (starter === null || starter.node !== node) return
  if (starter.bonds === null && !node.tracing) return
  const bonds = bondsOf(starter)
  child.quiet = starter.quiet || bonds.children >= limits.crowd
  bonds.children++
}

export function uncountChild(node: Node, child: Process): void {
  const starter = child.parent === null ? null : homeOf(child.parent)
  if (starter === null || starter.node !== node || starter.bonds === null) return
  if (starter.bonds.children > 0) starter.bonds.children--
}
