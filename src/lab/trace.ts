/**
 * The trace of one experiment: an append-only column store of what happened, in the order of
 * arrival. `first` moves on when old events are let go; an event keeps its index for ever.
 */
import type { EventId, EventKind, Pid, Recorded, Term } from '../kernel/index.ts'
import type { System } from './system.ts'

export interface TraceEvent extends Recorded {
  /** The event's place in this trace: 0, 1, 2 … */
  readonly index: number
}

export interface Trace {
  /** Index of the oldest event kept. */
  readonly first: number
  /** Index after the newest event. */
  readonly end: number
  at(index: number): TraceEvent
  kindAt(index: number): EventKind
  timeAt(index: number): number
  /** The index of the event with that id, or -1 when it isn't (or is no longer) here. */
  find(id: EventId): number
}

/** What a browser's console, a benchmark or an end-to-end test may read: `window.letItCrash`. */
export interface OpenTrace {
  /** All events of a kind still in the trace, oldest first; without a kind, all events. */
  events(kind?: EventKind): readonly TraceEvent[]
  /** The system at the end of the trace. */
  system(): System
  /** This machine's name. */
  readonly machine: string
}

export type { EventId, EventKind, Pid, Recorded, Term }
