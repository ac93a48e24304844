/**
 * System messages `['system', from, request]`, as every behaviour meets them (Erlang:
 * sys:handle_system_msg). A behaviour tells with a few functions how to read, replace and upgrade
 * its state; suspending, debugging and stopping are the same for all (otp-semantics E6).
 */
import {
  type Become,
  Doomed,
  isWaiting,
  Pid,
  processInfo,
  receive,
  samePid,
  self,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { perform, shown } from './callback.ts'
import { failureOf } from './crash-report.ts'
import { type From, replyTo } from './gen-call.ts'
import { type Debug, debugCommand } from './sys-debug.ts'

/** What every behaviour's record holds. */
export interface Systemic {
  readonly parent: Pid
  debug: Debug | null
}

type Change = (state: Term) => Waits<Term>

/** A behaviour's part in system messages (Erlang: system_continue/3 and its like). */
export interface SystemCallbacks<S extends Systemic> {
  /** The behaviour's name: 'gen_server'. */
  readonly module: string
  getState(server: S): Term
  /** Replaces what getState tells; answers the new one. */
  replaceState(server: S, change: Change): Waits<Term>
  /** `['ok', …]`, or what is wrong; the server holds the new state. */
  changeCode(server: S, module: Term, oldVersion: Term, extra: Term): Waits<unknown>
  /** The last part of get_status. */
  formatStatus(server: S, sysState: SysState): Waits<Term>
  /** Ends the process. */
  terminate(server: S, reason: Term): Waits<never>
  /** Back to the behaviour's own loop: what its handler answers. */
  resume(server: S): Rested
}

export type SysState = 'running' | 'suspended'

/** What a handler answers: its state, another handler, or code that still has to run. */
export type Rested = Term | Become | Waits<Term | Become>

/** Does what a system message asks for, and stays until the process runs on or ends. */
export function* handleSystem<S extends Systemic>(
  system: SystemCallbacks<S>,
  server: S,
  from: From,
  request: Term,
): Waits<Term | Become> {
  let state = yield* obey(system, server, 'running', from, request)
  const isNews = (m: Term) => isForSuspended(m, server.parent)
  while (state === 'suspended') {
    const news = (yield receive(isNews)) as readonly Term[]
    if (news[0] === 'EXIT') return yield* system.terminate(server, news[2] as Term)
    state = yield* obey(system, server, state, news[1] as unknown as From, news[2] as Term)
  }
  const after = system.resume(server)
  return isWaiting(after) ? yield* after as Waits<Term | Become> : after
}

export function isSystem(message: Term): boolean {
  return Array.isArray(message) && message.length === 3 && message[0] === 'system'
}

/** `['EXIT', parent, reason]`: what a behaviour ends with, whatever it traps. */
export function isParentExit(message: Term, parent: Pid): boolean {
  if (!Array.isArray(message) || message[0] !== 'EXIT' || message.length !== 3) return false
  return message[1] instanceof Pid && samePid(message[1], parent)
}

/** Everything else waits in the mailbox while the process is suspended. */
function isForSuspended(message: Term, parent: Pid): boolean {
  return isSystem(message) || isParentExit(message, parent)
}

function* obey<S extends Systemic>(
  system: SystemCallbacks<S>,
  server: S,
  state: SysState,
  from: From,
  request: Term,
): Waits<SysState> {
  const [what, argument] = Array.isArray(request) ? (request as readonly Term[]) : [request]
  if (what === 'terminate' && Array.isArray(request)) {
    replyTo(from, 'ok')
    return yield* system.terminate(server, argument as Term)
  }
  if (request === 'suspend' || request === 'resume') {
    replyTo(from, 'ok')
    return request === 'suspend' ? 'suspended' : 'running'
  }
  replyTo(from, yield* answer(system, server, state, request))
  return state
}

function* answer<S extends Systemic>(
  system: SystemCallbacks<S>,
  server: S,
  state: SysState,
  request: Term,
): Waits<Term> {
  if (request === 'get_state') return system.getState(server)
  if (request === 'get_status') return yield* status(system, server, state)
  const [what, ...args] = Array.isArray(request) ? (request as readonly Term[]) : []
  if (what === 'debug') {
    const [reply, debug] = debugCommand(args[0] as Term, server.debug)
    server.debug = debug
    return reply
  }
  if (what === 'replace_state') return yield* replace(system, server, args[0] as Term)
  if (what === 'change_code' && state === 'suspended') {
    return yield* change(system, server, args)
  }
  return ['error', ['unknown_system_msg', request]]
}

/** `[module, func, args]`: called with the state before the arguments, as Elixir's Agent does. */
function* replace<S extends Systemic>(
  system: SystemCallbacks<S>,
  server: S,
  change: Term,
): Waits<Term> {
  try {
    const [module, func, args] = change as readonly [string, string, readonly Term[]]
    return yield* system.replaceState(server, function* (state): Waits<Term> {
      return shown(yield* perform(module, func, [state, ...args]))
    })
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    const { class: kind, reason } = failureOf(thrown)
    const where = [system.module, 'system_replace_state']
    return ['error', ['callback_failed', where, [kind, reason]]]
  }
}

function* change<S extends Systemic>(
  system: SystemCallbacks<S>,
  server: S,
  [module, oldVersion, extra]: readonly Term[],
): Waits<Term> {
  try {
    const result = yield* system.changeCode(server, module!, oldVersion!, extra!)
    return Array.isArray(result) && result[0] === 'ok' ? 'ok' : ['error', shown(result)]
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    return ['error', ['EXIT', failureOf(thrown).exit]]
  }
}

function* status<S extends Systemic>(
  system: SystemCallbacks<S>,
  server: S,
  state: SysState,
): Waits<Term> {
  const dictionary = Object.entries(processInfo(self(), 'dictionary') ?? {})
  const { parent, debug } = server
  const misc = yield* system.formatStatus(server, state)
  return [
    'status',
    self(),
    ['module', system.module],
    [dictionary, state, parent, debug ?? [], misc],
  ]
}
