/**
 * What signals do when they arrive: messages, links, monitors, exits (Erlang: signals;
 * otp-semantics A3–A20 and B1–B2). Each rule is a few lines; none of them runs a program's code.
 */

import type { Node } from '../node.ts'
import { dropAliasOfMonitor, keyOfRef } from '../process/bonds.ts'
import { isRunning } from '../process/current.ts'
import { endProcess } from '../process/ending.ts'
import { bind, linkOf, unbind, unwatch, watched } from '../process/ties.ts'
import { copyReason } from '../terms/exit.ts'
import { samePid } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import type { Cause } from '../trace/trace-log.ts'
import { forTrace } from '../trace/trace-term.ts'
import { deliver, drop, receiverOf } from './delivery.ts'
import type { Signal } from './frame.ts'
import { applySpawnReply, applySpawnRequest } from './spawn-signals.ts'

type Of<T extends Signal['type']> = Extract<Signal, { type: T }>

export function applySignal(node: Node, signal: Signal, cause: Cause): void {
  switch (signal.type) {
    case 'send':
      return applySend(node, signal, cause)
    case 'link':
      return applyLink(node, signal, cause)
    case 'unlink':
      return applyUnlink(node, signal)
    case 'unlink_ack':
      return applyUnlinkAck(node, signal)
    case 'exit':
    case 'exit2':
      return applyExit(node, signal, cause)
    case 'monitor':
      return applyMonitor(node, signal, cause)
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

function applySend(node: Node, { from, to, message }: Of<'send'>, cause: Cause): void {
  const receiver = receiverOf(node, to)
  if (receiver === null) drop(node, from, to, message, cause)
  else deliver(node, receiver, message, from.id === 0 ? null : from, cause)
}

function applyLink(node: Node, { from, to }: Of<'link'>, cause: Cause): void {
  const process = node.processOf(to)
  if (process === null) {
    return node.emit({ type: 'exit', from: to, to: from, reason: 'noproc' }, cause)
  }
  bind(node, process, from)
}

function applyUnlink(node: Node, { from, to, id }: Of<'unlink'>): void {
  const process = node.processOf(to)
  if (process !== null && unbind(node, process, from)) node.record('unlink', from, to, null)
  node.emit({ type: 'unlink_ack', from: to, to: from, id }, null)
}

function applyUnlinkAck(node: Node, { from, to, id }: Of<'unlink_ack'>): void {
  const process = node.processOf(to)
  if (process !== null && linkOf(node, process, from)?.unlinking === id) unbind(node, process, from)
}

/** The exit-signal table (otp-semantics A7–A10). trap_exit is read on arrival. */
function applyExit(node: Node, signal: Of<'exit' | 'exit2'>, cause: Cause): void {
  const { from, to, reason } = signal
  const process = node.processOf(to)
  if (process === null) return
  if (isRunning(process) && !samePid(from, to)) return node.inbox.defer(signal, cause)
  if (signal.type === 'exit') {
    const link = linkOf(node, process, from)
    if (link === undefined || link.unlinking !== null) return
    unbind(node, process, from)
  }
  const arrived = (fate: string): Cause =>
    node.tracing ? node.record('exit_arrived', to, from, [forTrace(reason), fate], cause) : 0
  if (signal.type === 'exit2' && reason === 'kill') {
    arrived('died')
    return endProcess(node, process, 'killed')
  }
  if (process.trapExit) {
    const message = ['EXIT', from, copyReason(reason)]
    return deliver(node, process, message, from, arrived('trapped'))
  }
  if (reason === 'normal' && !samePid(from, to)) return void arrived('ignored')
  arrived('died')
  endProcess(node, process, reason)
}

function applyMonitor(node: Node, { from, to, ref }: Of<'monitor'>, cause: Cause): void {
  const process = typeof to === 'string' ? (node.names.get(to) ?? null) : node.processOf(to)
  if (process !== null) return watched(node, process, { ref, owner: from, target: to })
  node.emit({ type: 'down', from: to, to: from, ref, reason: 'noproc' }, cause)
}

function applyDemonitor(node: Node, { from, to, ref }: Of<'demonitor'>): void {
  unwatch(node, from, to, ref)
}

function applyDown(node: Node, signal: Of<'down'>, cause: Cause): void {
  const { from, to, ref, reason } = signal
  const process = node.processOf(to)
  const bonds = process?.bonds ?? null
  if (process === null || bonds === null) return
  if (isRunning(process)) return node.inbox.defer(signal, cause)
  const known = bonds.monitors.get(keyOfRef(node, ref))
  // Nobody tells of an end on another node than his own.
  if (known === undefined || (typeof from !== 'string' && from.node !== known.node)) return
  bonds.monitors.delete(keyOfRef(node, ref))
  dropAliasOfMonitor(node, ref)
  const target = typeof from === 'string' ? null : from
  const object: Term = typeof from === 'string' ? [from, known.node] : from
  const told = node.tracing ? node.record('down', to, target, [ref, forTrace(reason)], cause) : 0
  deliver(node, process, [known.tag, ref, 'process', object, copyReason(reason)], target, told)
}
