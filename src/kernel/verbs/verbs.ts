/**
 * The verbs of a program: what Erlang offers as BIFs, for the process that is running. Wrong use is
 * `badarg` with the argument's name; what isn't a term is refused at the sender.
 */

import { callWith } from '../code.ts'
import { limits } from '../limits.ts'
import { deliver, drop, receiverOf } from '../net/delivery.ts'
import type { Start } from '../net/frame.ts'
import { aliasOf } from '../process/bonds.ts'
import { here, nodeHere, spend } from '../process/current.ts'
import { markMailbox } from '../process/mailbox.ts'
import {
  Become,
  bondsOf,
  type HandlerName,
  Hibernate,
  type Match,
  type Process,
  Receive,
  type Waits,
} from '../process/process.ts'
import { copyTerm } from '../terms/copy.ts'
import { badarg, exitReason, Raised } from '../terms/exit.ts'
import { aliasIn, homeOf, isName, Pid, Ref } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import type { Cause } from '../trace/trace-log.ts'
import { forTrace } from '../trace/trace-term.ts'
import { address, type Destination } from './address.ts'
import { readStart } from './start.ts'

export function self(): Pid {
  return here().pid
}

/** A reference that nobody else has (Erlang: make_ref/0). */
export function makeRef(): Ref {
  const process = here()
  const ref = process.node.newRef()
  bondsOf(process)
  markMailbox(process, ref)
  return ref
}

/** The name of this node. */
export function node(): string {
  return here().node.name
}

/** The names of the connected nodes. */
export function nodes(): string[] {
  return [...here().node.peers.keys()]
}

/** Milliseconds of this node's clock, never going back. */
export function now(): number {
  return here().node.now()
}

/** A whole number in 0 … below − 1, from the node's seeded source. */
export function random(below: number): number {
  if (!(below >= 1 && below <= 2 ** 32)) badarg('random', 'below', 'a number from 1 to 2^32')
  return Math.floor((here().node.environment.random.next() / 2 ** 32) * below)
}

/** To ! Message. A name that nobody has is `badarg`; a dead pid or a lost node is silence. */
export function send<T>(to: Destination, message: T): T {
  sendOwn(to, copyTerm(message))
  return message
}

/**
 * As send, for behaviours: the message was built for its receiver, of nothing that anybody keeps.
 */
export function sendOwn(to: Destination, copy: Term): void {
  try {
    sendTo(to, copy)
  } catch (thrown) {
    // Asking each time would cost every message a few nanoseconds.
    if (typeof to === 'object' && !Array.isArray(to) && !isName(to)) address(to, 'send')
    throw thrown
  }
}

function sendTo(to: Destination, copy: Term): void {
  const process = here()
  const { node } = process
  spend(1)
  if (to instanceof Pid) {
    const home = homeOf(to)
    if (home !== null && home.node === node && !node.tracing && node.storage === null) {
      if (home.status === 'dead') drop(node, process.pid, to, copy, null)
      else deliver(node, home, copy, null, null)
    } else sendSignal(process, to, to.node, copy)
  } else if (to instanceof Ref) sendToAlias(process, to, copy)
  else {
    const [name, where] = address(to, 'send')
    if (typeof to === 'string' && !node.names.has(to)) {
      badarg('send', 'to', `a registered name; nobody is called '${to}' on ${node.name}`)
    }
    sendSignal(process, name, where, copy)
  }
}

function sendToAlias(process: Process, to: Ref, copy: Term): void {
  const { node } = process
  const alias = aliasIn(to)
  const isElsewhere = alias === null || alias.owner.node !== node
  if (isElsewhere || node.tracing || node.storage !== null) {
    return sendSignal(process, to, to.node, copy)
  }
  const receiver = receiverOf(node, to)
  if (receiver === null) drop(node, process.pid, to, copy, null)
  else deliver(node, receiver, copy, null, null)
}

function sendSignal(process: Process, to: Pid | string | Ref, where: string, message: Term): void {
  const { storage } = process.node
  if (storage?.keepsMessage(process, to, where, message) !== true) {
    sendNow(process, to, where, message, null)
  }
}

/** Sends what needn't be held back any more. Its cause is the running process's when it's null. */
export function sendNow(
  process: Process,
  to: Pid | string | Ref,
  where: string,
  message: Term,
  cause: Cause,
): void {
  const { node } = process
  const pid = to instanceof Pid ? to : null
  const name = typeof to === 'string' ? to : null
  let sent = 0
  let shown: Term | undefined
  if (node.traces('sent', process, pid)) {
    shown = node.log.shown(message)
    const named = name !== null && where === node.name ? node.names.get(name) : undefined
    const known = to instanceof Ref ? aliasOf(node, to)?.owner : named
    const address = name === null || where === node.name ? name : [name, where]
    sent = node.log.write('sent', process.pid, pid ?? known?.pid ?? null, [address, shown], cause)
  }
  if (where !== node.name) {
    // Within a node the arrival tells of both.
    if (sent === 0 && node.tracing) node.log.keepMessage('sent', process.id, pid, message)
    return node.emitTo(where, { type: 'send', from: process.pid, to, message }, sent, null)
  }
  const receiver = receiverOf(node, to)
  if (receiver === null) drop(node, process.pid, to, message, sent)
  else deliver(node, receiver, message, process.pid, sent, shown)
}

/**
 * Waits for the oldest message that matches; undefined when `afterMs` passed first. A match is a
 * test, or a word: that atom, or a tuple that begins with it, which is found quicker.
 */
export function receive(match?: Match | string, afterMs?: number): Receive {
  if (match === undefined && afterMs === undefined) return anyMessage
  if (afterMs !== undefined && !(typeof afterMs === 'number' && afterMs >= 0)) {
    badarg('receive', 'afterMs', '0 or more')
  }
  const never = afterMs === undefined || afterMs === Number.POSITIVE_INFINITY
  return new Receive(match ?? null, never ? null : afterMs, null)
}

const anyMessage = Object.freeze(new Receive(null, null, null))

/** Lets others run. `yield* pause()` */
export function* pause(): Waits<void> {
  yield null
}

/** Puts a remark into the trace: what rings, rounds and trees on the screen are drawn from. */
export function note(kind: string, term: unknown): void {
  const process = here()
  const copy = forTrace(copyTerm(term, 'note'), limits.noteSize)
  if (typeof kind !== 'string' || kind === '__proto__') badarg('note', 'kind', 'a word')
  const bonds = bondsOf(process)
  bonds.notes ??= new Map()
  if (bonds.notes.size < limits.noteKinds || bonds.notes.has(kind)) bonds.notes.set(kind, copy)
  process.node.record('note', process.pid, null, [kind, copy])
}

/** Whether anybody is told what this process notes; if not, a report needn't be made. */
export function isHeard(): boolean {
  const process = here()
  return process.node.traces('note', process)
}

/** The process dictionary (Erlang: get/1, put/2); put answers the old value. */
export function get(key: string): Term | undefined {
  const value = here().bonds?.dictionary?.get(key)
  return value === undefined ? undefined : copyTerm(value, key)
}

export function put(key: string, value: unknown): Term | undefined {
  if (typeof key !== 'string' || key === '__proto__') badarg('put', 'key', 'a word')
  const bonds = bondsOf(here())
  bonds.dictionary ??= new Map()
  const before = bonds.dictionary.get(key)
  bonds.dictionary.set(key, copyTerm(value, key))
  return before
}

/** module:func(args) by name: the newest version (Erlang: apply/3, a qualified call). */
export function apply(module: string, func: string, args: readonly unknown[]): unknown {
  const run = nodeHere().code.resolve(module, func)
  if (run === null) throw new Raised('error', ['undef', [module, func, args.length]])
  return callWith(run, args)
}

export function isExported(module: string, func: string): boolean {
  return nodeHere().code.resolve(module, func) !== null
}

/** What a process function returns to live on as a handler `(state, message) → state`. */
export function become(handler: HandlerName, state: Term): Become {
  const module: unknown = handler?.[0]
  const func: unknown = handler?.[1]
  if (typeof module !== 'string' || typeof func !== 'string') {
    return badarg('become', 'handler', "['module', 'function']")
  }
  return new Become([module, func], state)
}

/**
 * Forgets everything but the mailbox and begins `start` at the next message; used as
 * `yield hibernate(…)`, after which nothing of the present code runs.
 */
export function hibernate(start: Start): Hibernate {
  return new Hibernate(readStart(start, 'hibernate'))
}

/** The exit reason that a process would end with if it let `thrown` pass. */
export function reasonOf(thrown: unknown): Term {
  return exitReason(thrown, here().node.code.locate)
}
