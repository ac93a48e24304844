/**
 * The life of a task's process (Elixir: Task.Supervised): it waits for its order, runs the function
 * that the order names, sends the result and ends. The order comes after the start, because only
 * then has the owner a reference to be answered under.
 */
import {
  badarg,
  Doomed,
  demonitor,
  exit,
  exitTo,
  get,
  isReply,
  monitor,
  node,
  note,
  Pid,
  processInfo,
  put,
  type Ref,
  receive,
  type Start,
  samePid,
  self,
  send,
  type Term,
  unlink,
  type Waits,
} from '../../kernel/index.ts'
import { perform, shown } from '../gen/callback.ts'
import { failureOf, isMeant } from '../gen/crash-report.ts'
import * as procLib from '../gen/proc-lib.ts'
import { isStart } from '../supervisor/child-spec.ts'
import { streamMonitor } from './task-stream-monitor.ts'

/** Who asked for a task: its node, its registered name (or pid again), its pid. */
export type Owner = readonly [node: string, name: string | Pid, pid: Pid]

/** What an owner holds of its task; a plain term. `pid` is null for one that never ran. */
export interface Task {
  readonly pid: Pid | null
  /** Monitor and alias of the owner: the reply is `[ref, result]`, the end a DOWN. */
  readonly ref: Ref
  readonly owner: Pid
  readonly mfa: readonly [module: string, func: string, arity: number]
}

export type Started = readonly ['ok', Pid]

/** `[owner, mark, replyTo, callers, start]`: the reply is `[mark, result]`, sent to `replyTo`. */
type Order = readonly [Pid, Term, Pid | Ref, readonly Pid[], Start]

/** How long a supervised task waits for its order, ms: its owner may be behind a dead link. */
const orderMs = 5_000

/** The running process as an owner. */
export function ownerHere(): Owner {
  return [node(), processInfo(self(), 'registered_name') ?? self(), self()]
}

/** `$callers` of a task that the running process asks for: itself, then its own. */
export function callersOfTask(): Pid[] {
  return [self(), ...((get('$callers') as Pid[] | undefined) ?? [])]
}

/** Starts a linked task that will wait for its order; with `monitor` it ends with its owner. */
export function startReplying(owner: Owner, watch: 'monitor' | 'nomonitor'): Started {
  return ['ok', procLib.spawnLink(['task_supervised', 'reply', [owner, watch]])]
}

/** Starts a linked task that answers nobody. */
export function startLink(owner: Owner, callers: readonly Pid[], start: Start): Started {
  return ['ok', procLib.spawnLink(['task_supervised', 'noReply', [owner, callers, [...start]]])]
}

/** As startLink, without the link. */
export function start(owner: Owner, callers: readonly Pid[], start: Start): Started {
  return ['ok', procLib.spawn(['task_supervised', 'noReply', [owner, callers, [...start]]])]
}

/** Tells a waiting task what to do; the running process is its owner. */
export function giveOrder(pid: Pid, start: Start): Task {
  const [module, func, args] = start
  const ref = monitor(pid, { alias: 'demonitor' })
  try {
    send(pid, [self(), ref, ref, callersOfTask(), start])
  } catch (thrown) {
    // Arguments that can't be sent: nobody will ever order anything else from it.
    demonitor(ref, { flush: true })
    unlink(pid)
    exitTo(pid, 'kill')
    throw thrown
  }
  return { pid, ref, owner: self(), mfa: [module, func, args.length] }
}

/** Refuses what names no function, before anything is started for it. */
export function requireStart(start: unknown, verb: string): void {
  if (!isStart(start)) badarg(verb, 'start', "['module', 'function', [arguments]]")
}

/** The body of a task that replies. Exported as task_supervised:reply. */
export function* reply(owner: Owner, watch: 'monitor' | 'nomonitor'): Waits<void> {
  const [, , pid] = owner
  const ref = watch === 'monitor' ? monitor(pid) : null
  const isFirst = (m: Term) => isOrder(m, pid) || (ref !== null && isReply(m, 'DOWN', ref))
  const first = (yield* receive(isFirst, ref === null ? undefined : orderMs)) as
    | readonly Term[]
    | undefined
  if (first === undefined) return exit('timeout')
  if (first[0] === 'DOWN') return exit(['shutdown', first[4]])
  const [, mark, replyTo, callers, start] = first as unknown as Order
  remember(callers, start)
  if (ref !== null) demonitor(ref, { flush: true })
  send(replyTo, [mark, yield* invoke(owner, start)])
}

/** The body of a task that answers nobody. Exported as task_supervised:noReply. */
export function* noReply(owner: Owner, callers: readonly Pid[], start: Start): Waits<void> {
  remember(callers, start)
  yield* invoke(owner, start)
}

function isOrder(message: Term, owner: Pid): boolean {
  if (!Array.isArray(message) || message.length !== 5) return false
  return message[0] instanceof Pid && samePid(message[0], owner)
}

function remember(callers: readonly Pid[], [module, func, args]: Start): void {
  put('$callers', callers)
  put('$initial_call', [module, func, args.length])
}

/** Runs the function; an end that wasn't meant is reported before it goes its way. */
function* invoke(owner: Owner, [module, func, args]: Start): Waits<Term> {
  try {
    return shown(yield* perform(module, func, args))
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    const failure = failureOf(thrown)
    if (!isMeant(failure)) {
      const starter = owner[0] === node() ? owner[1] : owner[2]
      const reason = failure.exit
      note('task_report', { name: self(), starter, function: [module, func], args, reason })
    }
    throw thrown
  }
}

/** What the code server has as task_supervised. */
export const taskSupervisedModule = {
  startReplying,
  startLink,
  start,
  reply,
  noReply,
  streamMonitor,
}
