/**
 * The seams: all that a node may ask of the world it runs in. `sim` answers with virtual time and
 * seeded chance, `web` with a real clock and real links; a program can't tell which.
 */
import type { Frame } from './net/frame.ts'
import type { Pid } from './terms/names.ts'
import type { Term } from './terms/term.ts'
import type { EventKind } from './trace/trace.ts'

export interface Environment {
  readonly clock: Clock
  readonly random: Random
  readonly transport: Transport
  readonly tracer: Tracer
}

export interface Clock {
  /** Milliseconds, never going back; fractions allowed. */
  now(): number
  /** Asks for `node.wake()` at that time or soon after; a later call replaces an earlier one. */
  wakeAt(timeMs: number): void
}

export interface Random {
  /** The next whole number in 0 … 2^32 − 1. */
  next(): number
}

export interface Transport {
  /** Takes a frame for `frame.to`. Frames to one node arrive in order or the node goes down. */
  send(frame: Frame): void
}

export interface Tracer {
  record(event: Recorded): void
}

/** One thing that happened in a node, as the kernel reports it. See trace.ts for the kinds. */
export interface Recorded {
  readonly kind: EventKind
  /** Milliseconds of the node's clock. */
  readonly at: number
  readonly node: string
  readonly creation: number
  /** 1, 2, 3 … within this incarnation of the node. */
  readonly number: number
  readonly lamport: number
  /** The process it happened to; null when it happened to the node. */
  readonly subject: Pid | null
  /** The other party, when there is one. */
  readonly other: Pid | null
  /** The event that made it happen, when known: `[node, creation, number]`. */
  readonly cause: EventId | null
  readonly term: Term
}

export type EventId = readonly [node: string, creation: number, number: number]
