/** What all verbs that start a process do: read the start, make a process here or ask for one. */
import { keyOfPid } from './bonds.ts'
import { copyTerm } from './copy.ts'
import { here, spend } from './current.ts'
import { badarg } from './exit.ts'
import type { Start } from './frame.ts'
import { inheritLeader, ownLeader } from './group-leader.ts'
import { markMailbox } from './mailbox.ts'
import { type Ref, refKey } from './names.ts'
import { bondsOf, type Process } from './process.ts'
import type { Spawning } from './spawn-signals.ts'
import type { Term } from './term.ts'

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
  node.spawning.set(refKey(ref), asked)
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
