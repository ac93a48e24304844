/**
 * supervisor: a gen_server that starts children in order, restarts those that die, and gives up
 * when more than `intensity` restarts fall within `period` seconds. First cut: one_for_one.
 */
import {
  apply,
  demonitor,
  exitTo,
  isReply,
  isWaiting,
  monitor,
  note,
  now,
  Pid,
  reasonOf,
  receive,
  samePid,
  self,
  type Term,
  trapExit,
  unlink,
  type Waits,
} from '../kernel/index.ts'
import {
  type Child,
  type ChildSpec,
  type Flags,
  readChildSpec,
  readFlags,
  readSpecs,
} from './child-spec.ts'
import type { ServerOptions, ServerRef } from './gen-server.ts'
import * as genServer from './gen-server.ts'
import type { StartResult } from './proc-lib.ts'

/** Starting a child may take as long as it takes. */
const infinity = Number.POSITIVE_INFINITY

interface State {
  readonly flags: Flags
  /** In start order. */
  readonly children: readonly Child[]
  /** Times of the restarts within the last period, ms. */
  readonly restarts: readonly number[]
}

export function startLink(module: string, args: Term = null, options: ServerOptions = {}) {
  return genServer.startLink('supervisor', [module, args], options)
}

export function startChild(supervisor: ServerRef, spec: ChildSpec): Waits<Term> {
  return genServer.call(supervisor, ['start_child', spec as unknown as Term], infinity)
}

export function terminateChild(supervisor: ServerRef, id: string): Waits<Term> {
  return genServer.call(supervisor, ['terminate_child', id], infinity)
}

export function restartChild(supervisor: ServerRef, id: string): Waits<Term> {
  return genServer.call(supervisor, ['restart_child', id], infinity)
}

export function deleteChild(supervisor: ServerRef, id: string): Waits<Term> {
  return genServer.call(supervisor, ['delete_child', id], infinity)
}

/** `[id, pid | 'undefined' | 'restarting', type, modules]` for each, last started first. */
export function whichChildren(supervisor: ServerRef): Waits<Term> {
  return genServer.call(supervisor, 'which_children', infinity)
}

// ---- gen_server callbacks

export function* init(args: Term): Waits<Term> {
  trapExit(true)
  const [module, moduleArgs] = args as readonly [string, Term]
  const result = apply(module, 'init', [moduleArgs])
  if (result === 'ignore') return 'ignore'
  if (!Array.isArray(result) || result[0] !== 'ok' || !Array.isArray(result[1])) {
    return ['stop', ['bad_return', [module, 'init', result as Term]]]
  }
  const flags = readFlags(result[1][0])
  const specs = readSpecs(result[1][1])
  if ('error' in flags) return ['stop', ['supervisor_data', flags.error]]
  if ('error' in specs) return ['stop', ['start_spec', specs.error]]
  let state: State = { flags, children: [], restarts: [] }
  for (const spec of specs.list) {
    const started = yield* startOne(spec)
    if (started[0] === 'error') {
      yield* stopAll(state)
      return ['stop', ['shutdown', ['failed_to_start_child', spec.id, started[1]]]]
    }
    state = { ...state, children: [...state.children, started[1]] }
  }
  return ['ok', told(state)]
}

export function* handleCall(request: Term, _from: Term, raw: Term): Waits<Term> {
  const state = raw as unknown as State
  if (request === 'which_children') return ['reply', listed(state), raw]
  const [what, argument] = request as readonly [string, Term]
  if (what === 'start_child') return yield* addChild(state, argument)
  const child = state.children.find((c) => c.spec.id === argument)
  if (child === undefined) return ['reply', ['error', 'not_found'], raw]
  if (what === 'terminate_child') {
    if (child.pid !== null) yield* shutDown(child)
    const gone = { ...child, pid: null, restarting: false }
    const isKept = child.spec.restart !== 'temporary'
    return ['reply', 'ok', told(isKept ? replace(state, gone) : without(state, child))]
  }
  if (child.pid !== null) return ['reply', ['error', 'running'], raw]
  if (child.restarting) return ['reply', ['error', 'restarting'], raw]
  if (what === 'delete_child') return ['reply', 'ok', told(without(state, child))]
  const started = yield* startOne(child.spec)
  if (started[0] === 'error') return ['reply', ['error', started[1]], raw]
  return ['reply', ['ok', started[1].pid], told(replace(state, started[1]))]
}

export function* handleCast(message: Term, raw: Term): Waits<Term> {
  const state = raw as unknown as State
  const [what, id] = message as readonly [string, Term]
  const child = state.children.find((c) => c.spec.id === id)
  if (what !== 'try_again_restart' || child?.restarting !== true) return ['noreply', raw]
  return yield* restart(state, child)
}

export function* handleInfo(message: Term, raw: Term): Waits<Term> {
  const state = raw as unknown as State
  if (!Array.isArray(message) || message[0] !== 'EXIT') return ['noreply', raw]
  const [, pid, reason] = message as unknown as readonly [string, Pid, Term]
  if (!(pid instanceof Pid)) return ['noreply', raw]
  const child = state.children.find((c) => c.pid !== null && samePid(c.pid, pid))
  if (child === undefined) return ['noreply', raw]
  const { restart: type } = child.spec
  const gone = replace(state, { ...child, pid: null })
  if (type === 'temporary') return ['noreply', told(without(state, child))]
  if (type === 'transient' && isOrderly(reason)) return ['noreply', told(gone)]
  return yield* restart(gone, { ...child, pid: null })
}

export function* terminate(_reason: Term, raw: Term): Waits<Term> {
  yield* stopAll(raw as unknown as State)
  return 'ok'
}

// ---- the decisions

function* restart(state: State, child: Child): Waits<Term> {
  const time = now()
  const { intensity, periodMs } = state.flags
  const recent = [...state.restarts.filter((t) => time - t <= periodMs), time]
  if (recent.length > intensity) {
    return ['stop', 'shutdown', told({ ...state, restarts: recent })]
  }
  const counted = { ...state, restarts: recent }
  const started = yield* startOne(child.spec)
  if (started[0] === 'ok') return ['noreply', told(replace(counted, started[1]))]
  genServer.cast(self(), ['try_again_restart', child.spec.id])
  return ['noreply', told(replace(counted, { ...child, pid: null, restarting: true }))]
}

/** An end that was meant: a transient child isn't restarted after it (otp-semantics D6). */
export function isOrderly(reason: Term): boolean {
  return (
    reason === 'normal' ||
    reason === 'shutdown' ||
    (Array.isArray(reason) && reason[0] === 'shutdown')
  )
}

function* addChild(state: State, raw: Term): Waits<Term> {
  const spec = readChildSpec(raw)
  const unchanged = state as unknown as Term
  if ('error' in spec) return ['reply', ['error', spec.error], unchanged]
  const known = state.children.find((c) => c.spec.id === spec.id)
  if (known !== undefined) {
    const error = known.pid === null ? 'already_present' : ['already_started', known.pid]
    return ['reply', ['error', error], unchanged]
  }
  const started = yield* startOne(spec)
  if (started[0] === 'error') return ['reply', ['error', started[1]], unchanged]
  const isKept = started[1].pid !== null || spec.restart !== 'temporary'
  const children = isKept ? [...state.children, started[1]] : state.children
  return ['reply', ['ok', started[1].pid ?? 'undefined'], told({ ...state, children })]
}

type Started = readonly ['ok', Child] | readonly ['error', Term]

function* startOne(spec: ChildSpec): Waits<Started> {
  const [module, func, args] = spec.start
  try {
    const answer = apply(module, func, args)
    const result = (isWaiting(answer) ? yield* answer : answer) as StartResult
    if (result === 'ignore') return ['ok', { spec, pid: null, restarting: false }]
    if (result[0] === 'ok') return ['ok', { spec, pid: result[1], restarting: false }]
    return ['error', result[1]]
  } catch (thrown) {
    return ['error', ['EXIT', reasonOf(thrown)]]
  }
}

function* stopAll(state: State): Waits<void> {
  for (const child of [...state.children].reverse()) {
    if (child.pid !== null) yield* shutDown(child)
  }
}

/** Monitor and unlink, so that a child that unlinked itself can't hang us (otp-semantics D8). */
function* shutDown(child: Child): Waits<void> {
  const pid = child.pid as Pid
  const ref = monitor(pid)
  unlink(pid)
  const { shutdown } = child.spec
  exitTo(pid, shutdown === 'brutal_kill' ? 'kill' : 'shutdown')
  const waitMs = typeof shutdown === 'number' ? shutdown : undefined
  const isDown = (m: Term) => isReply(m, 'DOWN', ref)
  const down = yield* receive(isDown, waitMs)
  if (down === undefined) {
    exitTo(pid, 'kill')
    yield* receive(isDown)
  }
  demonitor(ref, { flush: true })
  yield* receive((m) => isExitOf(pid, m), 0)
}

function isExitOf(pid: Pid, m: Term): boolean {
  return Array.isArray(m) && m[0] === 'EXIT' && m[1] instanceof Pid && samePid(m[1], pid)
}

function replace(state: State, child: Child): State {
  const children = state.children.map((c) => (c.spec.id === child.spec.id ? child : c))
  return { ...state, children }
}

function without(state: State, child: Child): State {
  return { ...state, children: state.children.filter((c) => c.spec.id !== child.spec.id) }
}

function listed(state: State): Term {
  return [...state.children].reverse().map(({ spec, pid, restarting }) => {
    const now = pid ?? (restarting ? 'restarting' : 'undefined')
    return [spec.id, now, spec.type, [spec.start[0]]]
  })
}

/** Tells the trace what the tree is drawn from. */
function told(state: State): Term {
  const { strategy, intensity, periodMs } = state.flags
  const children = state.children.map(({ spec, pid }) => ({ id: spec.id, type: spec.type, pid }))
  note('supervisor', { strategy, intensity, periodMs, children, restarts: [...state.restarts] })
  return state as unknown as Term
}
