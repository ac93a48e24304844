/** Where something goes, and how an answer to it is known. */
import { here } from '../process/current.ts'
import { badarg } from '../terms/exit.ts'
import { isPid, isRef, type Pid, Ref, sameRef } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'

/** Who a monitor is for: a pid, a registered name here, or `[name, node]`. */
export type Target = Pid | string | readonly [name: string, node: string]

/** Who a message is for: as a target, or an alias. */
export type Destination = Target | Ref

/**
 * Whether what a program gave is a real pid: an heir of its prototype, or a proxy of one, tells
 * nothing of itself.
 */
export function givesPid(value: unknown): value is Pid {
  return typeof value === 'object' && value !== null && isPid(value)
}

export function givesRef(value: unknown): value is Ref {
  return typeof value === 'object' && value !== null && isRef(value)
}

/** Where something is sent: the pid or name, and the node. */
export function address(to: Target, verb: string): readonly [Pid | string, string] {
  if (givesPid(to)) return [to, to.node]
  if (typeof to === 'string') return [to, here().node.name]
  if (Array.isArray(to)) {
    // Read once: it might tell something else the second time.
    const name: unknown = to[0]
    const where: unknown = to[1]
    if (typeof name === 'string' && typeof where === 'string') return [name, where]
  }
  return badarg(verb, 'to', 'a pid, a registered name or [name, node]')
}

/** Whether a message is `[tag, ref, …]`. */
export function isReply(message: Term, tag: string, ref: Ref): boolean {
  if (!Array.isArray(message) || message[0] !== tag) return false
  return message[1] instanceof Ref && sameRef(message[1], ref)
}
