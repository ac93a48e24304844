/**
 * What is set for applications and what their specs say (Erlang: application:get_env, set_env,
 * get_key, config_change). Erlang reads this from a table; here it is asked of the controller.
 */
import {
  equalTerms,
  isExported,
  node,
  type Pid,
  processInfo,
  self,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { perform, shown } from '../gen/callback.ts'
import * as genServer from '../gen-server/gen-server.ts'
import type { Env } from './application-table.ts'

/** The controller's registered name. */
export const controller = 'application_controller'

/** A question to the controller of this node. */
export function ask(...request: readonly Term[]): Waits<Term> {
  return genServer.call(controller, request, Number.POSITIVE_INFINITY)
}

/**
 * `['ok', value]` or `'undefined'`; with a third argument the value or that. With a key alone, what
 * is set for the caller's own application.
 */
export function getEnv(key: string): Waits<Term>
export function getEnv(name: string, key: string, fallback?: Term): Waits<Term>
export function* getEnv(first: string, key?: string, fallback?: Term): Waits<Term> {
  const own = key === undefined ? yield* getApplication() : (['ok', first] as const)
  if (own === 'undefined') return 'undefined'
  const answer = yield* ask('get_env', own[1], key ?? first)
  if (fallback === undefined) return answer
  return Array.isArray(answer) ? (answer[1] as Term) : fallback
}

/** `[[key, value], …]`. */
export function getAllEnv(name: string): Waits<Term> {
  return ask('get_all_env', name)
}

export interface EnvOptions {
  /** Also overrules the spec when the application is loaded again. */
  readonly persistent?: boolean
}

export function* setEnv(
  name: string,
  key: string,
  value: Term,
  { persistent = false }: EnvOptions = {},
): Waits<'ok'> {
  return (yield* ask('set_env', name, key, value, persistent)) as 'ok'
}

export function* unsetEnv(
  name: string,
  key: string,
  { persistent = false }: EnvOptions = {},
): Waits<'ok'> {
  return (yield* ask('unset_env', name, key, persistent)) as 'ok'
}

/** An item of the spec under Erlang's key (`vsn`, `start_phases` …): `['ok', value]`. */
export function getKey(name: string, key: string): Waits<Term> {
  return ask('get_key', name, key)
}

export function getAllKey(name: string): Waits<Term> {
  return ask('get_all_key', name)
}

/** The application of a process of this node, or of a module: `['ok', name]` or `'undefined'`. */
export function* getApplication(
  of: Pid | string = self(),
): Waits<readonly ['ok', string] | 'undefined'> {
  return (yield* typeof of === 'string'
    ? ask('get_application_module', of)
    : ask('get_application', leaderOf(of))) as readonly ['ok', string] | 'undefined'
}

/** What is set for each running application now, for configChange. */
export function prepConfigChange(): Waits<Term> {
  return ask('running_env')
}

/** Tells running applications what was set since: configChange(changed, new, removed). */
export function* configChange(before: Term): Waits<'ok' | readonly ['error', Term]> {
  const then = new Map((before as [string, string, Env][]).map(([name, , env]) => [name, env]))
  const errors: Term[] = []
  const now = (yield* ask('running_env')) as unknown as [string, string, Env][]
  for (const [name, module, env] of now) {
    const changes = differences(then.get(name) ?? {}, env)
    if (changes.every((each) => each.length === 0) || !isExported(module, 'configChange')) continue
    const result = yield* perform(module, 'configChange', changes)
    if (result !== 'ok') errors.push([name, shown(result)])
  }
  return errors.length === 0 ? 'ok' : ['error', errors]
}

/** `[changed, new, removed]`. */
function differences(before: Env, now: Env): readonly (readonly Term[])[] {
  const isKnown = ([key]: readonly [string, Term]) => Object.hasOwn(before, key)
  const all = Object.entries(now)
  return [
    all.filter((each) => isKnown(each) && !equalTerms(before[each[0]] as Term, each[1])),
    all.filter((each) => !isKnown(each)),
    Object.keys(before).filter((key) => !Object.hasOwn(now, key)),
  ]
}

/** A list from a spec. */
export function* keyNow(name: string, key: string): Waits<readonly string[]> {
  const answer = yield* getKey(name, key)
  return (Array.isArray(answer) ? answer[1] : []) as readonly string[]
}

/** An application's processes have its master as their group leader. */
function leaderOf(pid: Pid): Term {
  return pid.node === node() ? (processInfo(pid, 'group_leader') ?? null) : null
}
