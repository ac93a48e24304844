/**
 * What an application controller knows, and all of its questions that change nothing but this.
 */
import { error, Pid, samePid, type Term } from '../../kernel/index.ts'
import { type Application, allKeys, keyOf, readSpec } from './application-spec.ts'

/** What the end of an application means for the node; see application.start. */
export type RestartType = 'permanent' | 'transient' | 'temporary'

export type Env = Record<string, Term>

/** Being started: who waits for it. */
export interface Starting {
  readonly name: string
  readonly type: RestartType
  readonly master: Pid
  readonly froms: Term[]
}

/** Being stopped: who waits for it, and which requests to start it come after that. */
export interface Stopping {
  readonly name: string
  readonly master: Pid
  readonly froms: Term[]
  readonly next: Held[]
}

/** A request to start that has to wait. */
export type Held = readonly [from: Term, name: string, type: RestartType]

/** Changed in place. Lists of applications are newest first, but for `loaded`. */
export interface State {
  readonly loaded: Application[]
  readonly env: Record<string, Env>
  /** What overrules a spec's env whenever the application is loaded (Erlang: sys.config). */
  readonly config: Record<string, Env>
  readonly starting: Starting[]
  /** Still in here when it died and that concerned nobody else. */
  readonly started: (readonly [name: string, type: RestartType])[]
  /** Without a pid when it is only code. */
  readonly running: (readonly [name: string, master: Pid | 'undefined'])[]
  readonly stopping: Stopping[]
  /** Applications that the node itself starts with, while they aren't there. */
  readonly boot: string[]
  readonly held: Held[]
}

export function newState(config: Record<string, Env>, boot: readonly string[]): State {
  return {
    loaded: [],
    env: {},
    config,
    starting: [],
    started: [],
    running: [],
    stopping: [],
    boot: [...boot],
    held: [],
  }
}

/** Answers a request that starts and stops nothing. */
export function answer(state: State, what: string, args: readonly Term[]): Term {
  const [name, key, value, isKept] = args as [string, string, Term, boolean]
  const app = loadedAs(state, name)
  switch (what) {
    case 'load_application':
      return load(state, name, key)
    case 'unload_application':
      return unload(state, name)
    case 'loaded_applications':
      return state.loaded.map(about)
    case 'which_applications':
      return state.running.map(([each]) => about(loadedAs(state, each) as Application))
    case 'is_running':
      return state.running.some(([each]) => each === name)
    case 'get_key':
      return app === undefined ? 'undefined' : found(keyNow(state, app, key))
    case 'get_all_key':
      return app === undefined ? 'undefined' : ['ok', allKeys(withEnv(state, app))]
    case 'get_env':
      return found(own(own(state.env, name) ?? {}, key))
    case 'get_all_env':
      return Object.entries(own(state.env, name) ?? {})
    case 'set_env':
      return setEnv(state, name, key, value, isKept)
    case 'unset_env':
      return unsetEnv(state, name, key, value as boolean)
    case 'get_application':
      return ofMaster(state, args[0] as Term)
    case 'get_application_module':
      return ofModule(state, name)
    case 'running_env':
      return runningEnv(state)
    default:
      return error('badarg')
  }
}

export function loadedAs(state: State, name: string): Application | undefined {
  return state.loaded.find((app) => app.name === name)
}

/** `given` is the spec, or null when nobody knows one for that name. */
function load(state: State, name: Term, given: Term): Term {
  const known = typeof name === 'string' ? name : (name as { name?: string } | null)?.name
  if (known !== undefined && loadedAs(state, known) !== undefined) {
    return ['error', ['already_loaded', name]]
  }
  if (given === null) return ['error', ['no such file or directory', `${name}.app`]]
  const app = readSpec(given)
  if ('error' in app) return ['error', app.error]
  state.loaded.push(app)
  state.env[app.name] = {
    ...own(state.env, app.name),
    ...app.env,
    ...own(state.config, app.name),
  }
  return 'ok'
}

function unload(state: State, name: string): Term {
  if (state.running.some(([each]) => each === name)) return ['error', ['running', name]]
  const at = state.loaded.findIndex((app) => app.name === name)
  if (at < 0) return ['error', ['not_loaded', name]]
  state.loaded.splice(at, 1)
  delete state.env[name]
  return 'ok'
}

function setEnv(state: State, name: string, key: string, value: Term, isKept: boolean): 'ok' {
  state.env[name] = { ...own(state.env, name), [key]: value }
  if (isKept) state.config[name] = { ...own(state.config, name), [key]: value }
  return 'ok'
}

function unsetEnv(state: State, name: string, key: string, isKept: boolean): 'ok' {
  delete own(state.env, name)?.[key]
  if (isKept) delete own(state.config, name)?.[key]
  return 'ok'
}

function keyNow(state: State, app: Application, key: string): Term | undefined {
  return keyOf(withEnv(state, app), key)
}

/** What is set now, not what the spec said. */
function withEnv(state: State, app: Application): Application {
  return { ...app, env: state.env[app.name] ?? {} }
}

/** The application of that master. */
function ofMaster(state: State, pid: Term): Term {
  const masters = [...state.running, ...state.starting.map((s) => [s.name, s.master] as const)]
  const isIt = (master: Pid | 'undefined') =>
    master instanceof Pid && pid instanceof Pid && samePid(pid, master)
  return found(masters.find(([, master]) => isIt(master))?.[0])
}

function ofModule(state: State, module: string): Term {
  return found(state.loaded.find((app) => app.modules.includes(module))?.name)
}

/** `[[name, callback module, env], …]` of the running ones that have a callback module. */
function runningEnv(state: State): Term {
  return state.running.flatMap(([name]) => {
    const [module] = loadedAs(state, name)?.mod ?? []
    return module === undefined ? [] : [[name, module, { ...state.env[name] }]]
  })
}

/** Not what every object has, such as 'constructor'. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

function about({ name, description, vsn }: Application): Term {
  return [name, description, vsn]
}

function found(value: Term | undefined): Term {
  return value === undefined ? 'undefined' : ['ok', value]
}
