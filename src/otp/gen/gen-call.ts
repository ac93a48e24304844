/**
 * Asking a server and waiting for its answer (Erlang: gen:call/4, gen:reply/2). The question's
 * reference is a monitor and an alias at once, so that an answer that comes too late, or a second
 * one, reaches nobody (otp-semantics C3, C4).
 */
import {
  badarg,
  copyRef,
  copyTerm,
  Doomed,
  demonitor,
  exit,
  monitorOwn,
  Pid,
  Ref,
  receiveSince,
  samePid,
  sameRef,
  self,
  send,
  sendOwn,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { isKept, locateNear, type ServerRef, whereName } from './names.ts'

/** `[caller, tag]`: where a reply goes. A tag that is a reference is the caller's alias. */
export type From = readonly [Pid, Ref]

/** The function that an exit reason names: `[reason, [module, func, args]]`. */
export type Label = readonly [module: string, func: string, args?: readonly Term[]]

type Target = Pid | readonly [string, string]

const withAlias = { alias: 'reply_demonitor' } as const

/**
 * Sends `[tag, [caller, ref], request]` and answers what comes back; without an answer the caller
 * exits with `[reason, label]`, whose arguments are `[server, request, timeout]` unless told.
 */
export function* callServer(
  tag: string,
  server: ServerRef,
  request: Term,
  timeoutMs: number,
  label: Label,
): Waits<Term> {
  if (!(timeoutMs >= 0)) badarg(label[1], 'timeoutMs', 'milliseconds, or Infinity')
  const target = isKept(server) ? yield* whereName(server) : locateNear(server)
  if (target === null) return fail('noproc', server, request, timeoutMs, label)
  const me = self()
  if (target instanceof Pid && samePid(target, me)) {
    return fail('calling_self', server, request, timeoutMs, label)
  }
  const ref = ask(target, me, tag, request)
  const answer = (yield receiveSince(ref, answers, timeoutMs)) as readonly Term[] | undefined
  if (answer === undefined) {
    // Within the same turn: none has come meanwhile, and none can come any more.
    demonitor(ref)
    return fail('timeout', server, request, timeoutMs, label)
  }
  if (answer[0] !== 'DOWN') return answer[1] as Term
  return fail(lossReason(server, target, answer[4] as Term), server, request, timeoutMs, label)
}

/** Answers a call from anywhere, later (Erlang: gen:reply/2). It never fails. */
export function replyTo(from: From, answer: Term): 'ok' {
  const [to, tag] = from
  if (tag instanceof Ref) sendOwn(tag, [copyRef(tag), copyTerm(answer, 'message[1]')])
  else replyByPid(to, tag, answer)
  return 'ok'
}

/** Sends a question to a process; its reference is what the answer or the DOWN will carry. */
export function ask(target: Target, me: Pid, tag: string, request: Term): Ref {
  const ref = monitorOwn(target, withAlias)
  try {
    sendOwn(target, [tag, [me, copyRef(ref)], copyTerm(request, 'message[2]')])
  } catch (thrown) {
    demonitor(ref)
    throw thrown
  }
  return ref
}

/** Whether a message is the answer to a question, or tells that none will come. */
export function answers(message: Term, ref: Ref): boolean {
  if (!Array.isArray(message)) return false
  const mark = message[0] === 'DOWN' ? message[1] : message[0]
  return mark instanceof Ref && sameRef(mark, ref)
}

function fail(
  reason: Term,
  server: ServerRef,
  request: Term,
  timeoutMs: number,
  [module, func, args]: Label,
): never {
  const waited = timeoutMs === Number.POSITIVE_INFINITY ? 'infinity' : timeoutMs
  const asked = args ?? [server instanceof Pid ? server : (server as Term), request, waited]
  return exit([reason, [module, func, asked]])
}

/** A lost node is named, unless the name didn't tell where the server lives. */
function lossReason(server: ServerRef, target: Target, reason: Term): Term {
  if (reason !== 'noconnection') return reason
  if (isKept(server)) return 'noproc'
  return ['nodedown', target instanceof Pid ? target.node : target[1]]
}

function replyByPid(to: Pid, tag: Term, answer: Term): void {
  try {
    send(to, [tag, answer])
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
  }
}
