/**
 * supervisor: a gen_server that starts children in order, restarts those that die, and gives up
 * when more than `intensity` restarts fall within `period` seconds. This file is its calls and most
 * of its callbacks; decisions are in restart.ts, what follows in supervisor-restart.ts.
 */
import { error, isWaiting, note, Pid, type Term, type Waits } from '../../kernel/index.ts'
import type { ServerOptions, ServerRef } from '../gen-server/gen-server.ts'
import * as genServer from '../gen-server/gen-server.ts'
import { type AutoShutdown, isAutoShutdown, readSpecs } from './child-spec.ts'
import { type Child, childWithId, childWithPid, eachChild, restartingChild } from './children.ts'
import { answer } from './supervisor-calls.ts'
import { codeChange, init } from './supervisor-init.ts'
import {
  type Answer,
  childEnded,
  goOn,
  restart,
  stopChildren,
  stopCrowd,
} from './supervisor-restart.ts'
import { type State, shown, told } from './supervisor-state.ts'

export { isOrderly } from './restart.ts'
export { codeChange, init, shown }

/** Starting and stopping a child may take as long as it takes. */
const infinity = Number.POSITIVE_INFINITY

/**
 * Starts a supervisor linked to the caller: `module:init(args)` answers `['ok', [flags, specs]]` or
 * 'ignore'. `['error', ['shutdown', ['failed_to_start_child', id, reason]]]` when a child can't
 * start.
 */
export function startLink(module: string, args: Term = null, options: ServerOptions = {}) {
  const { name } = options
  const isLocal = name === undefined || typeof name === 'string'
  const all = isLocal ? [module, args] : [module, args, name as Term]
  return genServer.startLink('supervisor', all, options)
}

/**
 * Adds a child and starts it; under simple_one_for_one `spec` is the list of the start's last
 * arguments. `['ok', pid]`, `['ok', pid, info]`, `['ok', 'undefined']` for ignore, or
 * `['error', ['already_started', pid] | 'already_present' | reason]`.
 */
export function startChild(supervisor: ServerRef, spec: object): Waits<Term> {
  return genServer.call(supervisor, ['start_child', spec as Term], infinity)
}

/** By id; under simple_one_for_one by pid. 'ok' or `['error', 'not_found']`. */
export function terminateChild(supervisor: ServerRef, id: Term): Waits<Term> {
  return genServer.call(supervisor, ['terminate_child', id], infinity)
}

/** Starts a child that was terminated; its spec is still there. */
export function restartChild(supervisor: ServerRef, id: Term): Waits<Term> {
  return genServer.call(supervisor, ['restart_child', id], infinity)
}

/** Takes away the spec of a child that doesn't run. */
export function deleteChild(supervisor: ServerRef, id: Term): Waits<Term> {
  return genServer.call(supervisor, ['delete_child', id], infinity)
}

/**
 * `[id, pid | 'undefined' | 'restarting', type, modules]` for each, last started first;
 * `['error', 'system_limit']` when they are more than a message may hold.
 */
export function whichChildren(supervisor: ServerRef): Waits<Term> {
  return genServer.call(supervisor, 'which_children', infinity)
}

/** `[['specs', n], ['active', n], ['supervisors', n], ['workers', n]]`. */
export function countChildren(supervisor: ServerRef): Waits<Term> {
  return genServer.call(supervisor, 'count_children', infinity)
}

/** `['ok', spec]` with every default filled in, or `['error', 'not_found']`. */
export function getChildspec(supervisor: ServerRef, id: Term): Waits<Term> {
  return genServer.call(supervisor, ['get_childspec', id], infinity)
}

/** 'ok', or `['error', what is wrong with the first bad one]`. */
export function checkChildspecs(specs: Term, autoShutdown: Term = 'undefined'): Term {
  if (!Array.isArray(specs)) return ['error', ['badarg', specs]]
  if (autoShutdown !== 'undefined' && !isAutoShutdown(autoShutdown)) {
    return ['error', ['badarg', autoShutdown]]
  }
  const read = readSpecs(specs, autoShutdown as AutoShutdown | 'undefined')
  return 'error' in read ? ['error', read.error] : 'ok'
}

// ---- gen_server callbacks

export function handleCall(request: Term, _from: Term, raw: Term): Answer {
  const state = raw as unknown as State
  const reply = answer(state, request)
  return isWaiting(reply) ? replyLater(state, reply) : ['reply', reply, told(state)]
}

function* replyLater(state: State, reply: Waits<Term>): Waits<Term> {
  return ['reply', yield* reply, told(state)]
}

/** The next try of a restart that failed, if nobody has stopped the child meanwhile. */
export function handleCast(message: Term, raw: Term): Answer {
  const state = raw as unknown as State
  const [what, which] = Array.isArray(message) && message.length === 2 ? message : []
  if (what !== 'try_again_restart') return error('function_clause')
  const child = waitingChild(state, which as Term)
  return child === null ? goOn(state) : rested(state, restart(state, child))
}

export function handleInfo(message: Term, raw: Term): Answer {
  const state = raw as unknown as State
  if (!Array.isArray(message) || message[0] !== 'EXIT' || message.length !== 3) {
    note('unexpected_message', message)
    return goOn(state)
  }
  const [, pid, reason] = message
  const child = pid instanceof Pid ? childWithPid(state.children, pid) : null
  return child === null
    ? rested(state, goOn(state))
    : rested(state, childEnded(state, child, reason as Term))
}

export function* terminate(_reason: Term, raw: Term): Waits<Term> {
  const state = raw as unknown as State
  if (state.children.template !== null) yield* stopCrowd(state)
  else yield* stopChildren(state, [...eachChild(state.children)])
  return 'ok'
}

/** What can be loaded as the module `supervisor`. */
export const supervisorModule = {
  startLink,
  init,
  handleCall,
  handleCast,
  handleInfo,
  terminate,
  codeChange,
  shown,
  statusItems: (raw: Term) => [['supervisor', [['Callback', (raw as unknown as State).module]]]],
}

function waitingChild({ children }: State, which: Term): Child | null {
  if (children.template !== null) {
    const pid = Array.isArray(which) && which[0] === 'restarting' ? which[1] : null
    return pid instanceof Pid ? restartingChild(children, pid) : null
  }
  const child = childWithId(children, which)
  return child !== null && Array.isArray(child.pid) ? child : null
}

/** Whatever was done is told before the supervisor rests. */
function rested(state: State, result: Answer): Answer {
  if (isWaiting(result)) return restedLater(state, result)
  told(state)
  return result
}

function* restedLater(state: State, result: Waits<Term>): Waits<Term> {
  const after = yield* result
  told(state)
  return after
}
