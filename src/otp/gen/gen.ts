/**
 * What all behaviours share (Erlang: gen): starting under a name, the first steps of the new
 * process, how a start that failed is told. Asking a server is in gen-call.ts, system messages in
 * system-message.ts.
 */
import {
  badarg,
  Doomed,
  exit,
  node,
  type Pid,
  type Priority,
  priorities,
  processFlag,
  Raised,
  receiveSince,
  type Start,
  samePid,
  self,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { type Ancestor, ancestorsOfChild, parentPid, rememberOrigin } from './ancestry.ts'
import { callback, shown } from './callback.ts'
import { failureOf, reportCrash } from './crash-report.ts'
import {
  bareName,
  isKept,
  locate,
  registerName,
  type ServerName,
  type ServerRef,
  unregisterName,
  whereName,
} from './names.ts'
import { initAck, type StartResult, stop } from './proc-lib.ts'
import { type How, isDown, type ProcOptions, syncStart } from './sync-start.ts'
import { type Debug, type DebugOption, readDebug } from './sys-debug.ts'

export { type From, replyTo } from './gen-call.ts'
export type { How } from './sync-start.ts'

export interface LoopOptions {
  /** Hibernates when nothing came for that long. */
  readonly hibernateAfterMs?: number | undefined
  readonly debug?: readonly DebugOption[] | undefined
}

export interface ServerOptions extends ProcOptions, LoopOptions {
  /** How its process is started (Erlang: spawn_opt). */
  readonly spawnOpt?: { readonly priority?: Priority } | undefined
  /** Registered on the server's node, or with `global`, or with a module of one's own. */
  readonly name?: ServerName | undefined
}

/**
 * Starts a process that runs `behaviour:initIt(…BirthArgs)` and waits for its init. `['ok', pid]`,
 * after startMonitor `['ok', [pid, ref]]`; `'ignore'`; `['error', reason]`.
 */
export function* startBehaviour(
  behaviour: string,
  how: How,
  module: string,
  args: Term,
  options: ServerOptions = {},
): Waits<Term> {
  const { name = null, node: where = node() } = options
  requireOptions(how, options)
  if (name !== null && (typeof name !== 'string' || where === node())) {
    const holder = yield* whereName(name)
    if (holder !== null) return ['error', ['already_started', holder]]
  }
  const parent = how === 'start' ? 'self' : self()
  const more = birthOptions(how, options)
  const born = [parent, module, args, name as Term, ancestorsOfChild(), ...more]
  const [result, ref] = yield* syncStart(how, [behaviour, 'initIt', born] as Start, options)
  if (how !== 'startMonitor') return result
  if (Array.isArray(result) && result[0] === 'ok') return ['ok', [result[1] as Term, ref]]
  yield receiveSince(ref, (m) => isDown(m, ref))
  return result
}

/** start, startLink and startMonitor of a behaviour whose rules are in a callback module. */
export function startersOf(behaviour: string) {
  const starter =
    <Result extends Term>(how: How) =>
    (module: string, args: Term = null, options: ServerOptions = {}) =>
      startBehaviour(behaviour, how, module, args, options) as Waits<Result>
  return {
    /** Starts a server and waits for its init; nobody is linked to it. */
    start: starter<StartResult>('start'),
    /** As start, linked to the caller, who is the server's parent. */
    startLink: starter<StartResult>('startLink'),
    /** As start, monitored by the caller: `['ok', [pid, ref]]`. */
    startMonitor: starter<Term>('startMonitor'),
  }
}

function requireOptions(how: How, options: ServerOptions): void {
  const { name, node: where, hibernateAfterMs, debug, spawnOpt } = options
  const isName = name === undefined || name === null || typeof name === 'string'
  if (!isName && !(Array.isArray(name) && isKept(name))) {
    badarg(how, 'options.name', "a name, ['global', …] or ['via', module, …]")
  }
  if (where !== undefined && typeof where !== 'string') {
    badarg(how, 'options.node', "a node's name")
  }
  if (hibernateAfterMs !== undefined && !(hibernateAfterMs >= 0)) {
    badarg(how, 'options.hibernateAfterMs', 'milliseconds, or Infinity')
  }
  if (debug !== undefined && !Array.isArray(debug)) badarg(how, 'options.debug', 'a list')
  const priority = spawnOpt?.priority
  if (priority !== undefined && !priorities.includes(priority)) {
    badarg(how, 'options.spawnOpt.priority', "'low', 'normal', 'high' or 'max'")
  }
}

/** Only what was asked for: the arguments of a start are drawn and read. */
function birthOptions(how: How, { hibernateAfterMs, debug, spawnOpt }: ServerOptions): Term[] {
  const asked = {
    ...(how === 'start' && { starter: self() }),
    ...(hibernateAfterMs !== undefined && { hibernateAfterMs }),
    ...(debug !== undefined && { debug: debug as Term }),
    ...(spawnOpt?.priority !== undefined && { priority: spawnOpt.priority }),
  }
  return Object.keys(asked).length === 0 ? [] : [asked]
}

export interface BirthOptions extends LoopOptions {
  /** Who waits for the acknowledgement, when it isn't the parent. */
  readonly starter?: Pid
  readonly priority?: Priority
}

/** What a behaviour's `initIt` gets. A parent 'self' is none: nobody is linked. */
export type BirthArgs = readonly [
  parent: Pid | 'self',
  module: string,
  args: Term,
  name: ServerName | null,
  ancestors: readonly Ancestor[],
  options?: BirthOptions,
]

/** What a behaviour keeps of its start. */
export interface Birth {
  readonly module: string
  readonly starter: Pid
  readonly parent: Pid
  readonly name: ServerName | null
  readonly hibernateAfterMs: number | null
  readonly debug: Debug | null
}

/** First thing in a behaviour's process: its name and its origin. It ends when the name is taken. */
export function* beginLife(born: BirthArgs): Waits<Birth> {
  const [given, module, args, name, ancestors, options = {}] = born
  const parent = given === 'self' ? self() : given
  const starter = options.starter ?? parent
  rememberOrigin(ancestors, module, args)
  if (options.priority !== undefined) processFlag('priority', options.priority)
  if (name !== null) {
    const holder = yield* registerName(name)
    if (holder !== true) {
      initAck(starter, ['error', ['already_started', holder ?? 'undefined']])
      return exit('normal')
    }
  }
  return { module, starter, parent, name, ...loopOptions(options) }
}

function loopOptions({ hibernateAfterMs, debug }: LoopOptions) {
  return {
    hibernateAfterMs:
      hibernateAfterMs === Number.POSITIVE_INFINITY ? null : (hibernateAfterMs ?? null),
    debug: readDebug(debug),
  }
}

/** module:init(args). When it raises, the starter is told and the process ends. */
export function* runInit(birth: Birth, args: Term): Waits<unknown> {
  try {
    return yield* callback(birth.module, 'init', [args])
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    const failure = failureOf(thrown)
    if (birth.name !== null) yield* unregisterName(birth.name)
    initAck(birth.starter, ['error', failure.exit])
    throw reportCrash(thrown, failure)
  }
}

/** init answered `['stop', reason]`, `'ignore'`, or what isn't understood: that was all. */
export function* refuseStart(birth: Birth, result: unknown): Waits<never> {
  const isStop = Array.isArray(result) && result[0] === 'stop' && result.length === 2
  const reason = isStop ? shown(result[1]) : ['bad_return_value', shown(result)]
  if (birth.name !== null) yield* unregisterName(birth.name)
  initAck(birth.starter, result === 'ignore' ? 'ignore' : ['error', reason])
  if (result === 'ignore') return exit('normal')
  throw reportCrash(new Raised('exit', reason))
}

/** A process of proc_lib becomes a behaviour's (Erlang: enter_loop): its name must be its own. */
export function* enterLife(
  module: string,
  options: LoopOptions,
  name: ServerName | null,
): Waits<Birth> {
  const parent = parentPid()
  if (parent === null) return exit('process_was_not_started_by_proc_lib')
  const holder = name === null ? self() : yield* whereName(name)
  if (holder === null || !samePid(holder, self())) return exit(notRegistered(name))
  return { module, starter: parent, parent, name, ...loopOptions(options) }
}

function notRegistered(name: ServerName | null): Term {
  if (name === null || typeof name === 'string') return 'process_not_registered'
  return name[0] === 'global'
    ? 'process_not_registered_globally'
    : ['process_not_registered_via', name[1]]
}

/** Ends a server and waits for its end (Erlang: gen:stop/3). */
export function* stopServer(
  server: ServerRef,
  reason: Term = 'normal',
  timeoutMs = Number.POSITIVE_INFINITY,
): Waits<'ok'> {
  const target = yield* locate(server)
  return target === null ? exit('noproc') : yield* stop(target, reason, timeoutMs)
}

/** A server's name as reports show it: the bare name, or its pid. */
export function nameOf({ name }: Birth): Term {
  return bareName(name)
}
