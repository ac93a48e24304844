/**
 * Verbs that start processes, here and on other nodes (Erlang: spawn, spawn_link, spawn_monitor).
 * A bond asked for with the start is there from the first moment. What starts is an exported
 * function by name, never a closure.
 */
import { isReply } from './address.ts'
import { bindMonitor, keyOfPid } from './bonds.ts'
import { copyTerm } from './copy.ts'
import { here, spend } from './current.ts'
import { badarg } from './exit.ts'
import type { Start } from './frame.ts'
import { markMailbox } from './mailbox.ts'
import { Pid, type Ref, refKey } from './names.ts'
import { bondsOf, type Process, receiveSince, type Waits } from './process.ts'
import type { Term } from './term.ts'

export interface SpawnOptions {
  readonly link?: boolean
}

/** Starts a process here that runs an exported function (Erlang: spawn/3). */
export function spawn(start: Start, options?: SpawnOptions): Pid {
  return startHere(start, 'spawn', options !== undefined && options.link === true).given
}

/** Starts a linked process here. */
export function spawnLink(start: Start): Pid {
  return startHere(start, 'spawnLink', true).given
}

/** Starts a monitored process here. */
export function spawnMonitor(start: Start): readonly [Pid, Ref] {
  const process = here()
  const { node } = process
  const { given: pid } = startHere(start, 'spawnMonitor', false)
  const ref = node.newRef()
  bindMonitor(node, bondsOf(process), {
    ref,
    owner: process.pid,
    target: pid,
    node: node.name,
    tag: 'DOWN',
    named: null,
  })
  markMailbox(process, ref)
  node.apply({ type: 'monitor', from: process.pid, to: pid, ref }, null)
  return [pid, ref]
}

/**
 * Starts a process on another node and answers its pid. When the node can't be reached the pid is
 * that of nobody, and a link to it gives an exit signal `noconnection` (otp-semantics B1).
 */
export function* spawnOn(nodeName: string, start: Start, options: SpawnOptions = {}): Waits<Pid> {
  if (nodeName === here().node.name) return spawn(start, options)
  const [pid] = yield* startThere(nodeName, readStart(start, 'spawnOn'), options.link === true)
  return pid
}

/** As spawnOn, monitored: a node that can't be reached gives a DOWN with `noconnection`. */
export function* spawnMonitorOn(nodeName: string, start: Start): Waits<readonly [Pid, Ref]> {
  if (nodeName === here().node.name) return spawnMonitor(start)
  return yield* startThere(nodeName, readStart(start, 'spawnMonitorOn'), false, true)
}

function startHere(start: Start, verb: string, link: boolean): Process {
  const process = here()
  const { node } = process
  spend(1)
  if (!isStart(start)) refuseStart(verb)
  const child = node.create(start[0], start[1], copyArgs(start[2]), process.pid)
  if (link) {
    bondsOf(process).links.set(child.pid.id, { pid: child.pid, unlinking: null })
    bondsOf(child).links.set(keyOfPid(node, process.pid), { pid: process.pid, unlinking: null })
    node.record('link', process.pid, child.pid, null)
  }
  return child
}

function* startThere(
  where: string,
  start: Start,
  link: boolean,
  monitor = false,
): Waits<readonly [Pid, Ref]> {
  const process = here()
  const { node, pid: from } = process
  const ref = node.newRef()
  node.spawning.set(refKey(ref), { owner: process, node: where, ref })
  const bonds = bondsOf(process)
  if (monitor) {
    const nobodyYet = { target: '', node: where, tag: 'DOWN', named: null }
    bindMonitor(node, bonds, { ref, owner: from, ...nobodyYet })
  }
  markMailbox(process, ref)
  node.emitTo(where, { type: 'spawn_request', from, ref, start, link, monitor }, null)
  const isAnswer = (m: Term) => isReply(m, 'spawn_reply', ref)
  const reply = (yield receiveSince(ref, isAnswer)) as readonly Term[]
  if (reply[2] === 'ok') return [reply[3] as Pid, ref]
  // Nobody: a pid of a life that never was.
  const pid = new Pid(where, 0, ref.id)
  const reason = reply[3] as Term
  if (link) node.apply({ type: 'exit2', from: pid, to: from, reason }, null)
  if (monitor) node.apply({ type: 'down', from: pid, to: from, ref, reason }, null)
  return [pid, ref]
}

/** A start as Erlang's MFA: two names and a list. */
export function readStart(start: unknown, verb: string): Start {
  if (!isStart(start)) refuseStart(verb)
  return [start[0], start[1], copyArgs(start[2])]
}

const noArgs: readonly Term[] = Object.freeze([])

function copyArgs(args: readonly unknown[]): readonly Term[] {
  return args.length === 0 ? noArgs : (copyTerm(args, 'args') as Term[])
}

function isStart(start: unknown): start is Start {
  if (!Array.isArray(start)) return false
  return typeof start[0] === 'string' && typeof start[1] === 'string' && Array.isArray(start[2])
}

function refuseStart(verb: string): never {
  return badarg(verb, 'start', "['module', 'function', [arguments]]")
}
