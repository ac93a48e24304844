/**
 * task: a process that computes one thing and sends it to its owner (Elixir: Task). A function is
 * named, `['module', 'func', [args]]`, because closures can't cross processes. An owner and its
 * task are linked: when one crashes, so does the other, unless it traps exits.
 */
import {
  badarg,
  demonitor,
  exit,
  exitTo,
  formatPid,
  isReply,
  makeRef,
  monitor,
  type Pid,
  type Ref,
  receive,
  receiveSince,
  refKey,
  type Start,
  samePid,
  self,
  send,
  type Term,
  unlink,
  type Waits,
} from '../../kernel/index.ts'
import type { ChildSpec } from '../supervisor/child-spec.ts'
import {
  countdown,
  fail,
  isResult,
  keyOfNews,
  lossReason,
  newsOf,
  resultOf,
  type TaskResult,
  type Timeout,
  waitMs,
} from './task-news.ts'
import { type StreamFun, type StreamOptions, type StreamResult, stream } from './task-stream.ts'
import {
  callersOfTask,
  giveOrder,
  ownerHere,
  requireStart,
  startReplying,
  start as startTask,
  startLink as startTaskLinked,
  type Task,
} from './task-supervised.ts'

export type { TaskResult, Timeout } from './task-news.ts'
export type { StreamFun, StreamOptions, StreamResult } from './task-stream.ts'
export type { Task } from './task-supervised.ts'

/** Starts a linked task whose result the caller will ask for: await, yield or shutdown. */
function begin(start: Start): Task {
  requireStart(start, 'task.async')
  const [, pid] = startReplying(ownerHere(), 'nomonitor')
  return giveOrder(pid, start)
}

/** Starts a linked task that nobody asks for its result. */
export function startLink(start: Start): readonly ['ok', Pid] {
  requireStart(start, 'task.startLink')
  return startTaskLinked(ownerHere(), callersOfTask(), start)
}

/** As startLink, without the link: for side effects that nobody depends on. */
export function start(start: Start): readonly ['ok', Pid] {
  requireStart(start, 'task.start')
  return startTask(ownerHere(), callersOfTask(), start)
}

/** A child of a supervisor; it isn't restarted. */
export function childSpec(start: Start): ChildSpec {
  const call = ['task', 'startLink', [start as unknown as Term]]
  return { id: 'task', start: call, restart: 'temporary' } as unknown as ChildSpec
}

/** A task that has its result without ever having run. */
export function completed(result: unknown): Task {
  const ref = makeRef()
  send(self(), [ref, result])
  return { pid: null, ref, owner: self(), mfa: ['task', 'completed', 1] }
}

/**
 * The task's result. Without one in time, or when the task ends without one, the caller exits with
 * `[reason, ['task', 'await', [task, timeoutMs]]]`; a reply that comes later reaches nobody.
 */
function* awaitOne(task: Task, timeoutMs: Timeout = 5_000): Waits<Term> {
  requireOwner(task, 'await')
  const news = yield* newsOf(task, timeoutMs)
  if (news === undefined || news[0] !== 'DOWN') demonitor(task.ref, { flush: true })
  if (news === undefined) return fail('timeout', 'await', task, timeoutMs)
  if (news[0] === 'DOWN') return fail(lossReason(news), 'await', task, timeoutMs)
  return news[1] as Term
}

/** The results in the order of the tasks; one deadline for all, and the first crash ends it. */
export function* awaitMany(tasks: readonly Task[], timeoutMs: Timeout = 5_000): Waits<Term[]> {
  for (const task of tasks) requireOwner(task, 'awaitMany')
  const leftMs = countdown(timeoutMs)
  const waiting = new Map(tasks.map((task) => [refKey(task.ref), task.ref]))
  const results = new Map<string, Term>()
  while (waiting.size > 0) {
    const isNews = (m: Term) => waiting.has(keyOfNews(m))
    const news = (yield* receive(isNews, leftMs())) as readonly Term[] | undefined
    if (news !== undefined && news[0] !== 'DOWN') {
      const key = keyOfNews(news)
      demonitor(news[0] as Ref, { flush: true })
      waiting.delete(key)
      results.set(key, news[1] as Term)
      continue
    }
    for (const ref of waiting.values()) demonitor(ref, { flush: true })
    fail(news === undefined ? 'timeout' : lossReason(news), 'awaitMany', tasks, timeoutMs)
  }
  return tasks.map((task) => results.get(refKey(task.ref)) as Term)
}

/** As await, but null when the time is over, and the task may be asked again. */
function* yieldOne(task: Task, timeoutMs: Timeout = 5_000): Waits<TaskResult | null> {
  requireOwner(task, 'yield')
  const news = yield* newsOf(task, timeoutMs)
  if (news === undefined) return null
  if (news[0] === 'DOWN' && news[4] === 'noconnection') {
    return fail(lossReason(news), 'yield', task, timeoutMs)
  }
  return resultOf(task, news)
}

/** yield for each, with one deadline for all: `[task, result or null]` in their order. */
export function* yieldMany(
  tasks: readonly Task[],
  timeoutMs: Timeout = 5_000,
): Waits<(readonly [Task, TaskResult | null])[]> {
  for (const task of tasks) requireOwner(task, 'yieldMany')
  const leftMs = countdown(timeoutMs)
  const results: (readonly [Task, TaskResult | null])[] = []
  for (const task of tasks) {
    const news = yield* newsOf(task, leftMs() ?? 'infinity')
    if (news?.[0] === 'DOWN' && news[4] === 'noconnection') {
      return fail(lossReason(news), 'yieldMany', tasks, timeoutMs)
    }
    results.push([task, news === undefined ? null : resultOf(task, news)])
  }
  return results
}

/**
 * Unlinks the task and ends it: with `shutdown` and, after `how` ms, `kill`; with `'brutal_kill'`
 * at once. Answers the reply if there was one, null after an end as ordered, else the exit.
 */
export function* shutdown(
  task: Task,
  how: Timeout | 'brutal_kill' = 5_000,
): Waits<TaskResult | null> {
  const { pid } = task
  if (pid === null) return badarg('task.shutdown', 'task', 'one that has a process')
  requireOwner(task, 'shutdown')
  const isBrutal = how === 'brutal_kill'
  const afterMs = isBrutal ? null : waitMs(how)
  const watch = monitor(pid)
  const isDown = (m: Term) => isReply(m, 'DOWN', watch)
  unlink(pid)
  exitTo(pid, isBrutal ? 'kill' : 'shutdown')
  let down = yield receiveSince(watch, isDown, afterMs)
  if (down === undefined) {
    exitTo(pid, 'kill')
    down = yield receiveSince(watch, isDown)
  }
  const told = (down as readonly Term[])[4] as Term
  const reason = told === 'noproc' ? yield* earlierReason(task) : told
  demonitor(task.ref, { flush: true })
  const reply = (yield receiveSince(task.ref, (m) => isResult(m, task.ref), 0)) as
    | Term[]
    | undefined
  if (reply !== undefined) return ['ok', reply[1] as Term]
  if (reason === (isBrutal ? 'killed' : 'shutdown')) return null
  if (reason === 'noconnection') return fail(['nodedown', pid.node], 'shutdown', task, how)
  return ['exit', reason]
}

/** Unlinks the task and forgets it; answers what it had brought so far, or null. */
export function* ignore(task: Task): Waits<TaskResult | null> {
  requireOwner(task, 'ignore')
  const news = yield* newsOf(task, 0)
  if (news?.[0] === 'DOWN' && news[4] === 'noconnection') {
    return exit([lossReason(news), ['task', 'ignore', [task]]])
  }
  if (news?.[0] !== 'DOWN' && task.pid !== null) unlink(task.pid)
  if (news !== undefined) return resultOf(task, news)
  demonitor(task.ref, { flush: true })
  return null
}

/** Runs module:func(element, …args) for each element in a linked task of its own. */
export function* asyncStream(
  elements: Iterable<Term>,
  fun: StreamFun,
  options: StreamOptions = {},
): Waits<StreamResult[]> {
  const args = [ownerHere(), 'nomonitor'] as unknown as Term[]
  const start: Start = ['task_supervised', 'startReplying', args]
  return yield* stream(elements, fun, options, { start, type: 'link' })
}

export { awaitOne as 'await', begin as 'async', yieldOne as 'yield' }

/** How a task that was already gone ended, when its owner had been told. */
function* earlierReason({ ref }: Task): Waits<Term> {
  const down = yield receiveSince(ref, (m) => isReply(m, 'DOWN', ref), 0)
  return down === undefined ? 'noproc' : ((down as readonly Term[])[4] as Term)
}

function requireOwner({ owner }: Task, verb: string): void {
  if (samePid(owner, self())) return
  const asked = formatPid(self())
  badarg(`task.${verb}`, 'task', `asked by its owner, ${formatPid(owner)}, and not by ${asked}`)
}

/** What the code server has as task. */
export const taskModule = { startLink }
