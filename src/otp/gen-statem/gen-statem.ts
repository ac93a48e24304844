/**
 * gen_statem: a process that is in one of several states and answers events by its state, its rules
 * in a callback module (callbackMode, init, handleEvent or a function for each state, terminate,
 * codeChange, formatStatus). Postponed events, timeouts by state, state enter calls: see
 * statem-engine.ts. This file holds what programs call, and a machine's first life.
 */
import {
  apply,
  type Become,
  badarg,
  Doomed,
  isExported,
  Raised,
  self,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { callback, shown } from '../gen/callback.ts'
import { failureOf, reportCrash } from '../gen/crash-report.ts'
import {
  type Birth,
  type BirthArgs,
  beginLife,
  enterLife,
  type LoopOptions,
  refuseStart,
  startersOf,
  stopServer,
} from '../gen/gen.ts'
import { callServer, type From, replyTo } from '../gen/gen-call.ts'
import { type ServerName, type ServerRef, unregisterName } from '../gen/names.ts'
import { initAck } from '../gen/proc-lib.ts'
import { cast as castServer } from '../gen-server/gen-server.ts'
import { begin, loop } from './gen-statem-process.ts'
import { reportError } from './statem-end.ts'
import { type Machine, newMachine } from './statem-machine.ts'
import { listOf } from './statem-return.ts'

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
export { loop, loop as wakeupFromHibernate } from './gen-statem-process.ts'

export const { start, startLink, startMonitor } = startersOf('gen_statem')

/** Milliseconds; Erlang's words for who takes in late replies mean the same here: nobody. */
export type CallTimeout = number | readonly ['clean_timeout' | 'dirty_timeout', number]

/**
 * Asks and waits for the answer, for ever unless told; the caller exits with
 * `[reason, ['gen_statem', 'call', [server, request, timeout]]]` without one.
 */
export function call(
  server: ServerRef,
  request: Term,
  timeout: CallTimeout = Number.POSITIVE_INFINITY,
): Waits<Term> {
  if (typeof timeout === 'number') {
    return callServer('$gen_call', server, request, timeout, ['gen_statem', 'call'])
  }
  const [kind, ms] = timeout
  if (kind !== 'clean_timeout' && kind !== 'dirty_timeout') {
    badarg('call', 'timeout', "milliseconds, ['clean_timeout', ms] or ['dirty_timeout', ms]")
  }
  const told: Term = ms === Number.POSITIVE_INFINITY ? 'infinity' : ms
  const args: Term[] = [server as Term, request, [kind, told]]
  return callServer('$gen_call', server, request, ms, ['gen_statem', 'call', args])
}

/** Tells and doesn't wait, as genServer.cast: never fails, even to nobody. */
export const cast = castServer

/** `reply(from, answer)`, or with one reply action or a list of them. */
export function reply(from: From, answer: Term): 'ok'
export function reply(actions: Term): 'ok'
export function reply(...args: readonly [From, Term] | readonly [Term]): 'ok' {
  if (args.length === 2) return replyTo(args[0], args[1])
  for (const action of listOf(args[0])) {
    const [, from, answer] = action as unknown as readonly ['reply', From, Term]
    replyTo(from, answer)
  }
  return 'ok'
}

/** Ends a machine with `reason` and waits for its end; the caller exits when it went otherwise. */
export function stop(
  server: ServerRef,
  reason: Term = 'normal',
  timeoutMs = Number.POSITIVE_INFINITY,
): Waits<'ok'> {
  return stopServer(server, reason, timeoutMs)
}

/**
 * Makes the running process of proc_lib a state machine, as the last thing it does:
 * `return yield* enterLoop(…)`. A name must be registered already.
 */
export function* enterLoop(
  module: string,
  options: LoopOptions,
  state: Term,
  data: Term,
  name: ServerName | null = null,
  actions: Term = [],
): Waits<Become> {
  const birth = yield* enterLife(module, options, name)
  return yield* begin(newMachine(birth, [state, data]), listOf(actions))
}

/** First life of a machine: its name, its init, its acknowledgement; gen_statem:initIt. */
export function* initIt(...born: BirthArgs): Waits<Become> {
  const birth = yield* beginLife(born)
  const result = yield* runInit(birth, born[2])
  const [kind, state, data, actions = []] = Array.isArray(result) ? result : []
  const size = Array.isArray(result) ? result.length : 0
  if (kind === 'ok' && (size === 3 || size === 4)) {
    initAck(birth.starter, ['ok', self()])
    return yield* begin(newMachine(birth, [state, data]), listOf(actions))
  }
  if (result === 'ignore' || (kind === 'stop' && size === 2)) {
    return yield* refuseStart(birth, result)
  }
  const reason: Term = ['bad_return_from_init', shown(result)]
  return yield* giveUp(birth, new Raised('exit', reason), 'error')
}

function* runInit(birth: Birth, args: Term): Waits<unknown> {
  try {
    return yield* callback(birth.module, 'init', [args])
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    return yield* giveUp(birth, thrown)
  }
}

/** Its starter is told the bare reason, without a stack, as OTP has it. */
function* giveUp(birth: Birth, thrown: unknown, told?: 'error'): Waits<never> {
  const failure = failureOf(thrown)
  if (birth.name !== null) yield* unregisterName(birth.name)
  initAck(birth.starter, ['error', failure.reason])
  const nothing = newMachine(birth, ['undefined', 'undefined'])
  yield* reportError(nothing, { ...failure, class: told ?? failure.class }, [])
  throw reportCrash(thrown, failure)
}

/** What the trace shows of a machine: `[state, data]`, or what its module's `shown` makes of them. */
function shownState(machine: Term): Term {
  const { modules, state } = machine as unknown as Machine
  const [module] = modules
  if (!isExported(module, 'shown')) return state as unknown as Term
  return apply(module, 'shown', [...state]) as Term
}

/** What the code server loads as gen_statem. */
export const genStatemModule = {
  initIt,
  loop,
  wakeupFromHibernate: loop,
  start,
  startLink,
  startMonitor,
  shown: shownState,
}
