/** A census: what a node holds, as events of kind `alive`, for those who begin to watch now. */
import type { Node } from './node.ts'
import { forTrace } from './trace-term.ts'

export function recordCensus(node: Node): void {
  for (const process of node.processes.values()) {
    const [module, func, args] = process.start
    const links = [...(process.bonds?.links.values() ?? [])]
    node.record('alive', process.pid, process.parent, {
      start: [module, func, forTrace([...args])],
      name: process.name,
      trapExit: process.trapExit,
      suspended: process.suspended,
      links: links.filter(({ unlinking }) => unlinking === null).map(({ pid }) => pid),
      state: process.tracedState ?? null,
      notes: Object.fromEntries(process.bonds?.notes ?? []),
    })
  }
  for (const [name, creation] of node.peers) {
    node.record('nodeup', null, null, { node: name, creation })
  }
}
