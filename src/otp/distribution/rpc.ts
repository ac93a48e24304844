/**
 * rpc: erpc's older sister, whose answers mix with what went wrong: `['badrpc', reason]`. Its server
 * `rex` is there for `blockCall` alone, which runs one function after the other on a node.
 */
import {
  Doomed,
  error,
  nodes as others,
  type Ref,
  reasonOf,
  type Start,
  send,
  type Term,
  node as thisNode,
  type Waits,
} from '../../kernel/index.ts'
import type { StartResult } from '../gen/proc-lib.ts'
import * as genServer from '../gen-server/gen-server.ts'
import {
  attempt,
  isCall,
  type Outcome,
  outcomeBy,
  outcomeOf,
  outcomesOf,
  outcomeWithin,
  request,
  toss,
} from './erpc-outcome.ts'

const infinity = Number.POSITIVE_INFINITY

/** What the function returned or threw there; else `['badrpc', reason]`. */
export function* call(node: string, start: Start, timeoutMs = infinity): Waits<Term> {
  check(node, start, timeoutMs)
  return answerOf(yield* outcomeOf(node, start, timeoutMs))
}

/** Runs it there; never fails. */
export function cast(node: string, start: Start): true {
  check(node, start)
  toss(node, start)
  return true
}

/** `[answers, bad nodes]`: bad are those that couldn't be reached or didn't answer in time. */
export function* multicall(
  nodes: readonly string[],
  start: Start,
  timeoutMs = infinity,
): Waits<readonly [answers: Term[], badNodes: string[]]> {
  for (const node of nodes) check(node, start, timeoutMs)
  const outcomes = yield* outcomesOf(nodes, start, timeoutMs)
  const isBad = ([, what]: Outcome) => Array.isArray(what) && what[0] === 'erpc'
  return [
    outcomes.filter((each) => !(each[0] === 'error' && isBad(each))).map(answerOf),
    nodes.filter((_, i) => outcomes[i]?.[0] === 'error' && isBad(outcomes[i])),
  ]
}

/** Runs it on all nodes, or on those given. */
export function evalEverywhere(start: Start, nodes: readonly string[] = all()): 'abcast' {
  for (const node of nodes) cast(node, start)
  return 'abcast'
}

/** Sends a message to the processes of that name on all nodes, or on those given. */
export function abcast(name: string, message: Term, nodes: readonly string[] = all()): 'abcast' {
  for (const node of nodes) send([name, node], message)
  return 'abcast'
}

/** Asks now, for `rpc.yield` or `nbYield` to wait for the answer. */
export function asyncCall(node: string, start: Start): Ref {
  check(node, start)
  return request(node, start)
}

/** The answer of an asyncCall: `yield* rpc.yield(key)`. */
function* yieldAnswer(key: Ref): Waits<Term> {
  return answerOf(yield* outcomeWithin(key, infinity))
}

export { yieldAnswer as yield }

/** `['value', answer]`, or `'timeout'` when it hasn't come; then one may ask again. */
export function* nbYield(key: Ref, timeoutMs = 0): Waits<readonly ['value', Term] | 'timeout'> {
  const outcome = yield* outcomeBy(key, timeoutMs)
  return outcome === undefined ? 'timeout' : ['value', answerOf(outcome)]
}

/** As call, but in the node's process `rex`: no two of them run there at once. */
export function* blockCall(node: string, start: Start, timeoutMs = infinity): Waits<Term> {
  check(node, start, timeoutMs)
  try {
    return yield* genServer.call(['rex', node], ['block_call', start as unknown as Term], timeoutMs)
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    const reason = reasonOf(thrown)
    const [why] = Array.isArray(reason) ? (reason as readonly Term[]) : [reason]
    if (why === 'timeout') return ['badrpc', 'timeout']
    if (Array.isArray(why) && why[0] === 'nodedown') return ['badrpc', 'nodedown']
    return ['badrpc', ['EXIT', reason]]
  }
}

/** Starts `rex`. */
export function startLink(): Waits<StartResult> {
  return genServer.startLink('rpc', null, { name: 'rex' })
}

function init(): Term {
  return ['ok', null]
}

function* handleCall(call: Term, _from: Term, state: Term): Waits<Term> {
  const [what, start] = call as unknown as readonly [string, Start]
  if (what !== 'block_call') return ['noreply', state]
  return ['reply', answerOf(yield* attempt(start)), state]
}

function handleInfo(_message: Term, state: Term): Term {
  return ['noreply', state]
}

function answerOf(outcome: Outcome): Term {
  const [kind, what] = outcome
  if (kind === 'ok' || kind === 'throw') return isExit(what) ? ['badrpc', what] : what
  if (kind === 'exit') return ['badrpc', ['EXIT', what[1]]]
  if (what[0] === 'exception') return ['badrpc', ['EXIT', [what[1], what[2]]]]
  if (what[1] === 'badarg') return error('badarg')
  return ['badrpc', what[1] === 'noconnection' ? 'nodedown' : what[1]]
}

function isExit(term: Term): boolean {
  return Array.isArray(term) && term.length === 2 && term[0] === 'EXIT'
}

function check(node: string, start: Start, timeoutMs = infinity): void {
  if (!isCall(node, start, timeoutMs)) error('badarg')
}

function all(): string[] {
  return [thisNode(), ...others()]
}

/** What a node's code server knows as `rpc`. */
export const rpcModule = { startLink, init, handleCall, handleInfo, call, cast }
