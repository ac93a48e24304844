/**
 * What a supervisor tells: reports of deaths, failed starts and progress (otp-semantics E9), the
 * note that trees are drawn from, and a summary of its state. All of it costs little however many
 * children there are and however fast they die.
 */
import {
  formatPid,
  formatTerm,
  isHeard,
  note,
  now,
  type Pid,
  processInfo,
  self,
  type Term,
} from '../../kernel/index.ts'
import type { MaybePid } from './child-pids.ts'
import { type Budget, spentOf } from './restart.ts'

export type Context = 'start_error' | 'child_terminated' | 'shutdown_error' | 'shutdown'

/** Who tells, and what it has told. Part of the supervisor's state. */
export interface Voice {
  /** `['local', name]`, another registered name, or `[pid, callback module]`. */
  readonly name: Term
  readonly errors: Burst
  readonly progress: Burst
  /** Changes that the note doesn't tell yet. */
  untold: number
  /** How many children the last note told of. */
  told: number
}

interface Burst {
  sinceMs: number
  count: number
}

/** As OTP's logger by default: so many reports within a second, the others are dropped. */
const mostReports = 500
const burstMs = 1_000

/** Children and restarts that the note lists one by one. */
const mostListed = 200
/** Changes that may wait while more messages do. */
const mostUntold = 64

export function newVoice(name: Term): Voice {
  const burst = () => ({ sinceMs: 0, count: 0 })
  return { name, errors: burst(), progress: burst(), untold: 0, told: 0 }
}

/** Its registered name, else its pid and callback module. */
export function ownName(home: Pid, module: string): Term {
  const name = processInfo(home, 'registered_name')
  return typeof name === 'string' ? ['local', name] : [home, module]
}

/** A supervisor report; `offender` is made only when it is told. */
export function report(voice: Voice, context: Context, reason: Term, offender: () => Term): void {
  if (!isHeard() || !mayTell(voice.errors)) return
  note('supervisor_report', { context, supervisor: voice.name, reason, offender: offender() })
}

/** A progress report: a child runs. */
export function reportProgress(voice: Voice, started: () => Term): void {
  if (!isHeard() || !mayTell(voice.progress)) return
  note('progress_report', { supervisor: voice.name, started: started() })
}

function mayTell(burst: Burst): boolean {
  const time = now()
  if (time - burst.sinceMs >= burstMs) {
    burst.sinceMs = time
    burst.count = 0
  }
  return ++burst.count <= mostReports
}

/** One child as the note shows it. */
export interface Shown {
  readonly id: string
  readonly type: string
  readonly pid: Pid | null
}

/** What the note tells, beside the children. */
export interface Picture {
  readonly strategy: string
  readonly intensity: number
  readonly period: number
  readonly budget: Budget
  readonly size: number
  readonly children: () => Iterable<Shown>
}

/**
 * Whether the note is due after a change: with the last of the messages that wait, at the latest
 * with every 64th change. A crowd is only counted, and that when it has grown or shrunk by a
 * sixteenth.
 */
export function isNoteDue(voice: Voice, size: number): boolean {
  if (voice.untold === 0) return false
  if (size > mostListed && voice.told > mostListed) {
    voice.untold = 0
    return Math.abs(size - voice.told) * 16 >= voice.told
  }
  return voice.untold >= mostUntold || processInfo(self(), 'message_queue_len') === 0
}

export function writeNote(voice: Voice, picture: Picture): void {
  const { strategy, intensity, period, budget, size } = picture
  voice.untold = 0
  voice.told = size
  const isCrowd = size > mostListed
  note('supervisor', {
    strategy,
    intensity,
    periodMs: period * 1000,
    children: isCrowd ? [] : [...picture.children()],
    ...(isCrowd && { count: size }),
    restarts: budget.times.slice(Math.max(budget.first, budget.times.length - mostListed)),
  })
}

/** A child without an id of its own is called by its pid. */
export function idShown(id: Term, pid: MaybePid): string {
  if (id === 'undefined') return pid === 'undefined' ? pid : formatPid(pid)
  return typeof id === 'string' ? id : formatTerm(id)
}

/** The state in few words, for whoever looks on. */
export function summary(voice: Voice, { strategy, size, budget }: Picture): Term {
  return { supervisor: voice.name, strategy, children: size, restarts: spentOf(budget) }
}
