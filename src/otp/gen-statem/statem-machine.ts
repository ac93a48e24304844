/** A gen_statem at rest: its record, its callback modules and the mode that they chose. */
import { type Become, type Pid, Raised, type Term, type Waits } from '../../kernel/index.ts'
import { callback, shown } from '../gen/callback.ts'
import type { Birth } from '../gen/gen.ts'
import { bareName } from '../gen/names.ts'
import { type Debug, handleDebug, type SystemEvent } from '../gen/sys-debug.ts'
import { freshMemory, type Memory } from './statem-engine.ts'
import { type Handlers, type Resting, restIn } from './statem-rest.ts'
import type { State } from './statem-return.ts'

type CallbackMode = 'state_functions' | 'handle_event_function'

/** `state` is Erlang's `{State, Data}`. */
export interface Machine extends Memory, Resting {
  state: State
  /** The one in charge first; the others were pushed aside. */
  readonly modules: readonly [string, ...string[]]
  readonly callbackMode: CallbackMode
  readonly stateEnter: boolean
  readonly parent: Pid
  readonly name: Term
  debug: Debug | null
}

export const handlers: Handlers = {
  awake: ['gen_statem', 'loop'],
  asleep: ['gen_statem', 'wakeupFromHibernate'],
}

export function newMachine(birth: Birth, state: State): Machine {
  const { module, parent, name, hibernateAfterMs, debug } = birth
  return {
    ...freshMemory(state),
    modules: [module],
    callbackMode: 'state_functions',
    stateEnter: false,
    parent,
    name: bareName(name),
    hibernateAfterMs,
    debug,
    idle: null,
  }
}

/**
 * Puts `modules` in charge, in the mode that the first of them chooses.
 * @throws whatever its callbackMode throws, or `bad_return_from_callback_mode`
 */
export function* withModules(
  machine: Machine,
  modules: readonly [string, ...string[]],
): Waits<Machine> {
  const mode = yield* callback(modules[0], 'callbackMode', [])
  let callbackMode: CallbackMode | null = null
  let stateEnter = false
  for (const word of Array.isArray(mode) ? mode : [mode]) {
    if (word === 'state_functions' || word === 'handle_event_function') callbackMode = word
    else if (word === 'state_enter') stateEnter = true
    else callbackMode = refuseMode(mode)
  }
  return { ...machine, modules, callbackMode: callbackMode ?? refuseMode(mode), stateEnter }
}

function refuseMode(mode: unknown): never {
  throw new Raised('error', ['bad_return_from_callback_mode', shown(mode)])
}

/** What the process's handler answers: it waits for the next message. */
export function rest(machine: Machine): Become {
  return restIn(handlers, machine)
}

/** Tells a system event to those who installed something with sys. */
export function tell(machine: Machine, event: SystemEvent): void {
  if (machine.debug !== null) machine.debug = handleDebug(machine.debug, machine.name, event)
}
