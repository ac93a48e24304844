/** The two signals of a remote spawn: the request, and what came of it (otp-semantics B1). */
import { keyOfPid, keyOfRef } from './bonds.ts'
import { deliver } from './delivery.ts'
import type { Signal } from './frame.ts'
import { type Ref, refKey, sameRef } from './names.ts'
import type { Node } from './node.ts'
import { bondsOf, type Process } from './process.ts'
import { bind } from './ties.ts'
import type { Cause } from './trace-log.ts'

/** A remote spawn that isn't answered yet. */
export interface Spawning {
  readonly owner: Process
  readonly node: string
  readonly ref: Ref
}

type Of<T extends Signal['type']> = Extract<Signal, { type: T }>

export function applySpawnRequest(node: Node, signal: Of<'spawn_request'>, cause: Cause): void {
  const { from, ref, start, link, monitor } = signal
  if (node.isFull) {
    const reason = 'system_limit'
    return node.emit({ type: 'spawn_reply', from: null, to: from, ref, reason }, null)
  }
  const child = node.create(...start, from, cause)
  if (link) bind(node, child, from)
  if (monitor) {
    bondsOf(child).watchers.set(keyOfRef(node, ref), { ref, owner: from, target: child.pid })
  }
  const reason = link ? 'link' : null
  node.emit({ type: 'spawn_reply', from: child.pid, to: from, ref, reason }, null)
}

/** The answer to a remote spawn: `['spawn_reply', ref, 'ok', pid]` or `[…, 'error', reason]`. */
export function applySpawnReply(node: Node, signal: Of<'spawn_reply'>, cause: Cause): void {
  const { ref, from, reason } = signal
  const wait = node.spawning.get(refKey(ref))
  if (wait === undefined || !sameRef(wait.ref, ref)) {
    // Its starter is dead: a child that was to be linked with it ends, too.
    if (from === null || reason !== 'link') return
    return node.emit({ type: 'exit2', from: signal.to, to: from, reason: 'noproc' }, cause)
  }
  node.spawning.delete(refKey(ref))
  const { owner } = wait
  if (from === null) {
    return deliver(node, owner, ['spawn_reply', ref, 'error', reason], null, cause)
  }
  if (reason === 'link') {
    bondsOf(owner).links.set(keyOfPid(node, from), { pid: from, unlinking: null })
  }
  const monitors = bondsOf(owner).monitors
  const monitor = monitors.get(keyOfRef(node, ref))
  if (monitor !== undefined) monitors.set(keyOfRef(node, ref), { ...monitor, target: from })
  deliver(node, owner, ['spawn_reply', ref, 'ok', from], from, cause)
}
