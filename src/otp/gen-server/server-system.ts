/** A gen_server's part in system messages (Erlang: gen_server:system_continue/3 and its like). */
import { apply, isExported, type Term } from '../../kernel/index.ts'
import { callback } from '../gen/callback.ts'
import { formatStatus, statusHeader } from '../gen/format-status.ts'
import { logOf } from '../gen/sys-debug.ts'
import type { SystemCallbacks } from '../gen/system-message.ts'
import { restAgain, type Server } from './server.ts'
import { stopFor } from './server-end.ts'

export const serverSystem: SystemCallbacks<Server> = {
  module: 'gen_server',
  getState: ({ state }) => state,
  *replaceState(server, change) {
    server.state = yield* change(server.state)
    return server.state
  },
  *changeCode(server, _module, oldVersion, extra) {
    const args = [oldVersion, server.state, extra]
    const result = yield* callback(server.module, 'codeChange', args)
    if (Array.isArray(result) && result[0] === 'ok' && result.length === 2) server.state = result[1]
    return result
  },
  *formatStatus(server, sysState) {
    const { module, state, parent, name, debug } = server
    const shown = yield* formatStatus(module, { state, log: logOf(debug) })
    return [
      ['header', statusHeader('generic server', name)],
      [
        'data',
        [
          ['Status', sysState],
          ['Parent', parent],
          ['Logged events', shown.log ?? []],
        ],
      ],
      ['data', [['State', shown.EXIT ?? shown.state ?? null]]],
      ...statusItems(module, state),
    ]
  },
  terminate: (server, reason) => stopFor(server, reason, null, []),
  resume: restAgain,
}

/** What OTP's own callback modules tell besides. */
function statusItems(module: string, state: Term): readonly Term[] {
  if (!isExported(module, 'statusItems')) return []
  return apply(module, 'statusItems', [state]) as readonly Term[]
}
