/**
 * The first minute's coach: where a newcomer stands, read from what has really happened so far. It
 * never goes back: what was once seen stays seen. The words for each frame belong to the views.
 */
import { type Pid, pidKey, type Term } from '../kernel/index.ts'
import { labelOf, machineOf, type Trace, type TraceEvent } from '../lab/index.ts'

export type Frame =
  | 'starting'
  | 'running'
  | 'dying'
  | 'restarted'
  | 'budget_spent'
  | 'gave_up'
  | 'joined'
  | 'machine_lost'
  | 'rewound'
  | 'done'

interface Budget {
  readonly restarts: readonly number[]
  readonly intensity: number
  readonly periodMs: number
}

/** What has happened so far. Times are trace ms; a null means not yet. */
export interface FirstMinute {
  /** Trace index up to which it has been read. */
  readonly read: number
  readonly labels: Readonly<Record<string, string>>
  readonly counterStarted: boolean
  /** The last death of the counter, and what followed. */
  readonly death: Death | null
  readonly deaths: number
  /** Times of the restarts that desk counts, as it noted itself; ms of its node. */
  readonly restarts: readonly number[]
  readonly periodMs: number
  readonly budget: number
  readonly gaveUp: { readonly event: number; readonly rootRestartedMs: number | null } | null
  readonly guest: Guest | null
  readonly lost: Lost | null
  readonly rewound: boolean
}

export interface Death {
  readonly event: number
  readonly at: number
  readonly reason: Term
  /** Until its supervisor had started another, ms. */
  readonly restartedMs: number | null
}

export interface Guest {
  readonly machine: string
  /** From introduction to link, ms; null when the host didn't say. */
  readonly tookMs: number | null
  readonly how: string
  readonly echo: boolean
  /** It had been here before and was given up. */
  readonly again: boolean
}

export interface Lost {
  readonly machine: string
  readonly how: string
  readonly lastHeardMs: number
  /** Null when only the other computer's clock would know. */
  readonly tookMs: number | null
  readonly echoHome: boolean
}

export const firstMinute: FirstMinute = {
  read: 0,
  labels: {},
  counterStarted: false,
  death: null,
  deaths: 0,
  restarts: [],
  periodMs: 10_000,
  budget: 2,
  gaveUp: null,
  guest: null,
  lost: null,
  rewound: false,
}

/** Reads on up to `cursor`; `here` is this machine's name. */
export function readOn(
  before: FirstMinute,
  trace: Trace,
  cursor: number,
  here: string,
): FirstMinute {
  let minute = before
  for (let index = Math.max(before.read, trace.first); index < cursor; index++) {
    minute = readers[trace.kindAt(index)]?.(minute, trace.at(index), here) ?? minute
  }
  return cursor > minute.read ? { ...minute, read: cursor } : minute
}

/** Restarts that desk still counts at that trace time. */
export function spentAt({ restarts, periodMs }: FirstMinute, at: number): number {
  return restarts.filter((time) => at - time <= periodMs).length
}

/** The frame to show at that trace time; `inPast` when the strip stands before the newest event. */
export function frameOf(minute: FirstMinute, inPast: boolean, at: number): Frame {
  if (inPast && minute.lost !== null) return 'rewound'
  if (minute.rewound && minute.lost !== null) return 'done'
  if (minute.lost !== null) return 'machine_lost'
  if (minute.guest !== null) return 'joined'
  if (minute.gaveUp !== null) return 'gave_up'
  if (!minute.counterStarted) return 'starting'
  if (minute.death === null) return 'running'
  if (minute.death.restartedMs === null) return 'dying'
  return spentAt(minute, at) >= minute.budget ? 'budget_spent' : 'restarted'
}

type Reader = (minute: FirstMinute, event: TraceEvent, here: string) => FirstMinute

const readers: Partial<Record<TraceEvent['kind'], Reader>> = {
  spawn(minute, event) {
    const label = labelOf(event.term as unknown as Parameters<typeof labelOf>[0])
    const known = { ...minute, labels: { ...minute.labels, [keyOf(event)]: label } }
    if (label === 'counter') return counterStarted(known, event)
    if (label === 'desk' && minute.gaveUp?.rootRestartedMs === null) {
      const { event: index } = minute.gaveUp
      return { ...known, gaveUp: { event: index, rootRestartedMs: 0 } }
    }
    return label.startsWith('echo-') ? echoStarted(known, event) : known
  },
  exit(minute, event) {
    const label = minute.labels[keyOf(event)]
    if (label === 'desk' && event.term === 'shutdown') {
      return { ...minute, gaveUp: { event: event.index, rootRestartedMs: null } }
    }
    if (label !== 'counter' || event.term === 'shutdown') return minute
    const { index, at, term: reason } = event
    const death = { event: index, at, reason, restartedMs: null }
    return { ...minute, death, deaths: minute.deaths + 1 }
  },
  note(minute, event) {
    const [kind, term] = event.term as readonly [string, Term]
    if (kind !== 'supervisor' || minute.labels[keyOf(event)] !== 'desk') return minute
    const { restarts, intensity, periodMs } = term as unknown as Budget
    return { ...minute, restarts, periodMs, budget: intensity }
  },
  host(minute, event, here) {
    if (machineOf(event.node) !== here) return minute
    const [what, details] = event.term as readonly [string, Readonly<Record<string, Term>>]
    const machine = String(details?.machine)
    if (what === 'linked') {
      const { how, tookMs, again } = details as { how: string; tookMs: number; again?: boolean }
      const echo = minute.guest?.machine === machine && minute.guest.echo && minute.lost === null
      return { ...minute, guest: { machine, how, tookMs, echo, again: again === true }, lost: null }
    }
    if (what !== 'down') return minute
    const { how, lastHeardMs, tookMs } = details as {
      how: string
      lastHeardMs: number
      tookMs: number
    }
    return { ...minute, lost: { machine, how, lastHeardMs, tookMs, echoHome: false } }
  },
}

function counterStarted(minute: FirstMinute, event: TraceEvent): FirstMinute {
  const { death } = minute
  const started = { ...minute, counterStarted: true }
  if (death === null || death.restartedMs !== null) return started
  return { ...started, death: { ...death, restartedMs: Math.max(0, event.at - death.at) } }
}

function echoStarted(minute: FirstMinute, event: TraceEvent): FirstMinute {
  const { guest, lost } = minute
  const where = machineOf(event.node)
  if (lost !== null && where !== lost.machine)
    return { ...minute, lost: { ...lost, echoHome: true } }
  if (guest !== null && where === guest.machine)
    return { ...minute, guest: { ...guest, echo: true } }
  return minute
}

function keyOf(event: TraceEvent): string {
  return pidKey(event.subject as Pid)
}
