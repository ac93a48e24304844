/** How processes end, and who hears of it. */

import { uncountChild } from '../inspect/crowd.ts'
import type { Node } from '../node.ts'
import type { Term } from '../terms/term.ts'
import type { Cause } from '../trace/trace-log.ts'
import { forTrace } from '../trace/trace-term.ts'
import { dropTimer } from './bonds.ts'
import { doomRunning, isRunning } from './current.ts'
import { exitOrder } from './exit-order.ts'
import { emptyMailbox } from './mailbox.ts'
import { bondsOf, type Process } from './process.ts'
import { letGo } from './suspension.ts'

/** Ends a process now, or as soon as its own code gives way. */
export function endProcess(node: Node, process: Process, reason: Term): void {
  if (isRunning(process)) doomRunning(reason)
  else terminate(node, process, reason)
}

/**
 * The end of a process: its name and timers are free again before anybody hears of it
 * (otp-semantics A17); then links, then monitors.
 */
export function terminate(node: Node, process: Process, reason: Term): void {
  if (process.status === 'dead') return
  process.status = 'dead'
  process.body = null
  process.handler = null
  process.state = null
  process.wanted = null
  emptyMailbox(process)
  node.processes.delete(process.id)
  uncountChild(node, process)
  process.parent = null
  const { bonds } = process
  if (bonds !== null) release(node, process)
  const cause = node.tracing
    ? node.record('exit', process.pid, null, forTrace(reason), process.cause)
    : 0
  // All of one death is said before any of it is heard.
  if (bonds !== null) node.inbox.together(() => tellBonds(node, process, reason, cause))
  process.bonds = null
}

function release(node: Node, process: Process): void {
  const bonds = bondsOf(process)
  node.news.forget(process)
  node.spawning.delete(process)
  node.storage?.forget(process)
  if (bonds.deadline !== null) node.timers.cancel(bonds.deadline)
  letGo(node, process)
  if (bonds.name !== null) unregisterName(node, process)
  for (const id of bonds.timers ?? []) dropTimer(node, id)
  for (const id of bonds.listed ?? []) node.aliases.delete(id)
}

export function unregisterName(node: Node, process: Process): void {
  const bonds = bondsOf(process)
  const name = bonds.name as string
  node.names.delete(name)
  bonds.name = null
  node.record('unregister', process.pid, null, name)
}

function tellBonds(node: Node, process: Process, reason: Term, cause: Cause): void {
  const bonds = bondsOf(process)
  const from = process.pid
  for (const link of exitOrder(bonds.links.values())) {
    if (link.unlinking !== null) continue
    const sent = node.tracing
      ? node.record('exit_sent', from, link.pid, forTrace(reason), cause)
      : 0
    node.emit({ type: 'exit', from, to: link.pid, reason }, sent)
  }
  for (const { ref, owner, target } of bonds.watchers.values()) {
    node.emitTo(owner.node, { type: 'down', from: target, to: owner, ref, reason }, cause, from)
  }
  for (const { ref, target, node: where } of bonds.monitors.values()) {
    node.emitTo(where, { type: 'demonitor', from, to: target, ref }, cause)
  }
}
