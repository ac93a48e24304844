/**
 * Locks that many nodes agree on: a resource is locked when each of them has set it (Erlang:
 * global:set_lock/3, trans/4). Locks of a process that ends are gone.
 */
import {
  badarg,
  Doomed,
  isWaiting,
  nodes as others,
  random,
  receive,
  node as thisNode,
  type Waits,
} from '../../kernel/index.ts'
import * as genServer from '../gen-server/gen-server.ts'
import { type LockId, serverName } from './global-table.ts'

const infinity = Number.POSITIVE_INFINITY

/** Whether the lock could be set, after as many tries more as `retries` says. */
export function* setLock(
  id: LockId,
  nodes: readonly string[] = all(),
  retries = infinity,
): Waits<boolean> {
  requireId(id, 'setLock')
  for (let tries = 1; ; tries++) {
    if (yield* lockOn(id, nodes)) return true
    if (tries > retries) return false
    yield* backOff(tries)
  }
}

/** Takes the caller's lock back; true, also when there was none. */
export function* delLock(id: LockId, nodes: readonly string[] = all()): Waits<true> {
  requireId(id, 'delLock')
  yield* genServer.multiCall(nodes, serverName, ['del_lock', id])
  return true
}

/** What `fun` answers while the lock is set; `'aborted'` when it couldn't be. */
export function* trans<T>(
  id: LockId,
  fun: () => Waits<T> | T,
  nodes: readonly string[] = all(),
  retries = infinity,
): Waits<T | 'aborted'> {
  if (!(yield* setLock(id, nodes, retries))) return 'aborted'
  let result: T
  try {
    const answer = fun()
    result = isWaiting(answer) ? ((yield* answer) as T) : answer
  } catch (thrown) {
    // Whoever is doomed may not wait any more; its locks go with it.
    if (!(thrown instanceof Doomed)) yield* delLock(id, nodes)
    throw thrown
  }
  yield* delLock(id, nodes)
  return result
}

/** One try. Nodes that can't be reached don't count, and neither do their locks. */
export function* lockOn(id: LockId, nodes: readonly string[]): Waits<boolean> {
  const [replies] = yield* genServer.multiCall(nodes, serverName, ['set_lock', id])
  if (replies.every(([, isSet]) => isSet === true)) return true
  const got = replies.filter(([, isSet]) => isSet === true).map(([node]) => node)
  yield* delLock(id, got)
  return false
}

/** A random while before the next try, longer with each of them, at most 8 s. */
export function* backOff(tries: number): Waits<void> {
  const mostMs = tries > 5 ? 8_000 : (2 ** tries * 1_000) / 8
  yield receive(() => false, 1 + random(mostMs))
}

function all(): string[] {
  return [thisNode(), ...others()]
}

function requireId(id: unknown, verb: string): void {
  if (!Array.isArray(id) || id.length !== 2) badarg(verb, 'id', '[resource, requester]')
}
