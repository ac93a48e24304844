/**
 * The loop of a gen_server: one message, one callback, the next rest. A callback that doesn't wait
 * costs no generator and no closure; one that does makes the rest of the handling wait with it.
 */
import {
  apply,
  Become,
  cancelTimer,
  Doomed,
  isExported,
  isWaiting,
  note,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { callback, isReturn } from '../gen/callback.ts'
import { type From, replyTo } from '../gen/gen-call.ts'
import { handleDebug, type SystemEvent } from '../gen/sys-debug.ts'
import { handleSystem, isParentExit, type Rested } from '../gen/system-message.ts'
import {
  awakened,
  disarm,
  hibernated,
  isDue,
  isTimer,
  isWish,
  restFor,
  type Server,
  type Wish,
} from './server.ts'
import { crashed, misunderstood, stopFor, stopped } from './server-end.ts'
import { serverSystem } from './server-system.ts'

/** The server at rest meets one message. Exported as gen_server:loop. */
export function loop(raw: Term, message: Term): Rested {
  const server = raw as Server
  if (!Array.isArray(message)) return onInfo(server, message)
  switch (message[0]) {
    case '$gen_call':
      if (message.length === 3) return onCall(server, message as unknown as CallMessage)
      break
    case '$gen_cast':
      if (message.length === 2) return onCast(server, message)
      break
    case 'system':
      if (message.length === 3) return onSystem(server, message)
      break
    case 'EXIT':
      if (isParentExit(message, server.parent)) {
        return stopFor(server, message[2] as Term, null, message)
      }
      break
    case 'timeout':
      if (isTimer(message)) return onTimer(server, message[1])
  }
  return onInfo(server, message)
}

type CallMessage = readonly ['$gen_call', from: From, request: Term]

/** As loop, for a server that hibernates: a message wakes it. Exported as gen_server:wakeHib. */
export function wakeHib(raw: Term, message: Term): Rested {
  const after = loop(raw, message)
  if (isWaiting(after)) return wakeUp(after as Waits<Term | Become>)
  if (after instanceof Become || (raw as Server).rest?.kind === 'hibernate') return after
  return awakened(raw)
}

/** Runs what comes before the next rest, and leaves the process with its usual handler. */
export function* wakeUp(body: Waits<Term | Become>): Waits<Become> {
  const after = yield* body
  return after instanceof Become ? after : awakened(after)
}

/** Runs handleContinue before any message, again and again as it wishes (otp-semantics C6). */
export function* proceed(server: Server, content: Term): Waits<Term | Become> {
  for (let next = content; ; ) {
    const event = ['continue', next]
    let result: unknown
    try {
      result = yield* callback(server.module, 'handleContinue', [next, server.state])
    } catch (thrown) {
      return yield* crashed(server, thrown, null, event)
    }
    if (server.debug !== null) tell(server, event)
    if (!isContinue(result)) {
      if (!Array.isArray(result)) return yield* misunderstood(server, result, null, event)
      const after = settle(server, result, null, event)
      return isWaiting(after) ? yield* after as Waits<Term | Become> : after
    }
    server.state = result[1]
    if (server.debug !== null) tell(server, ['noreply', server.state])
    next = result[2][1]
    yield null
  }
}

function isContinue(result: unknown): result is readonly ['noreply', Term, ['continue', Term]] {
  if (!Array.isArray(result) || result[0] !== 'noreply' || result.length !== 3) return false
  return Array.isArray(result[2]) && isWish(result[2])
}

function onCall(server: Server, [, from, request]: CallMessage): Rested {
  if (server.rest !== null) disarm(server)
  if (server.debug !== null) tell(server, ['in', ['$gen_call', from as unknown as Term, request]])
  let result: unknown
  try {
    result = apply(server.module, 'handleCall', [request, from, server.state])
  } catch (thrown) {
    if (!isReturn(thrown)) return crashed(server, thrown, from, request)
    result = thrown.reason
  }
  if (Array.isArray(result)) return settle(server, result, from, request)
  return unlisted(server, result, from, request)
}

function onCast(server: Server, message: readonly Term[]): Rested {
  if (server.rest !== null) disarm(server)
  if (server.debug !== null) tell(server, ['in', message])
  let result: unknown
  try {
    result = apply(server.module, 'handleCast', [message[1], server.state])
  } catch (thrown) {
    if (!isReturn(thrown)) return crashed(server, thrown, null, message)
    result = thrown.reason
  }
  if (Array.isArray(result)) return settle(server, result, null, message)
  return unlisted(server, result, null, message)
}

function onInfo(server: Server, message: Term): Rested {
  if (server.rest !== null) disarm(server)
  if (server.debug !== null) tell(server, ['in', message])
  let result: unknown
  try {
    result = apply(server.module, 'handleInfo', [message, server.state])
  } catch (thrown) {
    if (!(thrown instanceof Doomed) && !isExported(server.module, 'handleInfo')) {
      const label = ['gen_server', 'no_handle_info']
      note('warning_report', { label, module: server.module, message })
      return settle(server, ['noreply', server.state], null, message)
    }
    if (!isReturn(thrown)) return crashed(server, thrown, null, message)
    result = thrown.reason
  }
  if (Array.isArray(result)) return settle(server, result, null, message)
  return unlisted(server, result, null, message)
}

function onSystem(server: Server, [, from, request]: readonly Term[]): Rested {
  // Its time begins anew afterwards; until then it must not run out.
  if (server.rest?.timer != null) cancelTimer(server.rest.timer)
  return handleSystem(serverSystem, server, from as unknown as From, request as Term)
}

function onTimer(server: Server, timer: Term | undefined): Rested {
  if (!isDue(server, timer)) return server
  return server.rest?.kind === 'idle' ? hibernated(server) : onInfo(server, 'timeout')
}

/** What no callback may return, but code that has to run first. */
function unlisted(server: Server, result: unknown, from: From | null, message: Term): Rested {
  if (isWaiting(result)) return later(server, result, from, message)
  return misunderstood(server, result, from, message)
}

/** A callback that waits: what it comes back with in the end. */
function* later(
  server: Server,
  body: Waits<unknown>,
  from: From | null,
  message: Term,
): Waits<Term | Become> {
  let result: unknown
  try {
    result = yield* body
  } catch (thrown) {
    if (!isReturn(thrown)) return yield* crashed(server, thrown, from, message)
    result = thrown.reason
  }
  if (!Array.isArray(result)) return yield* misunderstood(server, result, from, message)
  const after = settle(server, result, from, message)
  return isWaiting(after) ? yield* after as Waits<Term | Become> : after
}

/** Does what a callback returned (otp-semantics C5). */
function settle(
  server: Server,
  result: readonly unknown[],
  from: From | null,
  message: Term,
): Rested {
  const { length } = result
  switch (result[0]) {
    case 'noreply':
      if (length !== 2 && !(length === 3 && isWish(result[2]))) break
      server.state = result[1] as Term
      if (server.debug !== null) tell(server, ['noreply', server.state])
      return length === 2 ? rest(server) : restAs(server, result[2] as Wish)
    case 'reply':
      if (from === null || (length !== 3 && !(length === 4 && isWish(result[3])))) break
      try {
        replyTo(from, result[1] as Term)
      } catch (thrown) {
        return crashed(server, thrown, from, message)
      }
      server.state = result[2] as Term
      if (server.debug !== null) {
        tell(server, ['out', result[1] as Term, from as unknown as Term, server.state])
      }
      return length === 3 ? rest(server) : restAs(server, result[3] as Wish)
    case 'stop':
      if (length !== 3 && (length !== 4 || from === null)) break
      server.state = result[length - 1] as Term
      return stopped(server, result, from, message)
  }
  return misunderstood(server, result, from, message)
}

function rest(server: Server): Rested {
  return server.hibernateAfterMs === null ? server : restFor(server, 'infinity')
}

function restAs(server: Server, wish: Wish): Rested {
  return typeof wish === 'object' ? proceed(server, wish[1]) : restFor(server, wish)
}

function tell(server: Server, event: SystemEvent): void {
  if (server.debug !== null) server.debug = handleDebug(server.debug, server.name, event)
}
