/**
 * What one node's name server knows: the cluster's names, the locks set here, and the name servers
 * of other nodes. All nodes of a partition hold the same names.
 */
import {
  demonitor,
  monitor,
  type Pid,
  pidKey,
  type Ref,
  samePid,
  sameRef,
  type Term,
} from '../../kernel/index.ts'
import { termKey } from '../gen/term-key.ts'

/** The name server's name on every node. */
export const serverName = 'global_name_server'

/** Who decides when two processes have one name: a function of `global`, or one's own. */
export type Resolve =
  | 'random_exit_name'
  | 'random_notify_name'
  | 'notify_all_name'
  | readonly [module: string, func: string]

export interface Registration {
  readonly name: Term
  readonly pid: Pid
  readonly resolve: Resolve
}

/** Who asks again with the same requester shares the lock. */
export type LockId = readonly [resource: Term, requester: Term]

export interface Lock {
  readonly resource: Term
  readonly requester: Term
  readonly holders: readonly { readonly pid: Pid; readonly ref: Ref }[]
}

/** Another node's name server; `synced` when it has the same names as this one. */
export interface Peer {
  readonly pid: Pid
  readonly ref: Ref
  readonly synced: boolean
}

/** Tables by termKey, pidKey or a node's name, changed in place. */
export interface State {
  readonly registrar: Pid
  readonly names: Record<string, Registration & { readonly ref: Ref }>
  /** Keys of names, by the pid that has them. */
  readonly owners: Record<string, readonly string[]>
  readonly locks: Record<string, Lock>
  readonly peers: Record<string, Peer>
  /** Calls of `sync` that wait for peers to be synced. */
  readonly waiting: Term[]
  /** Counts the changes of `names`. */
  version: number
  readonly mesh: Mesh
}

/** What a name server does for whole partitions, see global-mesh.ts. */
export interface Mesh {
  readonly prevents: boolean
  /** Connections that this node has lost and told of. */
  losses: number
  /** The newest loss that was heard of, by who lost whom: the loser's creation and its count. */
  readonly heard: Record<string, readonly [creation: number, losses: number]>
  /** Nodes from which name servers part on purpose. */
  removing: readonly string[]
}

/** A change of names, the same on all nodes of a partition. */
export type Op = readonly ['insert', Term, Pid, Resolve] | readonly ['delete', Term]

export function perform(state: State, op: Op): void {
  const key = termKey(op[1])
  if (op[0] === 'delete') return remove(state, key)
  const [, name, pid, resolve] = op
  remove(state, key)
  state.names[key] = { name, pid, resolve, ref: monitor(pid) }
  state.owners[pidKey(pid)] = [...namesOf(state, pid), key]
  state.version++
}

export function namesOf(state: State, pid: Pid): readonly string[] {
  return state.owners[pidKey(pid)] ?? []
}

function remove(state: State, key: string): void {
  const known = state.names[key]
  if (known === undefined) return
  demonitor(known.ref, { flush: true })
  forget(state, key, known.pid)
}

function forget(state: State, key: string, pid: Pid): void {
  delete state.names[key]
  state.version++
  const rest = namesOf(state, pid).filter((each) => each !== key)
  if (rest.length > 0) state.owners[pidKey(pid)] = rest
  else delete state.owners[pidKey(pid)]
}

/** A process ended, or its node was lost: it has no names and no locks here. */
export function gone(state: State, ref: Ref, pid: Pid): void {
  for (const key of namesOf(state, pid)) {
    const known = state.names[key]
    if (known !== undefined && sameRef(known.ref, ref)) forget(state, key, pid)
  }
  for (const [key, lock] of Object.entries(state.locks)) {
    keep(state, key, { ...lock, holders: lock.holders.filter((h) => !sameRef(h.ref, ref)) })
  }
  const peer = state.peers[pid.node]
  if (peer !== undefined && sameRef(peer.ref, ref)) delete state.peers[pid.node]
}

/** Sets a lock here, if nobody else has it. */
export function lock(state: State, [resource, requester]: LockId, pid: Pid): boolean {
  const key = termKey(resource)
  const known = state.locks[key]
  if (known !== undefined && termKey(known.requester) !== termKey(requester)) return false
  const holders = known?.holders ?? []
  if (holders.some((holder) => samePid(holder.pid, pid))) return true
  state.locks[key] = { resource, requester, holders: [...holders, { pid, ref: monitor(pid) }] }
  return true
}

/** Takes one holder's lock back; true, also when there was none. */
export function unlock(state: State, [resource, requester]: LockId, pid: Pid): true {
  const key = termKey(resource)
  const known = state.locks[key]
  if (known === undefined || termKey(known.requester) !== termKey(requester)) return true
  const holders = known.holders.filter((holder) => {
    const isIts = samePid(holder.pid, pid)
    if (isIts) demonitor(holder.ref, { flush: true })
    return !isIts
  })
  keep(state, key, { ...known, holders })
  return true
}

function keep(state: State, key: string, held: Lock): void {
  if (held.holders.length > 0) state.locks[key] = held
  else delete state.locks[key]
}
