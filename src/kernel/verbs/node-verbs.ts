/**
 * Verbs about nodes and connections (Erlang: connect_node, disconnect_node, halt, monitor_nodes,
 * monitor_node, group_leader).
 */

import { leaderOf, setLeader } from '../net/group-leader.ts'
import { connect, disconnect, sendLeader } from '../net/net-kernel.ts'
import type { NewsOptions } from '../net/node-news.ts'
import { here } from '../process/current.ts'
import { markMailbox } from '../process/mailbox.ts'
import { bondsOf, receiveSince, type Waits } from '../process/process.ts'
import { copyTerm } from '../terms/copy.ts'
import { badarg, Doomed } from '../terms/exit.ts'
import { closed, type Pid } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import { forTrace } from '../trace/trace-term.ts'
import { givesPid, isReply } from './address.ts'

/**
 * Connects with a node from which this one has parted; whether they are connected then. Use does so
 * by itself: a message, a link, a monitor, an exit signal, a spawn.
 */
export function* connectNode(name: string): Waits<boolean> {
  const process = here()
  const { node } = process
  requireName(name, 'connectNode')
  if (name === node.name || node.peers.has(name)) return true
  const ref = node.newRef()
  bondsOf(process)
  markMailbox(process, ref)
  if (!connect(node, name, { owner: process, ref })) return false
  const isAnswer = (m: Term) => isReply(m, 'connect_reply', ref)
  const answer = (yield receiveSince(ref, isAnswer)) as readonly Term[]
  return answer[2] === true
}

/**
 * Parts from a node, for both sides: links and monitors break with `noconnection`. Whether it was
 * connected. The next use connects again.
 */
export function disconnectNode(name: string): boolean {
  requireName(name, 'disconnectNode')
  return disconnect(here().node, name)
}

/** Ends this node, at once: nothing on it runs any more, and nothing of it is tidied up. */
export function halt(status: unknown = 0): never {
  const process = here()
  const { node } = process
  const reason = copyTerm(status, 'status')
  node.record('note', process.pid, null, ['halt', forTrace(reason)])
  node.watchFor({ level: 'nothing' })
  node.halted = { reason }
  // Nobody hears of this end.
  process.status = 'dead'
  throw new Doomed('exit', reason)
}

/** What a program wants to be told of nodes besides their names; the words are Erlang's. */
export interface NodeNews {
  readonly connection_id?: boolean
  readonly nodedown_reason?: boolean
  readonly node_type?: 'visible' | 'hidden' | 'all'
}

export type NodeNewsList = readonly (string | readonly [key: 'node_type', type: string])[]

/**
 * `['nodeup', node]` and `['nodedown', node]` messages from now on, once more for each call; with
 * false none of those options any more. With options as an object or a list there is a third part
 * of the same shape: `['nodedown', node, { nodedown_reason: 'disconnect' }]`.
 */
export function monitorNodes(on: boolean, options: NodeNews | NodeNewsList = []): void {
  const process = here()
  if (typeof on !== 'boolean') badarg('monitorNodes', 'on', 'true or false')
  const read = readNews(options)
  // What ends with it is found by its bonds.
  bondsOf(process)
  process.node.news.monitorNodes(process, on, read)
}

/**
 * One `['nodedown', name]` for each call with true (Erlang: monitor_node/2); at once when it can't
 * be reached. With false the latest call is taken back.
 */
export function monitorNode(name: string, on: boolean): void {
  const process = here()
  const { node } = process
  requireName(name, 'monitorNode')
  if (typeof on !== 'boolean') badarg('monitorNode', 'on', 'true or false')
  bondsOf(process)
  const isThere = name === node.name || node.peers.has(name)
  node.news.monitorNode(process, name, on, isThere || (on && connect(node, name)))
}

/** The caller's group leader; with two pids `leader` becomes that of a process anywhere. */
export function groupLeader(): Pid
export function groupLeader(leader: Pid, pid: Pid): void
export function groupLeader(leader?: Pid, pid?: Pid): Pid | undefined {
  const process = here()
  const { node } = process
  if (leader === undefined && pid === undefined) return closed(leaderOf(process))
  if (!givesPid(leader)) badarg('groupLeader', 'leader', 'a pid')
  if (!givesPid(pid)) badarg('groupLeader', 'pid', 'a pid')
  const other = node.processOf(pid)
  if (other !== null) setLeader(other, closed(leader))
  else if (pid.node !== node.name) sendLeader(node, pid, closed(leader))
  else badarg('groupLeader', 'pid', 'of a living process')
  return undefined
}

function readNews(options: NodeNews | NodeNewsList): NewsOptions {
  if (typeof options !== 'object' || options === null) refuseNews()
  const isList = Array.isArray(options)
  const given: NodeNews = isList ? Object.fromEntries(options.map(readPair)) : (options as NodeNews)
  for (const [key, value] of Object.entries(given)) {
    const isKnown = Object.hasOwn(newsValues, key)
    if (!isKnown || !newsValues[key as keyof NodeNews].includes(value)) refuseNews()
  }
  const as = !isList ? 'map' : options.length > 0 ? 'list' : 'nothing'
  return {
    connectionId: given.connection_id === true,
    nodedownReason: given.nodedown_reason === true,
    nodeType: given.node_type ?? null,
    as,
  }
}

function readPair(option: unknown): readonly [string, unknown] {
  if (option === 'connection_id' || option === 'nodedown_reason') return [option, true]
  if (Array.isArray(option) && option[0] === 'node_type') return ['node_type', option[1]]
  return refuseNews()
}

const newsValues: Readonly<Record<keyof NodeNews, readonly unknown[]>> = {
  connection_id: [true, false],
  nodedown_reason: [true, false],
  node_type: ['visible', 'hidden', 'all'],
}

function refuseNews(): never {
  const types = "node_type ('visible', 'hidden' or 'all')"
  return badarg('monitorNodes', 'options', `connection_id, nodedown_reason and ${types}`)
}

function requireName(name: unknown, verb: string): asserts name is string {
  if (typeof name !== 'string') badarg(verb, 'name', "a node's name")
}
