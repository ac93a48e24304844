/**
 * The application master: one process for each running application. It calls the callback module
 * and is the parent of the root supervisor, so that an orderly stop is its `shutdown`; what ends the
 * root supervisor ends the master, and the controller hears why (Erlang: application_master).
 */
import {
  type Become,
  become,
  Doomed,
  exit,
  exitTo,
  groupLeader,
  isExported,
  link,
  note,
  Pid,
  reasonOf,
  receive,
  samePid,
  self,
  send,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { callback, shown } from '../gen/callback.ts'
import type { Application } from './application-spec.ts'

/** How an application is started; `['takeover' | 'failover', node]` in distributed ones. */
export type StartType = 'normal' | readonly ['takeover' | 'failover', string]

interface Running {
  readonly controller: Pid
  readonly name: string
  readonly module: string
  readonly root: Pid
  /** What the callback module's start gave along. */
  readonly state: Term
}

type Started = readonly ['ok', Pid, Term] | readonly ['error', Term]

/** First life: the start. The controller hears `['application_started', name, result]`. */
export function* begin(controller: Pid, app: Application, type: StartType): Waits<Become> {
  trapExit(true)
  groupLeader(self(), self())
  const [module, args] = app.mod as readonly [string, Term]
  const started = yield* startAll(module, type, args, app.startPhases)
  const { name } = app
  if (started[0] === 'error') {
    send(controller, ['application_started', name, started])
    return exit('normal')
  }
  const [, root, state] = started
  note('application', { name, root })
  send(controller, ['application_started', name, ['ok', self()]])
  return become(['application_master', 'loop'], { controller, name, module, root, state })
}

/** The master at rest meets one message; only an end concerns it. */
export function loop(raw: Term, message: Term): Term | Waits<Term> {
  const app = raw as unknown as Running
  const [what, who, reason] = Array.isArray(message) ? (message as readonly Term[]) : []
  if (!(who instanceof Pid)) return raw
  const isController = samePid(who, app.controller)
  if (what === 'stop' && isController) return end(app, 'normal', 'shutdown')
  if (what === 'EXIT' && isController) return end(app, reason as Term, reason as Term)
  return what === 'EXIT' && samePid(who, app.root) ? end(app, reason as Term, null) : raw
}

/** prepStop, the root supervisor's end when it still runs, stop. */
function* end(app: Running, reason: Term, forRoot: Term): Waits<never> {
  const state = yield* prepareStop(app)
  if (forRoot !== null) yield* stopRoot(app.root, forRoot)
  yield* attempt(callback(app.module, 'stop', [state]))
  return exit(reason)
}

function* prepareStop({ module, state }: Running): Waits<Term> {
  if (!isExported(module, 'prepStop')) return state
  const result = yield* attempt(callback(module, 'prepStop', [state]))
  if (result[0] === 'ok') return shown(result[1])
  note('application_report', { module, callback: 'prepStop', reason: result[1] as Term })
  return state
}

function* stopRoot(root: Pid, reason: Term): Waits<void> {
  exitTo(root, reason)
  yield receive((m) => {
    return Array.isArray(m) && m[0] === 'EXIT' && m[1] instanceof Pid && samePid(m[1], root)
  })
}

function* startAll(
  module: string,
  type: StartType,
  args: Term,
  phases: Application['startPhases'],
): Waits<Started> {
  const started = yield* startRoot(module, type, args)
  if (started[0] === 'error' || phases === 'undefined') return started
  for (const [phase, phaseArgs] of phases) {
    const failure = yield* startPhase(module, [phase, type as Term, phaseArgs])
    if (failure === null) continue
    yield* stopRoot(started[1], 'shutdown')
    return ['error', failure]
  }
  return started
}

function* startRoot(module: string, type: StartType, args: Term): Waits<Started> {
  const call: Term = [module, 'start', [type as Term, args]]
  const [kind, result] = yield* attempt(callback(module, 'start', [type, args]))
  if (kind === 'exit' && result === 'normal') return ['error', [['EXIT', 'normal'], call]]
  if (kind === 'exit') return ['error', ['bad_return', [call, ['EXIT', result as Term]]]]
  const parts: readonly Term[] = Array.isArray(result) ? result : []
  const [word, what, state = []] = parts
  if (word === 'ok' && what instanceof Pid && parts.length <= 3) {
    link(what)
    return ['ok', what, state]
  }
  if (word === 'error' && parts.length === 2) return ['error', [what as Term, call]]
  return ['error', ['bad_return', [call, shown(result)]]]
}

/** Null when it went well. */
function* startPhase(module: string, args: readonly Term[]): Waits<Term> {
  const call: Term = [module, 'startPhase', args]
  const [kind, result] = yield* attempt(callback(module, 'startPhase', args))
  if (kind === 'ok' && result === 'ok') return null
  const [word, why, ...more] = kind === 'ok' && Array.isArray(result) ? result : []
  if (word === 'error' && more.length === 0) return [why as Term, call]
  return ['bad_return_value', [call, kind === 'exit' ? ['EXIT', result as Term] : shown(result)]]
}

/** What it came to (Erlang: catch). */
function* attempt(body: Waits<unknown>): Waits<readonly ['ok' | 'exit', unknown]> {
  try {
    return ['ok', yield* body]
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    return ['exit', reasonOf(thrown)]
  }
}

/** What a node's code server knows as `application_master`. */
export const applicationMasterModule = { begin, loop }
