/**
 * What servers are called: a registered name of their node, a name kept by `global`, or one kept by
 * a module of one's own (Erlang: server_name(), server_ref(), `via`). Whoever keeps names may have
 * to ask somebody, so a look-up of the last two may wait.
 */
import {
  apply,
  badarg,
  node,
  Pid,
  register,
  self,
  send,
  type Term,
  unregister,
  type Waits,
  whereis,
} from '../../kernel/index.ts'
import { perform } from './callback.ts'

/** A name kept by a module that exports registerName, unregisterName, whereisName and send. */
export type KeptName = readonly ['global', Term] | readonly ['via', string, Term]

/** What a server can be registered as when it starts. */
export type ServerName = string | KeptName

/** Whoever can be sent to without asking anybody. */
export type NearRef = Pid | string | readonly [name: string, node: string]

/** Whom a call or cast is for. */
export type ServerRef = NearRef | KeptName

export function isKept(server: ServerRef): server is KeptName {
  if (!Array.isArray(server)) return false
  return server[0] === 'global' ? server.length === 2 : server[0] === 'via' && server.length === 3
}

/** The process that has this name, or null. */
export function* whereName(name: ServerName): Waits<Pid | null> {
  if (typeof name === 'string') return whereis(name)
  const [keeper, key] = keeperOf(name)
  const found = yield* perform(keeper, 'whereisName', [key])
  return found instanceof Pid ? found : null
}

/** Gives the running process that name; else answers who has it. */
export function* registerName(name: ServerName): Waits<true | Pid | null> {
  if (typeof name === 'string') return registerHere(name)
  const [keeper, key] = keeperOf(name)
  const answer = yield* perform(keeper, 'registerName', [key, self()])
  return answer === 'yes' ? true : yield* whereName(name)
}

export function* unregisterName(name: ServerName): Waits<void> {
  if (typeof name === 'string') {
    if (whereis(name) !== null) unregister(name)
    return
  }
  const [keeper, key] = keeperOf(name)
  yield* perform(keeper, 'unregisterName', [key])
}

/** Who is meant: a pid, a name on another node, or null when nobody has that name. */
export type Found = Pid | readonly [name: string, node: string] | null

export function* locate(server: ServerRef): Waits<Found> {
  return isKept(server) ? yield* whereName(server) : locateNear(server)
}

export function locateNear(server: NearRef): Found {
  if (server instanceof Pid) return server
  if (typeof server === 'string') return whereis(server)
  const [name, where] = readRemote(server)
  return where === node() ? whereis(name) : server
}

/** A send that a missing name doesn't stop. */
export function tell(server: NearRef, message: Term): void {
  if (typeof server === 'string' && whereis(server) === null) send([server, node()], message)
  else send(server, message)
}

/** A send to a kept name: what the keeper answers, or is still to do. */
export function tellKept(name: KeptName, message: Term): unknown {
  const [keeper, key] = keeperOf(name)
  return apply(keeper, 'send', [key, message])
}

/** The name as reports and exit reasons show it: without who keeps it. */
export function bareName(name: ServerName | null): Term {
  if (name === null) return self()
  return typeof name === 'string' ? name : keeperOf(name)[1]
}

function keeperOf(name: KeptName): readonly [module: string, key: Term] {
  return name[0] === 'global' ? ['global', name[1]] : [name[1], name[2]]
}

function registerHere(name: string): true | Pid | null {
  const holder = whereis(name)
  if (holder !== null) return holder
  register(name)
  return true
}

function readRemote(server: unknown): readonly [string, string] {
  const [name, where] = Array.isArray(server) ? server : []
  if (typeof name === 'string' && typeof where === 'string') return [name, where]
  return badarg('call', 'server', "a pid, a name, [name, node], ['global', …] or ['via', …]")
}
