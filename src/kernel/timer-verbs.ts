/** Verbs about time: messages that come later (Erlang: send_after/3, start_timer/3). */
import { copyTerm } from './copy.ts'
import { here } from './current.ts'
import { deliver, drop } from './delivery.ts'
import { badarg } from './exit.ts'
import { copyRef, Pid, Ref } from './names.ts'
import type { Node } from './node.ts'
import { bondsOf, type Process } from './process.ts'
import type { Term } from './term.ts'

/** Sends `message` after that many milliseconds. A timer to a pid ends with that process. */
export function sendAfter(delayMs: number, to: Pid | string, message: unknown): Ref {
  const copy = copyTerm(message)
  return start('sendAfter', delayMs, to, () => copy)
}

/** As sendAfter, but what arrives is `['timeout', ref, message]`. */
export function startTimer(delayMs: number, to: Pid | string, message: unknown): Ref {
  const copy = copyTerm(message)
  return start('startTimer', delayMs, to, (ref) => ['timeout', copyRef(ref), copy])
}

/** Milliseconds that were left, or false when the timer had fired or never was. */
export function cancelTimer(ref: Ref): number | false {
  const { node } = here()
  if (!(ref instanceof Ref)) badarg('cancelTimer', 'ref', 'a reference')
  const timer = node.dropTimer(idOf(node, ref))
  return timer === null ? false : Math.max(0, timer.at - node.now())
}

/** Milliseconds that are left, or false as cancelTimer. */
export function readTimer(ref: Ref): number | false {
  const { node } = here()
  if (!(ref instanceof Ref)) badarg('readTimer', 'ref', 'a reference')
  const timer = node.running.get(idOf(node, ref))
  return timer === undefined ? false : Math.max(0, timer.at - node.now())
}

function start(verb: string, delayMs: number, to: Pid | string, says: (ref: Ref) => Term): Ref {
  const process = here()
  const { node } = process
  if (!(typeof delayMs === 'number' && delayMs >= 0 && delayMs < 2 ** 32)) {
    badarg(verb, 'delayMs', 'from 0 to 2^32 − 1')
  }
  if (!(to instanceof Pid) && typeof to !== 'string') badarg(verb, 'to', 'a pid or a name')
  if (to instanceof Pid && to.node !== node.name) badarg(verb, 'to', 'of this node')
  const ref = node.newRef()
  const { cause } = process
  const { id } = ref
  const owner = typeof to === 'string' ? null : node.processOf(to)
  // Nobody to remind: there is no timer (erlang:send_after/3 on a dead pid).
  if (owner === null && typeof to !== 'string') return ref
  const timer = node.startTimer(
    delayMs,
    () => {
      node.running.delete(id)
      owner?.bonds?.timers?.delete(id)
      const target = typeof to === 'string' ? node.names.get(to) : node.processOf(to)
      if (target !== undefined && target !== null) deliver(node, target, says(ref), null, cause)
      else drop(node, node.console, to, says(ref), cause)
    },
    owner,
  )
  node.running.set(id, timer)
  // A timer to a pid ends with that process; one to a name is for whoever has it then.
  if (owner !== null) timersOf(owner).add(id)
  return ref
}

function timersOf(process: Process): Set<number> {
  const bonds = bondsOf(process)
  bonds.timers ??= new Set()
  return bonds.timers
}

/** The number of a reference of this node; no timer has any other. */
function idOf(node: Node, ref: Ref): number {
  return ref.node === node.name && ref.creation === node.creation ? ref.id : 0
}
