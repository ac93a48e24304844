/** A gen_statem's part in system messages (Erlang: gen_statem:system_continue/3 and its like). */
import { Raised, type Term } from '../../kernel/index.ts'
import { callback, shown } from '../gen/callback.ts'
import { exitFailure } from '../gen/crash-report.ts'
import { formatStatus, statusHeader } from '../gen/format-status.ts'
import { logOf } from '../gen/sys-debug.ts'
import type { SystemCallbacks } from '../gen/system-message.ts'
import { finish, timeoutsOf } from './statem-end.ts'
import { type Machine, rest, withModules } from './statem-machine.ts'

export const statemSystem: SystemCallbacks<Machine> = {
  module: 'gen_statem',
  getState: ({ state }) => state,
  /** No transition: nothing is replayed, no timer stops, no state enter call. */
  *replaceState(machine, change) {
    const next = yield* change(machine.state)
    if (!Array.isArray(next) || next.length !== 2) throw new Raised('error', ['badmatch', next])
    machine.state = [next[0], next[1]]
    return machine.state
  },
  *changeCode(machine, _module, oldVersion, extra) {
    const [state, data] = machine.state
    const args = [oldVersion, state, data, extra]
    const result = yield* callback(machine.modules[0], 'codeChange', args)
    if (!Array.isArray(result) || result[0] !== 'ok') return result
    if (result.length !== 3) throw new Raised('error', ['case_clause', shown(result)])
    Object.assign(machine, yield* withModules(machine, machine.modules))
    machine.state = [result[1], result[2]]
    return result
  },
  *formatStatus(machine, sysState) {
    const { modules, state, postponed, parent, name, debug } = machine
    const timeouts = timeoutsOf(machine)
    const all = { state: state[0], data: state[1], postponed, log: logOf(debug), timeouts }
    const shownAs = yield* formatStatus(modules[0], all)
    const data: Term = [
      ['Status', sysState],
      ['Parent', parent],
      ['Modules', modules],
      ['Time-outs', shownAs.timeouts ?? []],
      ['Logged Events', shownAs.log ?? []],
      ['Postponed', shownAs.postponed ?? []],
    ]
    const stateShown: Term = shownAs.EXIT ?? [shownAs.state ?? null, shownAs.data ?? null]
    return [
      ['header', statusHeader('state machine', name)],
      ['data', data],
      ['data', [['State', stateShown]]],
    ]
  },
  terminate: (machine, reason) => finish(machine, exitFailure(reason), []),
  resume: rest,
}
