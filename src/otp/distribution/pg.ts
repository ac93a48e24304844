/**
 * pg: groups of processes under any name, the same on all nodes in the end. Each node runs one
 * process for a scope, which tells the others of its own node's members and of nobody else's
 * (otp-semantics B12); what it does is in pg-scope.ts. Erlang reads groups from a table that all
 * processes share; here nothing is shared, so reading is a call too: `yield* pg.getMembers('room')`.
 */
import {
  error,
  node,
  Pid,
  Ref,
  receive,
  sameRef,
  type Term,
  type Waits,
  whereis,
} from '../../kernel/index.ts'
import type { StartResult } from '../gen/proc-lib.ts'
import * as genServer from '../gen-server/gen-server.ts'
import { handleCall, handleCast, handleInfo, init } from './pg-scope.ts'

/** One process, or several that join or leave together. */
export type Pids = Pid | readonly Pid[]

const infinity = Number.POSITIVE_INFINITY
const ownScope = 'pg'

/** Starts a scope on this node, under its name; scopes of the same name find each other. */
export function startLink(scope: string = ownScope): Waits<StartResult> {
  return genServer.startLink('pg', [scope], { name: scope })
}

/** As startLink, linked to nobody. */
export function start(scope: string = ownScope): Waits<StartResult> {
  return genServer.start('pg', [scope], { name: scope })
}

/** Joins processes of this node to a group, as often as it is called. `[scope,] group, pids`. */
export function join(group: Term, pids: Pids): Waits<'ok'>
export function join(scope: string, group: Term, pids: Pids): Waits<'ok'>
export function* join(...args: Term[]): Waits<Term> {
  const [scope, group, pids] = scoped(args, 2)
  return yield* genServer.call(scope, ['join_local', group as Term, own(pids)], infinity)
}

/** Takes each process out of a group once; `'not_joined'` when none of them was in it. */
export function leave(group: Term, pids: Pids): Waits<'ok' | 'not_joined'>
export function leave(scope: string, group: Term, pids: Pids): Waits<'ok' | 'not_joined'>
export function* leave(...args: Term[]): Waits<Term> {
  const [scope, group, pids] = scoped(args, 2)
  return yield* genServer.call(scope, ['leave_local', group as Term, own(pids)], infinity)
}

/** All members on all nodes that this one knows of, as often as they joined. */
export function getMembers(group: Term): Waits<Pid[]>
export function getMembers(scope: string, group: Term): Waits<Pid[]>
export function* getMembers(...args: Term[]): Waits<Term> {
  const [scope, group] = scoped(args, 1)
  return whereis(scope) === null
    ? []
    : yield* genServer.call(scope, ['get_members', group as Term], infinity)
}

/** The members that live on this node. */
export function getLocalMembers(group: Term): Waits<Pid[]>
export function getLocalMembers(scope: string, group: Term): Waits<Pid[]>
export function* getLocalMembers(...args: Term[]): Waits<Term> {
  const [scope, group] = scoped(args, 1)
  return whereis(scope) === null
    ? []
    : yield* genServer.call(scope, ['get_local_members', group as Term], infinity)
}

/** The groups that have a member somewhere. */
export function* whichGroups(scope: string = ownScope): Waits<Term[]> {
  return (yield* genServer.call(scope, 'which_groups', infinity)) as Term[]
}

/** The groups that have a member on this node. */
export function* whichLocalGroups(scope: string = ownScope): Waits<Term[]> {
  return (yield* genServer.call(scope, 'which_local_groups', infinity)) as Term[]
}

/**
 * The members of all groups now, as `[ref, [[group, pids], …]]`, and a message
 * `[ref, 'join' | 'leave', group, pids]` for every change from then on.
 */
export function* monitorScope(scope: string = ownScope): Waits<[Ref, [Term, Pid[]][]]> {
  return (yield* genServer.call(scope, 'monitor', infinity)) as unknown as [Ref, [Term, Pid[]][]]
}

/** As monitorScope, for one group: `[ref, pids]`. */
export function monitor(group: Term): Waits<[Ref, Pid[]]>
export function monitor(scope: string, group: Term): Waits<[Ref, Pid[]]>
export function* monitor(...args: Term[]): Waits<unknown> {
  const [scope, group] = scoped(args, 1)
  return yield* genServer.call(scope, ['monitor', group as Term], infinity)
}

/** No more messages with that reference, and those that have come are taken out; or false. */
export function demonitor(ref: Ref): Waits<'ok' | false>
export function demonitor(scope: string, ref: Ref): Waits<'ok' | false>
export function* demonitor(...args: Term[]): Waits<unknown> {
  const [scope, ref] = scoped(args, 1) as [string, Ref]
  if ((yield* genServer.call(scope, ['demonitor', ref], infinity)) !== 'ok') return false
  let old: Term | undefined
  do old = yield receive((m) => isNews(m, ref), 0)
  while (old !== undefined)
  return 'ok'
}

function isNews(message: Term, ref: Ref): boolean {
  if (!Array.isArray(message) || message.length !== 4) return false
  const [mark, verb] = message
  return (verb === 'join' || verb === 'leave') && mark instanceof Ref && sameRef(mark, ref)
}

/** The arguments with their scope, which may be left out; `count` of them come after it. */
function scoped(args: readonly Term[], count: number): readonly [string, ...Term[]] {
  return args.length === count ? [ownScope, ...args] : (args as unknown as [string, ...Term[]])
}

/** What was given as a list, all of it processes of this node. */
function own(pids: Term | undefined): Pid[] {
  const list: readonly unknown[] = Array.isArray(pids) ? pids : [pids]
  for (const each of list) {
    if (!(each instanceof Pid) || each.node !== node()) error(['nolocal', each ?? 'undefined'])
  }
  return list as Pid[]
}

/** What a node's code server knows as `pg`. */
export const pgModule = { start, startLink, init, handleCall, handleCast, handleInfo }
