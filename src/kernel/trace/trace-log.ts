/**
 * What a node tells of itself: each event goes to the world as it happens, if it is watched. When
 * nobody looks an event costs one question; time is asked for once a slice. What isn't told may be
 * kept for a while: see flight-recorder.ts.
 */

import type { EventId, Tracer } from '../environment.ts'
import { limits } from '../limits.ts'
import type { Node } from '../node.ts'
import { causeNow, deedNow } from '../process/current.ts'
import type { Process } from '../process/process.ts'
import { homeOf, type Pid } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import { FlightRecorder } from './flight-recorder.ts'
import { type EventKind, eventKinds, type Kinds, messageKinds } from './trace.ts'
import { forTrace } from './trace-term.ts'

/**
 * What a node tells: nothing; `life` (all but messages and states); or `all`. `kinds`: of these
 * only such. `processes`: only of these numbers, and of the node itself. `crowd`: numbers to be
 * told of although they are one of a crowd, of which nothing else is told.
 */
export interface Watch {
  readonly level: 'nothing' | 'life' | 'all'
  readonly kinds?: readonly EventKind[]
  readonly processes?: readonly number[]
  readonly crowd?: readonly number[]
  /** Whether a flight recorder keeps the newest of what isn't told. */
  readonly keeps?: boolean
}

/** A cause is an event of this node by its number (0: none known), or of any node by its name. */
export type Cause = number | EventId | null

export class TraceLog {
  /** Whether anything is told or kept. */
  on = true
  /** Stamp of the newest event (Lamport 1978). */
  lamport = 0
  /** Number of the newest event. */
  count = 0
  recorder: FlightRecorder | null = null
  /** What was asked for last; null: all. */
  asked: Watch | null = null
  private kinds: ReadonlySet<EventKind> = new Set(eventKinds)
  /** All kinds, of all processes but crowds: most who watch a simulated world want that. */
  private isWhole = true
  private only: ReadonlySet<number> | null = null
  private crowd: ReadonlySet<number> = new Set()

  private readonly tracer: Tracer
  private readonly ignored: Kinds | null

  constructor(private readonly node: Node) {
    this.tracer = node.environment.tracer
    this.ignored = this.tracer.ignores ?? null
  }

  watch(asked: Watch): void {
    const { level, kinds = eventKinds, processes, crowd = [], keeps = false } = asked
    this.asked = asked
    for (const id of this.crowd) if (!crowd.includes(id)) this.letGo(id)
    const isLife = (kind: EventKind) => level === 'life' && !messageKinds.has(kind)
    this.kinds = new Set(kinds.filter((kind) => level === 'all' || isLife(kind)))
    this.only = processes === undefined ? null : new Set(processes)
    this.crowd = new Set(crowd)
    const { name, creation } = this.node
    this.recorder = keeps ? (this.recorder ?? new FlightRecorder(name, creation)) : null
    this.on = this.kinds.size > 0 || keeps
    this.isWhole = this.kinds.size === eventKinds.length && this.only === null
  }

  /** Whether such an event of this process is told: to be asked before what is told is made. */
  traces(kind: EventKind, process: Process, other: Pid | null): boolean {
    if (this.isQuiet(process) || this.isOfCrowd(other)) return false
    if (this.isWhole) return true
    return this.kinds.has(kind) && (this.only === null || this.only.has(process.id))
  }

  /** A term as it is told: a copy, unless whoever is told keeps nothing. */
  shown(term: Term): Term {
    return forTrace(term, limits.traceTermSize, this.tracer.keeps !== false)
  }

  /** Tells what was asked for just now; answers its number. */
  write(
    kind: EventKind,
    subject: Pid | null,
    other: Pid | null,
    term: Term,
    cause: Cause = null,
  ): number {
    const { node, tracer } = this
    if (this.isIgnored(kind)) return this.pass()
    const why = cause ?? causeNow(node)
    tracer.record({
      kind,
      at: node.sliceTime(),
      node: node.name,
      creation: node.creation,
      number: ++this.count,
      lamport: ++this.lamport,
      subject,
      other,
      cause: typeof why === 'number' ? (why > 0 ? this.eventId(why) : null) : why,
      term,
    })
    return this.count
  }

  /** Whether the world needn't be told of such. */
  isIgnored(kind: EventKind): boolean {
    return this.ignored?.has(kind) === true
  }

  /** A number that nothing gets: whoever is told less counts the same. */
  pass(): number {
    this.lamport++
    return ++this.count
  }

  /** Tells an event if it is watched, else it may be kept; answers its number, or 0. */
  record(
    kind: EventKind,
    subject: Pid | null,
    other: Pid | null,
    term: Term,
    cause: Cause,
  ): number {
    if (this.isWatched(kind, subject, other)) return this.write(kind, subject, other, term, cause)
    if (subject?.node === this.node.name) this.keep(kind, subject.id, other, term)
    return 0
  }

  /** Whether nothing is told of that process, since it is one of many. */
  isOfCrowd(pid: Pid | null): boolean {
    const home = pid === null ? null : homeOf(pid)
    return home !== null && home.node === this.node && this.isQuiet(home)
  }

  /** Keeps what isn't told of a process here, by its number. */
  keep(kind: EventKind, subject: number, other: Pid | null, term: Term): void {
    this.recorder?.keep(kind, this.node.sliceTime(), subject, other, term)
  }

  keepMessage(kind: 'sent' | 'delivered', subject: number, other: Pid | null, message: Term): void {
    this.recorder?.keepMessage(kind, this.node.sliceTime(), subject, other, message)
  }

  /** What crosses to another node has a cause there: at least the last thing that happened here. */
  causeOfFrame(cause: Cause): EventId {
    if (typeof cause === 'object' && cause !== null) return cause
    return this.eventId(cause || deedNow(this.node) || this.count)
  }

  eventId(number: number): EventId {
    return [this.node.name, this.node.creation, number]
  }

  /** A picture of one of a crowd would show it alive for ever. */
  private letGo(id: number): void {
    const process = this.node.processes.get(id)
    if (process === undefined || !this.traces('untraced', process, null)) return
    this.write('untraced', process.pid, null, null)
  }

  private isWatched(kind: EventKind, subject: Pid | null, other: Pid | null): boolean {
    if (!this.kinds.has(kind) || this.isOfCrowd(subject) || this.isOfCrowd(other)) return false
    return this.only === null || subject === null || this.only.has(subject.id)
  }

  private isQuiet({ quiet, id }: Process): boolean {
    return quiet && !this.crowd.has(id)
  }
}
