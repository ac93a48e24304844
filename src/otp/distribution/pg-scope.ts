/**
 * A pg scope: the process that keeps one node's view of the groups. Scopes find each other by
 * `discover`, answer with `sync` (all of their own members), and send `join` and `leave` from then
 * on. Nobody passes on what it heard from others, so the view isn't transitive.
 */
import {
  demonitor,
  equalTerms,
  error,
  monitor,
  monitorNodes,
  nodes,
  Pid,
  pidKey,
  Ref,
  refKey,
  sameRef,
  self,
  send,
  type Term,
} from '../../kernel/index.ts'
import { termKey } from '../gen/term-key.ts'
import * as genServer from '../gen-server/gen-server.ts'
import { grow, type Peer, type State, shrink, unwatch, watch, without } from './pg-groups.ts'

export function init([scope]: readonly [string]): Term {
  monitorNodes(true)
  for (const other of nodes()) send([scope, other], ['discover', self()])
  return ['ok', { scope, groups: {}, members: {}, peers: {}, watches: {} }]
}

export function handleCall(request: Term, from: Term, raw: Term): Term {
  const state = raw as unknown as State
  const [caller] = from as readonly [Pid]
  if (typeof request === 'string') return ['reply', answerWord(state, request, caller), raw]
  const [what, argument, pids] = request as readonly [string, Term, Pid[]]
  return ['reply', answer(state, caller, what, argument, pids), raw]
}

function answerWord(state: State, what: string, caller: Pid): Term {
  const groups = Object.values(state.groups)
  if (what === 'which_groups') return groups.map(({ name }) => name)
  if (what === 'which_local_groups')
    return groups.filter(({ local }) => local.length > 0).map(({ name }) => name)
  if (what === 'monitor')
    return [watch(state, caller, []), groups.map(({ name, all }) => [name, all])]
  return error('badarg')
}

function answer(state: State, caller: Pid, what: string, name: Term, pids: readonly Pid[]): Term {
  const group = state.groups[termKey(name)]
  switch (what) {
    case 'join_local':
      return joinLocal(state, name, pids)
    case 'leave_local':
      return leaveLocal(state, name, pids)
    case 'get_members':
      return group?.all ?? []
    case 'get_local_members':
      return group?.local ?? []
    case 'monitor':
      return [watch(state, caller, [name]), group?.all ?? []]
    case 'demonitor':
      return name instanceof Ref && unwatch(state, name)
    default:
      return error('badarg')
  }
}

export function handleCast(message: Term, raw: Term): Term {
  const [what, peer, groups] = message as unknown as readonly [string, Pid, [Term, Pid[]][]]
  if (what === 'sync') sync(raw as unknown as State, peer, groups)
  return ['noreply', raw]
}

export function handleInfo(message: Term, raw: Term): Term {
  const state = raw as unknown as State
  const [what, who, a, b] = Array.isArray(message) ? (message as readonly Term[]) : []
  if (what === 'nodeup') send([state.scope, who as string], ['discover', self()])
  if (what === 'DOWN') gone(state, who as Ref, b as Pid)
  if (!(who instanceof Pid)) return ['noreply', raw]
  if (what === 'discover') meet(state, who)
  const peer = state.peers[pidKey(who)]
  // What a peer still says after its node was lost is no news of anybody.
  if (peer === undefined) return ['noreply', raw]
  if (what === 'join') joinRemote(state, peer, a as Term, b as unknown as Pid[])
  if (what === 'leave') {
    for (const group of b as readonly Term[]) leaveRemote(state, peer, group, a as unknown as Pid[])
  }
  return ['noreply', raw]
}

function joinLocal(state: State, group: Term, pids: readonly Pid[]): 'ok' {
  for (const pid of pids) {
    const known = state.members[pidKey(pid)] ?? { pid, ref: monitor(pid), groups: [] }
    state.members[pidKey(pid)] = { ...known, groups: [group, ...known.groups] }
  }
  grow(state, group, pids, pids)
  tellPeers(state, ['join', self(), group, pids])
  return 'ok'
}

function leaveLocal(state: State, group: Term, pids: readonly Pid[]): 'ok' | 'not_joined' {
  const left = pids.filter((pid) => leaveOne(state, group, pid))
  if (left.length === 0) return 'not_joined'
  shrink(state, group, left, left)
  tellPeers(state, ['leave', self(), left, [group]])
  return 'ok'
}

/** Whether it was in the group. */
function leaveOne(state: State, group: Term, pid: Pid): boolean {
  const known = state.members[pidKey(pid)]
  const at = known?.groups.findIndex((each) => equalTerms(each, group)) ?? -1
  if (known === undefined || at < 0) return false
  const groups = known.groups.toSpliced(at, 1)
  if (groups.length > 0) state.members[pidKey(pid)] = { ...known, groups }
  else {
    demonitor(known.ref, { flush: true })
    delete state.members[pidKey(pid)]
  }
  return true
}

/** Another scope of this name: it gets all members of this node, and is asked for its own. */
function meet(state: State, pid: Pid): void {
  const groups = Object.values(state.groups).filter(({ local }) => local.length > 0)
  genServer.cast(pid, ['sync', self(), groups.map(({ name, local }) => [name, local])])
  if (state.peers[pidKey(pid)] !== undefined) return
  state.peers[pidKey(pid)] = { pid, ref: monitor(pid), groups: {} }
  send(pid, ['discover', self()])
}

/** All that a peer has, instead of what was known of it. */
function sync(state: State, pid: Pid, groups: readonly [Term, Pid[]][]): void {
  const peer = state.peers[pidKey(pid)] ?? { pid, ref: monitor(pid), groups: {} }
  state.peers[pidKey(pid)] = peer
  const now = new Map(groups.map(([name, pids]) => [termKey(name), pids]))
  for (const [key, [name, before]] of Object.entries(peer.groups)) {
    const lost = without(before, now.get(key) ?? [])
    if (lost.length > 0) leaveRemote(state, peer, name, lost)
  }
  for (const [name, pids] of groups) {
    const fresh = without(pids, peer.groups[termKey(name)]?.[1] ?? [])
    if (fresh.length > 0) joinRemote(state, peer, name, fresh)
  }
}

function joinRemote(state: State, peer: Peer, group: Term, pids: readonly Pid[]): void {
  const key = termKey(group)
  peer.groups[key] = [group, [...pids, ...(peer.groups[key]?.[1] ?? [])]]
  grow(state, group, pids, [])
}

function leaveRemote(state: State, peer: Peer, group: Term, pids: readonly Pid[]): void {
  const key = termKey(group)
  const rest = without(peer.groups[key]?.[1] ?? [], pids)
  if (rest.length > 0) peer.groups[key] = [group, rest]
  else delete peer.groups[key]
  shrink(state, group, pids, [])
}

/** A member, a peer or a watcher ended, or its node was lost. */
function gone(state: State, ref: Ref, pid: Pid): void {
  delete state.watches[refKey(ref)]
  const key = pidKey(pid)
  const peer = state.peers[key]
  if (peer !== undefined && sameRef(peer.ref, ref)) {
    delete state.peers[key]
    for (const [name, pids] of Object.values(peer.groups)) shrink(state, name, pids, [])
  }
  const member = state.members[key]
  if (member === undefined || !sameRef(member.ref, ref)) return
  delete state.members[key]
  for (const group of member.groups) shrink(state, group, [pid], [pid])
  tellPeers(state, ['leave', self(), [pid], member.groups])
}

function tellPeers(state: State, message: Term): void {
  for (const peer of Object.values(state.peers)) send(peer.pid, message)
}
