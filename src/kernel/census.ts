/** A census: what a node holds, as events of kind `alive`, for those who begin to watch now. */
import type { Node } from './node.ts'
import type { Process } from './process.ts'
import type { Term } from './term.ts'

export function recordCensus(node: Node): void {
  for (const process of node.processes.values()) {
    const { bonds } = process
    const links = bonds === null ? [] : bonds.links.values()
    node.record('alive', process.pid, process.parent, {
      start: startOf(process),
      name: process.name,
      trapExit: process.trapExit,
      suspended: process.suspended,
      links: links.filter(({ unlinking }) => unlinking === null).map(({ pid }) => pid),
      state: bonds?.tracedState ?? null,
      notes: Object.fromEntries(bonds?.notes ?? []),
    })
  }
  for (const [name, creation] of node.peers) {
    node.record('nodeup', null, null, { node: name, creation })
  }
}

/** The arguments of a start aren't kept; of an OTP process the dictionary names the module. */
function startOf({ entry, parent, bonds }: Process): Term {
  const call = bonds?.dictionary?.get('$initial_call')
  const module = Array.isArray(call) ? (call[0] as Term) : null
  return [entry.module, entry.func, module === null ? [] : [parent, module]]
}
