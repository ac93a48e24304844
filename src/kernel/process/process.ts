/**
 * The process record and what a process body may yield. A body is a generator (free-form code) or a
 * handler `(state, message) → state` named by module and function; a handler may itself answer with
 * a generator, since callbacks call other servers. State is plain whenever the process is at rest.
 * The record is small: a node holds a million of them.
 */

import type { Entry } from '../code.ts'
import type { Start } from '../net/frame.ts'
import type { Node } from '../node.ts'
import { closedCopy, isClosed, type Pid, type Ref } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import type { Backlog } from './backlog.ts'
import { Bonds } from './bonds.ts'
import { type Item, none } from './letter.ts'

/** `since`: the reference that the receive looks from, if it has one. */
export type Match = (message: Term, since: Ref) => boolean

/** A wish for the next message. `yield receive(…)` is the fast way to say it, `yield*` another. */
export class Receive {
  constructor(
    /** A test, or the word that the message is or begins with; null for any. */
    readonly match: Match | string | null,
    readonly afterMs: number | null,
    /** Nothing that came before this reference was made can match. */
    readonly since: Ref | null,
  ) {}

  [Symbol.iterator](): Iterator<Wanted, Term | undefined, Term | undefined> {
    return new Once(this)
  }
}

/** Yields one wish and returns what came for it. */
class Once implements Iterator<Wanted, Term | undefined, Term | undefined> {
  private asked = false

  constructor(private readonly wanted: Receive) {}

  next(input?: Term): IteratorResult<Wanted, Term | undefined> {
    if (this.asked) return { done: true, value: input }
    this.asked = true
    return { done: false, value: this.wanted }
  }
}

/** A receive that only looks at what came after `ref` was made: the answer to a question. */
export function receiveSince(ref: Ref, match: Match, afterMs: number | null = null): Receive {
  return new Receive(match, afterMs === Number.POSITIVE_INFINITY ? null : afterMs, ref)
}

/**
 * A wish to forget everything but the mailbox and to begin anew at the next message (Erlang:
 * hibernate/3). What surrounds the `yield` is gone: no catch and no finally of it runs.
 */
export class Hibernate {
  constructor(readonly start: Start) {}
}

/** What a generator may yield: a receive, a hibernation, or null to give way to others. */
export type Wanted = Receive | Hibernate | null

/** Free-form code that may wait. */
export type Waits<T> = Generator<Wanted, T, Term | undefined>

/** The last value of a generator that wants to live on as a handler (Erlang: enter_loop). */
export class Become {
  constructor(
    readonly handler: HandlerName,
    readonly state: Term,
  ) {}
}

export type HandlerName = readonly [module: string, func: string]

export const priorities = ['low', 'normal', 'high', 'max'] as const
export type Priority = (typeof priorities)[number]

/**
 * `runnable`: in the run queue. `held`: it could run, but is suspended. `running`: in its turn.
 */
export type Status = 'runnable' | 'held' | 'running' | 'waiting' | 'dead'

export class Process {
  status: Status = 'runnable'
  body: Waits<unknown> | null = null
  handler: Entry | null = null
  wanted: Wanted = null
  /** The mailbox, see mailbox.ts. */
  first: Item | typeof none = none
  rest: Backlog | null = null
  /** So many messages were looked at by the present receive. */
  saved = 0
  /** Null for the many processes that have none. */
  bonds: Bonds | null = null
  /** One of a crowd: nothing of it is told unless somebody watches it. */
  quiet = false
  /** Event number of what it is handling now; 0 when nobody looks. */
  cause = 0
  reductions = 0
  /** The next one in the run queue. */
  next: Process | null = null

  constructor(
    readonly node: Node,
    readonly id: number,
    /** Its pid as only its parent has it, until somebody else needs one. */
    public given: Pid,
    /** The function it began with. */
    readonly entry: Entry,
    /** Null when it is dead, or the dead would keep their ancestors. */
    public parent: Pid | null,
    /** A handler's state at rest; before the first turn the arguments. */
    public state: Term,
  ) {}

  /** Its pid, for everybody. */
  get pid(): Pid {
    if (!isClosed(this.given)) this.given = closedCopy(this.given)
    return this.given
  }

  get suspended(): boolean {
    return this.bonds !== null && this.bonds.suspenders !== null
  }

  get name(): string | null {
    return this.bonds === null ? null : this.bonds.name
  }

  get trapExit(): boolean {
    return this.bonds?.trapExit === true
  }
}

export function bondsOf(process: Process): Bonds {
  process.bonds ??= new Bonds()
  return process.bonds
}

export function priorityOf({ bonds }: Process): Priority {
  return bonds === null ? 'normal' : bonds.priority
}

// Programs meet these in every process: nothing may be changed in them.
for (const kind of [Receive, Once, Hibernate, Become]) {
  Object.freeze(kind)
  Object.freeze(kind.prototype)
}

function* sample(): Generator<null> {}

/** A constructor whose instances are all generators: `instanceof` is the quickest question. */
const AnyGenerator = function AnyGenerator() {} as unknown as { new (): Waits<unknown> }
Object.defineProperty(AnyGenerator, 'prototype', {
  value: Object.getPrototypeOf(Object.getPrototypeOf(sample())),
})

/** Whether a call came back with code that still has to run. */
export function isWaiting(value: unknown): value is Waits<unknown> {
  return value instanceof AnyGenerator
}
