/**
 * Processes that know where they come from, say when they are ready and leave a crash report
 * (Erlang: proc_lib). A starter waits until the new process acknowledges or dies, so a supervisor
 * never believes in a child that isn't there.
 */
import {
  apply,
  Doomed,
  demonitor,
  equalTerms,
  error,
  exit,
  type Hibernate,
  isWaiting,
  hibernate as kernelHibernate,
  spawn as kernelSpawn,
  monitor,
  node,
  now,
  type Pid,
  Raised,
  type Ref,
  receiveSince,
  type Start,
  self,
  send,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { type Ancestor, ancestors, ancestorsOfChild, rememberStart } from './ancestry.ts'
import { reportCrash } from './crash-report.ts'
import { callServer } from './gen-call.ts'
import type { NearRef } from './names.ts'
import { isDown, type ProcOptions, syncStart } from './sync-start.ts'

export {
  ancestorsOfChild,
  initialCall,
  rememberOrigin,
  translateInitialCall,
} from './ancestry.ts'
export type { ProcOptions } from './sync-start.ts'

/** `['ok', pid]`, `'ignore'` or `['error', reason]`. */
export type StartResult = readonly ['ok', Pid] | 'ignore' | readonly ['error', Term]

/** Starts an exported function and waits for its initAck (Erlang: proc_lib:start/3–5). */
export function* start(start: Start, options: ProcOptions = {}): Waits<Term> {
  return (yield* syncStart('start', known(start), options))[0]
}

/** As start, linked. A trapping starter also gets the EXIT of a process that ends after its ack. */
export function* startLink(start: Start, options: ProcOptions = {}): Waits<Term> {
  return (yield* syncStart('startLink', known(start), options))[0]
}

/** As start, monitored: `[result, ref]`. A start that failed also gives its DOWN message. */
export function* startMonitor(
  start: Start,
  options: ProcOptions = {},
): Waits<readonly [Term, Ref]> {
  return yield* syncStart('startMonitor', known(start), options)
}

/** Starts linked a behaviour, which remembers its origin by itself. */
export function* startLinked(start: Start, where: string = node()): Waits<StartResult> {
  return (yield* syncStart('startLink', start, { node: where }))[0] as StartResult
}

/**
 * The started process says how its preparation went: `initAck(starter, result)`, or with the result
 * alone to its nearest ancestor. The console (process 0) doesn't wait for it.
 */
export function initAck(result: Term): void
export function initAck(starter: Ancestor, result: Term): void
export function initAck(...args: readonly Term[]): void {
  acknowledge('ack', args)
}

type Exception = readonly ['exit' | 'error', Term]

/**
 * The started process gives up: its starter gets `result` once it is gone, and no exit message
 * (OTP 26: proc_lib:init_fail/2,3). As initAck, the starter may be left out.
 */
export function initFail(result: Term, exception: Exception): never
export function initFail(starter: Ancestor, result: Term, exception: Exception): never
export function initFail(...args: readonly Term[]): never {
  const [kind, reason] = args.at(-1) as Exception
  acknowledge('nack', args.slice(0, -1))
  return kind === 'exit' ? exit(reason) : error(reason)
}

/** Starts a process that leaves a crash report, and doesn't wait for it. */
export function spawn(start: Start): Pid {
  return kernelSpawn(known(start))
}

export function spawnLink(start: Start): Pid {
  return kernelSpawn(known(start), { link: true })
}

/** As the kernel's (`yield procLib.hibernate(start)`); a crash afterwards is still reported. */
export function hibernate([module, func, args]: Start): Hibernate {
  return kernelHibernate(['proc_lib', 'wakeUp', [module, func, args]])
}

/**
 * Ends a process that understands system messages and waits for its end (Erlang: stop/1,3). The
 * caller exits with noproc, timeout, or the reason that it really ended with.
 */
export function* stop(
  process: NearRef,
  reason: Term = 'normal',
  timeoutMs = Number.POSITIVE_INFINITY,
): Waits<'ok'> {
  const begun = now()
  const ref = monitor(process)
  const forEver = timeoutMs === Number.POSITIVE_INFINITY
  const args = [process as Term, reason, forEver ? 'infinity' : timeoutMs]
  try {
    const label = ['sys', 'terminate', args] as const
    yield* callServer('system', process, ['terminate', reason], timeoutMs, label)
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    demonitor(ref, { flush: true })
    return exit(refusal(thrown))
  }
  const leftMs = forEver ? null : Math.max(0, timeoutMs - (now() - begun))
  const down = (yield receiveSince(ref, (m) => isDown(m, ref), leftMs)) as readonly Term[]
  if (down === undefined) {
    demonitor(ref)
    return exit('timeout')
  }
  return equalTerms(down[4] as Term, reason) ? 'ok' : exit(down[4])
}

/** First life of a process of proc_lib. Exported as proc_lib:initP. */
export function initP(
  parent: Ancestor,
  older: readonly Ancestor[],
  module: string,
  func: string,
  args: readonly Term[],
): unknown {
  rememberStart([parent, ...older], [module, func, args.length])
  return watched(module, func, args)
}

/** Its life after a hibernation. Exported as proc_lib:wakeUp. */
export function wakeUp(module: string, func: string, args: readonly Term[]): unknown {
  return watched(module, func, args)
}

/** What the code server loads as proc_lib. */
export const procLibModule = { initP, wakeUp, start, startLink, startMonitor, spawn, spawnLink }

function known([module, func, args]: Start): Start {
  const [me, ...older] = ancestorsOfChild() as [Ancestor, ...Ancestor[]]
  return ['proc_lib', 'initP', [me, older, module, func, args]]
}

function watched(module: string, func: string, args: readonly Term[]): unknown {
  try {
    const result = apply(module, func, args)
    return isWaiting(result) ? watchedBody(result) : result
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    throw reportCrash(thrown)
  }
}

function* watchedBody(body: Waits<unknown>): Waits<unknown> {
  try {
    return yield* body
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    throw reportCrash(thrown)
  }
}

function acknowledge(how: 'ack' | 'nack', args: readonly Term[]): void {
  const result = args.at(-1) as Term
  const starter = args.length === 1 ? ancestors()[0] : (args[0] as Ancestor)
  if (starter === undefined) return exit('process_was_not_started_by_proc_lib')
  if (typeof starter !== 'string' && starter.id === 0) return
  send(starter, [how, self(), result])
}

/** `[reason, ['sys', 'terminate', …]]` is told as the bare reason when it is noproc or timeout. */
function refusal(thrown: unknown): Term {
  const told = thrown instanceof Raised ? thrown.reason : String(thrown)
  const [reason] = Array.isArray(told) ? told : []
  return reason === 'noproc' || reason === 'timeout' ? reason : told
}
