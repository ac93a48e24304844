/**
 * The tables of a pg scope: who is in which group, here and elsewhere, and who wants to hear of it.
 */
import {
  demonitor,
  equalTerms,
  monitor,
  type Pid,
  pidKey,
  type Ref,
  refKey,
  send,
  type Term,
} from '../../kernel/index.ts'
import { termKey } from '../gen/term-key.ts'

/** Members newest first; who joined twice stands there twice. */
export interface Group {
  readonly name: Term
  readonly all: readonly Pid[]
  readonly local: readonly Pid[]
}

/** A process of this node and the groups it is in. */
export interface Member {
  readonly pid: Pid
  readonly ref: Ref
  readonly groups: readonly Term[]
}

/** The scope's process on another node, and the members there. */
export interface Peer {
  readonly pid: Pid
  readonly ref: Ref
  readonly groups: Record<string, readonly [name: Term, pids: readonly Pid[]]>
}

/** Who wants to hear of all groups, or `only` of one. */
export interface Watch {
  readonly ref: Ref
  readonly owner: Pid
  readonly only: readonly [] | readonly [Term]
}

/** Tables by termKey, pidKey or refKey, changed in place. */
export interface State {
  readonly scope: string
  readonly groups: Record<string, Group>
  readonly members: Record<string, Member>
  readonly peers: Record<string, Peer>
  readonly watches: Record<string, Watch>
}

/** New members of a group; `local` are those of this node. */
export function grow(state: State, name: Term, pids: readonly Pid[], local: readonly Pid[]): void {
  if (pids.length === 0) return
  const known = state.groups[termKey(name)]
  state.groups[termKey(name)] = {
    name,
    all: [...pids, ...(known?.all ?? [])],
    local: [...local, ...(known?.local ?? [])],
  }
  tellWatchers(state, 'join', name, pids)
}

/** Members less; a group without any is no group. */
export function shrink(
  state: State,
  name: Term,
  pids: readonly Pid[],
  local: readonly Pid[],
): void {
  const known = state.groups[termKey(name)]
  if (known === undefined) return
  const all = without(known.all, pids)
  if (all.length === 0) delete state.groups[termKey(name)]
  else state.groups[termKey(name)] = { name, all, local: without(known.local, local) }
  tellWatchers(state, 'leave', name, pids)
}

/** The list without one of each of `gone`, the first ones. */
export function without(list: readonly Pid[], gone: readonly Pid[]): readonly Pid[] {
  const counts = new Map<string, number>()
  for (const pid of gone) counts.set(pidKey(pid), (counts.get(pidKey(pid)) ?? 0) + 1)
  return list.filter((pid) => {
    const count = counts.get(pidKey(pid)) ?? 0
    if (count > 0) counts.set(pidKey(pid), count - 1)
    return count === 0
  })
}

export function watch(state: State, owner: Pid, only: Watch['only']): Ref {
  const ref = monitor(owner)
  state.watches[refKey(ref)] = { ref, owner, only }
  return ref
}

export function unwatch(state: State, ref: Ref): 'ok' | false {
  if (state.watches[refKey(ref)] === undefined) return false
  delete state.watches[refKey(ref)]
  demonitor(ref, { flush: true })
  return 'ok'
}

function tellWatchers(
  state: State,
  verb: 'join' | 'leave',
  group: Term,
  pids: readonly Pid[],
): void {
  for (const { ref, owner, only } of Object.values(state.watches)) {
    if (only.length === 0 || equalTerms(only[0], group)) send(owner, [ref, verb, group, pids])
  }
}
