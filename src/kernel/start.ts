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
  requireStart(start, verb)
  const child = node.create(start[0], start[1], copyArgs(start[2]), process.pid)
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

/** A start as Erlang's MFA: two names and a list, copied from whatever a program gave. */
export function readStart(start: unknown, verb: string): Start {
  requireStart(start, verb)
  return [start[0], start[1], copyArgs(start[2])]
}

const noArgs: readonly Term[] = Object.freeze([])

function copyArgs(args: readonly unknown[]): readonly Term[] {
  return args.length === 0 ? noArgs : (copyTerm(args, 'args') as Term[])
}

function requireStart(start: unknown, verb: string): asserts start is Start {
  if (!isStart(start)) badarg(verb, 'start', "['module', 'function', [arguments]]")
}

function isStart(start: unknown): start is Start {
  if (!Array.isArray(start)) return false
  return typeof start[0] === 'string' && typeof start[1] === 'string' && Array.isArray(start[2])
}
