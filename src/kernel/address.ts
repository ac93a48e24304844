/** Where something goes, and how an answer to it is known. */
import { here } from './current.ts'
import { badarg } from './exit.ts'
import { equalTerms, Pid, type Ref, type Term } from './term.ts'

/** Who a message or a monitor is for: a pid, a registered name here, or `[name, node]`. */
export type Destination = Pid | string | readonly [name: string, node: string]

/** Where something is sent: the pid or name, and the node. */
export function address(to: Destination, verb: string): readonly [Pid | string, string] {
  if (to instanceof Pid) return [to, to.node]
  if (typeof to === 'string') return [to, here().node.name]
  if (Array.isArray(to) && typeof to[0] === 'string' && typeof to[1] === 'string')
    return [to[0], to[1]]
  return badarg(verb, 'to', 'a pid, a registered name or [name, node]')
}

/** Whether a message is `[tag, ref, …]`. */
export function isReply(message: Term, tag: string, ref: Ref): boolean {
  return Array.isArray(message) && message[0] === tag && equalTerms(message[1] as Term, ref)
}
