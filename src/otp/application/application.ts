/**
 * application: systems in parts that are loaded, started and stopped as a whole, each with its root
 * supervisor, its settings and what it needs of others (otp-semantics E5). An application is data,
 * its spec, and a callback module: start(type, args) answers `['ok', rootPid]` or `['ok', rootPid,
 * state]`; prepStop(state), stop(state), startPhase(phase, type, args) and configChange(changed,
 * new, removed) as in Erlang.
 */
import { equalTerms, isExported, type Term, type Waits } from '../../kernel/index.ts'
import { perform } from '../gen/callback.ts'
import type { StartResult } from '../gen/proc-lib.ts'
import * as genServer from '../gen-server/gen-server.ts'
import { ask, controller, keyNow } from './application-env.ts'
import { kernelApplications } from './application-kernel.ts'
import type { ApplicationSpec } from './application-spec.ts'
import type { Env, RestartType } from './application-table.ts'

export {
  configChange,
  type EnvOptions,
  getAllEnv,
  getAllKey,
  getApplication,
  getEnv,
  getKey,
  prepConfigChange,
  setEnv,
  unsetEnv,
} from './application-env.ts'
export type { ApplicationSpec } from './application-spec.ts'
export type { Env, RestartType } from './application-table.ts'

/** `'ok'` or `['error', reason]`. */
export type Result = 'ok' | readonly ['error', Term]

/**
 * Starts the node's application controller, which starts `kernel` and `stdlib` first. `config` is
 * what is set for applications whatever their specs say: `{ shop: { currency: 'eur' } }`.
 */
export function startLink(config: Record<string, Env> = {}): Waits<StartResult> {
  return genServer.startLink(controller, controllerArgs(config), { name: controller })
}

/** The argument of the controller's init, for who starts it otherwise. */
export function controllerArgs(config: Record<string, Env> = {}): Term {
  return [config, kernelApplications as unknown as Term]
}

/** A spec, or the name of one: then the exported function `app` of that module answers it. */
export function* load(app: ApplicationSpec | string): Waits<Result> {
  const isNamed = typeof app === 'string'
  const spec = !isNamed ? app : isExported(app, 'app') ? yield* perform(app, 'app', []) : null
  return (yield* ask('load_application', app as Term, spec as Term)) as Result
}

export function* unload(name: string): Waits<Result> {
  return (yield* ask('unload_application', name)) as Result
}

/**
 * Loads it when it isn't, and starts it; what it needs must have been started. The end of a
 * permanent one is the node's, that of a transient one when it isn't normal; of a temporary one the
 * trace tells.
 */
export function* start(
  app: ApplicationSpec | string,
  type: RestartType = 'temporary',
): Waits<Result> {
  const name = typeof app === 'string' ? app : app.name
  const loaded = yield* ensureLoaded(app)
  if (loaded !== 'ok') return loaded
  return (yield* ask('start_application', name, type)) as Result
}

/** As start, and `'ok'` also for one that runs. */
export function* ensureStarted(name: string, type: RestartType = 'temporary'): Waits<Result> {
  const result = yield* start(name, type)
  return equalTerms(result, ['error', ['already_started', name]]) ? 'ok' : result
}

/** Starts it after all that it needs: `['ok', the names it started]`; on failure none of them. */
export function* ensureAllStarted(
  name: string,
  type: RestartType = 'temporary',
): Waits<readonly ['ok', string[]] | readonly ['error', Term]> {
  const started: string[] = []
  const failure = yield* startAll([name], [], type, started)
  if (failure === null) return ['ok', started]
  for (const each of started.reverse()) yield* stop(each)
  return ['error', failure]
}

/** Its root supervisor's shutdown, with prepStop before and stop after it. */
export function* stop(name: string): Waits<Result> {
  return (yield* ask('stop_application', name)) as Result
}

/** `[name, description, vsn]` of those that run, the newest first. */
export function* whichApplications(timeoutMs = 5_000): Waits<[string, string, string][]> {
  const all = yield* genServer.call(controller, 'which_applications', timeoutMs)
  return all as unknown as [string, string, string][]
}

export function* loadedApplications(): Waits<[string, string, string][]> {
  return (yield* ask('loaded_applications')) as unknown as [string, string, string][]
}

function* ensureLoaded(app: ApplicationSpec | string): Waits<Result> {
  const result = yield* load(app)
  const isAlready = equalTerms(result, ['error', ['already_loaded', app as Term]])
  return isAlready ? 'ok' : result
}

/** Starts what isn't running of these, each after what it needs; null, or `[name, reason]`. */
function* startAll(
  names: readonly string[],
  optional: readonly string[],
  type: RestartType,
  started: string[],
): Waits<Term> {
  for (const name of names) {
    if ((yield* ask('is_running', name)) === true) continue
    const loaded = yield* ensureLoaded(name)
    if (loaded !== 'ok') {
      const [why] = Array.isArray(loaded[1]) ? loaded[1] : []
      if (why === 'no such file or directory' && optional.includes(name)) continue
      return [name, loaded[1]]
    }
    const needs = yield* keyNow(name, 'applications')
    const mayMiss = yield* keyNow(name, 'optional_applications')
    const failure = yield* startAll(needs, mayMiss, type, started)
    if (failure !== null) return failure
    const result = (yield* ask('start_application', name, type)) as Result
    if (result === 'ok') started.push(name)
    else if (!equalTerms(result[1], ['already_started', name])) return [name, result[1]]
  }
  return null
}

/** What a node's code server knows as `application`. */
export const applicationModule = {
  startLink,
  load,
  unload,
  start,
  stop,
  ensureStarted,
  ensureAllStarted,
}
