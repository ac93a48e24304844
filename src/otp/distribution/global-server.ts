/**
 * The name server of a node (Erlang: the gen_server in global.erl). It only keeps tables and never
 * waits: what takes several steps on several nodes is its registrar's work, or its clients'. Name
 * servers find each other by `hello` and `welcome`.
 */
import {
  error,
  exitTo,
  monitor,
  monitorNodes,
  node,
  nodes,
  Pid,
  type Ref,
  samePid,
  self,
  send,
  spawnLink,
  type Term,
} from '../../kernel/index.ts'
import { termKey } from '../gen/term-key.ts'
import * as genServer from '../gen-server/gen-server.ts'
import { heardOfLoss, hello, lost, meetAll, removeConnection } from './global-mesh.ts'
import { gone, lock, namesOf, type Op, perform, type State, unlock } from './global-table.ts'

export function init(prevents: Term): Term {
  monitorNodes(true)
  for (const other of nodes()) hello(other)
  const registrar = spawnLink(['global', 'registrar', [self()]])
  const state: State = {
    registrar,
    names: {},
    owners: {},
    locks: {},
    peers: {},
    waiting: [],
    version: 0,
    mesh: { prevents: prevents === true, losses: 0, heard: {}, removing: [] },
  }
  return ['ok', state as unknown as Term]
}

/** Questions of clients and of registrars. */
export function handleCall(request: Term, from: Term, raw: Term): Term {
  const state = raw as unknown as State
  const [what, argument] = requestOf(request)
  if (what === 'registrar') {
    send(state.registrar, ['registrar', from, argument])
    return ['noreply', raw]
  }
  if (what === 'sync') {
    state.waiting.push(from)
    answerSynced(state)
    return ['noreply', raw]
  }
  return ['reply', answer(state, requestOf(request), (from as readonly [Pid])[0]), raw]
}

function answer(state: State, [what, argument, nodes, more]: Request, caller: Pid): Term {
  switch (what) {
    case 'whereis':
      return state.names[termKey(argument)]?.pid ?? 'undefined'
    case 'names':
      return [state.version, Object.values(state.names).map((n) => [n.name, n.pid, n.resolve])]
    case 'try':
      return tryOut(state, argument as unknown as Op, nodes)
    case 'perform':
      return performAll(state, argument as unknown as Op[], nodes, more as unknown as Pid[])
    case 'agree':
      return state.version === more && agree(state, [argument as Pid])
    case 'set_lock':
      return lock(state, argument as readonly [Term, Term], caller)
    case 'del_lock':
      return unlock(state, argument as readonly [Term, Term], caller)
    case 'partition':
      return [self(), ...peersOf(state, true)]
    case 'unsynced':
      return peersOf(state, false).find((pid) => pid.node === argument) ?? 'undefined'
    default:
      return error('badarg')
  }
}

export function handleCast(_message: Term, state: Term): Term {
  return ['noreply', state]
}

export function handleInfo(message: Term, raw: Term): Term {
  const state = raw as unknown as State
  const [what, who, more, pid] = Array.isArray(message) ? (message as readonly Term[]) : []
  if (what === 'nodeup') hello(who as string)
  if (what === 'nodedown') lost(state, who as string)
  if (what === 'lost_connection') heardOfLoss(state, who as Term, more as Term)
  if (what === 'remove_connection') removeConnection(state, who as Term)
  if (what === 'hello' && who instanceof Pid) {
    meet(state, who)
    send(who, ['welcome', self()])
    meetAll(more as Term)
  }
  if (what === 'welcome' && who instanceof Pid && !isKnown(state, who)) meet(state, who)
  if (what === 'DOWN' && pid instanceof Pid) {
    gone(state, who as Ref, pid)
    answerSynced(state)
  }
  return ['noreply', raw]
}

export function terminate(_reason: Term, raw: Term): void {
  exitTo((raw as unknown as State).registrar, 'shutdown')
}

/** A name that is taken, or a process that has a name: no (it may get it by re_register). */
function tryOut(state: State, op: Op, nodes: readonly string[]): boolean {
  if (op[0] !== 'insert' || state.names[termKey(op[1])] !== undefined) return false
  if (namesOf(state, op[2]).length > 0) return false
  return performAll(state, [op], nodes, [])
}

/** Changes names as all of `nodes` do; the two of `united` have the same names then. */
function performAll(
  state: State,
  ops: readonly Op[],
  nodes: readonly string[],
  united: readonly Pid[],
): true {
  for (const op of ops) perform(state, op)
  // A peer that isn't told what this one is told doesn't have the same names any more.
  for (const pid of ops.length > 0 ? peersOf(state, true) : []) {
    if (!nodes.includes(pid.node)) meet(state, pid)
  }
  if (united.some((pid) => samePid(pid, self()))) agree(state, united)
  return true
}

/**
 * A name server that was heard of, perhaps again after it or its connection was lost: the two have
 * to be brought to the same names, which the node with the lesser name does.
 */
function meet(state: State, pid: Pid): void {
  const known = state.peers[pid.node]
  const ref = known !== undefined && samePid(known.pid, pid) ? known.ref : monitor(pid)
  state.peers[pid.node] = { pid, ref, synced: false }
  if (node() < pid.node) send(state.registrar, ['sync', pid.node])
  else if (known?.synced === true) hello(pid.node)
}

function isKnown(state: State, pid: Pid): boolean {
  const known = state.peers[pid.node]
  return known !== undefined && samePid(known.pid, pid)
}

/** These name servers have the same names now. */
function agree(state: State, united: readonly Pid[]): true {
  for (const pid of united) {
    const known = state.peers[pid.node]
    if (known !== undefined && samePid(known.pid, pid)) {
      state.peers[pid.node] = { ...known, synced: true }
    }
  }
  answerSynced(state)
  return true
}

function answerSynced(state: State): void {
  if (peersOf(state, false).length > 0) return
  for (const from of state.waiting.splice(0)) genServer.reply(from as genServer.From, 'ok')
}

function peersOf(state: State, synced: boolean): Pid[] {
  const peers = Object.values(state.peers).filter((peer) => peer.synced === synced)
  return peers.map(({ pid }) => pid)
}

type Request = readonly [what: string, argument: Term, nodes: readonly string[], more: Term]

function requestOf(request: Term): Request {
  const [what, argument = null, nodes = [], more = []] = Array.isArray(request)
    ? request
    : [request]
  return [what as string, argument, nodes as readonly string[], more]
}
