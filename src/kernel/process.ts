/**
 * The process record and what a process body may yield. A body is a generator (free-form code) or a
 * handler `(state, message) → state` named by module and function; a handler may itself answer with
 * a generator, since callbacks call other servers. State is plain whenever the process is at rest.
 */
import type { Start } from './frame.ts'
import { Mailbox } from './mailbox.ts'
import type { Pid, Ref, Term } from './term.ts'
import type { Timer } from './timers.ts'

export type Match = (message: Term) => boolean

/** A wish for the next message: the one thing a process can wait for. */
export class Receive {
  constructor(
    readonly match: Match | null,
    readonly afterMs: number | null,
  ) {}

  /** `const message = yield* receive(…)`; undefined when `afterMs` passed first. */
  *[Symbol.iterator](): Generator<Wanted, Term | undefined, Term | undefined> {
    return yield this
  }
}

/** What a generator may yield: a receive, or null to give way to others. */
export type Wanted = Receive | null

/** Free-form code that may wait. */
export type Waits<T> = Generator<Wanted, T, Term | undefined>

export type Handler = (state: Term, message: Term) => Term | Become | Waits<Term | Become>

/** The last value of a generator that wants to live on as a handler (Erlang: enter_loop). */
export class Become {
  constructor(
    readonly handler: HandlerName,
    readonly state: Term,
  ) {}
}

export type HandlerName = readonly [module: string, func: string]

export interface Link {
  readonly pid: Pid
  /** Not null while this side has unlinked and the other hasn't acknowledged. */
  unlinking: number | null
}

/** A monitor as its owner sees it. */
export interface Monitor {
  readonly ref: Ref
  readonly target: Pid | string
  /** Where the target lives. */
  readonly node: string
}

/** A monitor as its target sees it: who hears of the end, and under which name. */
export interface Watcher {
  readonly ref: Ref
  readonly owner: Pid
  readonly as: Pid | string
}

/** What ties a process to others. */
export class Bonds {
  /** By pidKey. */
  readonly links = new Map<string, Link>()
  /** Monitors this process owns, by refKey. */
  readonly monitors = new Map<string, Monitor>()
  /** Monitors on this process, by refKey. */
  readonly watchers = new Map<string, Watcher>()
  /** RefKeys of the timers that will send to this process by its pid. */
  readonly timers = new Set<string>()
  readonly dictionary = new Map<string, Term>()
  /** The last note of each kind, for those who begin to watch later. */
  readonly notes = new Map<string, Term>()
}

export class Process {
  status: 'runnable' | 'waiting' | 'dead' = 'runnable'
  suspended = false
  body: Waits<unknown> | null = null
  handler: HandlerName | null = null
  state: Term = null
  /** The state as last told to the trace. */
  tracedState: Term | undefined = undefined
  readonly mailbox = new Mailbox()
  wanted: Wanted = null
  deadline: Timer | null = null
  timedOut = false
  /** Set when an exit signal met it while its own code was running. */
  doom: { readonly reason: Term } | null = null
  trapExit = false
  name: string | null = null
  /** Links, monitors and the like; null for the many processes that have none. */
  bonds: Bonds | null = null
  /** Event number of what it is handling now. */
  cause = 0
  next: Process | null = null

  constructor(
    readonly pid: Pid,
    readonly start: Start,
    readonly parent: Pid | null,
  ) {}
}

/** Whether a call came back with code that still has to run. */
export function isWaiting(value: unknown): value is Waits<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { next?: unknown }).next === 'function' &&
    Symbol.iterator in value
  )
}
