/**
 * What signals do when they arrive: messages, links, monitors, exits, remote spawns (Erlang:
 * signals; otp-semantics A3–A20 and B1–B2). Each rule is a few lines; none of them runs a program's
 * code.
 */
import type { EventId } from './environment.ts'
import type { Signal } from './frame.ts'
import { limits } from './limits.ts'
import type { Node } from './node.ts'
import type { Process } from './process.ts'
import { copyTerm, equalTerms, type Pid, pidKey, refKey, type Term } from './term.ts'
import { forTrace } from './trace-term.ts'

type Of<T extends Signal['type']> = Extract<Signal, { type: T }>

export function applySignal(node: Node, signal: Signal, cause: EventId | null): void {
  switch (signal.type) {
    case 'send':
      return applySend(node, signal, cause)
    case 'link':
      return applyLink(node, signal)
    case 'unlink':
      return applyUnlink(node, signal)
    case 'unlink_ack':
      return applyUnlinkAck(node, signal)
    case 'exit':
    case 'exit2':
      return applyExit(node, signal, cause)
    case 'monitor':
      return applyMonitor(node, signal)
    case 'demonitor':
      return applyDemonitor(node, signal)
    case 'down':
      return applyDown(node, signal, cause)
    case 'spawn_request':
      return applySpawnRequest(node, signal, cause)
    case 'spawn_reply':
      return applySpawnReply(node, signal, cause)
  }
}

/** All bonds with a node that is gone break with `noconnection` (otp-semantics B2). */
export function connectionLost(node: Node, lost: string, cause: EventId): void {
  const reason = 'noconnection'
  for (const process of [...node.processes.values()]) {
    const bonds = process.bonds
    if (bonds === null) continue
    for (const link of [...bonds.links.values()]) {
      if (link.pid.node !== lost) continue
      if (link.unlinking !== null) bonds.links.delete(pidKey(link.pid))
      applyExit(node, { type: 'exit', from: link.pid, to: process.pid, reason }, cause)
    }
    for (const { ref, target, node: where } of [...bonds.monitors.values()]) {
      if (where !== lost) continue
      applyDown(node, { type: 'down', from: target, to: process.pid, ref, reason }, cause)
    }
    for (const [key, watcher] of bonds.watchers) {
      if (watcher.owner.node === lost) bonds.watchers.delete(key)
    }
  }
  for (const wait of [...node.spawning.values()]) {
    if (wait.node !== lost) continue
    const { ref, owner } = wait
    applySpawnReply(node, { type: 'spawn_reply', from: null, to: owner.pid, ref, reason }, cause)
  }
}

/** Puts a message into a process's mailbox and makes the process runnable. */
export function deliverMessage(
  node: Node,
  to: Process,
  message: Term,
  from: Pid | null,
  cause: EventId | null,
): void {
  if (to.mailbox.size >= limits.mailbox) return endProcess(node, to, ['system_limit', 'mailbox'])
  const number = node.record('delivered', to.pid, from, forTrace(message), cause)
  to.mailbox.put(message, from, number)
  wakeUp(node, to)
}

function wakeUp(node: Node, process: Process): void {
  if (process.status !== 'waiting') return
  process.status = 'runnable'
  if (!process.suspended) node.queue.put(process)
}

/** Ends a process now, or as soon as its own code gives way. */
function endProcess(node: Node, process: Process, reason: Term): void {
  if (process === node.current) process.doom ??= { reason }
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
  node.processes.delete(process.pid.id)
  node.nodeWatchers.delete(process)
  if (process.deadline !== null) node.timers.cancel(process.deadline)
  if (process.name !== null) unregisterName(node, process)
  for (const key of process.bonds?.timers ?? []) node.dropTimer(key)
  for (const [key, { owner }] of node.spawning) if (owner === process) node.spawning.delete(key)
  const cause = process.cause === 0 ? null : node.eventId(process.cause)
  const number = node.record('exit', process.pid, null, forTrace(reason), cause)
  tellBonds(node, process, reason, node.eventId(number))
}

export function unregisterName(node: Node, process: Process): void {
  const name = process.name as string
  node.names.delete(name)
  process.name = null
  node.record('unregister', process.pid, null, name)
}

function tellBonds(node: Node, process: Process, reason: Term, cause: EventId): void {
  const bonds = process.bonds
  if (bonds === null) return
  const from = process.pid
  for (const link of bonds.links.values()) {
    if (link.unlinking !== null) continue
    const number = node.record('exit_sent', from, link.pid, forTrace(reason), cause)
    node.emit({ type: 'exit', from, to: link.pid, reason }, node.eventId(number))
  }
  for (const { ref, owner, as } of bonds.watchers.values()) {
    node.emit({ type: 'down', from: as, to: owner, ref, reason }, cause)
  }
  for (const { ref, target, node: where } of bonds.monitors.values()) {
    node.emitTo(where, { type: 'demonitor', from, to: target, ref }, cause)
  }
}

function applySend(node: Node, signal: Of<'send'>, cause: EventId | null): void {
  const to = typeof signal.to === 'string' ? node.names.get(signal.to) : node.processOf(signal.to)
  if (to === undefined || to === null) {
    node.record('dropped', signal.from, null, [signal.to, forTrace(signal.message)], cause)
    return
  }
  deliverMessage(node, to, signal.message, signal.from.id === 0 ? null : signal.from, cause)
}

function applyLink(node: Node, { from, to }: Of<'link'>): void {
  const process = node.processOf(to)
  if (process === null) {
    return node.emit({ type: 'exit', from: to, to: from, reason: 'noproc' }, null)
  }
  const links = node.bonds(process).links
  const known = links.get(pidKey(from))
  if (known !== undefined) return
  links.set(pidKey(from), { pid: from, unlinking: null })
  node.record('link', from, to, null)
}

function applyUnlink(node: Node, { from, to, id }: Of<'unlink'>): void {
  const process = node.processOf(to)
  if (process?.bonds?.links.delete(pidKey(from)) === true) node.record('unlink', from, to, null)
  node.emit({ type: 'unlink_ack', from: to, to: from, id }, null)
}

function applyUnlinkAck(node: Node, { from, to, id }: Of<'unlink_ack'>): void {
  const links = node.processOf(to)?.bonds?.links
  if (links?.get(pidKey(from))?.unlinking === id) links.delete(pidKey(from))
}

/** The exit-signal table (otp-semantics A7–A10). trap_exit is read on arrival. */
function applyExit(node: Node, signal: Of<'exit' | 'exit2'>, cause: EventId | null): void {
  const { from, to, reason } = signal
  const process = node.processOf(to)
  if (process === null) return
  if (signal.type === 'exit') {
    const link = process.bonds?.links.get(pidKey(from))
    const refused = link === undefined && reason !== 'noproc' && reason !== 'noconnection'
    if (refused || (link !== undefined && link.unlinking !== null)) return
    process.bonds?.links.delete(pidKey(from))
  }
  const number = (fate: string) =>
    node.eventId(node.record('exit_arrived', to, from, [forTrace(reason), fate], cause))
  if (signal.type === 'exit2' && reason === 'kill') {
    number('died')
    return endProcess(node, process, 'killed')
  }
  if (process.trapExit) {
    return deliverMessage(node, process, ['EXIT', from, copyTerm(reason)], from, number('trapped'))
  }
  if (reason === 'normal' && from !== to) {
    number('ignored')
    return
  }
  number('died')
  endProcess(node, process, reason)
}

function applyMonitor(node: Node, { from, to, ref }: Of<'monitor'>): void {
  const process = typeof to === 'string' ? (node.names.get(to) ?? null) : node.processOf(to)
  if (process === null) {
    return node.emit({ type: 'down', from: to, to: from, ref, reason: 'noproc' }, null)
  }
  node.bonds(process).watchers.set(refKey(ref), { ref, owner: from, as: to })
  node.record('monitor', from, process.pid, ref)
}

function applyDemonitor(node: Node, { from, to, ref }: Of<'demonitor'>): void {
  const process = typeof to === 'string' ? node.names.get(to) : node.processOf(to)
  if (process?.bonds?.watchers.delete(refKey(ref)) === true) {
    node.record('demonitor', from, process.pid, ref)
  }
}

function applyDown(node: Node, { from, to, ref, reason }: Of<'down'>, cause: EventId | null): void {
  const process = node.processOf(to)
  const known = process?.bonds?.monitors.get(refKey(ref))
  if (process === null || known === undefined) return
  process.bonds?.monitors.delete(refKey(ref))
  const target = typeof from === 'string' ? null : from
  const number = node.record('down', to, target, [ref, forTrace(reason)], cause)
  const object: Term = typeof from === 'string' ? [from, known.node] : from
  const message = ['DOWN', ref, 'process', object, copyTerm(reason)]
  deliverMessage(node, process, message, target, node.eventId(number))
}

function applySpawnRequest(node: Node, signal: Of<'spawn_request'>, cause: EventId | null): void {
  const { from, ref, start, link } = signal
  if (node.isFull) {
    const reason = 'system_limit'
    return node.emit({ type: 'spawn_reply', from: null, to: from, ref, reason }, null)
  }
  const child = node.create(start, from, cause)
  if (link) {
    node.bonds(child).links.set(pidKey(from), { pid: from, unlinking: null })
    node.record('link', from, child.pid, null)
  }
  const reply: Signal = {
    type: 'spawn_reply',
    from: child.pid,
    to: from,
    ref,
    reason: link ? 'link' : null,
  }
  node.emit(reply, null)
}

/** The answer to a remote spawn: `['spawn_reply', ref, 'ok', pid]` or `[…, 'error', reason]`. */
function applySpawnReply(node: Node, signal: Of<'spawn_reply'>, cause: EventId | null): void {
  const wait = node.spawning.get(refKey(signal.ref))
  if (wait === undefined || !equalTerms(wait.ref, signal.ref)) {
    // Its starter is dead: the child, linked to nobody, must not live on.
    if (signal.from === null) return
    return node.emit({ type: 'exit', from: signal.to, to: signal.from, reason: 'noproc' }, cause)
  }
  node.spawning.delete(refKey(signal.ref))
  const { from, reason } = signal
  if (from === null) {
    return deliverMessage(
      node,
      wait.owner,
      ['spawn_reply', signal.ref, 'error', reason],
      null,
      cause,
    )
  }
  if (reason === 'link')
    node.bonds(wait.owner).links.set(pidKey(from), { pid: from, unlinking: null })
  deliverMessage(node, wait.owner, ['spawn_reply', signal.ref, 'ok', from], from, cause)
}
