/** A program's timer while it runs: what it will say to whom (erlang:send_after/3, start_timer/3). */
import { deliver, drop } from '../net/delivery.ts'
import type { Node } from '../node.ts'
import { bondsOf, type Process } from '../process/process.ts'
import { copyRef, type Pid, type Ref } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import type { Timer } from '../timers.ts'

export interface Reminder {
  readonly node: Node
  readonly ref: Ref
  readonly to: Pid | string
  /** Whom it ends with: it is to that pid. One to a name is for whoever has it then. */
  readonly owner: Process | null
  readonly message: Term
  /** Whether it says `['timeout', ref, message]`. */
  readonly isNamed: boolean
  /** Event number of what its process was handling when it started it. */
  readonly cause: number
}

/** It can be cancelled from now on. */
export function keepReminder({ node, ref, owner }: Reminder, timer: Timer): void {
  node.running.set(ref.id, timer)
  if (owner === null) return
  const bonds = bondsOf(owner)
  bonds.timers ??= new Set()
  bonds.timers.add(ref.id)
}

/** Its time has come. */
export function remind(subject: unknown): void {
  const { node, ref, to, owner, message, isNamed, cause } = subject as Reminder
  node.running.delete(ref.id)
  owner?.bonds?.timers?.delete(ref.id)
  const said = isNamed ? ['timeout', copyRef(ref), message] : message
  const target = typeof to === 'string' ? node.names.get(to) : node.processOf(to)
  if (target !== undefined && target !== null) deliver(node, target, said, null, cause)
  else drop(node, node.console, to, said, cause)
}
