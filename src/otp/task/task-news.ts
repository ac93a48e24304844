/**
 * What an owner gets to hear of its task, `[ref, result]` or a DOWN, and what it makes of it
 * (Elixir: the receives of Task).
 */
import {
  badarg,
  demonitor,
  exit,
  isReply,
  now,
  Pid,
  Ref,
  receiveSince,
  refKey,
  sameRef,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import type { Task } from './task-supervised.ts'

/** Milliseconds; `'infinity'` and Infinity are the same. */
export type Timeout = number | 'infinity'

/** What a task has brought: its result, or how it ended without one. */
export type TaskResult = readonly ['ok', Term] | readonly ['exit', Term]

/** The next of a task, `[ref, result]` or its DOWN; undefined when the time is over. */
export function* newsOf({ ref }: Task, timeoutMs: Timeout): Waits<readonly Term[] | undefined> {
  const isNews = (m: Term) => isResult(m, ref) || isReply(m, 'DOWN', ref)
  const news = yield receiveSince(ref, isNews, waitMs(timeoutMs))
  return news as readonly Term[] | undefined
}

export function resultOf(task: Task, news: readonly Term[]): TaskResult {
  if (news[0] === 'DOWN') return ['exit', news[4] as Term]
  demonitor(task.ref, { flush: true })
  return ['ok', news[1] as Term]
}

export function isResult(message: Term, ref: Ref): boolean {
  if (!Array.isArray(message) || message.length !== 2) return false
  return message[0] instanceof Ref && sameRef(message[0], ref)
}

/** Whose reply or DOWN a message is, as a key; empty when it is neither. */
export function keyOfNews(message: Term): string {
  if (!Array.isArray(message)) return ''
  const ref = message[0] === 'DOWN' ? message[1] : message.length === 2 ? message[0] : null
  return ref instanceof Ref ? refKey(ref) : ''
}

/** A lost node is named instead of `noconnection`. */
export function lossReason(down: readonly Term[]): Term {
  if (down[4] !== 'noconnection') return down[4] as Term
  const who = down[3] as Pid | readonly [name: string, node: string]
  return ['nodedown', who instanceof Pid ? who.node : who[1]]
}

export function fail(
  reason: Term,
  verb: string,
  whom: Task | readonly Task[],
  timeout: unknown,
): never {
  const shown = timeout === Number.POSITIVE_INFINITY ? 'infinity' : timeout
  return exit([reason, ['task', verb, [whom, shown]]])
}

export function waitMs(timeoutMs: Timeout): number | null {
  if (timeoutMs === 'infinity' || timeoutMs === Number.POSITIVE_INFINITY) return null
  if (!(timeoutMs >= 0)) badarg('task', 'timeoutMs', "milliseconds, or 'infinity'")
  return timeoutMs
}

/** What is left of the time, whenever it is asked for; undefined when there is no end to it. */
export function countdown(timeoutMs: Timeout): () => number | undefined {
  const wait = waitMs(timeoutMs)
  const end = now() + (wait ?? 0)
  return () => (wait === null ? undefined : Math.max(0, end - now()))
}
