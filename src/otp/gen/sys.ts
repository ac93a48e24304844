/**
 * Looking into a behaviour's process and steering it, whatever behaviour it is (Erlang: sys). All
 * are questions that wait 5000 ms unless told; without an answer the caller exits with
 * `[reason, ['sys', …]]`. The asked process's side is in system-message.ts.
 */
import { error, type Term, type Waits } from '../../kernel/index.ts'
import { callServer } from './gen-call.ts'
import type { ServerRef } from './names.ts'
import type { DebugFunction } from './sys-debug.ts'

/** A change of state as code by name: `func(state, …args)` gives the new state. */
export type StateFunction = readonly [module: string, func: string, args?: readonly Term[]]

/** Ordinary messages wait from now on; system messages are answered. */
export function suspend(server: ServerRef, timeoutMs?: number): Waits<Term> {
  return ask(server, 'suspend', 'suspend', [], timeoutMs)
}

export function resume(server: ServerRef, timeoutMs?: number): Waits<Term> {
  return ask(server, 'resume', 'resume', [], timeoutMs)
}

/** The callback module's state. */
export function* getState(server: ServerRef, timeoutMs?: number): Waits<Term> {
  return orError(yield* ask(server, 'get_state', 'get_state', [], timeoutMs))
}

/** Answers the new state; it isn't a message or an event for the server. */
export function* replaceState(
  server: ServerRef,
  change: StateFunction,
  timeoutMs?: number,
): Waits<Term> {
  const [module, func, args = []] = change
  const request = ['replace_state', [module, func, args]]
  return orError(yield* ask(server, 'replace_state', request, [], timeoutMs))
}

/** `['status', pid, ['module', behaviour], [dictionary, state, parent, debug, misc]]`. */
export function getStatus(server: ServerRef, timeoutMs?: number): Waits<Term> {
  return ask(server, 'get_status', 'get_status', [], timeoutMs)
}

/** Runs the callback module's codeChange; only while suspended. */
export function changeCode(
  server: ServerRef,
  module: string,
  oldVersion: Term,
  extra: Term,
  timeoutMs?: number,
): Waits<Term> {
  const args = [module, oldVersion, extra]
  return ask(server, 'change_code', ['change_code', ...args], args, timeoutMs)
}

/** Ends it with `reason`, through its terminate; doesn't wait for the end. */
export function terminate(server: ServerRef, reason: Term, timeoutMs?: number): Waits<Term> {
  return ask(server, 'terminate', ['terminate', reason], [reason], timeoutMs)
}

/** Each system event becomes a note 'sys_trace' in the trace. */
export function trace(server: ServerRef, on: boolean, timeoutMs?: number): Waits<Term> {
  return debug(server, 'trace', on, timeoutMs)
}

/** Keeps the last 10 events, or `[true, n]`; 'get' answers them, 'print' tells them as notes. */
export function log(
  server: ServerRef,
  how: boolean | 'get' | 'print' | readonly [true, number],
  timeoutMs?: number,
): Waits<Term> {
  return debug(server, 'log', how, timeoutMs)
}

/** Counts messages; 'get' answers the figures. */
export function statistics(
  server: ServerRef,
  how: boolean | 'get',
  timeoutMs?: number,
): Waits<Term> {
  return debug(server, 'statistics', how, timeoutMs)
}

/**
 * Installs `[func, state]` or `[id, func, state]`: module:func gets (state, event, name) at each
 * event and answers its next state, or 'done' to be taken out.
 */
export function install(
  server: ServerRef,
  what: readonly [DebugFunction, Term] | readonly [Term, DebugFunction, Term],
  timeoutMs?: number,
): Waits<Term> {
  return debug(server, 'install', what as Term, timeoutMs)
}

/** Takes out a debug function by its id, or by itself when it has none. */
export function remove(server: ServerRef, what: Term, timeoutMs?: number): Waits<Term> {
  return debug(server, 'remove', what, timeoutMs)
}

export function noDebug(server: ServerRef, timeoutMs?: number): Waits<Term> {
  return ask(server, 'no_debug', ['debug', 'no_debug'], [], timeoutMs)
}

function debug(server: ServerRef, what: string, how: Term, timeoutMs?: number): Waits<Term> {
  return ask(server, what, ['debug', [what, how]], [how], timeoutMs)
}

const usualMs = 5_000

function ask(
  server: ServerRef,
  func: string,
  request: Term,
  args: readonly Term[],
  timeoutMs?: number,
): Waits<Term> {
  const waited = timeoutMs === Number.POSITIVE_INFINITY ? 'infinity' : timeoutMs
  const all = [server as Term, ...args, ...(waited === undefined ? [] : [waited])]
  return callServer('system', server, request, timeoutMs ?? usualMs, ['sys', func, all])
}

/** The server's `['error', reason]` is the caller's error (Erlang: sys:get_state/1). */
function orError(answer: Term): Term {
  return Array.isArray(answer) && answer[0] === 'error' ? error(answer[1]) : answer
}
