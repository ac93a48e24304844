/**
 * Verbs that look at processes and steer them: process_info, process_flag, suspend, resume (Erlang:
 * the BIFs of the same names).
 */

import { leaderOf } from '../net/group-leader.ts'
import { aside, here } from '../process/current.ts'
import { messagesOf, queueLength } from '../process/mailbox.ts'
import { bondsOf, type Priority, type Process, priorities, priorityOf } from '../process/process.ts'
import { resume, suspend } from '../process/suspension.ts'
import { copyTerm } from '../terms/copy.ts'
import { badarg } from '../terms/exit.ts'
import { closed, type Pid } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import { givesPid } from '../verbs/address.ts'

/** What process_info/1 tells; the keys are Erlang's. */
export interface ProcessInfo {
  readonly registered_name: string | null
  readonly initial_call: readonly [module: string, func: string, arity: number]
  readonly current_function: readonly [module: string, func: string, arity: number]
  readonly status: 'running' | 'runnable' | 'waiting' | 'suspended'
  readonly message_queue_len: number
  readonly messages: readonly Term[]
  readonly links: readonly Pid[]
  /** What it watches: pids, or `[name, node]`. */
  readonly monitors: readonly Term[]
  readonly monitored_by: readonly Pid[]
  readonly trap_exit: boolean
  readonly priority: Priority
  readonly reductions: number
  readonly dictionary: Readonly<Record<string, Term>>
  readonly parent: Pid | null
  readonly group_leader: Pid
}

export type ProcessItem = keyof ProcessInfo

/** One item, or all of them; undefined for a dead process. Only of this node's processes. */
export function processInfo(pid: Pid): ProcessInfo | undefined
export function processInfo<K extends ProcessItem>(pid: Pid, item: K): ProcessInfo[K] | undefined
export function processInfo(pid: Pid, item?: ProcessItem): unknown {
  const asking = here()
  const { node } = asking
  if (!givesPid(pid) || pid.node !== node.name) {
    badarg('processInfo', 'pid', 'a pid of this node')
  }
  if (item !== undefined && !Object.hasOwn(items, item)) badarg('processInfo', 'item', 'known')
  const process = node.processOf(pid)
  if (process === null) return undefined
  const read = (key: ProcessItem) => items[key](process)
  if (item !== undefined) return read(item)
  return Object.fromEntries(Object.keys(items).map((key) => [key, read(key as ProcessItem)]))
}

type Read = (process: Process) => unknown

const items: Readonly<Record<ProcessItem, Read>> = {
  registered_name: (p) => p.name,
  initial_call: ({ entry: { module, func, run } }) => [module, func, run?.length ?? 0],
  current_function: ({ handler, entry }) => {
    const { module, func } = handler ?? entry
    return [module, func, handler === null ? (entry.run?.length ?? 0) : 2]
  },
  status: ({ status, suspended }) => (suspended ? 'suspended' : status),
  message_queue_len: (p) => queueLength(p),
  messages: (p) => messagesOf(p).map(lookAt),
  links: (p) => linked(p),
  monitors: (p) =>
    (p.bonds?.monitors.values() ?? []).map(({ target, node }) =>
      typeof target === 'string' ? [target, node] : closed(target),
    ),
  monitored_by: (p) => (p.bonds?.watchers.values() ?? []).map(({ owner }) => closed(owner)),
  trap_exit: (p) => p.trapExit,
  priority: (p) => priorityOf(p),
  reductions: (p) => p.reductions,
  dictionary: (p) => copyTerm(Object.fromEntries(p.bonds?.dictionary ?? [])),
  parent: (p) => p.parent && closed(p.parent),
  group_leader: (p) => closed(leaderOf(p)),
}

/** A message that a test has meddled with may be anything: it is copied when nobody runs. */
function lookAt(message: Term): Term {
  try {
    return aside(() => copyTerm(message))
  } catch {
    return ['$cut', 'no term any more']
  }
}

function linked(process: Process): readonly Pid[] {
  const links = process.bonds?.links.values() ?? []
  return links.filter(({ unlinking }) => unlinking === null).map(({ pid }) => closed(pid))
}

/** The living processes of this node, oldest first. */
export function processes(): Pid[] {
  return [...here().node.processes.values()].map(({ pid }) => pid)
}

/** Whether a process of this node lives (Erlang: is_process_alive/1). */
export function isAlive(pid: Pid): boolean {
  const { node } = here()
  if (!givesPid(pid) || pid.node !== node.name) badarg('isAlive', 'pid', 'of this node')
  return node.processOf(pid) !== null
}

/** process_flag(trap_exit, On): exit signals become messages. Answers the old value. */
export function trapExit(on: boolean): boolean {
  if (typeof on !== 'boolean') badarg('trapExit', 'on', 'true or false')
  const process = here()
  const before = process.trapExit
  if (before !== on) {
    bondsOf(process).trapExit = on
    process.node.record('trap_exit', process.pid, null, on)
  }
  return before
}

/** process_flag/2: `trap_exit` or `priority`. Answers the old value. */
export function processFlag(flag: 'trap_exit', value: boolean): boolean
export function processFlag(flag: 'priority', value: Priority): Priority
export function processFlag(flag: string, value: unknown): unknown {
  if (flag === 'trap_exit') return trapExit(value as boolean)
  if (flag !== 'priority') return badarg('processFlag', 'flag', "'trap_exit' or 'priority'")
  if (!priorities.includes(value as Priority)) {
    badarg('processFlag', 'value', "'low', 'normal', 'high' or 'max'")
  }
  const bonds = bondsOf(here())
  const before = bonds.priority
  bonds.priority = value as Priority
  return before
}

/** Holds a process of this node until it was resumed as often (Erlang: suspend_process/1). */
export function suspendProcess(pid: Pid): void {
  const process = here()
  const { node } = process
  const other = givesPid(pid) ? node.processOf(pid) : null
  if (other === null || other === process) {
    badarg('suspendProcess', 'pid', 'another living process of this node')
  }
  suspend(node, other, process)
}

export function resumeProcess(pid: Pid): void {
  const process = here()
  const { node } = process
  const other = givesPid(pid) ? node.processOf(pid) : null
  if (other === null || !resume(node, other, process)) {
    badarg('resumeProcess', 'pid', 'a process that the caller has suspended')
  }
}
