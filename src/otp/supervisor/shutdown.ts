/**
 * Stopping children: one and waiting for it, or many at once. By monitor, so that a child that has
 * unlinked itself can't hang its supervisor, and never for longer than its shutdown says
 * (Erlang: supervisor's shutdown and terminate_dynamic_children; otp-semantics D8).
 */
import {
  cancelTimer,
  exitTo,
  isReply,
  monitor,
  Pid,
  pidKey,
  Ref,
  receive,
  receiveSince,
  refKey,
  samePid,
  sameRef,
  self,
  startTimer,
  type Term,
  unlink,
  type Waits,
} from '../../kernel/index.ts'
import type { Shutdown } from './child-spec.ts'

/** Stops one child; the reason it ended with, as its link told it if that came first. */
export function* stopChild(pid: Pid, shutdown: Shutdown): Waits<Term> {
  const ref = monitor(pid)
  signal(pid, shutdown)
  const isDown = (m: Term) => isReply(m, 'DOWN', ref)
  const patienceMs = typeof shutdown === 'number' ? shutdown : null
  let down = yield receiveSince(ref, isDown, patienceMs)
  if (down === undefined) {
    exitTo(pid, 'kill')
    down = yield receiveSince(ref, isDown)
  }
  unlink(pid)
  const reason = (down as readonly Term[])[4] as Term
  const isExit = (m: Term) => isExitOf(pid, m)
  // Only a child that was gone before the monitor can have told its reason before it.
  const wasGone = reason === 'noproc' || reason === 'noconnection'
  const exit = yield wasGone ? receive(isExit, 0) : receiveSince(ref, isExit, 0)
  return exit === undefined ? reason : ((exit as readonly Term[])[2] as Term)
}

/** A stop of many: whom it still waits for, and what their links have told. */
interface Stop {
  readonly monitors: Map<string, Ref>
  readonly told: Map<string, Term>
  /** Who is killed when which time is up, by the timer's refKey. */
  readonly killed: Map<string, readonly Pid[]>
  readonly options: StopOptions
}

export interface StopOptions {
  /** OTP's supervisor keeps the links until the end, Elixir's takes them back first. */
  readonly keepsLinks: boolean
  /** The supervisor itself ends now: whatever else waits in its mailbox is never read. */
  readonly isLast: boolean
  readonly ended: (pid: Pid, reason: Term) => void
}

/** Signals between two looks into the mailbox: a million dead children don't flood it. */
const batch = 1_000

/** Stops all of them at the same time and calls `ended` for each. */
export function* stopTogether(
  children: Iterable<readonly [Pid, Shutdown]>,
  options: StopOptions,
): Waits<void> {
  const stop: Stop = { monitors: new Map(), told: new Map(), killed: new Map(), options }
  const patient = new Map<number, Pid[]>()
  let signalled = 0
  for (const [pid, shutdown] of children) {
    stop.monitors.set(pidKey(pid), monitor(pid))
    if (!options.keepsLinks) unlink(pid)
    signal(pid, shutdown)
    if (typeof shutdown === 'number') {
      const known = patient.get(shutdown)
      if (known === undefined) patient.set(shutdown, [pid])
      else known.push(pid)
    }
    if (++signalled % batch === 0) yield* hearNews(stop, 0, batch * 4)
  }
  const timers = [...patient].map(([ms, pids]) => {
    const timer = startTimer(ms, self(), 'kill')
    stop.killed.set(refKey(timer), pids)
    return timer
  })
  yield* hearNews(stop, null)
  for (const timer of timers) cancelTimer(timer)
  if (!options.isLast && stop.killed.size > 0) yield* hearNews(stop, 0)
}

/** Hears what has come, or, without a time, until nobody is waited for. */
function* hearNews(stop: Stop, afterMs: 0 | null, most = Number.POSITIVE_INFINITY): Waits<void> {
  const match = stop.options.isLast ? undefined : (m: Term) => isNews(stop, m)
  for (let heard = 0; heard < most; heard++) {
    if (afterMs === null && stop.monitors.size === 0) return
    const message = yield receive(match, afterMs ?? Number.POSITIVE_INFINITY)
    if (message === undefined) return
    if (isNews(stop, message)) hear(stop, message as readonly Term[])
  }
}

function isNews({ monitors, killed }: Stop, message: Term): boolean {
  if (!Array.isArray(message)) return false
  const [what, first, , pid] = message
  if (what === 'EXIT') return first instanceof Pid && monitors.has(pidKey(first))
  if (what === 'timeout') return first instanceof Ref && killed.has(refKey(first))
  if (what !== 'DOWN' || !(first instanceof Ref && pid instanceof Pid)) return false
  const ref = monitors.get(pidKey(pid))
  return ref !== undefined && sameRef(ref, first)
}

function hear({ monitors, told, killed, options }: Stop, news: readonly Term[]): void {
  if (news[0] === 'EXIT') {
    told.set(pidKey(news[1] as Pid), news[2] as Term)
  } else if (news[0] === 'DOWN') {
    const pid = news[3] as Pid
    const key = pidKey(pid)
    monitors.delete(key)
    if (options.keepsLinks) unlink(pid)
    options.ended(pid, told.get(key) ?? (news[4] as Term))
    told.delete(key)
  } else {
    const timer = refKey(news[1] as Ref)
    for (const pid of killed.get(timer) ?? []) if (monitors.has(pidKey(pid))) exitTo(pid, 'kill')
    killed.delete(timer)
  }
}

function signal(pid: Pid, shutdown: Shutdown): void {
  exitTo(pid, shutdown === 'brutal_kill' ? 'kill' : 'shutdown')
}

function isExitOf(pid: Pid, message: Term): boolean {
  if (!Array.isArray(message) || message[0] !== 'EXIT') return false
  return message[1] instanceof Pid && samePid(message[1], pid)
}
