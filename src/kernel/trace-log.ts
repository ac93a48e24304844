/**
 * A node's own trace: what is watched, and the newest events as rows of columns until the slice
 * ends, or they are many, and the world takes them. When nobody looks an event costs one question;
 * when somebody does it costs a row, not an object, and time is asked for once a slice.
 */
import type { EventId, Recorded, Tracer } from './environment.ts'
import { limits } from './limits.ts'
import { homeOf, type Pid } from './names.ts'
import type { Term } from './term.ts'
import { type EventKind, eventKinds, messageKinds } from './trace.ts'

/**
 * What a node tells: nothing; `life` (all but messages and states); or `all`. `processes`: only of
 * these numbers, and of the node itself. `crowd`: numbers to be told of although they are one of a
 * crowd, of which nothing else is told.
 */
export interface Watch {
  readonly level: 'nothing' | 'life' | 'all'
  readonly processes?: readonly number[]
  readonly crowd?: readonly number[]
}

/** A cause is an event of this node by its number (0: none known), or of any node by its name. */
export type Cause = number | EventId | null

export class TraceLog {
  /** Whether anything is watched. */
  on = true
  /** Stamp of the newest event (Lamport 1978). */
  lamport = 0
  /** Number of the newest event. */
  count = 0
  private kinds: ReadonlySet<EventKind> = new Set(eventKinds)
  private only: ReadonlySet<number> | null = null
  private crowd: ReadonlySet<number> = new Set()
  private rows = 0
  private readonly kind: number[] = []
  private readonly at: number[] = []
  private readonly stamp: number[] = []
  private readonly number: number[] = []
  private readonly localCause: number[] = []
  private readonly cause: (EventId | null)[] = []
  private readonly subject: (Pid | null)[] = []
  private readonly other: (Pid | null)[] = []
  private readonly term: Term[] = []

  constructor(
    private readonly node: string,
    private readonly creation: number,
    private readonly tracer: Tracer,
  ) {}

  watch({ level, processes, crowd = [] }: Watch): void {
    this.on = level !== 'nothing'
    const heard = eventKinds.filter((kind) => level === 'all' || !messageKinds.has(kind))
    this.kinds = new Set(this.on ? heard : [])
    this.only = processes === undefined ? null : new Set(processes)
    this.crowd = new Set(crowd)
  }

  wants(kind: EventKind, subject: Pid | null, other: Pid | null): boolean {
    if (!this.kinds.has(kind) || this.isQuiet(subject) || this.isQuiet(other)) return false
    return this.only === null || subject === null || this.only.has(subject.id)
  }

  private isQuiet(pid: Pid | null): boolean {
    return pid !== null && homeOf(pid)?.quiet === true && !this.crowd.has(pid.id)
  }

  /** Writes one event; answers its number. */
  add(
    kind: EventKind,
    at: number,
    subject: Pid | null,
    other: Pid | null,
    term: Term,
    cause: Cause,
  ): number {
    if (this.rows === limits.traceRows) this.flush()
    const row = this.rows++
    this.kind[row] = kindNumbers.get(kind) as number
    this.at[row] = at
    this.stamp[row] = ++this.lamport
    this.number[row] = ++this.count
    this.subject[row] = subject
    this.other[row] = other
    this.term[row] = term
    const isLocal = typeof cause === 'number'
    this.localCause[row] = isLocal ? cause : 0
    this.cause[row] = isLocal ? null : cause
    return this.count
  }

  /** Hands all rows to the tracer, oldest first. */
  flush(): void {
    const { rows } = this
    this.rows = 0
    for (let row = 0; row < rows; row++) {
      this.tracer.record(this.event(row))
      this.term[row] = null
    }
  }

  eventId(number: number): EventId {
    return [this.node, this.creation, number]
  }

  private event(row: number): Recorded {
    const local = this.localCause[row] as number
    return {
      kind: eventKinds[this.kind[row] as number] as EventKind,
      at: this.at[row] as number,
      node: this.node,
      creation: this.creation,
      number: this.number[row] as number,
      lamport: this.stamp[row] as number,
      subject: this.subject[row] as Pid | null,
      other: this.other[row] as Pid | null,
      cause: local > 0 ? this.eventId(local) : (this.cause[row] as EventId | null),
      term: this.term[row] as Term,
    }
  }
}

const kindNumbers = new Map(eventKinds.map((kind, index) => [kind, index]))
