/**
 * Asking now and looking for the answer later (Erlang: send_request/2 and its family; otp-semantics
 * C11). A request's id is its monitor's reference; a collection is a list of `[id, label]`.
 */
import {
  badarg,
  demonitor,
  makeRef,
  now,
  Ref,
  receiveSince,
  sameRef,
  self,
  send,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { answers, ask } from './gen-call.ts'
import {
  type Found,
  isKept,
  type KeptName,
  locateNear,
  type NearRef,
  type ServerRef,
  whereName,
} from './names.ts'

export type RequestId = Ref
export type RequestIds = readonly (readonly [id: RequestId, label: Term])[]

/** `['reply', answer]`, or `['error', [reason, server]]`. */
export type Response = readonly ['reply', Term] | readonly ['error', readonly [Term, Term]]

/** How long: milliseconds, or `['abs', time]` by the node's clock. */
export type WaitTime = number | readonly ['abs', number]

type OfMany = readonly [Response, label: Term, RequestIds] | 'timeout' | 'no_request'

/** Sends a request; with a label and a collection it answers the collection with it. */
export function sendRequest(server: NearRef, request: Term): RequestId
export function sendRequest(server: KeptName, request: Term): Waits<RequestId>
export function sendRequest(
  server: NearRef,
  request: Term,
  label: Term,
  ids: RequestIds,
): RequestIds
export function sendRequest(
  server: KeptName,
  request: Term,
  label: Term,
  ids: RequestIds,
): Waits<RequestIds>
export function sendRequest(
  server: ServerRef,
  request: Term,
  ...more: readonly [] | readonly [Term, RequestIds]
): unknown {
  if (isKept(server)) return requestKept(server, request, more)
  const id = post(server, locateNear(server), request)
  return more.length === 0 ? id : reqidsAdd(id, more[0], more[1])
}

function* requestKept(
  name: KeptName,
  request: Term,
  more: readonly [] | readonly [Term, RequestIds],
): Waits<RequestId | RequestIds> {
  const id = post(name, yield* whereName(name), request)
  return more.length === 0 ? id : reqidsAdd(id, more[0], more[1])
}

/** Nobody there is an answer too, and comes as one. */
function post(server: ServerRef, target: Found, request: Term): RequestId {
  if (target !== null) return ask(target, self(), '$gen_call', request)
  const id = makeRef()
  send(self(), ['DOWN', id, 'process', server as Term, 'noproc'])
  return id
}

/**
 * Waits for the response. After a timeout the request lives on, and may be waited for again. Of a
 * collection the first response that comes: `[response, label, ids]`, with `isDone` without it.
 */
export function waitResponse(id: RequestId, wait: WaitTime): Waits<Response | 'timeout'>
export function waitResponse(ids: RequestIds, wait: WaitTime, isDone: boolean): Waits<OfMany>
export function* waitResponse(
  of: RequestId | RequestIds,
  wait: WaitTime,
  isDone = false,
): Waits<Response | OfMany> {
  const afterMs = waitMs(wait)
  if (of instanceof Ref) {
    const news = yield receiveSince(of, (m) => answers(m, of), afterMs)
    return news === undefined ? 'timeout' : responseOf(news as readonly Term[])
  }
  const [first] = of
  if (first === undefined) return 'no_request'
  const news = yield receiveSince(first[0], (m) => entryOf(m, of) !== undefined, afterMs)
  return news === undefined ? 'timeout' : ofMany(news as readonly Term[], of, isDone)
}

/** As waitResponse, but a timeout abandons the request, or all of the collection. */
export function receiveResponse(id: RequestId, wait: WaitTime): Waits<Response | 'timeout'>
export function receiveResponse(ids: RequestIds, wait: WaitTime, isDone: boolean): Waits<OfMany>
export function* receiveResponse(
  of: RequestId | RequestIds,
  wait: WaitTime,
  isDone = false,
): Waits<Response | OfMany> {
  const response =
    of instanceof Ref ? yield* waitResponse(of, wait) : yield* waitResponse(of, wait, isDone)
  if (response !== 'timeout') return response
  for (const id of of instanceof Ref ? [of] : of.map(([each]) => each)) demonitor(id)
  return 'timeout'
}

/** Whether a message that was received is the response; 'no_reply' when it is something else. */
export function checkResponse(message: Term, id: RequestId): Response | 'no_reply'
export function checkResponse(
  message: Term,
  ids: RequestIds,
  isDone: boolean,
): Exclude<OfMany, 'timeout'> | 'no_reply'
export function checkResponse(message: Term, of: RequestId | RequestIds, isDone = false): unknown {
  if (of instanceof Ref) {
    return answers(message, of) ? responseOf(message as readonly Term[]) : 'no_reply'
  }
  if (of.length === 0) return 'no_request'
  const isOurs = entryOf(message, of) !== undefined
  return isOurs ? ofMany(message as readonly Term[], of, isDone) : 'no_reply'
}

export function reqidsNew(): RequestIds {
  return []
}

export function reqidsSize(ids: RequestIds): number {
  return ids.length
}

export function reqidsAdd(id: RequestId, label: Term, ids: RequestIds): RequestIds {
  if (!(id instanceof Ref) || ids.some(([known]) => sameRef(known, id))) {
    badarg('reqidsAdd', 'id', "a request's, and not in the collection")
  }
  return [...ids, [id, label]]
}

export function reqidsToList(ids: RequestIds): RequestIds {
  return ids
}

function entryOf(message: Term, ids: RequestIds): RequestIds[number] | undefined {
  if (!Array.isArray(message)) return undefined
  const mark = message[0] === 'DOWN' ? message[1] : message[0]
  return mark instanceof Ref ? ids.find(([id]) => sameRef(id, mark)) : undefined
}

function ofMany(message: readonly Term[], ids: RequestIds, isDone: boolean): OfMany {
  const entry = entryOf(message, ids) as RequestIds[number]
  const left = isDone ? ids.filter((each) => each !== entry) : ids
  return [responseOf(message), entry[1], left]
}

/** An answer has ended its monitor on arriving, so there is nothing more to take back. */
function responseOf(message: readonly Term[]): Response {
  if (message[0] === 'DOWN') return ['error', [message[4] as Term, message[3] as Term]]
  return ['reply', message[1] as Term]
}

function waitMs(wait: WaitTime): number | null {
  const ms = typeof wait === 'number' ? wait : Math.max(0, wait[1] - now())
  if (!(ms >= 0)) badarg('waitResponse', 'wait', "milliseconds, Infinity or ['abs', time]")
  return ms === Number.POSITIVE_INFINITY ? null : ms
}
