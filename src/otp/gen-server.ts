/**
 * gen_server: a process that keeps a state and answers, its rules in a callback module (init,
 * handleCall, handleCast, handleInfo, terminate). A callback is found by name at each message, and
 * may be a generator when it has to wait for somebody.
 */
import {
  apply,
  type Become,
  become,
  Doomed,
  demonitor,
  equalTerms,
  exit,
  isExported,
  isWaiting,
  monitor,
  node,
  note,
  Pid,
  Raised,
  Ref,
  reasonOf,
  receive,
  register,
  samePid,
  self,
  send,
  type Term,
  type Waits,
  whereis,
} from '../kernel/index.ts'
import {
  ancestorsOfChild,
  initAck,
  rememberOrigin,
  type StartResult,
  startLinked,
} from './proc-lib.ts'

export interface ServerOptions {
  /** Registered name on the server's node. */
  readonly name?: string
  /** Where to start it; this node by default (Erlang reaches this with spawn_opt on a node). */
  readonly node?: string
}

/** Whom a call or cast is for. */
export type ServerRef = Pid | string | readonly [name: string, node: string]

/** `[caller, ref]`: where a reply goes. */
export type From = readonly [Pid, Ref]

/** The server's own bookkeeping at rest; `state` is the callback module's. */
interface Server {
  readonly module: string
  readonly parent: Pid
  readonly state: Term
  readonly [key: string]: Term
}

/** Starts a server linked to the caller and waits for its init. */
export function* startLink(
  module: string,
  args: Term = null,
  options: ServerOptions = {},
): Waits<StartResult> {
  const start = [self(), module, args, options.name ?? null, ancestorsOfChild()] as const
  return yield* startLinked(['gen_server', 'initIt', start], options.node ?? node())
}

/**
 * Asks and waits for the answer; the caller exits with `[reason, ['gen_server', 'call', …]]`
 * without one.
 */
export function* call(server: ServerRef, request: Term, timeoutMs = 5_000): Waits<Term> {
  const args = [
    nameOf(server),
    request,
    timeoutMs === Number.POSITIVE_INFINITY ? 'infinity' : timeoutMs,
  ]
  const fail = (reason: Term) => exit([reason, ['gen_server', 'call', args]])
  if (server instanceof Pid && samePid(server, self())) fail('calling_self')
  const ref = monitor(server)
  tell(server, ['$gen_call', [self(), ref], request])
  const answer = (yield* receive((m) => isAnswer(m, ref), timeoutMs)) as readonly Term[] | undefined
  demonitor(ref, { flush: true })
  if (answer === undefined) return fail('timeout')
  if (answer[0] === 'DOWN') return fail(lostReason(server, answer[4] as Term))
  return answer[1] as Term
}

/** A call to a node that is gone names it: `['nodedown', node]` (otp-semantics C3). */
function lostReason(server: ServerRef, reason: Term): Term {
  if (reason !== 'noconnection' || typeof server === 'string') return reason
  return ['nodedown', server instanceof Pid ? server.node : server[1]]
}

/** Tells and doesn't wait; never fails, even to nobody. */
export function cast(server: ServerRef, message: Term): 'ok' {
  tell(server, ['$gen_cast', message])
  return 'ok'
}

/** Answers a call from anywhere, later. */
export function reply(from: From, answer: Term): 'ok' {
  send(from[0], [from[1], answer])
  return 'ok'
}

/**
 * First life of a server: its name, its init, its acknowledgement. Exported as gen_server:initIt.
 */
export function* initIt(
  parent: Pid,
  module: string,
  args: Term,
  name: string | null,
  ancestors: readonly Pid[],
): Waits<Become> {
  if (name !== null) {
    const holder = whereis(name)
    if (holder !== null) {
      initAck(parent, ['error', ['already_started', holder]])
      exit('normal')
    }
    register(name)
  }
  rememberOrigin(ancestors, module)
  let result: unknown
  try {
    result = yield* callback(module, 'init', [args])
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    initAck(parent, ['error', reasonOf(thrown)])
    throw thrown
  }
  return begin(parent, module, result)
}

function begin(parent: Pid, module: string, result: unknown): Become {
  if (Array.isArray(result) && result[0] === 'ok' && result.length === 2) {
    initAck(parent, ['ok', self()])
    const server: Server = { module, parent, state: result[1] as Term }
    return become(['gen_server', 'loop'], server)
  }
  const stop = Array.isArray(result) && result[0] === 'stop'
  const reason = stop ? (result[1] as Term) : ['bad_return_value', shown(result)]
  initAck(parent, result === 'ignore' ? 'ignore' : ['error', reason])
  return exit(result === 'ignore' ? 'normal' : reason)
}

/** The server at rest meets one message. Exported as gen_server:loop. */
export function loop(state: Term, message: Term): Term | Waits<Term> {
  const server = state as Server
  if (Array.isArray(message)) {
    if (message[0] === '$gen_call') {
      const from = message[1] as unknown as From
      return react(server, 'handleCall', [message[2], from, server.state], from)
    }
    if (message[0] === '$gen_cast')
      return react(server, 'handleCast', [message[1], server.state], null)
    const [, from] = message
    if (message[0] === 'EXIT' && from instanceof Pid && samePid(from, server.parent)) {
      return finish(server, message[2] as Term)
    }
  }
  if (!isExported(server.module, 'handleInfo')) {
    note('unexpected_message', message)
    return server
  }
  return react(server, 'handleInfo', [message, server.state], null)
}

function* react(
  server: Server,
  func: string,
  args: readonly unknown[],
  from: From | null,
): Waits<Term> {
  let result: unknown
  try {
    result = yield* callback(server.module, func, args)
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    yield* finish(server, reasonOf(thrown))
  }
  const [kind, a, b, c] = Array.isArray(result) ? result : [result]
  const length = Array.isArray(result) ? result.length : 0
  if (kind === 'noreply' && length === 2) return next(server, a)
  if (kind === 'reply' && from !== null && length === 3) {
    reply(from, a)
    return next(server, b)
  }
  if (kind === 'stop' && length === 3) return yield* finish(next(server, b), a)
  if (kind === 'stop' && from !== null && length === 4) {
    reply(from, b)
    return yield* finish(next(server, c), a)
  }
  return yield* finish(server, ['bad_return_value', shown(result)])
}

function next(server: Server, state: Term): Server {
  return { module: server.module, parent: server.parent, state }
}

/** The end of a server: its terminate, then its exit. */
function* finish(server: Server, reason: Term): Waits<never> {
  if (isExported(server.module, 'terminate')) {
    yield* callback(server.module, 'terminate', [reason, server.state])
  }
  return exit(reason)
}

/** Runs a callback; `throw(V)` counts as returning V (otp-semantics C5). */
function* callback(module: string, func: string, args: readonly unknown[]): Waits<unknown> {
  try {
    const result = apply(module, func, args)
    return isWaiting(result) ? yield* result : result
  } catch (thrown) {
    if (thrown instanceof Raised && thrown.kind === 'throw') return thrown.reason
    throw thrown
  }
}

function isAnswer(message: Term, ref: Ref): boolean {
  if (!Array.isArray(message)) return false
  const mark = message[0] === 'DOWN' ? message[1] : message[0]
  return mark instanceof Ref && equalTerms(mark, ref)
}

/** A send that a missing name doesn't stop: the caller's monitor tells. */
function tell(server: ServerRef, message: Term): void {
  if (typeof server === 'string') send([server, node()], message)
  else send(server, message)
}

function nameOf(server: ServerRef): Term {
  return server instanceof Pid || typeof server === 'string' ? server : [...server]
}

function shown(value: unknown): Term {
  return value === undefined ? 'undefined' : (value as Term)
}
