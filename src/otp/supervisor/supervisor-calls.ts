/**
 * What a supervisor answers: start_child, terminate_child, restart_child, delete_child,
 * which_children, count_children, get_childspec (otp-semantics D9–D11). Requests that it doesn't
 * know end it, as any gen_server without a clause for them.
 */
import {
  error,
  isAlive,
  node,
  Pid,
  Raised,
  reasonOf,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { isListable } from './child-pids.ts'
import { type ChildSpec, readChildSpec } from './child-spec.ts'
import { whenStarted } from './child-start.ts'
import {
  type Child,
  childOf,
  childWithId,
  childWithPid,
  discard,
  eachChild,
  forget,
  restartingChild,
  sizeOf,
} from './children.ts'
import { type Answer, arrive, start, stop } from './supervisor-restart.ts'
import type { State } from './supervisor-state.ts'
import { changed } from './supervisor-state.ts'

/** The reply to a request; a generator when it has to wait for a child. */
export function answer(state: State, request: Term): Answer {
  if (request === 'which_children') return whichChildren(state)
  if (request === 'count_children') return countChildren(state)
  const [what, argument] = Array.isArray(request) && request.length === 2 ? request : []
  switch (what) {
    case 'start_child':
      return addChild(state, argument as Term)
    case 'terminate_child':
      return terminateChild(state, argument as Term)
    case 'restart_child':
      return restartChild(state, argument as Term)
    case 'delete_child':
      return deleteChild(state, argument as Term)
    case 'get_childspec':
      return getChildspec(state, argument as Term)
    default:
      return error('function_clause')
  }
}

function addChild(state: State, argument: Term): Answer {
  const { template } = state.children
  if (template !== null) return addToCrowd(state, template, argument)
  const spec = readChildSpec(argument, state.flags.auto_shutdown)
  if ('error' in spec) return ['error', spec.error]
  const known = childWithId(state.children, spec.id)
  if (known !== null) {
    const { pid } = known
    return ['error', pid instanceof Pid ? ['already_started', pid] : 'already_present']
  }
  return whenStarted(start(childOf(spec)), (started) => {
    if (started[0] === 'error') return ['error', [started[1], recordOf(spec)]]
    const isTemporary = spec.restart === 'temporary'
    if (started[1] === 'undefined' && isTemporary) return started
    const child = childOf(spec)
    arrive(state, isTemporary ? { ...child, args: 'undefined' } : child, started[1])
    return started
  })
}

function addToCrowd(state: State, template: ChildSpec, extra: Term): Answer {
  if (!Array.isArray(extra)) return ['error', ['EXIT', reasonOf(new Raised('error', 'badarg'))]]
  const base = template.start[2]
  const args = extra.length === 0 ? base : base.concat(extra)
  const child: Child = { spec: template, args, pid: 'undefined' }
  return whenStarted(start(child), (started) => {
    if (started[0] === 'ok' && started[1] !== 'undefined') arrive(state, child, started[1])
    return started
  })
}

function terminateChild(state: State, id: Term): Answer {
  const { children } = state
  const isCrowd = children.template !== null
  if (isCrowd && !(id instanceof Pid)) return ['error', 'simple_one_for_one']
  const child = isCrowd ? memberOf(state, id as Pid) : childWithId(children, id)
  if (child === null) return ['error', 'not_found']
  return stopAndForget(state, child)
}

function* stopAndForget(state: State, child: Child): Waits<Term> {
  yield* stop(state, child)
  forget(state.children, child)
  changed(state)
  return 'ok'
}

/**
 * A child by its pid, also one that waits for another try, and, as in OTP, anybody dead: it could
 * have been a child.
 */
function memberOf({ children }: State, pid: Pid): Child | null {
  const known = childWithPid(children, pid) ?? restartingChild(children, pid)
  if (known !== null || isRunning(pid)) return known
  return childOf(children.template as ChildSpec)
}

function restartChild(state: State, id: Term): Answer {
  const child = stoppedChild(state, id)
  if (typeof child === 'string') return ['error', child]
  return whenStarted(start(child), (started) => {
    if (started[0] === 'ok') arrive(state, child, started[1])
    return started
  })
}

function deleteChild(state: State, id: Term): Answer {
  const child = stoppedChild(state, id)
  if (typeof child === 'string') return ['error', child]
  discard(state.children, child)
  changed(state)
  return 'ok'
}

/** A child that doesn't run and waits for no restart, or why there is none. */
function stoppedChild({ children }: State, id: Term): Child | string {
  if (children.template !== null) return 'simple_one_for_one'
  const child = childWithId(children, id)
  if (child === null) return 'not_found'
  if (child.pid === 'undefined') return child
  return child.pid instanceof Pid ? 'running' : 'restarting'
}

function getChildspec(state: State, id: Term): Term {
  const byPid = state.children.template !== null && id instanceof Pid
  const child = byPid ? memberOf(state, id) : childWithId(state.children, id)
  return child === null ? ['error', 'not_found'] : ['ok', specOf(child)]
}

/** `[id, pid | 'undefined' | 'restarting', type, modules]` for each, last started first, if they fit. */
function whichChildren({ children }: State): Term {
  if (!isListable(sizeOf(children))) return ['error', 'system_limit']
  const list = [...eachChild(children)]
  const isCrowd = children.template !== null
  return (isCrowd ? list : list.reverse()).map(({ spec, pid }) => {
    const now = Array.isArray(pid) ? 'restarting' : (pid as Term)
    return [isCrowd ? 'undefined' : spec.id, now, spec.type, spec.modules]
  })
}

function countChildren({ children }: State): Term {
  const { template, pids } = children
  const counts = { specs: 0, active: 0, supervisors: 0, workers: 0 }
  if (template !== null) {
    counts.specs = 1
    counts.active = pids.size - pids.restarting
    counts[template.type === 'supervisor' ? 'supervisors' : 'workers'] = pids.size
    return Object.entries(counts)
  }
  for (const { spec, pid } of eachChild(children)) {
    counts.specs++
    if (pid instanceof Pid && isRunning(pid)) counts.active++
    counts[spec.type === 'supervisor' ? 'supervisors' : 'workers']++
  }
  return Object.entries(counts)
}

/** Of another node's processes nobody here can say; they count as running until they are lost. */
function isRunning(pid: Pid): boolean {
  return pid.node !== node() || isAlive(pid)
}

function specOf({ spec, args }: Child): Term {
  const [module, func] = spec.start
  return { ...spec, start: [module, func, args] }
}

/** OTP's record of a child, as it stands in the error of a start. */
function recordOf(spec: ChildSpec): Term {
  const { id, start, restart, significant, shutdown, type, modules } = spec
  return ['child', 'undefined', id, start, restart, significant, shutdown, type, modules]
}
