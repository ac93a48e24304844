/**
 * The verbs of a program: what Erlang offers as BIFs, for the process that is running. Wrong use is
 * `badarg` with the argument's name; what isn't a term is refused at the sender.
 */
import { address, type Destination, isReply } from './address.ts'
import { here } from './current.ts'
import { badarg, exitReason, Raised } from './exit.ts'
import type { Start } from './frame.ts'
import { limits } from './limits.ts'
import { Become, type HandlerName, Receive, type Waits } from './process.ts'
import { copyTerm, type Pid, pidKey, refKey, type Term } from './term.ts'
import { forTrace } from './trace-term.ts'

export interface SpawnOptions {
  readonly link?: boolean
}

export function self(): Pid {
  return here().process.pid
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
export function send(to: Destination, message: unknown): Term {
  const { node, process } = here()
  const copy = copyTerm(message)
  const [target, where] = address(to, 'send')
  if (
    typeof target === 'string' &&
    where === node.name &&
    !node.names.has(target) &&
    typeof to === 'string'
  ) {
    badarg('send', 'to', `a registered name; nobody is called '${target}' on ${node.name}`)
  }
  const named = where === node.name ? node.names.get(target as string)?.pid : undefined
  const other = typeof target === 'string' ? (named ?? null) : target
  const name = typeof target === 'string' ? target : null
  const number = node.record('sent', process.pid, other, [name, forTrace(copy)])
  node.emitTo(
    where,
    { type: 'send', from: process.pid, to: target, message: copy },
    node.eventId(number),
  )
  return copy
}

/** Waits for the oldest message that matches; undefined when `afterMs` passed first. */
export function receive(match?: (message: Term) => boolean, afterMs?: number): Receive {
  const never = afterMs === undefined || afterMs === Number.POSITIVE_INFINITY
  return new Receive(match ?? null, never ? null : afterMs)
}

/** A start as Erlang's MFA: two names and a list. */
function readStart(start: unknown, verb: string): Start {
  const [module, func, args] = Array.isArray(start) ? start : []
  if (typeof module !== 'string' || typeof func !== 'string' || !Array.isArray(args)) {
    badarg(verb, 'start', "['module', 'function', [arguments]]")
  }
  return [module, func, copyTerm([...args], 'args') as Term[]]
}

/** Lets others run. `yield* pause()` */
export function* pause(): Waits<void> {
  yield null
}

/**
 * Starts a process here that runs an exported function (Erlang: spawn/3). Never takes a closure.
 */
export function spawn(start: Start, options: SpawnOptions = {}): Pid {
  const { node, process } = here()
  const child = node.create(readStart(start, 'spawn'), process.pid)
  if (options.link === true) {
    // One step with the spawn: there is no moment at which the child is alone.
    node.bonds(process).links.set(pidKey(child.pid), { pid: child.pid, unlinking: null })
    node.bonds(child).links.set(pidKey(process.pid), { pid: process.pid, unlinking: null })
    node.record('link', process.pid, child.pid, null)
  }
  return child.pid
}

/**
 * Starts a linked process on another node. @throws exit reason `noconnection` when it isn't there.
 */
export function* spawnOn(nodeName: string, start: Start): Waits<Pid> {
  const { node, process } = here()
  if (nodeName === node.name) return spawn(start, { link: true })
  const ref = node.newRef()
  const copy = readStart(start, 'spawnOn')
  node.spawning.set(refKey(ref), { owner: process, node: nodeName, ref })
  node.emitTo(
    nodeName,
    { type: 'spawn_request', from: process.pid, ref, start: copy, link: true },
    null,
  )
  const reply = (yield* receive((m) => isReply(m, 'spawn_reply', ref))) as readonly Term[]
  if (reply[2] === 'ok') return reply[3] as Pid
  throw new Raised('exit', reply[3] as Term)
}

/** Puts a remark into the trace: what rings, rounds and trees on the screen are drawn from. */
export function note(kind: string, term: unknown): void {
  const { node, process } = here()
  const copy = forTrace(copyTerm(term, 'note'))
  if (typeof kind !== 'string') badarg('note', 'kind', 'a word')
  const { notes } = node.bonds(process)
  if (notes.size < limits.noteKinds || notes.has(kind)) notes.set(kind, copy)
  node.record('note', process.pid, null, [kind, copy])
}

/** The process dictionary (Erlang: get/1, put/2); put answers the old value. */
export function get(key: string): Term | undefined {
  return here().process.bonds?.dictionary.get(key)
}

export function put(key: string, value: unknown): Term | undefined {
  const { node, process } = here()
  const dictionary = node.bonds(process).dictionary
  const before = dictionary.get(key)
  dictionary.set(key, copyTerm(value, key))
  return before
}

/** module:func(args) by name: the newest version (Erlang: apply/3, a qualified call). */
export function apply(module: string, func: string, args: readonly unknown[]): unknown {
  const run = here().node.code.resolve(module, func)
  if (run === null) throw new Raised('error', ['undef', [module, func, args.length]])
  return run(...args)
}

export function isExported(module: string, func: string): boolean {
  return here().node.code.resolve(module, func) !== null
}

/** What a process function returns to live on as a handler `(state, message) → state`. */
export function become(handler: HandlerName, state: Term): Become {
  return new Become(handler, state)
}

/** The exit reason that a process would end with if it let `thrown` pass. */
export function reasonOf(thrown: unknown): Term {
  return exitReason(thrown, here().node.code.locate)
}
