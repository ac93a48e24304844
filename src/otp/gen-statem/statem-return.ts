/**
 * What a state callback of gen_statem may answer, read into data: where to go, what to do on the
 * way, or how it is wrong (with OTP 25's own reasons). Nothing here does anything; statem-engine.ts
 * and gen-statem-process.ts follow it.
 */
import { equalTerms, Pid, type Term } from '../../kernel/index.ts'
import type { From } from '../gen-server/gen-server.ts'

/** Erlang's `{State, Data}`. */
export type State = readonly [state: Term, data: Term]

/**
 * Types: `['call', from]`, `'cast'`, `'info'`, `'internal'`, `'state_timeout'`, `'timeout'`,
 * `['timeout', name]`.
 */
export type Event = readonly [type: Term, content: Term]

/** What a callback wants of one of its timers; `abs` counts from the node's start. */
export interface Timeout {
  readonly type: Term
  readonly time: number | 'infinity' | 'update'
  readonly message: Term
  readonly abs: boolean
}

export interface Bad {
  readonly type: 'bad'
  readonly reason: Term
}

export type Return =
  | { readonly type: 'go'; readonly next: State; readonly enter: boolean; readonly actions: Terms }
  | { readonly type: 'stop'; readonly reason: Term; readonly next: State; readonly replies: Terms }
  | Bad

export type Act =
  | { readonly type: 'reply'; readonly from: From; readonly answer: Term }
  | { readonly type: 'hibernate' | 'postpone'; readonly on: boolean }
  | { readonly type: 'next_event'; readonly event: Event }
  | { readonly type: 'module'; readonly change: ModuleChange; readonly module: string }
  | { readonly type: 'timeout'; readonly timeout: Timeout }
  | Bad

type ModuleChange = 'change_callback_module' | 'push_callback_module' | 'pop_callback_module'
type Terms = readonly Term[]

const none: Terms = []

/** `entering`: it answers a state enter call, which may not change the state. */
export function readReturn(result: Term, [state, data]: State, entering: boolean): Return {
  const [kind, a, b, c] = Array.isArray(result) ? (result as Terms) : [result]
  const size = Array.isArray(result) ? result.length : 0
  const bad: Bad = { type: 'bad', reason: ['bad_return_from_state_function', result] }
  const go = (next: State, enter: boolean, actions: Term | undefined, most: number): Return =>
    size > most
      ? bad
      : { type: 'go', next, enter, actions: size === most ? listOf(actions as Term) : none }
  const stop = (reason: Term, next: Term, replies = none): Return => ({
    type: 'stop',
    reason,
    next: [state, next],
    replies,
  })
  if (kind === 'next_state' && size >= 3) {
    const same = equalTerms(a as Term, state)
    if (same || !entering) return go([a as Term, b as Term], !same, c, 4)
    return { type: 'bad', reason: ['bad_state_enter_return_from_state_function', result] }
  }
  if (kind === 'keep_state' && size >= 2) return go([state, a as Term], false, b, 3)
  if (kind === 'repeat_state' && size >= 2) return go([state, a as Term], true, b, 3)
  if (kind === 'keep_state_and_data' && size !== 1) return go([state, data], false, a, 2)
  if (kind === 'repeat_state_and_data' && size !== 1) return go([state, data], true, a, 2)
  if (result === 'stop') return stop('normal', data)
  if (kind === 'stop' && size === 2) return stop(a as Term, data)
  if (kind === 'stop' && size === 3) return stop(a as Term, b as Term)
  if (kind === 'stop_and_reply' && (size === 3 || size === 4)) {
    return stop(a as Term, size === 4 ? (c as Term) : data, listOf(b as Term))
  }
  return bad
}

/** `depth`: how many callback modules there are to pop. */
export function readAction(action: Term, entering: boolean, depth: number): Act {
  const [kind, a, b] = Array.isArray(action) ? (action as Terms) : [action]
  const size = Array.isArray(action) ? action.length : 0
  const bad: Bad = { type: 'bad', reason: ['bad_action_from_state_function', action] }
  const outside = (act: Act): Act =>
    entering ? { type: 'bad', reason: ['bad_state_enter_action_from_state_function', action] } : act
  if (kind === 'reply' && size === 3) {
    return isFrom(a) ? { type: 'reply', from: a, answer: b as Term } : bad
  }
  if (action === 'hibernate') return { type: 'hibernate', on: true }
  if (action === 'postpone') return outside({ type: 'postpone', on: true })
  if ((kind === 'hibernate' || kind === 'postpone') && size === 2) {
    const isRefused = typeof a !== 'boolean' || (kind === 'postpone' && a && entering)
    return isRefused ? bad : { type: kind, on: a }
  }
  if (kind === 'next_event' && size === 3) {
    const event: Event = [a as Term, b as Term]
    return entering || isEventType(a as Term) ? outside({ type: 'next_event', event }) : bad
  }
  if (kind === 'change_callback_module' || kind === 'push_callback_module') {
    if (size !== 2 || typeof a !== 'string') return bad
    return outside({ type: 'module', change: kind, module: a })
  }
  if (action === 'pop_callback_module') {
    return depth > 1 ? outside({ type: 'module', change: action, module: '' }) : bad
  }
  const timeout = readTimeout(action)
  return timeout === null ? bad : { type: 'timeout', timeout }
}

function readTimeout(action: Term): Timeout | null {
  if (!Array.isArray(action)) {
    if (!isTime(action)) return null
    return { type: 'timeout', time: action, message: action, abs: false }
  }
  const [type, time, message, options] = action as Terms
  if (!isTimeoutType(type as Term)) return null
  const cancelled = action.length === 2 && time === 'cancel'
  if (cancelled) {
    return { type: type as Term, time: 'infinity', message: 'undefined', abs: false }
  }
  if (action.length !== 3 && action.length !== 4) return null
  const abs = action.length === 4 ? readAbs(options as Term) : false
  const known = isTime(time) || (abs === true && Number.isFinite(time))
  if (abs === null || !(known || (time === 'update' && action.length === 3))) return null
  return { type: type as Term, time: time as Timeout['time'], message: message as Term, abs }
}

/** `['abs', true]`, or a list of such, of which the last counts. */
function readAbs(options: Term): boolean | null {
  const pairs = Array.isArray(options) && options[0] === 'abs' ? [options] : options
  if (!Array.isArray(pairs)) return null
  let abs = false
  for (const pair of pairs) {
    if (!Array.isArray(pair) || pair.length !== 2 || pair[0] !== 'abs') return null
    if (typeof pair[1] !== 'boolean') return null
    abs = pair[1]
  }
  return abs
}

type Modules = readonly [string, ...string[]]

/** The callback modules that a change leaves, the one in charge first. */
export function modulesAfter(
  [top, ...others]: Modules,
  { change, module }: Extract<Act, { type: 'module' }>,
): Modules {
  if (change === 'push_callback_module') return [module, top, ...others]
  return change === 'change_callback_module' ? [module, ...others] : (others as unknown as Modules)
}

/** Whether replies and calls can go there: `[pid, tag]`. */
export function isFrom(from: unknown): from is From {
  return Array.isArray(from) && from.length === 2 && from[0] instanceof Pid
}

function isTime(time: unknown): time is number | 'infinity' {
  return time === 'infinity' || (typeof time === 'number' && Number.isFinite(time) && time >= 0)
}

function isTimeoutType(type: Term): boolean {
  if (Array.isArray(type)) return type.length === 2 && type[0] === 'timeout'
  return type === 'timeout' || type === 'state_timeout'
}

function isEventType(type: Term): boolean {
  if (Array.isArray(type) && type[0] === 'call') return type.length === 2 && isFrom(type[1])
  return type === 'cast' || type === 'info' || type === 'internal' || isTimeoutType(type)
}

/**
 * One action, or a list of them. Erlang tells `{postpone, true}` from `[postpone, hibernate]` by
 * the brackets; here what can be read as one action is one.
 */
export function listOf(actions: Term): Terms {
  if (!Array.isArray(actions)) return [actions]
  return isOneAction(actions) ? [actions] : actions
}

function isOneAction([kind, a, ...more]: Terms): boolean {
  if (a === undefined) return false
  if (kind === 'hibernate' || kind === 'postpone') return more.length === 0 && !isAction(a)
  if (typeof kind === 'string') return !isAction(kind)
  const isTimed = typeof a === 'number' || a === 'infinity' || a === 'update'
  return isTimeoutType(kind as Term) && (more.length === 0 ? a === 'cancel' : isTimed)
}

function isAction(action: Term): boolean {
  const word = action === 'hibernate' || action === 'postpone' || action === 'pop_callback_module'
  return word || isTime(action) || Array.isArray(action)
}
