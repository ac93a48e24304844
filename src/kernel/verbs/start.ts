/** What all verbs that start a process do: read the start, make a process here or ask for one. */

import type { Start } from '../net/frame.ts'
import { inheritLeader, ownLeader } from '../net/group-leader.ts'
import { awaitReply, type Spawning } from '../net/spawn-signals.ts'
import { keyOfPid } from '../process/bonds.ts'
import { here, spend } from '../process/current.ts'
import { markMailbox } from '../process/mailbox.ts'
import { bondsOf, type Process } from '../process/process.ts'
import { copyTerm } from '../terms/copy.ts'
import { badarg } from '../terms/exit.ts'
import type { Ref } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'

/** A process here, linked with the caller from the first moment if asked for. */
export function startHere(start: Start, verb: string, link: boolean): Process {
  const process = here()
  const { node } = process
  spend(1)
  const [module, func, args] = readStart(start, verb)
  const child = node.create(module, func, args, process.pid)
  inheritLeader(child, process)
  if (link) {
    bondsOf(process).links.set(child.pid.id, { pid: child.pid, unlinking: null })
    bondsOf(child).links.set(keyOfPid(node, process.pid), { pid: process.pid, unlinking: null })
    node.record('link', process.pid, child.pid, null)
  }
  return child
}

export type Wishes = Pick<Spawning, 'monitor' | 'reply' | 'tag'>

/** Asks another node; the reference is that of the answer, and of the monitor. */
export function request(where: string, start: Start, link: boolean, wishes: Wishes): Ref {
  const process = here()
  const { node, pid: from } = process
  spend(1)
  const ref = node.newRef()
  bondsOf(process)
  markMailbox(process, ref)
  const asked: Spawning = { owner: process, node: where, ref, ...wishes, abandoned: false }
  awaitReply(asked)
  const leader = ownLeader(process)
  const monitor = wishes.monitor !== null
  node.emitTo(where, { type: 'spawn_request', from, ref, start, link, monitor, leader }, null)
  return ref
}

const noArgs: readonly Term[] = Object.freeze([])

function copyArgs(args: readonly unknown[]): readonly Term[] {
  return args.length === 0 ? noArgs : (copyTerm(args, 'args') as Term[])
}

/**
 * A start as Erlang's MFA, copied from whatever a program gave, which is read once: it might tell
 * something else the second time.
 */
export function readStart(start: unknown, verb: string): Start {
  const given = Array.isArray(start) ? start : []
  const module: unknown = given[0]
  const func: unknown = given[1]
  const args: unknown = given[2]
  if (typeof module !== 'string' || typeof func !== 'string' || !Array.isArray(args)) {
    return badarg(verb, 'start', "['module', 'function', [arguments]]")
  }
  return [module, func, copyArgs(args)]
}
