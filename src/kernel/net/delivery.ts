/** Messages on their last step: into a mailbox, or nowhere. */

import { limits } from '../limits.ts'
import type { Node } from '../node.ts'
import { type Alias, aliasOf, dropAlias } from '../process/bonds.ts'
import { endProcess } from '../process/ending.ts'
import { Letter } from '../process/letter.ts'
import { putLetter, putMessage } from '../process/mailbox.ts'
import type { Process } from '../process/process.ts'
import { makeRunnable } from '../process/run-queue.ts'
import { dropMonitor } from '../process/ties.ts'
import { Pid, Ref } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import type { Cause } from '../trace/trace-log.ts'
import { forTrace } from '../trace/trace-term.ts'

/** Puts a message into a process's mailbox and makes the process runnable. */
export function deliver(
  node: Node,
  to: Process,
  message: Term,
  from: Pid | null,
  cause: Cause,
  shown?: Term,
): void {
  if (to.rest !== null && to.rest.length >= limits.mailbox) {
    return endProcess(node, to, ['system_limit', 'mailbox'])
  }
  if (node.tracing && node.traces('delivered', to, from)) {
    const seen = shown === undefined ? node.log.shown(message) : shown
    const number = node.log.write('delivered', to.pid, from, seen, cause)
    putLetter(to, new Letter(message, from, number, seen))
  } else {
    if (node.tracing) node.log.keepMessage('delivered', to.id, from, message)
    putMessage(to, message)
  }
  if (to.status === 'waiting') makeRunnable(node, to)
}

/** A message for nobody: counted, and told. */
export function drop(node: Node, from: Pid, to: Pid | string | Ref, message: Term, cause: Cause) {
  node.dropped++
  if (!node.tracing) return
  const whom = to instanceof Ref ? null : to
  node.record('dropped', from, null, [whom, forTrace(message)], cause)
}

/** Whose mailbox a message is for; an alias may end with its first message. */
export function receiverOf(node: Node, to: Pid | string | Ref): Process | null {
  if (typeof to === 'string') return node.names.get(to) ?? null
  if (to instanceof Pid) return node.processOf(to)
  const alias = aliasOf(node, to)
  if (alias === null) return null
  if (alias.mode === 'reply' || alias.mode === 'reply_demonitor') spendAlias(node, alias)
  return alias.owner
}

function spendAlias(node: Node, alias: Alias): void {
  dropAlias(alias)
  if (alias.mode === 'reply_demonitor') dropMonitor(node, alias.owner, alias.ref)
}
