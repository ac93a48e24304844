/**
 * What ties a process to others, and whatever else most processes don't have: name, links,
 * monitors, aliases, timers, dictionary. Made when the first of them is needed.
 */

import type { Node } from '../node.ts'
import { aliasIn, bindAliasTo, type Pid, pidKey, type Ref, refKey } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import type { Timer } from '../timers.ts'
import type { Reminder } from '../verbs/reminder.ts'
import { Few } from './few.ts'
import type { Priority, Process } from './process.ts'

/** A pid or reference of this node by its number, any other by its whole name. */
export type Key = number | string

export function keyOfPid(node: Node, pid: Pid): Key {
  return pid.node === node.name && pid.creation === node.creation ? pid.id : pidKey(pid)
}

export function keyOfRef(node: Node, ref: Ref): Key {
  return ref.node === node.name && ref.creation === node.creation ? ref.id : refKey(ref)
}

export interface Link {
  readonly pid: Pid
  /** Not null while this side has unlinked and the other hasn't acknowledged. */
  unlinking: number | null
}

/** A monitor as its target sees it: who hears of the end, and under which name. */
export interface Watcher {
  readonly ref: Ref
  readonly owner: Pid
  readonly target: Pid | string
}

/** A monitor as its owner sees it; on one node both hold the same record. */
export interface Monitor extends Watcher {
  /** Where the target lives. */
  readonly node: string
  /** First part of the message that tells of the end. */
  readonly tag: Term
  /** Who had the name then, here. */
  readonly named: Pid | null
}

/** When an alias stops being one (Erlang: alias/1, monitor/3). */
export type AliasMode = 'explicit_unalias' | 'reply' | 'demonitor' | 'reply_demonitor'

export interface Alias {
  readonly ref: Ref
  readonly owner: Process
  readonly mode: AliasMode
  active: boolean
  /** Other nodes know it: an answer may come under a reference that is only equal to `ref`. */
  listed: boolean
}

export class Bonds {
  name: string | null = null
  trapExit = false
  priority: Priority = 'normal'
  readonly links = new Few<Key, Link>()
  /** Monitors this process owns. */
  readonly monitors = new Few<Key, Monitor>()
  /** Monitors on this process. */
  readonly watchers = new Few<Key, Watcher>()
  /** How many living processes it has started, about. */
  children = 0
  /** Numbers of its aliases that other nodes know. */
  listed: Set<number> | null = null
  /** Numbers of the timers that will send to this process by its pid. */
  timers: Set<number> | null = null
  dictionary: Map<string, Term> | null = null
  /** Its group leader; null for the node's process 0. */
  leader: Pid | null = null
  /** The last note of each kind, for those who begin to watch later. */
  notes: Map<string, Term> | null = null
  /** How often each process has suspended it; null stands for a person's hand. */
  suspenders: Map<Process | null, number> | null = null
  /** Whom it has suspended. */
  suspending: Set<Process> | null = null
  /** The timer of the present receive. */
  deadline: Timer | null = null
  timedOut = false
  /** The reference it made last, and how many messages waited then that still do. */
  newestRef: Ref | null = null
  mark = 0
  /** The state as last told to the trace. */
  tracedState: Term | undefined = undefined
}

export function bindMonitor(node: Node, owner: Bonds, monitor: Monitor): void {
  owner.monitors.set(keyOfRef(node, monitor.ref), monitor)
}

export function bindAlias(owner: Process, ref: Ref, mode: AliasMode): void {
  bindAliasTo(ref, { ref, owner, mode, active: true, listed: false })
}

/** The living alias of this node that a reference stands for. */
export function aliasOf(node: Node, ref: Ref): Alias | null {
  const alias = aliasIn(ref) ?? listedAlias(node, ref)
  if (alias === null || alias.owner.node !== node) return null
  return alias.active && alias.owner.status !== 'dead' ? alias : null
}

function listedAlias(node: Node, ref: Ref): Alias | null {
  const isOurs = ref.node === node.name && ref.creation === node.creation
  return isOurs ? (node.aliases.get(ref.id) ?? null) : null
}

/** A reference leaves its node as bytes: from now on the alias is found by its number, too. */
export function listAlias(ref: Ref): void {
  const alias = aliasIn(ref)
  if (alias === null || !alias.active || alias.listed || alias.owner.bonds === null) return
  alias.listed = true
  alias.owner.bonds.listed ??= new Set()
  alias.owner.bonds.listed.add(ref.id)
  alias.owner.node.aliases.set(ref.id, alias)
}

export function dropAlias(alias: Alias): void {
  alias.active = false
  if (!alias.listed) return
  alias.owner.bonds?.listed?.delete(alias.ref.id)
  alias.owner.node.aliases.delete(alias.ref.id)
}

/** An alias made with a monitor goes with it, unless it was to be taken back by hand. */
export function dropAliasOfMonitor(node: Node, ref: Ref): void {
  const alias = aliasOf(node, ref)
  if (alias?.mode === 'demonitor' || alias?.mode === 'reply_demonitor') dropAlias(alias)
}

/** A program's timer that will not fire any more; answers it if it was still running. */
export function dropTimer(node: Node, id: number): Timer | null {
  const timer = node.running.get(id)
  if (timer === undefined) return null
  node.running.delete(id)
  ;(timer.subject as Reminder).owner?.bonds?.timers?.delete(id)
  node.timers.cancel(timer)
  return timer
}
