/**
 * dynamic_supervisor: a supervisor whose children come and go, each with a spec of its own and no
 * id (Elixir: DynamicSupervisor; otp-semantics D14). One strategy, one_for_one; children stop
 * together. This file is its calls and callbacks; its children are in dynamic-crowd.ts.
 */
import {
  badarg,
  error,
  isWaiting,
  note,
  Pid,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { callback } from '../gen/callback.ts'
import type { ServerOptions, ServerRef } from '../gen-server/gen-server.ts'
import * as genServer from '../gen-server/gen-server.ts'
import { plain, termOf } from './child-spec.ts'
import { readDynamicFlags, readDynamicSpec, type SentSpec } from './dynamic-children.ts'
import {
  type Answer,
  addChild,
  childEnded,
  counted,
  listed,
  stopAll,
  terminateOne,
  tryAgain,
} from './dynamic-crowd.ts'
import { type Crowd, newCrowd, shown, told } from './dynamic-state.ts'

export interface DynamicOptions extends ServerOptions {
  readonly strategy?: 'one_for_one' | undefined
  /** More restarts than this within `maxSeconds` are too many; 3 in 5 s by default. */
  readonly maxRestarts?: number | undefined
  readonly maxSeconds?: number | undefined
  readonly maxChildren?: number | 'infinity' | undefined
  /** Come before a child's own arguments. */
  readonly extraArguments?: readonly Term[] | undefined
}

/** Starting and stopping a child may take as long as it takes. */
const infinity = Number.POSITIVE_INFINITY

/**
 * `startLink(options)`, or `startLink(module, args, options)` with a module whose init answers
 * `['ok', flags]` (see `init`) or 'ignore'.
 */
export function startLink(
  ...all: readonly [DynamicOptions?] | readonly [module: string, args?: Term, ServerOptions?]
) {
  const [first = {}, args = null, more = {}] = all
  if (typeof first === 'string') return startServer(first, args, more)
  const { strategy, maxRestarts, maxSeconds, maxChildren, extraArguments, ...options } = first
  const given = { strategy, maxRestarts, maxSeconds, maxChildren, extraArguments }
  return startServer(null, init(given)[1] as Term, options)
}

function startServer(module: string | null, args: Term, options: ServerOptions) {
  const { name } = options
  const isLocal = name === undefined || typeof name === 'string'
  const all = isLocal ? [module, args] : [module, args, name as Term]
  return genServer.startLink('dynamic_supervisor', all, options)
}

/** What a module's init answers: `['ok', flags]`, with Elixir's default of 3 restarts in 5 s. */
export function init(options: Omit<DynamicOptions, keyof ServerOptions> = {}): readonly Term[] {
  const { strategy = 'one_for_one', maxRestarts = 3, maxSeconds = 5 } = options
  const { maxChildren = 'infinity', extraArguments = [] } = options
  const limits = { max_children: maxChildren, extra_arguments: extraArguments }
  return ['ok', { strategy, intensity: maxRestarts, period: maxSeconds, ...limits }]
}

/**
 * Adds a child and starts it; its id counts for nothing. `['ok', pid]`, `['ok', pid, info]`,
 * 'ignore', or `['error', 'max_children' | reason]`.
 */
export function* startChild(supervisor: ServerRef, spec: unknown): Waits<Term> {
  const read = readDynamicSpec(spec)
  if ('error' in read) return ['error', read.error]
  return yield* genServer.call(supervisor, ['start_child', read as unknown as Term], infinity)
}

/** Stops a child and forgets it: 'ok' or `['error', 'not_found']`. */
export function* terminateChild(supervisor: ServerRef, pid: Pid): Waits<Term> {
  if (!(pid instanceof Pid)) badarg('terminateChild', 'pid', 'a pid')
  return yield* genServer.call(supervisor, ['terminate_child', pid], infinity)
}

/**
 * `['undefined', pid | 'restarting', type, modules]` for each; `['error', 'system_limit']` when they
 * are more than a message may hold.
 */
export function whichChildren(supervisor: ServerRef): Waits<Term> {
  return genServer.call(supervisor, 'which_children', infinity)
}

/** `{ specs, active, supervisors, workers }`. */
export function countChildren(supervisor: ServerRef): Waits<Term> {
  return genServer.call(supervisor, 'count_children', infinity)
}

// ---- gen_server callbacks

function* begin(all: Term): Waits<Term> {
  const [module, args, name = null] = all as readonly [string | null, Term, Term?]
  trapExit(true)
  const result = yield* ask(module, args)
  if (result === 'ignore') return 'ignore'
  const raw = flagsOf(result)
  if (raw === null) return ['stop', ['bad_return', [module, 'init', termOf(result)]]]
  const flags = readDynamicFlags(raw)
  if ('error' in flags) return ['stop', ['supervisor_data', flags.error]]
  return ['ok', told(newCrowd(module, args, flags, name), true)]
}

function handleCall(request: Term, _from: Term, raw: Term): Answer {
  const crowd = raw as unknown as Crowd
  const reply = answer(crowd, request)
  return isWaiting(reply) ? replyLater(crowd, reply) : ['reply', reply, told(crowd)]
}

function answer(crowd: Crowd, request: Term): Answer {
  if (request === 'which_children') return listed(crowd)
  if (request === 'count_children') return counted(crowd)
  const [what, argument] = Array.isArray(request) && request.length === 2 ? request : []
  if (what === 'start_child') return addChild(crowd, argument as unknown as SentSpec)
  if (what !== 'terminate_child' || !(argument instanceof Pid)) return error('function_clause')
  return terminateOne(crowd, argument)
}

function* replyLater(crowd: Crowd, reply: Waits<Term>): Waits<Term> {
  return ['reply', yield* reply, told(crowd)]
}

function handleCast(_message: Term, raw: Term): Term {
  return ['noreply', raw]
}

function handleInfo(message: Term, raw: Term): Answer {
  const crowd = raw as unknown as Crowd
  const [what, pid, reason] = Array.isArray(message) ? message : []
  if (what === 'EXIT' && (message as readonly Term[]).length === 3) {
    return pid instanceof Pid ? childEnded(crowd, pid, reason as Term) : ['noreply', told(crowd)]
  }
  if (what === '$gen_restart' && pid instanceof Pid) return tryAgain(crowd, pid)
  note('unexpected_message', message)
  return ['noreply', told(crowd)]
}

function* terminate(_reason: Term, raw: Term): Waits<Term> {
  yield* stopAll(raw as unknown as Crowd)
  return 'ok'
}

/** New flags; nothing that runs is touched. */
function* codeChange(_oldVersion: Term, raw: Term, _extra: Term): Waits<Term> {
  const crowd = raw as unknown as Crowd
  const result = yield* ask(crowd.module, crowd.args)
  if (result === 'ignore') return ['ok', raw]
  const found = flagsOf(result)
  if (found === null) return termOf(result)
  const flags = readDynamicFlags(found)
  if ('error' in flags) return ['error', ['supervisor_data', flags.error]]
  crowd.flags = flags
  return ['ok', told(crowd, true)]
}

/** What can be loaded as the module `dynamic_supervisor`. */
export const dynamicSupervisorModule = {
  startLink,
  init: begin,
  handleCall,
  handleCast,
  handleInfo,
  terminate,
  codeChange,
  shown,
  statusItems: (raw: Term) => [['supervisor', [['Callback', (raw as unknown as Crowd).module]]]],
}

/** Without a module the arguments are the flags themselves. */
function* ask(module: string | null, args: Term): Waits<unknown> {
  return module === null ? ['ok', args] : yield* callback(module, 'init', [args])
}

function flagsOf(result: unknown): Readonly<Record<string, unknown>> | null {
  const isOk = Array.isArray(result) && result[0] === 'ok' && result.length === 2
  return isOk ? plain(result[1]) : null
}
