/** Held processes (Erlang: suspend_process/1, counted for each one who suspends). */

import type { Node } from '../node.ts'
import { bondsOf, type Process } from './process.ts'

/** Holds a process until `by` resumed it as often; a person's hand (null) holds it or doesn't. */
export function suspend(node: Node, process: Process, by: Process | null): void {
  const bonds = bondsOf(process)
  if (bonds.suspenders === null) node.record('suspend', process.pid, null, null)
  bonds.suspenders ??= new Map()
  const times = by === null ? 0 : (bonds.suspenders.get(by) ?? 0)
  bonds.suspenders.set(by, times + 1)
  if (by === null) return
  const own = bondsOf(by)
  own.suspending ??= new Set()
  own.suspending.add(process)
}

/** A process ends: whom it suspended runs on, and who suspended it has one less to hold. */
export function letGo(node: Node, process: Process): void {
  const { suspending, suspenders } = bondsOf(process)
  for (const held of suspending ?? []) release(node, held, process)
  for (const holder of suspenders?.keys() ?? []) holder?.bonds?.suspending?.delete(process)
}

/** Whether `by` had suspended it. */
export function resume(node: Node, process: Process, by: Process | null): boolean {
  const suspenders = process.bonds?.suspenders
  const times = suspenders?.get(by)
  if (suspenders == null || times === undefined) return false
  if (times > 1) suspenders.set(by, times - 1)
  else {
    by?.bonds?.suspending?.delete(process)
    release(node, process, by)
  }
  return true
}

/** It runs on when nobody else holds it. */
function release(node: Node, process: Process, by: Process | null): void {
  const bonds = bondsOf(process)
  bonds.suspenders?.delete(by)
  if (bonds.suspenders?.size !== 0) return
  bonds.suspenders = null
  node.record('resume', process.pid, null, null)
  if (process.status === 'held') {
    process.status = 'runnable'
    node.queue.put(process)
  }
}
