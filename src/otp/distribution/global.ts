/**
 * global: names for the whole cluster, and locks on many nodes. Every node runs one name server;
 * partitions that meet agree on their names again, and a resolve function decides where two
 * processes have the same (otp-semantics B13). Erlang looks names up in a table of the node; here a
 * look-up asks the node's name server: `yield* global.whereisName('bank')`.
 */
import {
  badarg,
  exit,
  nodes,
  Pid,
  send as sendTo,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import type { StartResult } from '../gen/proc-lib.ts'
import * as genServer from '../gen-server/gen-server.ts'
import { registrar, registrarLoop, spread } from './global-registrar.ts'
import { notifyAllName, randomExitName, randomNotifyName, resolveIt } from './global-resolve.ts'
import { handleCall, handleCast, handleInfo, init, terminate } from './global-server.ts'
import { type Resolve, serverName } from './global-table.ts'

export { delLock, setLock, trans } from './global-locks.ts'
export type { LockId, Resolve } from './global-table.ts'

const infinity = Number.POSITIVE_INFINITY

export interface GlobalOptions {
  /** Whether partitions are kept from overlapping; true unless said otherwise, as in Erlang. */
  readonly preventOverlappingPartitions?: boolean
}

/** Starts the node's name server, `global_name_server`. */
export function startLink(options: GlobalOptions = {}): Waits<StartResult> {
  const prevents = options.preventOverlappingPartitions !== false
  return genServer.startLink('global', prevents, { name: serverName })
}

/** `'yes'`, or `'no'` when the name is taken or the process has another one. */
export function* registerName(
  name: Term,
  pid: Pid,
  resolve: Resolve = 'random_exit_name',
): Waits<'yes' | 'no'> {
  const insert = ['insert', name, requirePid(pid), requireResolve(resolve)]
  return (yield* genServer.call(serverName, ['registrar', ['try', insert]], infinity)) as 'yes'
}

/** Gives the process the name, whoever had it. */
export function* reRegisterName(
  name: Term,
  pid: Pid,
  resolve: Resolve = 'random_exit_name',
): Waits<'yes'> {
  const insert = ['insert', name, requirePid(pid), requireResolve(resolve)]
  return (yield* genServer.call(serverName, ['registrar', insert], infinity)) as 'yes'
}

export function* unregisterName(name: Term): Waits<'ok'> {
  if ((yield* whereisName(name)) !== 'undefined') {
    yield* genServer.call(serverName, ['registrar', ['delete', name]], infinity)
  }
  return 'ok'
}

export function* whereisName(name: Term): Waits<Pid | 'undefined'> {
  return (yield* genServer.call(serverName, ['whereis', name], infinity)) as Pid | 'undefined'
}

export function* registeredNames(): Waits<Term[]> {
  const [, entries] = (yield* genServer.call(serverName, 'names', infinity)) as [Term, [Term][]]
  return entries.map(([name]) => name)
}

/** Sends to whoever has the name and answers its pid; exits with badarg when nobody has. */
export function* send(name: Term, message: Term): Waits<Pid> {
  const pid = yield* whereisName(name)
  if (pid === 'undefined') return exit(['badarg', [name, message]])
  sendTo(pid, message)
  return pid
}

/** Waits until this node has the same names as all connected ones. */
export function* sync(): Waits<'ok'> {
  // Whoever has answered this has said hello before.
  yield* genServer.multiCall(nodes(), serverName, 'partition')
  return (yield* genServer.call(serverName, 'sync', infinity)) as 'ok'
}

function requirePid(pid: unknown): Pid {
  return pid instanceof Pid ? pid : badarg('registerName', 'pid', 'a pid')
}

function requireResolve(resolve: unknown): Term {
  const own = ['random_exit_name', 'random_notify_name', 'notify_all_name']
  if (typeof resolve === 'string' && own.includes(resolve)) return resolve
  const isNamed = Array.isArray(resolve) && resolve.length === 2
  if (isNamed && resolve.every((each) => typeof each === 'string')) return resolve as Term
  return badarg('registerName', 'resolve', `['module', 'function'] or one of ${own.join()}`)
}

/** What a node's code server knows as `global`; also for names `['via', 'global', name]`. */
export const globalModule = {
  startLink,
  init,
  handleCall,
  handleCast,
  handleInfo,
  terminate,
  registrar,
  registrarLoop,
  spread,
  resolveIt,
  randomExitName,
  randomNotifyName,
  notifyAllName,
  registerName,
  reRegisterName,
  unregisterName,
  whereisName,
  send,
}
