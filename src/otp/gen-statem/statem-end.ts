/**
 * How a gen_statem ends: its terminate, a note 'error_report' when the end wasn't meant, proc_lib's
 * crash report, its exit. Its terminate gets the bare reason, without a stack, as OTP has it.
 */
import { Doomed, isExported, note, Raised, type Term, type Waits } from '../../kernel/index.ts'
import { callback } from '../gen/callback.ts'
import { type Failure, failureOf, isMeant, reportCrash } from '../gen/crash-report.ts'
import { formatStatus } from '../gen/format-status.ts'
import { logOf } from '../gen/sys-debug.ts'
import { type Machine, tell } from './statem-machine.ts'
import type { Event } from './statem-return.ts'

/** `queue`: the event it was at, and those that were to follow. */
export function* finish(machine: Machine, failure: Failure, queue: readonly Event[]): Waits<never> {
  const [state, data] = machine.state
  const [module] = machine.modules
  let end = failure
  try {
    if (isExported(module, 'terminate')) {
      yield* callback(module, 'terminate', [failure.reason, state, data])
    }
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    end = failureOf(thrown)
  }
  const isQuiet = end === failure && isMeant({ ...failure, class: 'exit' })
  if (isQuiet) tell(machine, ['terminate', failure.reason, state])
  else yield* reportError(machine, end, queue)
  throw reportCrash(new Raised('exit', end.exit), end)
}

/** error(reason): the exit reason has a stack. */
export function errorFailure(reason: Term): Failure {
  return { class: 'error', reason, stack: [], exit: [reason, []] }
}

/** Types and contents of the timers that run. */
export function timeoutsOf({ timers }: Machine): Term {
  return [timers.length, timers.map(({ type, message }) => [type, message])]
}

/** Erlang's report `{gen_statem, terminate}`. */
export function* reportError(
  machine: Machine,
  failure: Failure,
  queue: readonly Event[],
): Waits<void> {
  const { modules, state, postponed, name, debug, callbackMode, stateEnter } = machine
  const status = yield* formatStatus(modules[0], {
    reason: failure.reason,
    state: state[0],
    data: state[1],
    queue,
    postponed,
    timeouts: timeoutsOf(machine),
    log: logOf(debug),
  })
  note('error_report', {
    label: ['gen_statem', 'terminate'],
    name,
    queue: status.queue,
    postponed: status.postponed,
    modules,
    callback_mode: callbackMode,
    state_enter: stateEnter,
    state: status.EXIT ?? [status.state, status.data],
    timeouts: status.timeouts,
    log: status.log,
    reason: [failure.class, status.reason, failure.stack],
  })
}
