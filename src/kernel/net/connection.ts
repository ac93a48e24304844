/** What processes meet when another node is gone, or was never there (otp-semantics B1, B2, B8). */

import type { EventId } from '../environment.ts'
import type { Node } from '../node.ts'
import { keyOfPid, keyOfRef } from '../process/bonds.ts'
import { drop } from './delivery.ts'
import type { Signal } from './frame.ts'

const reason = 'noconnection'

/**
 * All bonds with a node that is gone break with `noconnection` (otp-semantics B2), in the BEAM's
 * order: links, those who asked for that node's loss, monitors.
 */
export function connectionLost(node: Node, lost: string, cause: EventId | null): void {
  for (const process of node.processes.values()) {
    const { bonds } = process
    for (const link of bonds?.links.values() ?? []) {
      if (link.pid.node !== lost) continue
      // Unlinked, and the other side's word for it is lost: nothing comes of it.
      if (link.unlinking !== null) bonds?.links.delete(keyOfPid(node, link.pid))
      else node.apply({ type: 'exit', from: link.pid, to: process.pid, reason }, cause)
    }
  }
  node.news.lost(lost)
  for (const { bonds } of node.processes.values()) {
    for (const { ref, owner: to, target, node: where } of bonds?.monitors.values() ?? []) {
      if (where === lost) node.apply({ type: 'down', from: target, to, ref, reason }, cause)
    }
    for (const { ref, owner } of bonds?.watchers.values() ?? []) {
      if (owner.node === lost) bonds?.watchers.delete(keyOfRef(node, ref))
    }
  }
  const open = [...node.spawning.values()].flatMap((asked) => [...asked.values()])
  for (const { ref, owner, node: where } of open) {
    if (where !== lost) continue
    node.apply({ type: 'spawn_reply', from: null, to: owner.pid, ref, reason }, cause)
  }
}

/** What the sender meets when the receiver's node can't be reached. */
export function meetNobody(node: Node, signal: Signal): void {
  if (signal.type === 'link') {
    node.apply({ type: 'exit', from: signal.to, to: signal.from, reason }, null)
  } else if (signal.type === 'monitor') {
    const { ref, from, to } = signal
    node.apply({ type: 'down', from: to, to: from, ref, reason }, null)
  } else if (signal.type === 'spawn_request') {
    const { ref, from } = signal
    node.apply({ type: 'spawn_reply', from: null, to: from, ref, reason }, null)
  } else if (signal.type === 'send') drop(node, signal.from, signal.to, signal.message, null)
}
