/**
 * Frames: what travels between nodes. One signal each (Erlang: signals), stamped so that the event
 * that sent it can be found again. Signals between two processes keep their order.
 */
import type { EventId } from '../environment.ts'
import type { Pid, Ref } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'

export interface Frame {
  readonly from: string
  readonly to: string
  readonly lamport: number
  /**
   * The event that sent it, or, when that isn't told, the newest of the sender's node; null when no
   * node sent it.
   */
  readonly cause: EventId | null
  readonly signal: Signal
}

export type Signal =
  | {
      readonly type: 'send'
      readonly from: Pid
      readonly to: Pid | string | Ref
      readonly message: Term
    }
  | { readonly type: 'link'; readonly from: Pid; readonly to: Pid }
  | { readonly type: 'unlink'; readonly from: Pid; readonly to: Pid; readonly id: number }
  | { readonly type: 'unlink_ack'; readonly from: Pid; readonly to: Pid; readonly id: number }
  /** The other end of a link ended. */
  | { readonly type: 'exit'; readonly from: Pid; readonly to: Pid; readonly reason: Term }
  /** exit/2. */
  | { readonly type: 'exit2'; readonly from: Pid; readonly to: Pid; readonly reason: Term }
  | { readonly type: 'monitor'; readonly from: Pid; readonly to: Pid | string; readonly ref: Ref }
  | { readonly type: 'demonitor'; readonly from: Pid; readonly to: Pid | string; readonly ref: Ref }
  | {
      readonly type: 'down'
      readonly from: Pid | string
      readonly to: Pid
      readonly ref: Ref
      readonly reason: Term
    }
  | {
      readonly type: 'spawn_request'
      readonly from: Pid
      readonly ref: Ref
      readonly start: Start
      readonly link: boolean
      readonly monitor: boolean
      /** The starter's group leader, if it isn't its node's process 0. */
      readonly leader?: Pid | null
    }
  | {
      readonly type: 'spawn_reply'
      readonly from: Pid | null
      readonly to: Pid
      readonly ref: Ref
      readonly reason: Term
    }

/** What a process runs: an exported function by name, and its arguments (Erlang: MFA). */
export type Start = readonly [module: string, func: string, args: readonly Term[]]
