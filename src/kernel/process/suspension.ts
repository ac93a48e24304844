/** Held processes (Erlang: suspend_process/1, counted for each one who suspends). */

import type { Node } from '../node.ts'
import { type Pid, pidKey } from '../terms/names.ts'
import { bondsOf, type Process } from './process.ts'

/** Holds a process until `by` resumed it as often; a person's hand holds it or doesn't. */
export function suspend(node: Node, process: Process, by: Pid): void {
  const bonds = bondsOf(process)
  if (bonds.suspenders === null) node.record('suspend', process.pid, null, null)
  bonds.suspenders ??= new Map()
  const times = by === node.console ? 0 : (bonds.suspenders.get(pidKey(by)) ?? 0)
  bonds.suspenders.set(pidKey(by), times + 1)
  const holder = node.processOf(by)
  if (holder === null) return
  const own = bondsOf(holder)
  own.suspending ??= new Set()
  own.suspending.add(process)
}

/** Who suspended others and ends lets them go. */
export function letGo(node: Node, holder: Process): void {
  for (const process of holder.bonds?.suspending ?? []) {
    const suspenders = process.bonds?.suspenders
    if (suspenders?.delete(pidKey(holder.pid)) === true && suspenders.size === 0) {
      runOn(node, process)
    }
  }
}

/** Whether `by` had suspended it. */
export function resume(node: Node, process: Process, by: Pid): boolean {
  const bonds = bondsOf(process)
  const times = bonds.suspenders?.get(pidKey(by))
  if (bonds.suspenders === null || times === undefined) return false
  if (times > 1) bonds.suspenders.set(pidKey(by), times - 1)
  else {
    bonds.suspenders.delete(pidKey(by))
    node.processOf(by)?.bonds?.suspending?.delete(process)
  }
  if (bonds.suspenders.size === 0) runOn(node, process)
  return true
}

function runOn(node: Node, process: Process): void {
  bondsOf(process).suspenders = null
  node.record('resume', process.pid, null, null)
  if (process.status === 'held') {
    process.status = 'runnable'
    node.queue.put(process)
  }
}
