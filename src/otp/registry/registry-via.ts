/**
 * A unique registry as a keeper of servers' names: `['via', 'registry', [registry, key]]`
 * (Elixir: the same with the module Registry).
 */
import {
  error,
  isAlive,
  type Pid,
  samePid,
  self,
  send as sendTo,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { lookup, register, unregister } from './registry-entries.ts'
import { needUnique, shapeOf } from './registry-supervisor.ts'

/** `[registry, key]`, or `[registry, key, value]` for the entry to have a value. */
export type ViaName = readonly [registry: string, key: Term, value?: Term]

/** Only a process itself can be registered. */
export function* registerName([registry, key, value]: ViaName, pid: Pid): Waits<'yes' | 'no'> {
  if (!samePid(pid, self())) return error('function_clause')
  const [answer] = (yield* register(registry, key, value ?? null)) as readonly Term[]
  return answer === 'ok' ? 'yes' : 'no'
}

export function* unregisterName([registry, key]: ViaName): Waits<'ok'> {
  return yield* unregister(registry, key)
}

export function* whereisName([registry, key]: ViaName): Waits<Pid | 'undefined'> {
  needUnique(shapeOf(registry, 'whereisName'), 'whereisName')
  const [entry] = yield* lookup(registry, key)
  return entry !== undefined && isAlive(entry[0]) ? entry[0] : 'undefined'
}

export function* send([registry, key]: ViaName, message: Term): Waits<Term> {
  const [entry] = yield* lookup(registry, key)
  if (entry === undefined) return error(['badarg', [[registry, key], message]])
  return sendTo(entry[0], message)
}
