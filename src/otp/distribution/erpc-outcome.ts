/**
 * How a function fares that runs on another node: the common ground of erpc and rpc. A process of
 * its own runs it there and ends with the outcome as its exit reason, so that a monitor carries the
 * answer and every way of failing alike.
 */
import {
  copyTerm,
  Doomed,
  demonitor,
  exit,
  isReply,
  makeRef,
  node,
  now,
  Raised,
  Ref,
  reasonOf,
  receiveSince,
  type Start,
  sameRef,
  spawn,
  spawnMonitor,
  spawnMonitorOn,
  spawnOn,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { perform } from '../gen/callback.ts'

/** What came of a call; the shapes are those of Erlang's erpc:multicall/5. */
export type Outcome =
  | readonly ['ok', Term]
  | readonly ['throw', Term]
  | readonly ['exit', readonly ['exception', Term] | readonly ['signal', Term]]
  | readonly ['error', readonly ['exception', Term, Term] | readonly ['erpc', Term]]

const infinity = Number.POSITIVE_INFINITY
const failed = (reason: Term): Outcome => ['error', ['erpc', reason]]

/** Runs it on that node, or gives up after `timeoutMs`; what runs there goes on. */
export function* outcomeOf(where: string, start: Start, timeoutMs: number): Waits<Outcome> {
  if (timeoutMs < infinity) return yield* outcomeWithin(request(where, start), timeoutMs)
  return where === node() ? yield* attempt(start) : yield* reach(where, start)
}

/**
 * Asks at once and waits later: a courier of this node goes there, and its end brings the outcome.
 */
export function request(where: string, start: Start): Ref {
  return spawnMonitor(['erpc', 'carry', [where, start as unknown as Term]])[1]
}

/** What a request brought; an outcome `['erpc', 'timeout']` abandons it. */
export function* outcomeWithin(id: Ref, timeoutMs: number): Waits<Outcome> {
  const early = yield* outcomeBy(id, timeoutMs)
  if (early !== undefined) return early
  return demonitor(id, { info: true }) ? failed('timeout') : failed('badarg')
}

/** What a request brought; undefined when nothing has come after `waitMs`. */
export function* outcomeBy(id: Ref, waitMs: number): Waits<Outcome | undefined> {
  const after = waitMs === infinity ? null : waitMs
  const down = yield receiveSince(id, (m) => isReply(m, 'DOWN', id), after)
  return down === undefined ? undefined : outcomeIn(down, id)
}

/** The outcome that a message carries for a request. */
export function outcomeIn(message: Term, id: Ref): Outcome | undefined {
  if (!isReply(message, 'DOWN', id)) return undefined
  const reason = (message as readonly Term[])[4] as Term
  const [mark, outcome] = Array.isArray(reason) ? reason : []
  return mark === 'erpc' ? (outcome as Outcome) : ['exit', ['signal', reason]]
}

/** Outcomes of the same function on several nodes, in their order. */
export function* outcomesOf(
  nodes: readonly string[],
  start: Start,
  timeoutMs: number,
): Waits<Outcome[]> {
  const until = now() + timeoutMs
  const outcomes: Outcome[] = []
  for (const id of nodes.map((each) => request(each, start))) {
    outcomes.push(yield* outcomeWithin(id, Math.max(0, until - now())))
  }
  return outcomes
}

/** Runs it there and doesn't look back. */
export function toss(where: string, start: Start): void {
  const runs: Start = ['erpc', 'executeCast', [start as unknown as Term]]
  if (where === node()) spawn(runs)
  else spawn(['erpc', 'startThere', [where, runs as unknown as Term]])
}

// ---- what runs as a process, by name

/** The courier: goes to the node, and ends with what came of it. */
export function* carry(where: string, start: Start): Waits<never> {
  return exit(['erpc', yield* reach(where, start)])
}

/** The process on the other node; the mark proves that the reason is its own. */
export function* execute(mark: Ref, start: Start): Waits<never> {
  return exit([mark, yield* attempt(start)])
}

export function* executeCast([module, func, args]: Start): Waits<void> {
  yield* perform(module, func, args)
}

export function* startThere(where: string, start: Start): Waits<void> {
  yield* spawnOn(where, start)
}

function* reach(where: string, start: Start): Waits<Outcome> {
  const mark = makeRef()
  const runs: Start = ['erpc', 'execute', [mark, start as unknown as Term]]
  const [, ref] = yield* spawnMonitorOn(where, runs)
  const down = (yield receiveSince(ref, (m) => isReply(m, 'DOWN', ref))) as readonly Term[]
  const reason = down[4] as Term
  if (reason === 'noconnection') return failed('noconnection')
  const [proof, outcome] = Array.isArray(reason) ? reason : []
  const isOwn = proof instanceof Ref && sameRef(proof, mark)
  return isOwn ? (outcome as Outcome) : ['exit', ['signal', reason]]
}

/** Runs it in this process; only what dooms the process itself goes past. */
export function* attempt([module, func, args]: Start): Waits<Outcome> {
  try {
    const value = yield* perform(module, func, args)
    return ['ok', value === undefined ? 'undefined' : copyTerm(value, 'result')]
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    if (thrown instanceof Raised && thrown.kind === 'throw') return ['throw', thrown.reason]
    if (thrown instanceof Raised && thrown.kind === 'exit')
      return ['exit', ['exception', thrown.reason]]
    const [reason, stack] = reasonOf(thrown) as readonly [Term, Term]
    return ['error', ['exception', reason, stack]]
  }
}

/** Whether a call is one: a node's name, a function by name with its arguments, a time. */
export function isCall(where: unknown, start: unknown, timeoutMs: unknown = infinity): boolean {
  const [module, func, args] = Array.isArray(start) ? start : []
  const isStart = typeof module === 'string' && typeof func === 'string' && Array.isArray(args)
  return isStart && typeof where === 'string' && typeof timeoutMs === 'number' && timeoutMs >= 0
}
