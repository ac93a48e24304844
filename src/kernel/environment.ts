/**
 * The seams: all that a node may ask of the world it runs in. `sim` answers with virtual time and
 * seeded chance, `web` with a real clock and real links; a program can't tell which.
 */
import type { Frame } from './net/frame.ts'
import type { Pid } from './terms/names.ts'
import type { Term } from './terms/term.ts'
import type { EventKind, Kinds } from './trace/trace.ts'

export interface Environment {
  readonly clock: Clock
  readonly random: Random
  readonly transport: Transport
  readonly tracer: Tracer
  /** Stable storage. Where a world has none, every verb that needs it answers `enotsup`. */
  readonly disk?: Disk
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
  /**
   * The life of a node that could be connected with, although the world hasn't said so by itself;
   * absent where it always does.
   */
  lifeOf?(node: string): number | undefined
}

export interface Disk {
  /**
   * Takes a request, which is answered later by `node.diskDone(number, answer)`, or never when the
   * node crashed before. Those of one file are done in their order; a sync is for all before it.
   */
  ask(number: number, request: DiskRequest): void
}

/**
 * What is asked of a disk, whose files are rows of bytes. What was written may be lost in a crash,
 * wholly or in part, until a sync of its file was answered `'ok'`: then it is stable. A file that
 * nobody has written is empty.
 */
export type DiskRequest =
  /** At the end of the file; answered by where that was. */
  | { readonly do: 'append'; readonly file: string; readonly bytes: Uint8Array }
  | {
      readonly do: 'write'
      readonly file: string
      readonly at: number
      readonly bytes: Uint8Array
    }
  /** Answered by as much as there is, `'eof'` when that is nothing. */
  | {
      readonly do: 'read'
      readonly file: string
      readonly at: number
      readonly length: number
    }
  /** Shortens it; a longer length changes nothing. Stable after a sync, like a write. */
  | { readonly do: 'truncate'; readonly file: string; readonly length: number }
  | { readonly do: 'sync'; readonly file: string }

/** Reasons are those of POSIX: `'eio'`, `'enospc'`. */
export type DiskAnswer =
  | 'ok'
  | 'eof'
  | readonly ['ok', number | Uint8Array]
  | readonly ['error', reason: string]

export interface Tracer {
  record(event: Recorded): void
  /** False when nothing of an event is kept after `record`: then its terms needn't be copies. */
  readonly keeps?: boolean
  /** Kinds that it never asks about: they are numbered, and not told. */
  readonly ignores?: Kinds
}

/** One thing that happened in a node, as the kernel reports it. See trace.ts for the kinds. */
export interface Recorded {
  readonly kind: EventKind
  /** Milliseconds of the node's clock; of the world's own, where it has one. */
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
