/**
 * What proc_lib tells of a process that crashed: the note 'crash_report', its fields named as
 * Erlang's (otp-semantics E9). An end that was meant (normal, shutdown) isn't told.
 */
import {
  formatTerm,
  isHeard,
  limits,
  node,
  note,
  type Pid,
  pidKey,
  processInfo,
  Raised,
  reasonOf,
  self,
  type Term,
} from '../../kernel/index.ts'
import { initialCallOf, withArguments } from './ancestry.ts'

/** An exception as Erlang's `Class:Reason:Stack`, and the exit reason it becomes. */
export interface Failure {
  readonly class: 'exit' | 'error' | 'throw'
  readonly reason: Term
  readonly stack: Term
  readonly exit: Term
}

export function failureOf(thrown: unknown): Failure {
  const exit = reasonOf(thrown)
  if (thrown instanceof Raised && thrown.kind === 'exit') return exitFailure(exit)
  const [reason, stack] = exit as readonly [Term, Term]
  const isThrow = Array.isArray(reason) && reason[0] === 'nocatch'
  if (isThrow) return { class: 'throw', reason: reason[1] as Term, stack, exit }
  return { class: 'error', reason, stack, exit }
}

export function exitFailure(reason: Term): Failure {
  return { class: 'exit', reason, stack: [], exit: reason }
}

/** exit(normal), exit(shutdown) and exit({shutdown, _}): nobody needs to be told. */
export function isMeant({ class: kind, reason }: Failure): boolean {
  if (kind !== 'exit') return false
  if (reason === 'normal' || reason === 'shutdown') return true
  return Array.isArray(reason) && reason.length === 2 && reason[0] === 'shutdown'
}

/**
 * The exception last reported, and whose: on its way out it may pass two who would report it. By
 * the very object that `self` answers, since pids of another world may be the same.
 */
let reported: { readonly thrown: unknown; readonly pid: Pid } | null = null

/** Reports what was thrown, once, unless it was meant; answers it, to be thrown on. */
export function reportCrash(thrown: unknown, failure: Failure = failureOf(thrown)): unknown {
  const pid = self()
  const isTold = reported !== null && reported.thrown === thrown && reported.pid === pid
  if (!isTold && !isMeant(failure) && isHeard()) note('crash_report', crashReport(failure))
  reported = { thrown, pid }
  return thrown
}

/** As much of the report as one note of the trace can keep. */
function crashReport(failure: Failure): Term {
  const about = ownInfo(failure)
  const around = neighbours().map(neighbourInfo)
  const pids = around.map(({ pid }) => pid)
  const fits = (report: Term) => formatTerm(report, limits.traceTermSize).length < mostText
  const whole = { ...about, neighbours: around }
  if (fits(whole)) return whole
  const shorter = { ...about, neighbours: pids }
  return fits(shorter) ? shorter : { ...shorter, messages: [], dictionary: {} }
}

const mostText = limits.traceTermSize - 1

function ownInfo(failure: Failure) {
  const pid = self()
  const info = processInfo(pid)
  const { $ancestors = [], $initial_call: _, ...dictionary } = info?.dictionary ?? {}
  return {
    initial_call: withArguments(initialCallOf(info) ?? 'undefined'),
    pid,
    registered_name: info?.registered_name ?? [],
    error_info: [failure.class, failure.reason, failure.stack],
    ancestors: $ancestors,
    message_queue_len: info?.message_queue_len ?? 0,
    messages: info?.messages ?? [],
    links: info?.links ?? [],
    dictionary,
    trap_exit: info?.trap_exit ?? false,
    status: info?.status ?? 'running',
    reductions: info?.reductions ?? 0,
  }
}

function neighbourInfo(pid: Pid) {
  const info = processInfo(pid)
  return {
    pid,
    registered_name: info?.registered_name ?? [],
    initial_call: withArguments(initialCallOf(info) ?? info?.initial_call ?? []),
    current_function: info?.current_function ?? [],
    ancestors: info?.dictionary.$ancestors ?? [],
    message_queue_len: info?.message_queue_len ?? 0,
    links: info?.links ?? [],
    trap_exit: info?.trap_exit ?? false,
    status: info?.status ?? 'waiting',
    reductions: info?.reductions ?? 0,
  }
}

const mostNeighbours = 15

/** Processes of this node that would go down with it: linked, at any remove, and not trapping. */
function neighbours(): Pid[] {
  const found = new Map<string, Pid>()
  const seen = new Set([pidKey(self())])
  const open = [...linksOf(self())]
  for (const pid of open) {
    if (found.size >= mostNeighbours) break
    if (seen.has(pidKey(pid)) || pid.node !== node()) continue
    seen.add(pidKey(pid))
    if (processInfo(pid, 'trap_exit') !== false) continue
    found.set(pidKey(pid), pid)
    open.push(...linksOf(pid))
  }
  return [...found.values()]
}

function linksOf(pid: Pid): readonly Pid[] {
  return processInfo(pid, 'links') ?? []
}
