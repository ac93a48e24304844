/**
 * The children of a dynamic supervisor, and what it does when one comes, dies or is to stop. A
 * birth, a death and a restart cost the same however many there are.
 */
import { now, Pid, reasonOf, self, send, type Term, type Waits } from '../../kernel/index.ts'
import {
  type Entry,
  entries,
  entryOf,
  isListable,
  isRestarting,
  putEntry,
  removeEntry,
} from './child-pids.ts'
import { type Reader, readAnswer, type Started, startChild, whenStarted } from './child-start.ts'
import {
  childOfEntry,
  type DynamicChild,
  entryOfChild,
  type Kind,
  kindOf,
  type SentSpec,
} from './dynamic-children.ts'
import { type Crowd, reportOf, told } from './dynamic-state.ts'
import { countRestart, fateOf } from './restart.ts'
import { stopTogether } from './shutdown.ts'

export type Answer = Term | Waits<Term>

/** Elixir gives the exit reason of a start that raised, and knows an ignore from a start. */
const asElixir: Reader = {
  answer: readAnswer,
  raised: (thrown) => ['error', reasonOf(thrown)],
}

function start({ flags }: Crowd, { kind, args }: DynamicChild): Started | Waits<Started> {
  const all = args === 'undefined' ? args : flags.extra_arguments.concat(args)
  return startChild(kind.module, kind.func, all, asElixir)
}

export function addChild(crowd: Crowd, sent: SentSpec): Answer {
  const { max_children } = crowd.flags
  if (max_children !== 'infinity' && crowd.pids.size >= max_children) {
    return ['error', 'max_children']
  }
  const child: DynamicChild = { kind: kindOf(crowd.kinds, sent), args: sent[0][2] }
  return whenStarted(start(crowd, child), (started) => {
    if (started[0] === 'error') return started
    if (started[1] === 'undefined') return 'ignore'
    putEntry(crowd.pids, started[1], entryOfChild(child))
    crowd.voice.untold++
    return started
  })
}

export function childEnded(crowd: Crowd, pid: Pid, reason: Term): Answer {
  const entry = entryOf(crowd.pids, pid)
  if (entry === null || isRestarting(entry)) return ['noreply', told(crowd)]
  const child = childOfEntry(entry)
  const fate = fateOf(child.kind.restart, reason)
  if (fate !== 'done') reportOf(crowd, 'child_terminated', reason, pid, child)
  if (fate === 'restart') return restart(crowd, pid, child)
  leave(crowd, pid)
  return ['noreply', told(crowd)]
}

/** The next try of a restart that failed, if nobody has stopped the child meanwhile. */
export function tryAgain(crowd: Crowd, pid: Pid): Answer {
  const entry = entryOf(crowd.pids, pid)
  if (entry === null || !isRestarting(entry)) return ['noreply', told(crowd)]
  return restart(crowd, pid, childOfEntry(entry))
}

function restart(crowd: Crowd, pid: Pid, child: DynamicChild): Answer {
  if (!countRestart(crowd.budget, crowd.flags, now())) {
    reportOf(crowd, 'shutdown', 'reached_max_restart_intensity', pid, child)
    leave(crowd, pid)
    return ['stop', 'shutdown', told(crowd, true)]
  }
  return whenStarted(start(crowd, child), (started) => restarted(crowd, pid, child, started))
}

function restarted(crowd: Crowd, pid: Pid, child: DynamicChild, started: Started): Term {
  if (started[0] === 'ok') {
    leave(crowd, pid)
    if (started[1] !== 'undefined') putEntry(crowd.pids, started[1], entryOfChild(child))
    return ['noreply', told(crowd)]
  }
  reportOf(crowd, 'start_error', started[1], ['restarting', pid], child)
  putEntry(crowd.pids, pid, { restarting: entryOfChild(child) })
  crowd.voice.untold++
  send(self(), ['$gen_restart', pid])
  return ['noreply', told(crowd)]
}

function leave(crowd: Crowd, pid: Pid): void {
  removeEntry(crowd.pids, pid)
  crowd.voice.untold++
}

export function terminateOne(crowd: Crowd, pid: Pid): Answer {
  const entry = entryOf(crowd.pids, pid)
  return entry === null ? ['error', 'not_found'] : stopOne(crowd, pid, entry)
}

function* stopOne(crowd: Crowd, pid: Pid, entry: Entry): Waits<Term> {
  yield* stop(crowd, [[pid, entry]], false)
  leave(crowd, pid)
  return 'ok'
}

/** Whatever time each of them has to end, they have it together. */
export function* stopAll(crowd: Crowd): Waits<void> {
  yield* stop(crowd, entries(crowd.pids), true)
}

function* stop(
  crowd: Crowd,
  children: Iterable<readonly [Term, Entry]>,
  isLast: boolean,
): Waits<void> {
  const failed: (readonly [Pid, DynamicChild, Term])[] = []
  yield* stopTogether(runningOf(children), {
    keepsLinks: false,
    isLast,
    ended: (pid, reason) => {
      const child = childOfEntry(entryOf(crowd.pids, pid) as Entry)
      if (!isCleanEnd(child.kind, reason)) failed.push([pid, child, reason])
    },
  })
  for (const [pid, child, reason] of failed) reportOf(crowd, 'shutdown_error', reason, pid, child)
}

function* runningOf(children: Iterable<readonly [Term, Entry]>) {
  for (const [pid, entry] of children) {
    if (!(pid instanceof Pid) || isRestarting(entry)) continue
    yield [pid, childOfEntry(entry).kind.shutdown] as const
  }
}

/** As Elixir judges it: not as OTP, for `['shutdown', term]` and after a brutal kill. */
function isCleanEnd({ shutdown, restart }: Kind, reason: Term): boolean {
  if (shutdown === 'brutal_kill') return reason === 'killed'
  return reason === 'normal' ? restart !== 'permanent' : fateOf('temporary', reason) === 'done'
}

/** `['undefined', pid | 'restarting', type, modules]` for each, unless they are too many. */
export function listed({ pids }: Crowd): Term {
  if (!isListable(pids.size)) return ['error', 'system_limit']
  return [...entries(pids)].map(([pid, entry]) => {
    const { type, modules } = childOfEntry(entry).kind
    return ['undefined', isRestarting(entry) ? 'restarting' : pid, type, modules]
  })
}

export function counted({ pids }: Crowd): Term {
  let supervisors = 0
  for (const [, entry] of entries(pids)) {
    if (childOfEntry(entry).kind.type === 'supervisor') supervisors++
  }
  const { size, restarting } = pids
  return { specs: size, active: size - restarting, supervisors, workers: size - supervisors }
}
