/** A census: what a node holds, as events of kind `alive`, for those who begin to watch now. */

import type { Node } from '../node.ts'
import { queueLength } from '../process/mailbox.ts'
import type { Process } from '../process/process.ts'
import type { Term } from '../terms/term.ts'
import { showState } from '../trace/trace-state.ts'
import { initialCallOf } from './initial-call.ts'

/** `peers`: the connections as well, unless they were told when they began. */
export function recordCensus(node: Node, peers: boolean): void {
  for (const process of node.processes.values()) {
    if (!node.log.traces('alive', process, null)) continue
    const { bonds } = process
    const links = bonds === null ? [] : bonds.links.values()
    node.log.write('alive', process.pid, process.parent, {
      start: startOf(process),
      name: process.name,
      trapExit: process.trapExit,
      suspended: process.suspended,
      links: links
        .filter(({ pid, unlinking }) => unlinking === null && !node.log.isOfCrowd(pid))
        .map(({ pid }) => pid)
        .slice(0, mostLinks),
      state: showState(process),
      messages: queueLength(process),
      notes: Object.fromEntries(bonds?.notes ?? []),
    })
  }
  if (!peers) return
  for (const [name, creation] of node.peers) {
    node.record('nodeup', null, null, { node: name, creation })
  }
}

/** Of a supervisor of very many only the first are told. */
const mostLinks = 500

/** The arguments of a start aren't kept; of an OTP process the dictionary names the module. */
function startOf(process: Process): Term {
  const { entry, parent } = process
  const call = initialCallOf(process)
  return [entry.module, entry.func, call === null ? [] : [parent, call[0]]]
}
