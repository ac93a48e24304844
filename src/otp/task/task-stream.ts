/**
 * One task for each element of a list, so many at a time, and their results as a list (Elixir:
 * Task.async_stream, Task.Supervisor.async_stream and async_stream_nolink). What Elixir hands out
 * lazily is gathered here; elements are taken from the list only when a place is free.
 */
import {
  badarg,
  error,
  exit,
  isReply,
  monitor,
  Pid,
  processInfo,
  Ref,
  receive,
  receiveSince,
  samePid,
  sameRef,
  self,
  send,
  spawnLink,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import type { Starter } from './task-stream-monitor.ts'
import { callersOfTask } from './task-supervised.ts'

/** `['ok', result]`, or how the task ended; with zipInputOnExit `['exit', [element, reason]]`. */
export type StreamResult = readonly ['ok', Term] | readonly ['exit', Term]

/** module:func(element, …args) is run for each element. */
export type StreamFun = readonly [module: string, func: string, args?: readonly Term[]]

export interface StreamOptions {
  /** Tasks at a time. Elixir takes as many as there are schedulers; here it is 4. */
  readonly maxConcurrency?: number
  /** Results in the elements' order, which is the default, or in that of their coming. */
  readonly ordered?: boolean
  /** For each task, ms; 5000 by default. */
  readonly timeout?: number | 'infinity'
  /** What a task out of time brings: the caller's exit, which is the default, or its own death. */
  readonly onTimeout?: 'exit' | 'kill_task'
  readonly zipInputOnExit?: boolean
}

type Settings = Required<StreamOptions>

interface Stream {
  readonly pid: Pid
  readonly mark: Ref
  readonly settings: Settings
  readonly fun: StreamFun
  readonly callers: readonly Pid[]
  /** By position: the element, and the reply when it has come. */
  readonly running: Map<number, { readonly element: Term; reply: StreamResult | null }>
  readonly results: StreamResult[]
}

const defaults: Settings = {
  maxConcurrency: 4,
  ordered: true,
  timeout: 5_000,
  onTimeout: 'exit',
  zipInputOnExit: false,
}

export function* stream(
  elements: Iterable<Term>,
  fun: StreamFun,
  options: StreamOptions,
  starter: Starter,
): Waits<StreamResult[]> {
  const flow = open(fun, readOptions(options), starter)
  const { maxConcurrency } = flow.settings
  const source = elements[Symbol.iterator]()
  for (let position = 0; ; position++) {
    while (flow.running.size >= maxConcurrency) yield* takeOne(flow)
    const next = yield* closeUnless(flow, () => source.next())
    if (next.done === true) break
    yield* startOne(flow, position, next.value)
  }
  while (flow.running.size > 0) yield* takeOne(flow)
  yield* close(flow)
  return flow.results
}

function readOptions(options: StreamOptions): Settings {
  const settings = { ...defaults, ...options }
  const { maxConcurrency, timeout } = settings
  if (!Number.isInteger(maxConcurrency) || maxConcurrency < 1) {
    badarg('asyncStream', 'maxConcurrency', 'a whole number greater than zero')
  }
  return { ...settings, timeout: timeout === Number.POSITIVE_INFINITY ? 'infinity' : timeout }
}

function open(fun: StreamFun, settings: Settings, starter: Starter): Stream {
  const isTrapping = processInfo(self(), 'trap_exit') === true
  const args = [self(), isTrapping, settings.timeout, starter as unknown as Term]
  const pid = spawnLink(['task_supervised', 'streamMonitor', args])
  const mark = monitor(pid)
  send(pid, [self(), mark])
  const callers = callersOfTask()
  return { pid, mark, settings, fun, callers, running: new Map(), results: [] }
}

/** A list that fails while it is read, or an element that can't be sent, closes the stream. */
function* closeUnless<T>(flow: Stream, act: () => T): Waits<T> {
  try {
    return act()
  } catch (thrown) {
    yield* close(flow)
    throw thrown
  }
}

function* startOne(flow: Stream, position: number, element: Term): Waits<void> {
  const { pid, mark, fun, callers } = flow
  send(pid, ['spawn', position])
  const isAnswer = (m: Term) =>
    isMarked(m, 'spawned', mark) || isReply(m, 'max_children', mark) || isReply(m, 'DOWN', mark)
  const answer = (yield receiveSince(mark, isAnswer)) as readonly Term[]
  if (answer[0] === 'DOWN') return yield* lost(flow, answer[4] as Term)
  if (answer[0] === 'max_children') {
    yield* close(flow)
    error(['max_children', 'more tasks at a time than the supervisor takes: lower maxConcurrency'])
  }
  const [module, func, args = []] = fun
  const order = [self(), [mark, position], self(), callers, [module, func, [element, ...args]]]
  yield* closeUnless(flow, () => send(answer[2] as Pid, order))
  flow.running.set(position, { element, reply: null })
}

/** Meets one message of the stream: a reply, or the end of a task. */
function* takeOne(flow: Stream): Waits<void> {
  const { mark, settings, running, results } = flow
  const message = (yield receiveSince(mark, (m) => isNews(m, mark))) as readonly Term[]
  const [tag] = message
  if (tag === 'DOWN') return yield* lost(flow, message[4] as Term)
  if (tag !== 'down' && tag !== 'timed_out') {
    const [, position] = tag as unknown as readonly [Ref, number]
    const task = running.get(position)
    if (task !== undefined) task.reply = ['ok', message[1] as Term]
    return
  }
  const [, position] = message[1] as unknown as readonly [Ref, number]
  const task = running.get(position)
  if (task === undefined) return
  if (task.reply === null && tag === 'timed_out' && settings.onTimeout === 'exit') {
    // The exit takes monitor and linked tasks along; who catches it keeps them (as in Elixir).
    yield* cleanUp(flow)
    exitOf(flow, 'timeout')
  }
  running.delete(position)
  const reason = tag === 'timed_out' ? 'timeout' : (message[2] as Term)
  const ended = settings.zipInputOnExit ? [task.element, reason] : reason
  const result = task.reply ?? (['exit', ended] as const)
  if (settings.ordered) results[position] = result
  else results.push(result)
}

/** Ends what still runs and takes back what it has sent. */
function* close(flow: Stream): Waits<void> {
  const { pid, mark } = flow
  send(pid, ['stop', mark])
  const down = (yield receiveSince(mark, (m) => isReply(m, 'DOWN', mark))) as readonly Term[]
  if (down[4] !== 'normal') return yield* lost(flow, down[4] as Term)
  yield* cleanUp(flow)
}

/** The stream's monitor is dead: its owner can't go on. */
function* lost(flow: Stream, reason: Term): Waits<never> {
  yield* cleanUp(flow)
  return exitOf(flow, reason)
}

function exitOf({ settings }: Stream, reason: Term): never {
  return exit([reason, ['task_supervised', 'stream', [settings.timeout]]])
}

/** Takes what the stream has left out of the mailbox, the monitor's EXIT included. */
function* cleanUp({ pid, mark }: Stream): Waits<void> {
  const isExit = (m: Term) =>
    Array.isArray(m) && m[0] === 'EXIT' && m[1] instanceof Pid && samePid(m[1], pid)
  while ((yield* receive(isExit, 0)) !== undefined);
  const isLeft = (m: Term) => isNews(m, mark) && (m as readonly Term[])[0] !== 'DOWN'
  while ((yield receiveSince(mark, isLeft, 0)) !== undefined);
}

function isNews(message: Term, mark: Ref): boolean {
  if (!Array.isArray(message)) return false
  if (message.length === 2) return isPlace(message[0] as Term, mark)
  return (
    isMarked(message, 'down', mark) ||
    isMarked(message, 'timed_out', mark) ||
    isReply(message, 'DOWN', mark)
  )
}

/** Whether a message is `[tag, [mark, position], …]`. */
function isMarked(message: Term, tag: string, mark: Ref): boolean {
  return Array.isArray(message) && message[0] === tag && isPlace(message[1] as Term, mark)
}

function isPlace(term: Term, mark: Ref): boolean {
  return Array.isArray(term) && term[0] instanceof Ref && sameRef(term[0], mark)
}
