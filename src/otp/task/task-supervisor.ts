/**
 * task_supervisor: a dynamic supervisor whose children are tasks (Elixir: Task.Supervisor). A task
 * started with asyncNolink may crash without its owner; all of them, on any node, end with their
 * supervisor. Whoever starts one asks the supervisor, so that is a call: `yield* …`.
 */
import { error, link, Pid, type Start, type Term, type Waits } from '../../kernel/index.ts'
import type { ServerName, ServerRef } from '../gen/names.ts'
import type { StartResult } from '../gen/proc-lib.ts'
import type { ChildSpec, Restart, Shutdown } from '../supervisor/child-spec.ts'
import * as dynamicSupervisor from '../supervisor/dynamic-supervisor.ts'
import { type StreamFun, type StreamOptions, type StreamResult, stream } from './task-stream.ts'
import { callersOfTask, giveOrder, ownerHere, requireStart, type Task } from './task-supervised.ts'

export interface TaskSupervisorOptions {
  readonly name?: ServerName
  /** Tasks at a time; without it any number. */
  readonly maxChildren?: number
  /** 3 by default, within maxSeconds, 5 by default: only tasks that restart count. */
  readonly maxRestarts?: number
  readonly maxSeconds?: number
}

export interface TaskOptions {
  /** How the supervisor stops it: ms (5000 by default) or a word. */
  readonly shutdown?: Shutdown
}

export function* startLink(options: TaskSupervisorOptions = {}): Waits<StartResult> {
  return yield* dynamicSupervisor.startLink(options)
}

export function childSpec(options: TaskSupervisorOptions = {}): ChildSpec {
  const start = ['task_supervisor', 'startLink', [options]]
  const id = options.name ?? 'task_supervisor'
  return { id, start, type: 'supervisor' } as unknown as ChildSpec
}

/** Starts a task of the caller, linked to it: see task.async. */
function* begin(supervisor: ServerRef, start: Start, options: TaskOptions = {}): Waits<Task> {
  requireStart(start, 'taskSupervisor.async')
  const pid = yield* startWaiting(supervisor, options)
  link(pid)
  return giveOrder(pid, start)
}

/** As async, without the link: a crash is told by `['exit', reason]`, or await's exit, alone. */
export function* asyncNolink(
  supervisor: ServerRef,
  start: Start,
  options: TaskOptions = {},
): Waits<Task> {
  requireStart(start, 'taskSupervisor.asyncNolink')
  return giveOrder(yield* startWaiting(supervisor, options), start)
}

export { begin as 'async' }

/** Starts a task that answers nobody: `['ok', pid]`. It isn't restarted unless told otherwise. */
export function* startChild(
  supervisor: ServerRef,
  start: Start,
  { restart = 'temporary', shutdown }: TaskOptions & { readonly restart?: Restart } = {},
): Waits<Term> {
  requireStart(start, 'taskSupervisor.startChild')
  const args = [ownerHere(), callersOfTask(), start]
  return yield* startTask(supervisor, 'startLink', args, restart, shutdown)
}

/** task.asyncStream with tasks of this supervisor; a crash takes the caller along. */
export function asyncStream(
  supervisor: ServerRef,
  elements: Iterable<Term>,
  fun: StreamFun,
  options: StreamOptions & TaskOptions = {},
): Waits<StreamResult[]> {
  return flow(supervisor, elements, fun, options, 'link')
}

/** As asyncStream; a task that crashes is an `['exit', reason]` among the results. */
export function asyncStreamNolink(
  supervisor: ServerRef,
  elements: Iterable<Term>,
  fun: StreamFun,
  options: StreamOptions & TaskOptions = {},
): Waits<StreamResult[]> {
  return flow(supervisor, elements, fun, options, 'nolink')
}

/** The tasks that run now. */
export function* children(supervisor: ServerRef): Waits<Pid[]> {
  const all = (yield* dynamicSupervisor.whichChildren(supervisor)) as readonly (readonly Term[])[]
  return all.map(([, pid]) => pid).filter((pid) => pid instanceof Pid)
}

/** `'ok'`, or `['error', 'not_found']`. */
export function* terminateChild(supervisor: ServerRef, pid: Pid): Waits<Term> {
  return yield* dynamicSupervisor.terminateChild(supervisor, pid)
}

/** Starts a child that will wait for its order. Exported as task_supervisor:startReplying. */
export function* startReplying(
  supervisor: ServerRef,
  owner: Term,
  shutdown: Shutdown | null,
): Waits<Term> {
  const args = [owner, 'monitor']
  return yield* startTask(supervisor, 'startReplying', args, 'temporary', shutdown ?? undefined)
}

function* startWaiting(supervisor: ServerRef, { shutdown }: TaskOptions): Waits<Pid> {
  const answer = yield* startReplying(supervisor, ownerHere() as unknown as Term, shutdown ?? null)
  const [tag, result = 'undefined'] = Array.isArray(answer) ? (answer as readonly Term[]) : []
  if (tag === 'ok' && result instanceof Pid) return result
  if (tag !== 'error') return error(['bad_return_value', answer])
  return error([result, 'the task supervisor takes no more: see its maxChildren'])
}

function startTask(
  supervisor: ServerRef,
  func: 'startLink' | 'startReplying',
  args: readonly unknown[],
  restart: Restart,
  shutdown: Shutdown = 5_000,
): Waits<Term> {
  const start = ['task_supervised', func, args as readonly Term[]] as const
  const spec = { id: 'undefined', start, restart, shutdown, type: 'worker' } as const
  return dynamicSupervisor.startChild(supervisor, spec)
}

function* flow(
  supervisor: ServerRef,
  elements: Iterable<Term>,
  fun: StreamFun,
  options: StreamOptions & TaskOptions,
  type: 'link' | 'nolink',
): Waits<StreamResult[]> {
  const { shutdown = null, ...rest } = options
  const args = [supervisor, ownerHere(), shutdown] as unknown as Term[]
  const start: Start = ['task_supervisor', 'startReplying', args]
  return yield* stream(elements, fun, rest, { start, type })
}

/** What the code server has as task_supervisor. */
export const taskSupervisorModule = { startLink, startReplying }
