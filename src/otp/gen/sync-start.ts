/**
 * Starting a process and waiting for word of it: that it is ready, that it gives up, that it died,
 * or that it took too long (Erlang: proc_lib's sync_start; otp-semantics A30).
 */
import {
  badarg,
  demonitor,
  exitTo,
  monitor,
  node,
  Pid,
  Ref,
  receive,
  receiveSince,
  type Start,
  samePid,
  sameRef,
  self,
  send,
  spawnMonitorOn,
  spawnOn,
  type Term,
  unlink,
  type Waits,
} from '../../kernel/index.ts'

/** The bond between starter and started: none, a link, a monitor. */
export type How = 'start' | 'startLink' | 'startMonitor'

export interface ProcOptions {
  /** Kills what hasn't acknowledged in that time; the result is `['error', 'timeout']`. */
  readonly timeoutMs?: number | undefined
  /** Where to start it; this node by default. */
  readonly node?: string | undefined
}

/** Answers the result and the monitor, which is only alive after startMonitor. */
export function* syncStart(
  how: How,
  start: Start,
  { timeoutMs = Number.POSITIVE_INFINITY, node: where = node() }: ProcOptions,
): Waits<readonly [Term, Ref]> {
  if (!(typeof timeoutMs === 'number' && timeoutMs >= 0)) {
    badarg(how, 'options.timeoutMs', 'milliseconds, or Infinity')
  }
  const [pid, ref] = yield* begin(how, start, where)
  const isNews = (m: Term) => tellsOf(m, pid, ref)
  // From another node the word may have come before the monitor was made.
  const isHere = where === node()
  const wanted = isHere ? receiveSince(ref, isNews, timeoutMs) : receive(isNews, timeoutMs)
  const news = (yield wanted) as readonly Term[] | undefined
  if (news === undefined) return [yield* giveUp(how, pid, ref), ref]
  // The process gave up or died: it is waited for, and its EXIT message isn't left behind.
  if (news[0] === 'nack') {
    const down = (yield receiveSince(ref, (m) => isDown(m, ref))) as readonly Term[]
    if (how === 'startMonitor') send(self(), down)
  } else if (news[0] === 'DOWN' && how === 'startMonitor') {
    send(self(), news)
  } else if (how !== 'startMonitor') {
    demonitor(ref, { flush: true })
  }
  if (news[0] === 'nack' || news[0] === 'DOWN') yield* flushExit(pid)
  return [resultOf(news), ref]
}

function* begin(how: How, start: Start, where: string): Waits<readonly [Pid, Ref]> {
  if (how !== 'startLink') return yield* spawnMonitorOn(where, start)
  const pid = yield* spawnOn(where, start, { link: true })
  return [pid, monitor(pid)]
}

/** `['ack' | 'nack', pid, result]`, `['EXIT', pid, reason]` or `['DOWN', ref, …]`. */
function resultOf(news: readonly Term[]): Term {
  if (news[0] === 'EXIT') return ['error', news[2] as Term]
  return news[0] === 'DOWN' ? ['error', news[4] as Term] : (news[2] as Term)
}

function tellsOf(message: Term, pid: Pid, ref: Ref): boolean {
  if (!Array.isArray(message)) return false
  const [what, who] = message
  if (what === 'DOWN') return who instanceof Ref && sameRef(who, ref)
  const isNews = what === 'ack' || what === 'nack' || what === 'EXIT'
  return isNews && who instanceof Pid && samePid(who, pid)
}

export function isDown(message: Term, ref: Ref): boolean {
  if (!Array.isArray(message) || message[0] !== 'DOWN') return false
  return message[1] instanceof Ref && sameRef(message[1], ref)
}

/** It took too long. After startMonitor the DOWN message is still to come. */
function* giveUp(how: How, pid: Pid, ref: Ref): Waits<Term> {
  if (how !== 'startMonitor') demonitor(ref)
  unlink(pid)
  exitTo(pid, 'kill')
  yield* flushExit(pid)
  return ['error', 'timeout']
}

function* flushExit(pid: Pid): Waits<void> {
  yield receive((m) => {
    return Array.isArray(m) && m[0] === 'EXIT' && m[1] instanceof Pid && samePid(m[1], pid)
  }, 0)
}
