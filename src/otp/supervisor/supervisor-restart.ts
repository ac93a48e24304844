/**
 * What a supervisor does after a death, and how it starts and stops its children one after the
 * other: one_for_one, one_for_all, rest_for_one (otp-semantics D4–D8, D12). Whatever needn't wait
 * is no generator, so that a restart is cheap.
 */
import { isWaiting, now, Pid, self, type Term, type Waits } from '../../kernel/index.ts'
import * as genServer from '../gen-server/gen-server.ts'
import { entries, isRestarting } from './child-pids.ts'
import { idKey, type Shutdown } from './child-spec.ts'
import { type Started, startChild, whenStarted } from './child-start.ts'
import {
  bareOf,
  type Child,
  type ChildPid,
  childWithId,
  discard,
  eachChild,
  forget,
  place,
} from './children.ts'
import { countRestart, fateOf, isCleanStop } from './restart.ts'
import { stopChild, stopTogether } from './shutdown.ts'
import { report } from './supervisor-report.ts'
import { changed, offender, progressOf, reportOf, type State, told } from './supervisor-state.ts'

/** A gen_server callback's answer, or one that has to wait. */
export type Answer = Term | Waits<Term>

/** A child has ended by itself. */
export function childEnded(state: State, child: Child, reason: Term): Answer {
  const fate = fateOf(child.spec.restart, reason)
  if (fate !== 'done') reportOf(state, 'child_terminated', reason, child)
  if (fate === 'restart') return restart(state, child)
  forget(state.children, child)
  changed(state)
  return isLastWord(state, child) ? ['stop', 'shutdown', told(state, true)] : goOn(state)
}

/** Counts a restart and does it, or gives up when it is one too many. */
export function restart(state: State, child: Child): Answer {
  changed(state)
  if (!countRestart(state.budget, state.flags, now())) {
    reportOf(state, 'shutdown', 'reached_max_restart_intensity', child)
    forget(state.children, child)
    return ['stop', 'shutdown', told(state, true)]
  }
  const { strategy } = state.flags
  if (strategy === 'one_for_all' || strategy === 'rest_for_one') return restartGroup(state, child)
  return whenStarted(start(child), (started) => restarted(state, child, started))
}

/** Calls the child's start; a generator only when it has to wait. */
export function start({ spec, args }: Child): Started | Waits<Started> {
  return startChild(spec.start[0], spec.start[1], args)
}

function restarted(state: State, child: Child, started: Started): Term {
  if (started[0] === 'ok') {
    arrive(state, child, started[1])
    return goOn(state)
  }
  const old = restartingPid(child.pid)
  reportOf(state, 'start_error', started[1], child)
  place(state.children, child, old)
  tryAgain(state.children.template === null ? child.spec.id : old)
  return goOn(state)
}

/** A child runs: it has its place, and the progress is told. */
export function arrive(state: State, child: Child, pid: Pid | 'undefined'): void {
  place(state.children, child, pid)
  changed(state)
  const isOrdered = state.children.template === null
  if (isOrdered && pid instanceof Pid) progressOf(state, child, pid)
}

/** A message to itself, so that it answers others between two tries (otp-semantics D4). */
function tryAgain(which: Term): void {
  genServer.cast(self(), ['try_again_restart', which])
}

/** The first to fail is tried again with its group; what is behind it waits for that. */
function* restartGroup(state: State, child: Child): Waits<Term> {
  const all = [...eachChild(state.children)]
  const key = idKey(child.spec.id)
  const first = all.findIndex(({ spec }) => idKey(spec.id) === key)
  const group = state.flags.strategy === 'one_for_all' ? all : all.slice(first)
  place(state.children, child, 'undefined')
  yield* stopChildren(state, group)
  const ids = group.map(({ spec }) => spec.id)
  const failed = yield* startChildren(state, ids)
  if (failed === null) return goOn(state)
  const isSame = idKey(failed.child.spec.id) === key
  const old = isSame ? restartingPid(child.pid) : restartingPid('undefined')
  place(state.children, failed.child, old)
  tryAgain(failed.child.spec.id)
  return goOn(state)
}

interface Failed {
  readonly child: Child
  readonly reason: Term
}

/** Starts them in order, as far as it goes: the first that fails ends it. */
export function* startChildren(state: State, ids: readonly Term[]): Waits<Failed | null> {
  for (const id of ids) {
    const child = childWithId(state.children, id)
    if (child === null) continue
    const answer = start(child)
    const started = isWaiting(answer) ? yield* answer : answer
    changed(state)
    if (started[0] === 'error') {
      reportOf(state, 'start_error', started[1], child)
      return { child, reason: started[1] }
    }
    const isGone = started[1] === 'undefined' && child.spec.restart === 'temporary'
    if (isGone) discard(state.children, child)
    else arrive(state, child, started[1])
  }
  return null
}

/** Stops them last to first. A temporary one leaves with its spec (otp-semantics D7). */
export function* stopChildren(state: State, children: readonly Child[]): Waits<void> {
  for (const { spec } of children.toReversed()) {
    const child = childWithId(state.children, spec.id)
    if (child === null) continue
    yield* stop(state, child)
    if (spec.restart === 'temporary') discard(state.children, child)
    else place(state.children, child, 'undefined')
    changed(state)
  }
}

/** Stops one child, if it runs; an end that wasn't asked for is reported. */
export function* stop(state: State, child: Child): Waits<void> {
  if (!(child.pid instanceof Pid)) return
  const { shutdown, restart: type } = child.spec
  const reason = yield* stopChild(child.pid, shutdown)
  if (!isCleanStop(shutdown, type, reason)) reportOf(state, 'shutdown_error', reason, child)
}

/** The children of a simple_one_for_one supervisor stop together; one report for each reason. */
export function* stopCrowd({ children, voice }: State): Waits<void> {
  const { template, pids } = children
  if (template === null) return
  const { shutdown, restart: type } = template
  const reasons = new Map<string, { readonly reason: Term; count: number }>()
  yield* stopTogether(runningIn(pids, shutdown), {
    keepsLinks: true,
    isLast: true,
    ended: (_pid, reason) => {
      if (isCleanStop(shutdown, type, reason)) return
      const known = reasons.get(idKey(reason))
      if (known === undefined) reasons.set(idKey(reason), { reason, count: 1 })
      else known.count++
    },
  })
  const child: Child = { spec: template, args: template.start[2], pid: 'undefined' }
  for (const { reason, count } of reasons.values()) {
    report(voice, 'shutdown_error', reason, () => offender(child, { nb_children: count }))
  }
}

function* runningIn(
  pids: State['children']['pids'],
  shutdown: Shutdown,
): Generator<readonly [Pid, Shutdown]> {
  for (const [pid, entry] of entries(pids)) {
    if (pid instanceof Pid && !isRestarting(entry)) yield [pid, shutdown]
  }
}

/** Whether with this child's end the supervisor is to end itself (otp-semantics D12). */
function isLastWord({ flags, children }: State, { spec }: Child): boolean {
  if (flags.auto_shutdown === 'never' || !spec.significant) return false
  if (flags.auto_shutdown === 'any_significant') return true
  if (children.template !== null) return children.pids.size === 0
  for (const other of eachChild(children)) {
    if (other.pid !== 'undefined' && other.spec.significant) return false
  }
  return true
}

function restartingPid(pid: ChildPid): ChildPid {
  return ['restarting', bareOf(pid)]
}

export function goOn(state: State): Term {
  return ['noreply', state as unknown as Term]
}
