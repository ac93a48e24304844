/**
 * gen_event: an event manager and its handlers, each a callback module with a state of its own
 * (init, handleEvent, handleCall, handleInfo, terminate, codeChange, formatStatus), named by its
 * module or by `[module, id]`. This file holds what programs call.
 */
import {
  Doomed,
  exit,
  isWaiting,
  Raised,
  Ref,
  self,
  send,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { type ServerOptions, startersOf, stopServer } from '../gen/gen.ts'
import { callServer } from '../gen/gen-call.ts'
import { isKept, type KeptName, type NearRef, type ServerRef, tellKept } from '../gen/names.ts'
import * as requests from '../gen/requests.ts'
import type { HandlerName } from './gen-event-handlers.ts'
import { type Command, initIt, loop } from './gen-event-process.ts'
import type { Manager } from './gen-event-record.ts'

export type { ServerOptions } from '../gen/gen.ts'
export type { ServerName, ServerRef } from '../gen/names.ts'
export { reqidsAdd, reqidsNew, reqidsSize, reqidsToList } from '../gen/requests.ts'
export type { HandlerName } from './gen-event-handlers.ts'
export { initIt, loop, loop as wakeHib } from './gen-event-process.ts'

const starters = startersOf('gen_event')

/** Starts a manager without handlers; nobody is linked to it. */
export const start = (options?: ServerOptions) => starters.start('gen_event', null, options)

/** As start, linked to the caller, who is the manager's parent. */
export const startLink = (options?: ServerOptions) => starters.startLink('gen_event', null, options)

/** As start, monitored by the caller: `['ok', [pid, ref]]`. */
export const startMonitor = (options?: ServerOptions) =>
  starters.startMonitor('gen_event', null, options)

/** Adds a handler: `'ok'`, or what its init answered instead. */
export function addHandler(server: ServerRef, handler: HandlerName, args: Term): Waits<Term> {
  return command(server, ['add_handler', handler, args])
}

/**
 * As addHandler, bound to the caller: it gets `['gen_event_EXIT', handler, reason]` when the handler
 * goes, and takes the handler along when it ends itself.
 */
export function addSupHandler(server: ServerRef, handler: HandlerName, args: Term): Waits<Term> {
  return command(server, ['add_sup_handler', handler, args, self()])
}

/** Tells all handlers and doesn't wait; a local name that nobody has is `badarg`. */
export function notify(server: NearRef, event: Term): 'ok'
export function notify(server: KeptName, event: Term): Waits<'ok'>
export function notify(server: ServerRef, event: Term): 'ok' | Waits<'ok'>
export function notify(server: ServerRef, event: Term): 'ok' | Waits<'ok'> {
  if (isKept(server)) return notifyKept(server, event)
  send(server, ['notify', event])
  return 'ok'
}

/** Sent at once; only a keeper that has to ask somebody makes it wait. */
function notifyKept(name: KeptName, event: Term): Waits<'ok'> {
  try {
    return sending(tellKept(name, ['notify', event]))
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    return sending(null)
  }
}

function* sending(way: unknown): Waits<'ok'> {
  try {
    if (isWaiting(way)) yield* way
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
  }
  return 'ok'
}

/** As notify, but comes back when all handlers have met the event. */
export function syncNotify(server: ServerRef, event: Term): Waits<Term> {
  return command(server, ['sync_notify', event])
}

/**
 * Asks one handler; `['error', 'bad_module']` when it isn't there, `['error', why]` when that made
 * it go. Without an answer the caller exits with `[reason, ['gen_event', 'call', …]]`.
 */
export function call(
  server: ServerRef,
  handler: HandlerName,
  request: Term,
  timeoutMs?: number,
): Waits<Term> {
  const waited = timeoutMs === Number.POSITIVE_INFINITY ? 'infinity' : timeoutMs
  const asked = [server as Term, handler, request, ...(waited === undefined ? [] : [waited])]
  const question = ['call', handler, request]
  return callServer('$gen_call', server, question, timeoutMs ?? 5_000, ['gen_event', 'call', asked])
}

/** Asks one handler now and looks for the answer later, as genServer.sendRequest. */
export function sendRequest(
  server: NearRef,
  handler: HandlerName,
  request: Term,
): requests.RequestId
export function sendRequest(
  server: NearRef,
  handler: HandlerName,
  request: Term,
  label: Term,
  ids: requests.RequestIds,
): requests.RequestIds
export function sendRequest(
  server: NearRef,
  handler: HandlerName,
  request: Term,
  ...more: readonly [] | readonly [Term, requests.RequestIds]
): unknown {
  const question = ['call', handler, request]
  return more.length === 0
    ? requests.sendRequest(server, question)
    : requests.sendRequest(server, question, more[0], more[1])
}

/** Waits for the response; after a timeout it may be waited for again. */
export function* waitResponse(of: Asked, wait: requests.WaitTime, isDone = false): Waits<Term> {
  if (of instanceof Ref) return plain(yield* requests.waitResponse(of, wait))
  return plain(yield* requests.waitResponse(of, wait, isDone))
}

/** As waitResponse, but a timeout abandons the request, or all of the collection. */
export function* receiveResponse(of: Asked, wait: requests.WaitTime, isDone = false): Waits<Term> {
  if (of instanceof Ref) return plain(yield* requests.receiveResponse(of, wait))
  return plain(yield* requests.receiveResponse(of, wait, isDone))
}

/** Whether a message that was received is the response; 'no_reply' when it is something else. */
export function checkResponse(message: Term, of: Asked, isDone = false): Term {
  if (of instanceof Ref) return plain(requests.checkResponse(message, of))
  return plain(requests.checkResponse(message, of, isDone))
}

type Asked = requests.RequestId | requests.RequestIds

/** `['error', reason]` that the manager answered is an error like others, and no reply. */
function plain(response: unknown): Term {
  const [kind, answer, ...more] = Array.isArray(response) ? (response as readonly Term[]) : []
  if (Array.isArray(kind)) return [plain(kind), answer as Term, ...more]
  const isError = kind === 'reply' && Array.isArray(answer) && answer[0] === 'error'
  return isError && answer.length === 2 ? answer : (response as Term)
}

/** Takes a handler out; answers what its terminate came back with. */
export function deleteHandler(server: ServerRef, handler: HandlerName, args: Term): Waits<Term> {
  return command(server, ['delete_handler', handler, args])
}

/** One handler goes with `args`; another comes with `[newArgs, what the first left]`. */
export function swapHandler(
  server: ServerRef,
  [handler, args]: readonly [HandlerName, Term],
  [newHandler, newArgs]: readonly [HandlerName, Term],
): Waits<Term> {
  return command(server, ['swap_handler', handler, args, newHandler, newArgs])
}

/** As swapHandler; the new one is bound to the caller as by addSupHandler. */
export function swapSupHandler(
  server: ServerRef,
  [handler, args]: readonly [HandlerName, Term],
  [newHandler, newArgs]: readonly [HandlerName, Term],
): Waits<Term> {
  return command(server, ['swap_sup_handler', handler, args, newHandler, newArgs, self()])
}

/** The names of the handlers, the newest first. */
export function whichHandlers(server: ServerRef): Waits<Term> {
  return command(server, ['which_handlers'])
}

/** Ends a manager and waits for its end; the caller exits when it went otherwise. */
export function stop(
  server: ServerRef,
  reason: Term = 'normal',
  timeoutMs = Number.POSITIVE_INFINITY,
): Waits<'ok'> {
  return stopServer(server, reason, timeoutMs)
}

/** Without an answer the caller exits with the bare reason, as OTP has it. */
function* command(server: ServerRef, asked: Command): Waits<Term> {
  const label = ['gen_event', asked[0]] as const
  try {
    return yield* callServer('$gen_call', server, asked, Number.POSITIVE_INFINITY, label)
  } catch (thrown) {
    if (!(thrown instanceof Raised) || thrown instanceof Doomed || thrown.kind !== 'exit')
      throw thrown
    return exit((thrown.reason as readonly Term[])[0])
  }
}

/** What the trace shows of a manager: its handlers. */
function shown(manager: Term): Term {
  return (manager as unknown as Manager).state as unknown as Term
}

/** What the code server loads as gen_event. */
export const genEventModule = { initIt, loop, wakeHib: loop, start, startLink, startMonitor, shown }
