/**
 * A gen_server at rest: its record, and how it rests. It waits for ever, or until a timeout that
 * any message cancels, or hibernates (otp-semantics C7).
 */
import {
  type Become,
  become,
  cancelTimer,
  makeRef,
  type Pid,
  Ref,
  sameRef,
  self,
  send,
  startTimer,
  type Term,
} from '../../kernel/index.ts'
import type { Birth } from '../gen/gen.ts'
import { bareName } from '../gen/names.ts'
import type { Debug } from '../gen/sys-debug.ts'

/** The server's own bookkeeping; `state` is the callback module's. It is changed in place. */
export interface Server {
  readonly module: string
  readonly parent: Pid
  readonly name: Term
  readonly hibernateAfterMs: number | null
  state: Term
  debug: Debug | null
  /** Null while nothing but a message can wake it. */
  rest: Rest | null
  readonly [key: string]: Term
}

/** A timeout asked for by a callback; the wait before hibernation; hibernation. */
export interface Rest {
  readonly kind: 'timeout' | 'idle' | 'hibernate'
  readonly ms: number
  /** What its timer's message carries. */
  readonly timer: Ref | null
  readonly [key: string]: Term
}

/** What a callback may want for the time until the next message. */
export type Wish = number | 'infinity' | 'hibernate' | readonly ['continue', Term]

const awake = ['gen_server', 'loop'] as const
const asleep = ['gen_server', 'wakeHib'] as const
/** Third part of the timer's message; a program's own timers have others. */
const timerMark = '$gen_timeout'

export function newServer(birth: Birth, state: Term): Server {
  const { module, parent, name, hibernateAfterMs, debug } = birth
  return { module, parent, state, name: bareName(name), hibernateAfterMs, debug, rest: null }
}

/** Whether it is what may stand after a new state. */
export function isWish(value: unknown): value is Wish {
  if (typeof value === 'number') return value >= 0
  if (value === 'infinity' || value === 'hibernate') return true
  return Array.isArray(value) && value.length === 2 && value[0] === 'continue'
}

/** The server rests as it was wished. */
export function restFor(server: Server, wish: number | 'infinity' | 'hibernate'): Term | Become {
  if (wish === 'hibernate') return hibernated(server)
  const isEndless = wish === 'infinity' || wish === Number.POSITIVE_INFINITY
  if (!isEndless) server.rest = timed('timeout', wish)
  else if (server.hibernateAfterMs !== null) server.rest = timed('idle', server.hibernateAfterMs)
  return server
}

/** A system message came between: the same rest begins anew. */
export function restAgain(server: Server): Term | Become {
  const { rest } = server
  if (rest === null) return server
  if (rest.kind === 'hibernate') return hibernated(server)
  disarm(server)
  server.rest = timed(rest.kind, rest.ms)
  return server
}

/** A message came: the timeout is off. */
export function disarm(server: Server): void {
  const timer = server.rest?.timer ?? null
  if (timer !== null) cancelTimer(timer)
  server.rest = null
}

/** A handler's name shows that it hibernates; a handler at rest has no stack to throw away. */
export function hibernated(server: Server): Become {
  server.rest = { kind: 'hibernate', ms: 0, timer: null }
  return become(asleep, server)
}

export function awakened(server: Term): Become {
  return become(awake, server)
}

export function isTimer(message: readonly Term[]): boolean {
  return message[0] === 'timeout' && message[2] === timerMark && message.length === 3
}

/** Whether the timer is that of the present rest; an earlier one means nothing any more. */
export function isDue({ rest }: Server, timer: Term | undefined): boolean {
  if (rest === null || rest.timer === null) return false
  return timer instanceof Ref && sameRef(timer, rest.timer)
}

function timed(kind: 'timeout' | 'idle', ms: number): Rest {
  return { kind, ms, timer: ms === 0 ? atOnce() : startTimer(ms, self(), timerMark) }
}

/** After what is in the mailbox already, as Erlang's `after 0`. */
function atOnce(): Ref {
  const ref = makeRef()
  send(self(), ['timeout', ref, timerMark])
  return ref
}
