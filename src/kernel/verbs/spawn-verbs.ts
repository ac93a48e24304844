/**
 * Verbs that start processes, here and on other nodes (Erlang: spawn, spawn_link, spawn_monitor).
 * A bond asked for with the start is there from the first moment. What starts is an exported
 * function by name, never a closure.
 */

import type { Start } from '../net/frame.ts'
import { tie } from '../net/spawn-signals.ts'
import { here } from '../process/current.ts'
import { markMailbox } from '../process/mailbox.ts'
import { receiveSince, type Waits } from '../process/process.ts'
import { startMonitor } from '../process/ties.ts'
import { badarg } from '../terms/exit.ts'
import { Pid, type Ref } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import { isReply } from './address.ts'
import { type Keys, readOptions } from './options.ts'
import { readStart, request, startHere } from './start.ts'

export interface SpawnOptions {
  readonly link?: boolean
}

/** Starts a process here that runs an exported function (Erlang: spawn/3). */
export function spawn(start: Start, options?: SpawnOptions): Pid {
  const { link = false } = readOptions('spawn', options, spawnKeys)
  return startHere(start, 'spawn', link).given
}

const spawnKeys: Keys<SpawnOptions> = { link: 'flag' }

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
  const as = { target: pid, node: node.name, named: null, ...isDown }
  startMonitor(node, process, { ref, owner: process.pid, ...as })
  markMailbox(process, ref)
  return [pid, ref]
}

/**
 * Starts a process on another node and answers its pid. When the node can't be reached the pid is
 * that of nobody, and a link to it gives an exit signal `noconnection` (otp-semantics B1).
 */
export function* spawnOn(nodeName: string, start: Start, options?: SpawnOptions): Waits<Pid> {
  requireNode(nodeName, 'spawnOn')
  const { link = false } = readOptions('spawnOn', options, spawnKeys)
  if (nodeName === here().node.name) return startHere(start, 'spawnOn', link).given
  const [pid] = yield* startThere(nodeName, readStart(start, 'spawnOn'), link === true)
  return pid
}

/** As spawnOn, monitored: a node that can't be reached gives a DOWN with `noconnection`. */
export function* spawnMonitorOn(nodeName: string, start: Start): Waits<readonly [Pid, Ref]> {
  requireNode(nodeName, 'spawnMonitorOn')
  if (nodeName === here().node.name) return spawnMonitor(start)
  return yield* startThere(nodeName, readStart(start, 'spawnMonitorOn'), false, true)
}

function requireNode(name: unknown, verb: string): void {
  if (typeof name !== 'string') badarg(verb, 'nodeName', "a node's name")
}

function* startThere(
  where: string,
  start: Start,
  link: boolean,
  monitor = false,
): Waits<readonly [Pid, Ref]> {
  const process = here()
  const { node, pid: from } = process
  const ref = request(where, start, link, { ...plainRequest, monitor: monitor ? isDown : null })
  const isAnswer = (m: Term) => isReply(m, 'spawn_reply', ref)
  const reply = (yield receiveSince(ref, isAnswer)) as readonly Term[]
  if (reply[2] === 'ok') return [reply[3] as Pid, ref]
  // Nobody: a pid of a life that never was.
  const pid = new Pid(where, 0, ref.id)
  const reason = reply[3] as Term
  if (link) node.apply({ type: 'exit2', from: pid, to: from, reason }, null)
  if (monitor) {
    tie(node, { owner: process, ref, monitor: isDown }, pid, false)
    node.apply({ type: 'down', from: pid, to: from, ref, reason }, null)
  }
  return [pid, ref]
}

const isDown = { tag: 'DOWN' } as const
const plainRequest = { reply: 'yes', tag: 'spawn_reply' } as const
