/**
 * The process beside the owner of a stream of tasks: it starts them, watches them and their time,
 * and is what they are linked to, so that the owner's mailbox and links know of the stream alone
 * (Elixir: Task.Supervised.stream_monitor).
 */
import {
  cancelTimer,
  exit,
  exitTo,
  isReply,
  link,
  monitor,
  Pid,
  Ref,
  receive,
  refKey,
  type Start,
  samePid,
  sameRef,
  self,
  send,
  sendAfter,
  type Term,
  trapExit,
  unlink,
  type Waits,
} from '../../kernel/index.ts'
import { perform } from '../gen/callback.ts'

/** How a task of the stream is started, by name; it answers `['ok', pid]` or an error. */
export interface Starter {
  readonly start: Start
  /** Whether a crash of the task takes the stream with it. */
  readonly type: 'link' | 'nolink'
}

interface Running {
  readonly ref: Ref
  readonly position: number
  readonly pid: Pid
  readonly timer: Ref | null
  isTimedOut: boolean
}

interface Stream {
  readonly parent: Pid
  readonly parentRef: Ref
  /** The owner's monitor of this process: it marks all messages between the two. */
  readonly mark: Ref
  readonly timeoutMs: number | 'infinity'
  readonly starter: Starter
  readonly tasks: Map<string, Running>
  /** The supervisor takes no more: only an end may follow. */
  isFull: boolean
}

/** The monitor's body. Exported as task_supervised:streamMonitor. */
export function* streamMonitor(
  parent: Pid,
  isTrapping: boolean,
  timeoutMs: number | 'infinity',
  starter: Starter,
): Waits<void> {
  trapExit(isTrapping)
  const parentRef = monitor(parent)
  const isFirst = (m: Term) => isReply(m, 'DOWN', parentRef) || isMark(m, parent)
  const first = (yield* receive(isFirst)) as readonly Term[]
  if (first[0] === 'DOWN') return exit(first[4])
  const mark = first[1] as Ref
  const tasks = new Map<string, Running>()
  const stream: Stream = { parent, parentRef, mark, timeoutMs, starter, tasks, isFull: false }
  for (;;) {
    const message = yield* receive()
    if (!Array.isArray(message)) continue
    yield* endWith(stream, message)
    if (!stream.isFull) yield* meet(stream, message)
  }
}

function isMark(message: Term, parent: Pid): boolean {
  if (!Array.isArray(message) || message.length !== 2) return false
  const [from, mark] = message
  return mark instanceof Ref && from instanceof Pid && samePid(from, parent)
}

function* meet(stream: Stream, message: readonly Term[]): Waits<void> {
  const [tag, detail] = message
  if (tag === 'spawn') yield* startTask(stream, detail as number)
  else if (tag === 'DOWN') tellDown(stream, detail as Ref, message[4] as Term)
  else if (tag === 'timeout') expire(stream, detail as unknown as readonly [Ref, Ref])
}

function* startTask(stream: Stream, position: number): Waits<void> {
  const { parent, mark, timeoutMs, starter } = stream
  const answer = (yield* perform(...starter.start)) as readonly [string, Pid]
  if (answer[0] !== 'ok') {
    send(parent, ['max_children', mark])
    stream.isFull = true
    return
  }
  const [, pid] = answer
  if (starter.type === 'link') link(pid)
  const ref = monitor(pid)
  const timer =
    timeoutMs === 'infinity' ? null : sendAfter(timeoutMs, self(), ['timeout', [mark, ref]])
  send(parent, ['spawned', [mark, position], pid])
  stream.tasks.set(refKey(ref), { ref, position, pid, timer, isTimedOut: false })
}

function tellDown(stream: Stream, ref: Ref, reason: Term): void {
  const task = stream.tasks.get(refKey(ref))
  if (task === undefined) return
  stream.tasks.delete(refKey(ref))
  if (task.timer !== null) cancelTimer(task.timer)
  const kind = task.isTimedOut ? 'timed_out' : 'down'
  send(stream.parent, [kind, [stream.mark, task.position], reason])
}

function expire(stream: Stream, [, ref]: readonly [Ref, Ref]): void {
  const task = stream.tasks.get(refKey(ref))
  if (task === undefined || task.isTimedOut) return
  unlink(task.pid)
  exitTo(task.pid, 'kill')
  task.isTimedOut = true
}

/** Ends with the owner, whose linked tasks go too, or because the owner has had enough. */
function* endWith(stream: Stream, message: readonly Term[]): Waits<void> {
  const tasks = [...stream.tasks.values()]
  const [tag, mark] = message
  if (tag === 'stop' && mark instanceof Ref && sameRef(mark, stream.mark)) {
    trapExit(true)
    for (const { pid } of tasks) exitTo(pid, 'kill')
    for (const { ref } of tasks) yield* receive((m) => isReply(m, 'DOWN', ref))
    exit('normal')
  }
  if (isReply(message, 'DOWN', stream.parentRef)) {
    if (stream.starter.type === 'link') for (const { pid } of tasks) exitTo(pid, message[4])
    exit(message[4])
  }
}
