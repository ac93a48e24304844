/**
 * How a gen_server ends: its terminate, a note 'error_report' when the end wasn't meant, an answer
 * that it still owes, proc_lib's crash report, its exit (otp-semantics C8).
 */
import {
  Doomed,
  isExported,
  node,
  note,
  Pid,
  processInfo,
  Raised,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { callback, shown } from '../gen/callback.ts'
import { exitFailure, type Failure, failureOf, isMeant, reportCrash } from '../gen/crash-report.ts'
import { formatStatus } from '../gen/format-status.ts'
import { type From, replyTo } from '../gen/gen-call.ts'
import { logOf } from '../gen/sys-debug.ts'
import type { Server } from './server.ts'

/** An end that the callback module asked for, or its parent. */
export function stopFor(server: Server, reason: Term, from: From | null, message: Term) {
  return finish(server, exitFailure(reason), from, message)
}

/** `['stop', reason, state]` or `['stop', reason, reply, state]`. */
export function stopped(
  server: Server,
  result: readonly unknown[],
  from: From | null,
  message: Term,
): Waits<never> {
  const owed = result.length === 4 ? shown(result[2]) : undefined
  return finish(server, exitFailure(shown(result[1])), from, message, owed)
}

/** What no callback may return. */
export function misunderstood(
  server: Server,
  result: unknown,
  from: From | null,
  message: Term,
): Waits<never> {
  return stopFor(server, ['bad_return_value', shown(result)], from, message)
}

/** A callback raised. */
export function crashed(
  server: Server,
  thrown: unknown,
  from: From | null,
  message: Term,
): Waits<never> {
  if (thrown instanceof Doomed) throw thrown
  return finish(server, failureOf(thrown), from, message)
}

/** `owed` is what `['stop', reason, reply, state]` answers: after terminate, whatever came of it. */
function* finish(
  server: Server,
  failure: Failure,
  from: From | null,
  message: Term,
  owed?: Term,
): Waits<never> {
  let end = failure
  try {
    if (isExported(server.module, 'terminate')) {
      yield* callback(server.module, 'terminate', [failure.exit, server.state])
    }
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    end = failureOf(thrown)
  }
  if (end !== failure || !isMeant(end)) yield* reportError(server, end, from, message)
  if (owed !== undefined && from !== null) replyTo(from, owed)
  throw reportCrash(new Raised('exit', end.exit), end)
}

/** Erlang's report `{gen_server, terminate}`. */
function* reportError(
  server: Server,
  failure: Failure,
  from: From | null,
  message: Term,
): Waits<void> {
  const log = logOf(server.debug)
  const told = { reason: failure.exit, state: server.state, message, log }
  const status = yield* formatStatus(server.module, told)
  note('error_report', {
    label: ['gen_server', 'terminate'],
    name: server.name,
    last_message: status.message,
    state: status.EXIT ?? status.state,
    log: status.log,
    reason: status.reason,
    client_info: clientInfo(from),
  })
}

/** Whose call it was: `[pid, 'remote' | 'dead' | [name or pid, what it runs]]`. */
function clientInfo(from: From | null): Term {
  const client = from?.[0]
  if (!(client instanceof Pid)) return 'undefined'
  if (client.node !== node()) return [client, 'remote']
  const info = processInfo(client)
  if (info === undefined) return [client, 'dead']
  return [client, [info.registered_name ?? client, [info.current_function]]]
}
