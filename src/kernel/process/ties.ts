/** Links and monitors as rows in the tables of the two processes they tie. */

import type { Node } from '../node.ts'
import type { Pid, Ref } from '../terms/names.ts'
import { bindMonitor, keyOfPid, keyOfRef, type Link, type Monitor, type Watcher } from './bonds.ts'
import { bondsOf, type Process } from './process.ts'

/** One side of a link; true when it is new. */
export function bind(node: Node, process: Process, other: Pid): boolean {
  const { links } = bondsOf(process)
  const key = keyOfPid(node, other)
  if (links.get(key) !== undefined) return false
  links.set(key, { pid: other, unlinking: null })
  node.record('link', other, process.pid, null)
  return true
}

export function linkOf(node: Node, process: Process, other: Pid): Link | undefined {
  return process.bonds === null ? undefined : process.bonds.links.get(keyOfPid(node, other))
}

export function unbind(node: Node, process: Process, other: Pid): boolean {
  return process.bonds?.links.delete(keyOfPid(node, other)) === true
}

/** Both sides of a monitor; here they hold the same record. */
export function startMonitor(node: Node, owner: Process, monitor: Monitor): void {
  const { ref, target: to, node: where } = monitor
  bindMonitor(node, bondsOf(owner), monitor)
  if (where === node.name) watch(node, monitor)
  else node.emitTo(where, { type: 'monitor', from: owner.pid, to, ref }, null)
}

/** Whether there was such a monitor; its target forgets it, too. */
export function dropMonitor(node: Node, owner: Process, ref: Ref): boolean {
  const { bonds } = owner
  if (bonds === null) return false
  const key = keyOfRef(node, ref)
  const known = bonds.monitors.get(key)
  if (known === undefined) return false
  bonds.monitors.delete(key)
  const { target, node: where, named } = known
  if (where === node.name) unwatch(node, owner.pid, named ?? target, ref)
  else node.emitTo(where, { type: 'demonitor', from: owner.pid, to: target, ref }, null)
  return true
}

/** A process here watches another one, or nobody. */
function watch(node: Node, watcher: Watcher): void {
  const { ref, owner, target } = watcher
  const process =
    typeof target === 'string' ? (node.names.get(target) ?? null) : node.processOf(target)
  if (process !== null) return watched(node, process, watcher)
  node.apply({ type: 'down', from: target, to: owner, ref, reason: 'noproc' }, null)
}

/** The target's side of a monitor. */
export function watched(node: Node, process: Process, watcher: Watcher): void {
  bondsOf(process).watchers.set(keyOfRef(node, watcher.ref), watcher)
  if (node.tracing) node.record('monitor', watcher.owner, process.pid, watcher.ref)
}

export function unwatch(node: Node, from: Pid, target: Pid | string, ref: Ref): void {
  const process =
    typeof target === 'string' ? (node.names.get(target) ?? null) : node.processOf(target)
  if (process === null || process.bonds === null) return
  if (process.bonds.watchers.delete(keyOfRef(node, ref)) && node.tracing) {
    node.record('demonitor', from, process.pid, ref)
  }
}
