/**
 * What the page and the boxed world say to each other. The world does nothing by itself: each of
 * the page's messages is answered by one telling, so a page that is behind stops the world. Terms
 * travel as bytes of the kernel's codec.
 */
import type { FaultStep, RunOptions, Verdict } from '../../lab/index.ts'
import type { Refusal } from '../../sim/index.ts'
import type { Breakpoint } from '../../views/index.ts'
import type { CompiledModule } from '../../web/index.ts'

/** A place in a run: it is there as soon as it has all of these, or at the latest at that time. */
export interface Goal {
  readonly atMs: number
  readonly turns?: number
  readonly deeds?: number
  readonly events?: number
}

/** A run from its beginning. */
export interface Opening {
  /** A ready program by its id, or the root of one that came along. */
  readonly program: { readonly id: string } | { readonly root: string }
  readonly modules: readonly CompiledModule[]
  readonly seed: number
  readonly nodes: number
  readonly options: Omit<RunOptions, 'untilMs'>
  readonly faults: readonly FaultStep[]
  /** TimedOps that have no turn. */
  readonly ops: Uint8Array
}

/** Where a run is to go, and with which deeds. */
export interface Journey {
  readonly deeds: Uint8Array
  readonly goal: Goal
  /** So many events the page has already. */
  readonly skip: number
}

export type Order =
  | { readonly do: 'open'; readonly run: Opening; readonly journey: Journey }
  /** The run that is open, from somewhere before that goal. */
  | { readonly do: 'again'; readonly journey: Journey }
  /** On to the goal that it was opened with, as far as it comes in so much of the computer's time. */
  | { readonly do: 'rerun'; readonly budgetMs: number }
  /** On to that time, in the same way; what was the goal is one no longer. */
  | { readonly do: 'go'; readonly untilMs: number; readonly budgetMs: number }
  /** One delivery. */
  | { readonly do: 'deliver' }
  /** By hand. `forget`: what the recording holds for later won't happen. */
  | { readonly do: 'act'; readonly op: Uint8Array; readonly forget: boolean }
  | { readonly do: 'watch'; readonly breakpoints: readonly Breakpoint[] }

/** Page → world. */
export interface ToWorld {
  readonly number: number
  readonly order: Order
}

/** World → page. */
export type FromWorld =
  | { readonly number: number; readonly told: Told }
  /** It is broken, and answers nothing more. */
  | { readonly number: number; readonly problem: string }

export interface Told {
  /** Batches of trace events. */
  readonly batches: readonly Uint8Array[]
  /** Of each turn that left a trace: its number, the trace's end after it, deeds done by then. */
  readonly steps: Float64Array
  readonly turns: number
  readonly nowMs: number
  readonly events: number
  readonly traceHash: string
  readonly nodes: number
  /** Deeds, the new ones only. */
  readonly deeds: Uint8Array
  /** How many of the recording's deeds are still to come. */
  readonly left: number
  readonly verdicts: Readonly<Record<string, Verdict>>
  /** How much of the way to the goal is done, 0 … 1; null when it is there. */
  readonly goal: number | null
  /** It stands at a breakpoint: which, and at which event. */
  readonly stopped: { readonly place: number; readonly index: number } | null
  readonly refusal: Refusal | null
}

/** Every bound of the boxed world, in one place. */
export const bounds = {
  /** Computer's ms of one slice while the picture runs, and while a run is run again. */
  sliceMs: 6,
  rerunSliceMs: 14,
  /** Events told in one answer, about. */
  toldEvents: 4_000,
  /** Events of one turn: a program that makes more never comes to rest. */
  turnEvents: 1_000_000,
  /** How far time goes on for a delivery, when none comes, ms. */
  deliverMs: 10_000,
  /** Silence after which another run gets a box of its own, ms. */
  lateMs: 300,
  /** Silence after which the page says that the world is stuck, ms. */
  stuckMs: 2_000,
  /** Silence after which a run that was to be opened is given up, ms. */
  giveUpMs: 10_000,
  /** Events of a recording that are run again to find its reader's place. */
  openEvents: 5_000_000,
} as const
