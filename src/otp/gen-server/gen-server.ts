/**
 * gen_server: a process that keeps a state and answers, its rules in a callback module (init,
 * handleCall, handleCast, handleInfo, handleContinue, terminate, codeChange, formatStatus). A
 * callback is found by name at each message, and may be a generator when it has to wait for
 * somebody. This file holds what programs call and a server's first life; its loop is in
 * server-loop.ts.
 */
import {
  apply,
  Become,
  badarg,
  Doomed,
  isExported,
  isWaiting,
  Pid,
  self,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import {
  type BirthArgs,
  beginLife,
  enterLife,
  type LoopOptions,
  refuseStart,
  runInit,
  startersOf,
  stopServer,
} from '../gen/gen.ts'
import { callServer, type From, replyTo } from '../gen/gen-call.ts'
import {
  isKept,
  type KeptName,
  type NearRef,
  type ServerName,
  type ServerRef,
  tell,
  tellKept,
} from '../gen/names.ts'
import { initAck } from '../gen/proc-lib.ts'
import { awakened, isWish, newServer, restFor, type Server, type Wish } from './server.ts'
import { loop, proceed, wakeHib, wakeUp } from './server-loop.ts'

export type { ServerOptions } from '../gen/gen.ts'
export type { From } from '../gen/gen-call.ts'
export type { ServerName, ServerRef } from '../gen/names.ts'
export {
  checkResponse,
  receiveResponse,
  reqidsAdd,
  reqidsNew,
  reqidsSize,
  reqidsToList,
  sendRequest,
  waitResponse,
} from '../gen/requests.ts'
export { abcast, multiCall } from './multi-call.ts'
export { loop, wakeHib } from './server-loop.ts'

export const { start, startLink, startMonitor } = startersOf('gen_server')

const callLabel = ['gen_server', 'call'] as const

/**
 * Asks and waits for the answer; the caller exits with `[reason, ['gen_server', 'call', …]]`
 * without one.
 */
export function call(server: ServerRef, request: Term, timeoutMs = 5_000): Waits<Term> {
  const kind = typeof (request as unknown)
  if (kind === 'undefined' || kind === 'function' || kind === 'symbol') {
    badarg('genServer.call', 'request', 'a term')
  }
  if (typeof timeoutMs !== 'number') badarg('genServer.call', 'timeoutMs', 'a number')
  return callServer('$gen_call', server, request, timeoutMs, callLabel)
}

/**
 * Tells and doesn't wait; never fails, even to nobody. Who keeps a global or via name may have to
 * be asked first, so there it is `yield* cast(…)`.
 */
export function cast(server: NearRef, message: Term): 'ok'
export function cast(server: KeptName, message: Term): Waits<'ok'>
export function cast(server: ServerRef, message: Term): 'ok' | Waits<'ok'>
export function cast(server: ServerRef, message: Term): 'ok' | Waits<'ok'> {
  if (isKept(server)) return castKept(server, message)
  tell(server, ['$gen_cast', message])
  return 'ok'
}

/** A keeper that needn't wait has sent it already when this returns. */
function castKept(name: KeptName, message: Term): Waits<'ok'> {
  try {
    const sending = tellKept(name, ['$gen_cast', message])
    return isWaiting(sending) ? casting(sending) : casting(null)
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    return casting(null)
  }
}

function* casting(sending: Waits<unknown> | null): Waits<'ok'> {
  try {
    if (sending !== null) yield* sending
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
  }
  return 'ok'
}

/** Answers a call from anywhere, later. */
export function reply(from: From, answer: Term): 'ok' {
  if (!Array.isArray(from) || !(from[0] instanceof Pid)) {
    badarg('genServer.reply', 'from', 'the `from` of a call')
  }
  return replyTo(from, answer)
}

/** Ends a server with `reason` and waits for its end; the caller exits when it went otherwise. */
export function stop(
  server: ServerRef,
  reason: Term = 'normal',
  timeoutMs = Number.POSITIVE_INFINITY,
): Waits<'ok'> {
  return stopServer(server, reason, timeoutMs)
}

/**
 * Makes the running process of proc_lib a server, as the last thing it does:
 * `return yield* enterLoop(…)`. A name must be registered already.
 */
export function* enterLoop(
  module: string,
  options: LoopOptions,
  state: Term,
  name: ServerName | null = null,
  wish: Wish = 'infinity',
): Waits<Become> {
  const birth = yield* enterLife(module, options, name)
  return yield* firstRest(newServer(birth, state), wish)
}

/**
 * First life of a server: its name, its init, its acknowledgement. Exported as gen_server:initIt.
 */
export function* initIt(...born: BirthArgs): Waits<Become> {
  const birth = yield* beginLife(born)
  const result = yield* runInit(birth, born[2])
  if (!Array.isArray(result) || result[0] !== 'ok') return yield* refuseStart(birth, result)
  const [, state, wish = 'infinity'] = result
  if (result.length < 2 || result.length > 3 || !isWish(wish)) {
    return yield* refuseStart(birth, result)
  }
  initAck(birth.starter, ['ok', self()])
  return yield* firstRest(newServer(birth, state), wish)
}

function* firstRest(server: Server, wish: Wish): Waits<Become> {
  if (typeof wish === 'object') return yield* wakeUp(proceed(server, wish[1]))
  const rested = restFor(server, wish)
  return rested instanceof Become ? rested : awakened(rested)
}

/** What the trace shows of a server: the program's own state, or what its module makes of it. */
function shown(raw: Term): Term {
  const { module, state } = raw as Server
  return isExported(module, 'shown') ? (apply(module, 'shown', [state]) as Term) : state
}

/** What the code server loads as gen_server. */
export const genServerModule = { initIt, loop, wakeHib, start, startLink, startMonitor, shown }
