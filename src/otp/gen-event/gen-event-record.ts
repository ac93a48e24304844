/**
 * A gen_event at rest: its record, how it waits and ends, and its part in system messages (Erlang:
 * gen_event:system_continue/3 and its like).
 */
import {
  type Become,
  Doomed,
  equalTerms,
  type Pid,
  Raised,
  samePid,
  type Term,
  unlink,
  type Waits,
} from '../../kernel/index.ts'
import { perform } from '../gen/callback.ts'
import { reportCrash } from '../gen/crash-report.ts'
import { formatStatus, type Status, statusHeader } from '../gen/format-status.ts'
import { type Debug, logOf } from '../gen/sys-debug.ts'
import type { SystemCallbacks } from '../gen/system-message.ts'
import { type Resting, restIn } from '../gen-statem/statem-rest.ts'
import { type Handler, type Handlers, stopHandlers } from './gen-event-handlers.ts'

/** `state` is what it manages, in the order in which they are asked. */
export interface Manager extends Resting {
  readonly parent: Pid
  readonly name: Term
  readonly state: Handlers
  debug: Debug | null
}

export const ways = {
  awake: ['gen_event', 'loop'],
  asleep: ['gen_event', 'wakeHib'],
} as const

export function rest(manager: Manager): Become {
  return restIn(ways, manager)
}

/** The end of a manager: first of its handlers; their supervisors hear no EXIT of it. */
export function* finish(manager: Manager, reason: Term): Waits<never> {
  yield* stopHandlers(manager.state, manager.name)
  for (const { supervised } of manager.state) {
    if (supervised !== false && !samePid(supervised, manager.parent)) unlink(supervised)
  }
  throw reportCrash(new Raised('exit', reason))
}

export const eventSystem: SystemCallbacks<Manager> = {
  module: 'gen_event',
  getState: ({ state }) => state.map(told),
  /** Asked for each handler's `[module, id, state]`; what isn't answered in kind changes nothing. */
  *replaceState(manager, change) {
    const handlers: Handler[] = []
    for (const handler of manager.state) {
      let next: Term = null
      try {
        next = yield* change(told(handler))
      } catch (thrown) {
        if (thrown instanceof Doomed) throw thrown
      }
      const isKind = Array.isArray(next) && next.length === 3 && isOf(handler, next)
      handlers.push(isKind ? { ...handler, state: (next as readonly Term[])[2] as Term } : handler)
    }
    Object.assign(manager, { state: handlers })
    return handlers.map(told)
  },
  *changeCode(manager, module, oldVersion, extra) {
    const handlers: Handler[] = []
    for (const handler of manager.state) {
      handlers.push(
        handler.module === module ? yield* upgraded(handler, oldVersion, extra) : handler,
      )
    }
    Object.assign(manager, { state: handlers })
    return ['ok', null]
  },
  *formatStatus({ state, name, parent, debug }, sysState) {
    let log: Term = logOf(debug)
    const shown: Term[] = []
    for (const handler of state) {
      const status: Status = yield* formatStatus(handler.module, { log, state: handler.state })
      log = status.log ?? []
      const { module, id, supervised } = handler
      shown.push(['handler', module, id, status.EXIT ?? status.state ?? null, supervised])
    }
    const data: Term = [
      ['Status', sysState],
      ['Logged Events', log],
      ['Parent', parent],
    ]
    return [
      ['header', statusHeader('event handler', name)],
      ['data', data],
      ['items', ['Installed handlers', shown]],
    ]
  },
  terminate: finish,
  resume: rest,
}

function* upgraded(handler: Handler, oldVersion: Term, extra: Term): Waits<Handler> {
  const result = yield* perform(handler.module, 'codeChange', [oldVersion, handler.state, extra])
  if (Array.isArray(result) && result[0] === 'ok' && result.length === 2) {
    return { ...handler, state: result[1] }
  }
  throw new Raised('error', ['badmatch', result as Term])
}

/** What sys:get_state tells of a handler. */
function told({ module, id, state }: Handler): readonly Term[] {
  return [module, id, state]
}

function isOf({ module, id }: Handler, [itsModule, itsId]: readonly Term[]): boolean {
  return itsModule === module && equalTerms(id, itsId as Term)
}
