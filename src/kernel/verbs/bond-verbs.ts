/**
 * Verbs that tie processes together or part them: links, monitors, aliases, exit signals,
 * names. Used by the process that is running; see verbs.ts.
 */

import { aliasOf, bindAlias, dropAlias, dropAliasOfMonitor, keyOfPid } from '../process/bonds.ts'
import { here, runningDoom } from '../process/current.ts'
import { unregisterName } from '../process/ending.ts'
import { beginReceive, markMailbox, takeMatching } from '../process/mailbox.ts'
import { bondsOf } from '../process/process.ts'
import { dropMonitor, linkOf, startMonitor } from '../process/ties.ts'
import { copyTerm } from '../terms/copy.ts'
import { badarg, Doomed, Raised } from '../terms/exit.ts'
import { type Pid, Ref, samePid, sameRef } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import { forTrace } from '../trace/trace-term.ts'
import { address, givesPid, givesRef, type Target } from './address.ts'
import { type Keys, readOptions } from './options.ts'

export function link(pid: Pid): void {
  const process = here()
  const { node } = process
  requirePid(pid, 'link')
  if (samePid(pid, process.pid)) return
  const known = linkOf(node, process, pid)
  if (known !== undefined && known.unlinking === null) return
  if (pid.node === node.name && node.processOf(pid) === null && !process.trapExit) {
    throw new Raised('error', 'noproc')
  }
  bondsOf(process).links.set(keyOfPid(node, pid), { pid, unlinking: null })
  node.emit({ type: 'link', from: process.pid, to: pid }, null)
}

export function unlink(pid: Pid): void {
  const process = here()
  const { node } = process
  requirePid(pid, 'unlink')
  const known = linkOf(node, process, pid)
  if (known === undefined) return
  const id = node.newRef().id
  known.unlinking = id
  node.emit({ type: 'unlink', from: process.pid, to: pid, id }, null)
}

export interface MonitorOptions {
  /** The reference is also an alias of the caller, until what the mode says. */
  readonly alias?: 'explicit_unalias' | 'demonitor' | 'reply_demonitor'
  /** First part of the message instead of `'DOWN'`. */
  readonly tag?: Term
}

/** Asks for one `['DOWN', ref, 'process', who, reason]` when the target ends (or isn't there). */
export function monitor(target: Target, options?: MonitorOptions): Ref {
  return monitorOwn(target, readOptions('monitor', options, monitorKeys))
}

/** As monitor, for behaviours: their options needn't be looked through. */
export function monitorOwn(target: Target, { alias, tag }: MonitorOptions): Ref {
  const process = here()
  const { node } = process
  const [to, where] = address(target, 'monitor')
  const ref = node.newRef()
  bondsOf(process)
  if (alias !== undefined) {
    if (!isMode(alias)) badarg('monitor', 'options.alias', modes)
    bindAlias(process, ref, alias)
  }
  markMailbox(process, ref)
  // Of oneself there is nothing to hear: a reference, and no monitor.
  const isSelf = typeof to === 'string' ? to === process.name : samePid(to, process.pid)
  if (isSelf && where === node.name) return ref
  const holder = typeof to === 'string' && where === node.name ? node.names.get(to) : undefined
  const named = holder === undefined ? null : holder.pid
  const first = tag === undefined ? 'DOWN' : copyTerm(tag, 'tag')
  startMonitor(node, process, {
    ref,
    owner: process.pid,
    target: to,
    node: where,
    tag: first,
    named,
  })
  return ref
}

const monitorKeys: Keys<MonitorOptions> = { alias: 'any', tag: 'any' }
const modes = "'explicit_unalias', 'demonitor' or 'reply_demonitor'"

function isMode(mode: unknown): boolean {
  return mode === 'reply_demonitor' || mode === 'demonitor' || mode === 'explicit_unalias'
}

export interface DemonitorOptions {
  /** Also takes out a DOWN that has already come. */
  readonly flush?: boolean
  /** Answers whether a living monitor was taken back. */
  readonly info?: boolean
}

/** Takes a monitor back; true, or with `info` what it found (otp-semantics A15). */
export function demonitor(ref: Ref, options?: DemonitorOptions): boolean {
  const process = here()
  const { node } = process
  if (!givesRef(ref)) badarg('demonitor', 'ref', 'a reference')
  const { flush = false, info = false } = readOptions('demonitor', options, demonitorKeys)
  const wasAlive = dropMonitor(node, process, ref)
  if (wasAlive) dropAliasOfMonitor(node, ref)
  else if (flush) {
    beginReceive(process, null)
    takeMatching(process, isDown, ref)
    beginReceive(process, null)
  }
  return info ? wasAlive : true
}

const demonitorKeys: Keys<DemonitorOptions> = { flush: 'flag', info: 'flag' }

/** `{Tag, Ref, _, _, _}`, whatever the tag. */
function isDown(message: Term, ref: Ref): boolean {
  if (!Array.isArray(message) || message.length !== 5) return false
  return message[1] instanceof Ref && sameRef(message[1], ref)
}

/**
 * A reference that messages can be sent to as to the caller (Erlang: alias/1): with `reply` until
 * the first of them, else until unalias.
 */
export function alias(mode: 'explicit_unalias' | 'reply' = 'explicit_unalias'): Ref {
  const process = here()
  if (mode !== 'explicit_unalias' && mode !== 'reply') {
    badarg('alias', 'mode', "'explicit_unalias' or 'reply'")
  }
  const ref = process.node.newRef()
  bondsOf(process)
  bindAlias(process, ref, mode)
  markMailbox(process, ref)
  return ref
}

/** Ends an alias of the caller; whether it was one. */
export function unalias(ref: Ref): boolean {
  const process = here()
  if (!givesRef(ref)) badarg('unalias', 'ref', 'a reference')
  const known = aliasOf(process.node, ref)
  if (known?.owner !== process) return false
  dropAlias(known)
  return true
}

/** exit/2: sends an exit signal. */
export function exitTo(pid: Pid, reason: unknown): void {
  const process = here()
  const { node } = process
  requirePid(pid, 'exitTo')
  const copy = copyTerm(reason, 'reason')
  const sent = node.tracing ? node.record('exit_sent', process.pid, pid, forTrace(copy)) : 0
  node.emit({ type: 'exit2', from: process.pid, to: pid, reason: copy }, sent)
  const doom = runningDoom()
  if (doom !== null) throw new Doomed('exit', doom.reason)
}

export function register(name: string, pid: Pid = here().pid): void {
  const { node } = here()
  if (typeof name !== 'string' || name === 'undefined') badarg('register', 'name', 'a name')
  if (node.names.has(name)) badarg('register', 'name', `free; '${name}' is taken`)
  const process = givesPid(pid) ? node.processOf(pid) : null
  if (process === null) badarg('register', 'pid', 'a living process of this node')
  if (process.name !== null) badarg('register', 'pid', `without a name; it is '${process.name}'`)
  bondsOf(process).name = name
  node.names.set(name, process)
  node.record('register', process.pid, null, name)
}

export function unregister(name: string): void {
  const { node } = here()
  if (typeof name !== 'string') badarg('unregister', 'name', 'a name')
  const process = node.names.get(name)
  if (process === undefined) badarg('unregister', 'name', `registered; nobody is called '${name}'`)
  unregisterName(node, process)
}

/** All names that are registered here. */
export function registered(): string[] {
  return [...here().node.names.keys()]
}

/** The pid registered here under that name, or null. */
export function whereis(name: string): Pid | null {
  return here().node.names.get(name)?.pid ?? null
}

function requirePid(pid: unknown, verb: string): asserts pid is Pid {
  if (!givesPid(pid)) badarg(verb, 'pid', 'a pid')
}
