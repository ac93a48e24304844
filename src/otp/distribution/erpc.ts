/**
 * erpc: calling a function on another node. An exception there is the same kind of exception here,
 * told apart from an end by a signal and from a lost connection (otp-semantics B14).
 */
import { error, Raised, Ref, type Start, type Term, type Waits } from '../../kernel/index.ts'
import {
  carry,
  execute,
  executeCast,
  isCall,
  type Outcome,
  outcomeBy,
  outcomeIn,
  outcomeOf,
  outcomesOf,
  outcomeWithin,
  request,
  startThere,
  toss,
} from './erpc-outcome.ts'

export type { Outcome } from './erpc-outcome.ts'

const infinity = Number.POSITIVE_INFINITY

/**
 * Runs `[module, func, args]` on that node and answers what it returned. Otherwise: throw(T) is
 * thrown again; exit(R) exits with `['exception', R]`; error(R) is the error `['exception', R,
 * stack]`; an exit signal R exits with `['signal', R]`; no answer is the error `['erpc',
 * 'noconnection' | 'timeout']`.
 */
export function* call(node: string, start: Start, timeoutMs = infinity): Waits<Term> {
  check(node, start, timeoutMs)
  return returned(yield* outcomeOf(node, start, timeoutMs))
}

/** The same on several nodes: `['ok', value]` or what went wrong, for each, in their order. */
export function multicall(
  nodes: readonly string[],
  start: Start,
  timeoutMs = infinity,
): Waits<Outcome[]> {
  if (!Array.isArray(nodes)) error(['erpc', 'badarg'])
  for (const node of nodes) check(node, start, timeoutMs)
  return outcomesOf(nodes, start, timeoutMs)
}

/** Runs it there; never fails, even when nobody is there. */
export function cast(node: string, start: Start): 'ok' {
  check(node, start)
  toss(node, start)
  return 'ok'
}

export function multicast(nodes: readonly string[], start: Start): 'ok' {
  if (!Array.isArray(nodes)) error(['erpc', 'badarg'])
  for (const node of nodes) cast(node, start)
  return 'ok'
}

/** Asks now; the reference is for the three functions below. */
export function sendRequest(node: string, start: Start): Ref {
  check(node, start)
  return request(node, start)
}

/** Waits for the response, as `call` does; after a timeout it will never come. */
export function* receiveResponse(id: Ref, timeoutMs = infinity): Waits<Term> {
  return returned(yield* outcomeWithin(own(id, timeoutMs), timeoutMs))
}

/** `['response', value]`, or `'no_response'` so far; then one may wait again. */
export function* waitResponse(
  id: Ref,
  waitMs = 0,
): Waits<readonly ['response', Term] | 'no_response'> {
  const outcome = yield* outcomeBy(own(id, waitMs), waitMs)
  return outcome === undefined ? 'no_response' : ['response', returned(outcome)]
}

/** Whether a message that the program has received is the response. */
export function checkResponse(message: Term, id: Ref): readonly ['response', Term] | 'no_response' {
  const outcome = outcomeIn(message, own(id))
  return outcome === undefined ? 'no_response' : ['response', returned(outcome)]
}

function returned([kind, what]: Outcome): Term {
  if (kind !== 'ok') throw new Raised(kind, what as Term)
  return what
}

function check(node: string, start: Start, timeoutMs = infinity): void {
  if (!isCall(node, start, timeoutMs)) error(['erpc', 'badarg'])
}

function own(id: Ref, waitMs = 0): Ref {
  return id instanceof Ref && waitMs >= 0 ? id : error(['erpc', 'badarg'])
}

/** What a node's code server knows as `erpc`. */
export const erpcModule = { call, cast, carry, execute, executeCast, startThere }
