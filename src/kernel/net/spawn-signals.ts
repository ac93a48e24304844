/**
 * The two signals of a remote spawn: the request, and what came of it (otp-semantics B1;
 * erlang:spawn_request/5).
 */

import type { Node } from '../node.ts'
import { bindMonitor, keyOfPid } from '../process/bonds.ts'
import { bondsOf, type Process } from '../process/process.ts'
import { bind, watched } from '../process/ties.ts'
import { type Pid, type Ref, sameRef } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import type { Cause } from '../trace/trace-log.ts'
import { deliver } from './delivery.ts'
import type { Signal } from './frame.ts'
import { adoptLeader } from './group-leader.ts'

/** A remote spawn that isn't answered yet. */
export interface Spawning {
  readonly owner: Process
  readonly node: string
  readonly ref: Ref
  /** What its monitor, if there is to be one, will say first. */
  readonly monitor: { readonly tag: Term } | null
  readonly reply: Replying
  /** First part of the answer. */
  readonly tag: Term
  /** Its owner doesn't want it any more. */
  abandoned: boolean
}

/** Which answers are to be told. */
export type Replying = 'yes' | 'no' | 'error_only' | 'success_only'

/** Its owner waits for the answer from now on. */
export function awaitReply(spawning: Spawning): void {
  const { owner, ref } = spawning
  const open = owner.node.spawning.get(owner) ?? new Map<number, Spawning>()
  owner.node.spawning.set(owner, open.set(ref.id, spawning))
}

/** What a process has asked for under that reference, if it isn't answered yet. */
export function awaited(owner: Process, ref: Ref): Spawning | null {
  const asked = owner.node.spawning.get(owner)?.get(ref.id)
  return asked !== undefined && sameRef(asked.ref, ref) ? asked : null
}

function answered({ owner, ref }: Spawning): void {
  const open = owner.node.spawning.get(owner)
  open?.delete(ref.id)
  if (open?.size === 0) owner.node.spawning.delete(owner)
}

type Of<T extends Signal['type']> = Extract<Signal, { type: T }>

export function applySpawnRequest(node: Node, signal: Of<'spawn_request'>, cause: Cause): void {
  const { from, ref, start, link, monitor, leader } = signal
  if (node.isFull) {
    const reason = 'system_limit'
    return node.emit({ type: 'spawn_reply', from: null, to: from, ref, reason }, null)
  }
  const child = node.create(...start, from, cause)
  adoptLeader(child, from, leader)
  if (link) bind(node, child, from)
  if (monitor) watched(node, child, { ref, owner: from, target: child.pid })
  const reason = link ? 'link' : null
  node.emit({ type: 'spawn_reply', from: child.pid, to: from, ref, reason }, null)
}

/** The answer to a remote spawn: `['spawn_reply', ref, 'ok', pid]` or `[…, 'error', reason]`. */
export function applySpawnReply(node: Node, signal: Of<'spawn_reply'>, cause: Cause): void {
  const { ref, from, to, reason } = signal
  const asker = node.processOf(to)
  const wait = asker === null ? null : awaited(asker, ref)
  if (wait !== null && from !== null && from.node !== wait.node) return
  const isLinked = from !== null && reason === 'link'
  if (wait === null) {
    // Its starter is dead: a child that was to be linked with it ends, too.
    if (isLinked) node.emit({ type: 'exit', from: to, to: from, reason: 'noproc' }, cause)
    return
  }
  answered(wait)
  const { owner, monitor, reply, tag, abandoned } = wait
  if (abandoned) {
    if (isLinked) node.emit({ type: 'exit', from: to, to: from, reason: 'abandoned' }, cause)
    else if (from !== null && monitor !== null) {
      node.emit({ type: 'demonitor', from: to, to: from, ref }, cause)
    }
  } else if (from === null) {
    if (reply === 'yes' || reply === 'error_only') {
      deliver(node, owner, [tag, ref, 'error', reason], null, cause)
    }
  } else {
    tie(node, wait, from, isLinked)
    if (reply === 'yes' || reply === 'success_only') {
      deliver(node, owner, [tag, ref, 'ok', from], from, cause)
    }
  }
}

/** The bonds that were asked for with the start, at its owner's side. */
export function tie(
  node: Node,
  { owner, ref, monitor }: Pick<Spawning, 'owner' | 'ref' | 'monitor'>,
  child: Pid,
  isLinked: boolean,
): void {
  const bonds = bondsOf(owner)
  if (isLinked) bonds.links.set(keyOfPid(node, child), { pid: child, unlinking: null })
  if (monitor === null) return
  const as = { target: child, node: child.node, tag: monitor.tag, named: null }
  bindMonitor(node, bonds, { ref, owner: owner.pid, ...as })
}
