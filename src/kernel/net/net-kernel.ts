/**
 * Connections that nodes end and begin themselves (Erlang: net_kernel, disconnect_node/1). A world
 * tells which nodes can be reached, and those are connected. Who parts from one reaches it no more
 * until one of the two connects again, by hand or by use (otp-semantics B6). For that the two nodes
 * say a few words to each other in frames like any other, so that no world has to know of it.
 */

import type { EventId } from '../environment.ts'
import { limits } from '../limits.ts'
import type { Node } from '../node.ts'
import type { Process } from '../process/process.ts'
import { Pid, type Ref } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import type { Timer } from '../timers.ts'
import type { Cause } from '../trace/trace-log.ts'
import { connectionLost, meetNobody } from './connection.ts'
import { deliver } from './delivery.ts'
import type { Frame, Signal } from './frame.ts'
import { setLeader } from './group-leader.ts'

/** A node that can be reached and isn't connected. */
export interface Parted {
  readonly creation: number
  /** Number of the attempt to connect again; 0 while nobody tries. */
  attempt: number
  /** Ends the attempt. */
  timer: Timer | null
  /** What is to be sent as soon as it is connected, in order. */
  waiting: { readonly signal: Signal; readonly cause: Cause }[]
  /** Who waits for the connection. */
  asking: { readonly owner: Process; readonly ref: Ref }[]
}

/** Whom a node's words to another node are for; they come from its process 0. */
const address = 'net_kernel'

type Word =
  | readonly ['disconnect']
  | readonly ['connect' | 'connected', attempt: number]
  | readonly ['group_leader', Pid, leader: Pid]

/** The world says that this life of a node can be reached: it is connected. */
export function nodeUp(node: Node, name: string, creation: number): void {
  rise(node, name, creation, null)
}

/** The world says that it can't be reached any more. */
export function nodeDown(node: Node, name: string, reason: Term): void {
  const parted = node.parted.get(name)
  if (parted === undefined) return lose(node, name, reason, null)
  node.parted.delete(name)
  giveUp(node, name, parted)
}

/** The subject of the timer that ends an attempt to connect. */
export interface Attempt {
  readonly node: Node
  readonly name: string
  readonly parted: Parted
}

/** It took too long. */
export function tireOf(subject: unknown): void {
  const { node, name, parted } = subject as Attempt
  giveUp(node, name, parted)
}

/** Nobody connects any more: who waited for it meets nobody. */
function giveUp(node: Node, name: string, parted: Parted): void {
  const { waiting, asking } = settle(node, parted)
  node.news.lost(name)
  for (const { signal } of waiting) meetNobody(node, signal)
  answer(node, asking, false)
}

/** Ends the attempt; answers who waited for it. */
function settle(node: Node, parted: Parted): Pick<Parted, 'waiting' | 'asking'> {
  const { waiting, asking, timer } = parted
  if (timer !== null) node.timers.cancel(timer)
  Object.assign(parted, nobodyTries())
  return { waiting, asking }
}

/** The node that it isn't connected with, if it can be reached at all. */
function partedFrom(node: Node, name: string): Parted | undefined {
  const known = node.parted.get(name)
  if (known !== undefined) return known
  const creation = node.environment.transport.lifeOf?.(name)
  if (creation === undefined) return undefined
  const parted = { creation, ...nobodyTries() }
  node.parted.set(name, parted)
  return parted
}

function nobodyTries(): Omit<Parted, 'creation'> {
  return { attempt: 0, timer: null, waiting: [], asking: [] }
}

/** Ends the connection with a node, for both sides; whether there was one. */
export function disconnect(node: Node, name: string): boolean {
  if (!node.peers.has(name)) return false
  const cause = part(node, name, 'disconnect', null)
  tell(node, name, ['disconnect'], cause)
  return true
}

/**
 * Begins to connect with a node again; false when it can't be reached. `asking` will receive
 * `['connect_reply', ref, whether it is connected]`.
 */
export function connect(node: Node, name: string, asking?: Parted['asking'][number]): boolean {
  const parted = partedFrom(node, name)
  if (parted === undefined) return false
  if (asking !== undefined) parted.asking.push(asking)
  if (parted.attempt === 0) {
    const attempt: Attempt = { node, name, parted }
    parted.timer = node.startTimer(limits.connectMs, tireOf, attempt)
    parted.attempt = node.newRef().id
    tell(node, name, ['connect', parted.attempt], null)
  }
  return true
}

/** A signal for a node that isn't connected: most kinds connect it first. */
export function sendUnconnected(node: Node, name: string, signal: Signal, cause: Cause): void {
  const parted = partedFrom(node, name)
  if (parted === undefined) return meetNobody(node, signal)
  if (parted.attempt === 0 && !connecting.has(signal.type)) return
  parted.waiting.push({ signal, cause })
  connect(node, name)
}

const connecting: ReadonlySet<Signal['type']> = new Set<Signal['type']>([
  'send',
  'link',
  'monitor',
  'exit2',
  'spawn_request',
])

/** What came from another node: a word for this one, or a signal of a connection that stands. */
export function receiveFrame(node: Node, { from, signal, cause }: Frame): void {
  if (signal.type === 'send' && signal.to === address && signal.from.id === 0) {
    obey(node, from, signal.message, cause)
  } else if (node.parted.size === 0 || !node.parted.has(from)) node.apply(signal, cause)
}

/** group_leader/2 for a process of another node. */
export function sendLeader(node: Node, to: Pid, leader: Pid): void {
  node.emitTo(to.node, wordOf(node, ['group_leader', to, leader]), null)
}

/** Words that make no sense come from a node that is broken or hostile: nothing happens. */
function obey(node: Node, from: string, said: Term, cause: EventId | null): void {
  if (!Array.isArray(said)) return
  const word = said as unknown as Word
  switch (word[0]) {
    case 'disconnect':
      if (node.peers.has(from)) part(node, from, 'connection_closed', cause)
      return
    case 'connect': {
      const creation = node.peers.get(from) ?? partedFrom(node, from)?.creation
      if (creation === undefined || typeof word[1] !== 'number') return
      // Before anything that is to be sent over the new connection.
      tell(node, from, ['connected', word[1]], null)
      return rise(node, from, creation, cause)
    }
    case 'connected': {
      const parted = node.parted.get(from)
      if (parted === undefined) return
      // Too late: it believes in a connection that nobody wants any more.
      if (parted.attempt === 0) tell(node, from, ['disconnect'], cause)
      else if (parted.attempt === word[1]) rise(node, from, parted.creation, cause)
      return
    }
    case 'group_leader': {
      const process = word[1] instanceof Pid ? node.processOf(word[1]) : null
      if (process !== null && word[2] instanceof Pid) setLeader(process, word[2])
    }
  }
}

/** nodeup comes before any signal of the connection (otp-semantics B3). */
function rise(node: Node, name: string, creation: number, cause: EventId | null): void {
  const parted = node.parted.get(name)
  if (parted === undefined && node.peers.get(name) === creation) return
  node.parted.delete(name)
  node.peers.set(name, creation)
  node.record('nodeup', null, null, { node: name, creation }, cause)
  node.news.up(name)
  if (parted === undefined) return
  const { waiting, asking } = settle(node, parted)
  // Older than whatever is held back now.
  for (const { signal, cause } of waiting) node.emitTo(name, signal, cause, null)
  answer(node, asking, true)
}

function answer(node: Node, asking: Parted['asking'], isConnected: boolean): void {
  for (const { owner, ref } of asking) {
    if (owner.status === 'dead') continue
    deliver(node, owner, ['connect_reply', ref, isConnected], null, null)
  }
}

function part(node: Node, name: string, reason: Term, cause: EventId | null): EventId {
  const creation = node.peers.get(name) as number
  node.parted.set(name, { creation, ...nobodyTries() })
  lose(node, name, reason, cause)
  return node.log.eventId(node.log.count)
}

function lose(node: Node, name: string, reason: Term, cause: EventId | null): void {
  const creation = node.peers.get(name)
  if (creation === undefined) return
  node.peers.delete(name)
  const event = node.record('nodedown', null, null, { node: name, creation, reason }, cause)
  node.storage?.parted(name)
  connectionLost(node, name, event === 0 ? cause : node.log.eventId(event))
  node.news.down(name, reason)
}

/** Says a word to a node whether it is connected or not. */
function tell(node: Node, name: string, word: Word, cause: EventId | null): void {
  const { environment, log } = node
  const why = cause ?? log.eventId(log.count)
  const signal = wordOf(node, word)
  environment.transport.send({
    from: node.name,
    to: name,
    lamport: log.lamport,
    cause: why,
    signal,
  })
}

function wordOf(node: Node, word: Word): Signal {
  return { type: 'send', from: node.console, to: address, message: word }
}
