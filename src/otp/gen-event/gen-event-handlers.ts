/**
 * The handlers of one gen_event and what befalls them: events, requests, swaps, ends. A handler
 * that fails is taken out; the manager and the others go on (otp-semantics E4). They stand in the
 * order in which they are asked, the newest first.
 */
import {
  Doomed,
  equalTerms,
  isExported,
  link,
  note,
  type Pid,
  reasonOf,
  samePid,
  send,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { callback, shown } from '../gen/callback.ts'
import { formatStatus, type Status } from '../gen/format-status.ts'
import { readAnswer, readVerdict, type Verdict } from './gen-event-return.ts'

export interface Handler {
  readonly module: string
  /** false for a handler that is named by its module alone. */
  readonly id: Term
  readonly state: Term
  /** Who hears of its end, and takes it along into the own. */
  readonly supervised: Pid | false
}

export type Handlers = readonly Handler[]

/** A module, or `[module, id]`. */
export type HandlerName = string | readonly [module: string, id: Term]

/** What is left of the handlers, what is answered, and whether one of them wants to hibernate. */
export interface Change {
  readonly handlers: Handlers
  readonly answer: Term
  readonly hibernate: boolean
}

/** Answers `'ok'`, or whatever else the handler's init came back with. */
export function* addHandler(
  handlers: Handlers,
  name: HandlerName,
  args: Term,
  supervised: Pid | false,
): Waits<Change> {
  // Also when its init fails then, as OTP has it.
  if (supervised !== false) link(supervised)
  const { module, id } = readName(name)
  const answer = yield* caughtCall(module, 'init', [args])
  const verdict = readVerdict(answer)
  if (verdict.type !== 'keep') return { handlers, answer, hibernate: false }
  const handler: Handler = { module, id, state: verdict.state, supervised }
  return { handlers: [handler, ...handlers], answer: 'ok', hibernate: verdict.hibernate }
}

/** Answers what the handler's terminate came back with. */
export function* deleteHandler(
  handlers: Handlers,
  name: HandlerName,
  args: Term,
  server: Term,
): Waits<Change> {
  const handler = findHandler(handlers, name)
  if (handler === undefined) return unchanged(handlers, ['error', 'module_not_found'])
  const answer = yield* end(handler, args, 'delete', server, 'normal')
  return unchanged(replace(handlers, handler, null), answer)
}

/** A handler goes, and another comes with what the old one's terminate came back with. */
export function* swapHandler(
  handlers: Handlers,
  [name, args]: readonly [HandlerName, Term],
  [newName, newArgs]: readonly [HandlerName, Term],
  supervisor: Pid | false,
  server: Term,
): Waits<Change> {
  const old = findHandler(handlers, name)
  const owner = supervisor === false ? (old?.supervised ?? false) : supervisor
  const why: Term = ['swapped', newName, owner]
  const last = old === undefined ? 'error' : yield* end(old, args, 'swapped', server, why)
  const rest = old === undefined ? handlers : replace(handlers, old, null)
  const change = yield* addHandler(rest, newName, [newArgs, last], owner)
  return change.answer === 'ok' ? change : { ...change, answer: ['error', change.answer] }
}

/** Every handler meets the event, in `handleEvent` or `handleInfo`. */
export function* notifyHandlers(
  handlers: Handlers,
  func: 'handleEvent' | 'handleInfo',
  event: Term,
  server: Term,
): Waits<Change> {
  const living: Handler[] = []
  let hibernate = false
  for (const handler of handlers) {
    if (func === 'handleInfo' && !isExported(handler.module, func)) {
      const label = ['gen_event', 'no_handle_info']
      note('warning_report', { label, module: handler.module, message: event })
      living.push(handler)
      continue
    }
    const result = yield* caughtCall(handler.module, func, [event, handler.state])
    const verdict = readVerdict(result)
    const after = yield* follow(handler, verdict, event, server)
    if (after !== null) living.push(after)
    if (verdict.type === 'keep' && verdict.hibernate) hibernate = true
  }
  return { handlers: living, answer: 'ok', hibernate }
}

/** One handler answers a request. */
export function* callHandler(
  handlers: Handlers,
  name: HandlerName,
  request: Term,
  server: Term,
): Waits<Change> {
  const handler = findHandler(handlers, name)
  if (handler === undefined) return unchanged(handlers, ['error', 'bad_module'])
  const result = yield* caughtCall(handler.module, 'handleCall', [request, handler.state])
  const [answer, verdict] = readAnswer(result)
  const after = yield* follow(handler, verdict, request, server)
  const hibernate = verdict.type === 'keep' && verdict.hibernate
  return { handlers: replace(handlers, handler, after), answer, hibernate }
}

/** The process that supervised some of them has ended. */
export function* endSupervised(
  handlers: Handlers,
  owner: Pid,
  reason: Term,
  server: Term,
): Waits<Handlers> {
  const living: Handler[] = []
  const last: Term = ['parent_terminated', [owner, reason]]
  for (const handler of handlers) {
    const isOwned = handler.supervised !== false && samePid(handler.supervised, owner)
    if (isOwned) yield* end(handler, ['stop', reason], last, server, 'shutdown')
    else living.push(handler)
  }
  return living
}

/** The manager ends, and all its handlers before it. */
export function* stopHandlers(handlers: Handlers, server: Term): Waits<void> {
  for (const handler of handlers) yield* end(handler, 'stop', 'stop', server, 'shutdown')
}

/** `module`, or `[module, id]`. */
export function handlerName({ module, id }: Handler): Term {
  return id === false ? module : [module, id]
}

function* follow(
  handler: Handler,
  verdict: Verdict,
  last: Term,
  server: Term,
): Waits<Handler | null> {
  switch (verdict.type) {
    case 'keep':
      return { ...handler, state: verdict.state }
    case 'remove':
      yield* end(handler, 'remove_handler', last, server, 'normal')
      return null
    case 'swap':
      return yield* swapInPlace(handler, verdict, server)
    case 'fault':
      yield* end(handler, ['error', verdict.reason], last, server, verdict.reason)
      return null
  }
}

/** A handler names its successor. */
function* swapInPlace(
  handler: Handler,
  { args, state, name, newArgs }: Extract<Verdict, { type: 'swap' }>,
  server: Term,
): Waits<Handler | null> {
  const why: Term = ['swapped', name, handler.supervised]
  const last = yield* end({ ...handler, state }, args, 'swapped', server, why)
  const { module, id } = readName(name as HandlerName)
  const answer = yield* caughtCall(module, 'init', [[newArgs, last]])
  const verdict = readVerdict(answer)
  const successor: Handler = { module, id, state: null, supervised: handler.supervised }
  if (verdict.type === 'keep' && !verdict.hibernate) return { ...successor, state: verdict.state }
  yield* report({ ...successor, state: ['error', answer] }, 'crash', server, false)
  return null
}

function* end(handler: Handler, args: Term, last: Term, server: Term, reason: Term): Waits<Term> {
  const { module, state } = handler
  const hasLastWords = isExported(module, 'terminate')
  const answer = hasLastWords ? yield* caughtCall(module, 'terminate', [args, state]) : 'ok'
  yield* report(handler, reason, last, server)
  return answer
}

/** The end is told to whoever supervises the handler, and to the trace unless it was meant. */
function* report(handler: Handler, reason: Term, last: Term, server: Term): Waits<void> {
  const isSwap = Array.isArray(reason) && reason[0] === 'swapped' && reason.length === 3
  if (reason !== 'normal' && reason !== 'shutdown' && !isSwap) {
    const { module, state } = handler
    const told: Status = { state, message: last, reason }
    const status: Status = yield* formatStatus(module, told)
    note('event_handler_report', {
      handler: handlerName(handler),
      name: server,
      last_message: status.message,
      state: status.EXIT ?? status.state,
      reason: status.reason,
    })
  }
  if (handler.supervised === false) return
  send(handler.supervised, ['gen_event_EXIT', handlerName(handler), reason])
}

/** Erlang's `catch`: what is thrown is a value, any other end is `['EXIT', reason]`. */
function* caughtCall(module: string, func: string, args: readonly unknown[]): Waits<Term> {
  try {
    return shown(yield* callback(module, func, args))
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    return ['EXIT', reasonOf(thrown)]
  }
}

function findHandler(handlers: Handlers, name: HandlerName): Handler | undefined {
  const { module, id } = readName(name)
  return handlers.find((each) => each.module === module && equalTerms(each.id, id))
}

function readName(name: HandlerName): { readonly module: string; readonly id: Term } {
  return typeof name === 'string' ? { module: name, id: false } : { module: name[0], id: name[1] }
}

function replace(handlers: Handlers, old: Handler, by: Handler | null): Handlers {
  return handlers.flatMap((each) => (each !== old ? [each] : by === null ? [] : [by]))
}

function unchanged(handlers: Handlers, answer: Term): Change {
  return { handlers, answer, hibernate: false }
}
