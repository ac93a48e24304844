/**
 * What a machine reports: everything about boxes, peers and limits that a person should know, with
 * the evidence. The page shows it and appends it to the trace as `host` events.
 */
import type { How } from './messages.ts'
import type { DownHow } from './switchboard/link.ts'
import type { Refusal } from './switchboard/routing.ts'

/** `at` is wall time in ms, as the clock of the nodes. */
export type MachineEvent = { readonly at: number } & MachineNews

export type MachineNews =
  /** The name is settled (it may not be the one asked for) and the nodes start now. */
  | { readonly type: 'joined'; readonly machine: string; readonly tookMs: number }
  | NodeNews
  | PeerNews
  | RoomNews
  | LimitNews

export type NodeNews =
  | { readonly type: 'node_started'; readonly node: string; readonly creation: number }
  | {
      readonly type: 'node_ready'
      readonly node: string
      readonly creation: number
      readonly tookMs: number
    }
  /** It answers nothing any more; its box is closed. `all`: so do all nodes of this tab. */
  | {
      readonly type: 'node_stuck'
      readonly node: string
      readonly creation: number
      readonly silentMs: number
      readonly lastAnswer: number
      readonly all: boolean
    }
  | {
      readonly type: 'node_crashed'
      readonly node: string
      readonly creation: number
      readonly problem: string
    }
  | { readonly type: 'node_killed'; readonly node: string; readonly creation: number }
  | {
      readonly type: 'node_restarted'
      readonly node: string
      readonly creation: number
      /** From the moment that its death was known until the new life was ready. */
      readonly tookMs: number
    }
  /** Died too often; `restartNode` starts it by hand. */
  | {
      readonly type: 'node_gave_up'
      readonly node: string
      readonly deaths: number
      readonly windowMs: number
    }
  | {
      readonly type: 'node_problem'
      readonly node: string
      readonly doing: 'load' | 'start' | 'op'
      readonly what: string
      readonly message: string
    }

export type PeerNews =
  | {
      readonly type: 'introduced'
      readonly machine: string
      readonly id: string
      readonly how: How
    }
  | {
      readonly type: 'linked'
      readonly machine: string
      readonly id: string
      readonly how: How
      /** From the first word about it until the connection was up. */
      readonly tookMs: number
      /** It had been linked before and was given up. */
      readonly again: boolean
    }
  | { readonly type: 'suspected'; readonly machine: string; readonly silentMs: number }
  | { readonly type: 'heard_again'; readonly machine: string; readonly silentMs: number }
  | {
      readonly type: 'down'
      readonly machine: string
      readonly how: DownHow
      /** How long ago the last sign of life came. */
      readonly lastHeardMs: number
      /** From its going to our knowing. Null when only another computer's clock could tell. */
      readonly tookMs: number | null
    }

export type RoomNews =
  | { readonly type: 'room_full'; readonly machines: number }
  /** Both ends are told; neither links. */
  | {
      readonly type: 'other_version'
      readonly machine: string
      readonly ours: string
      readonly theirs: string
    }
  | { readonly type: 'name_taken'; readonly machine: string }
  | { readonly type: 'introducer_reached' }
  /** Tabs of this browser go on meeting without it. `retryMs`: null when it isn't asked again. */
  | {
      readonly type: 'introducer_unreachable'
      readonly problem: string
      readonly retryMs: number | null
    }
  | { readonly type: 'no_webrtc' }
  /** For so long nobody looked: of messages and states in that time nothing was told. */
  | { readonly type: 'unwatched'; readonly tookMs: number }
  /** Nothing can run here. */
  | { readonly type: 'no_workers'; readonly problem: string }
  /** An operation that came from another machine and is the page's business (`load`). */
  | { readonly type: 'op'; readonly machine: string; readonly op: unknown }
  /** An operation that found nobody to act on. */
  | { readonly type: 'op_failed'; readonly op: unknown; readonly why: string }

export type LimitNews =
  | {
      readonly type: 'frame_refused'
      /** The node or machine that the bytes came from. */
      readonly from: string
      readonly why: Refusal | 'other_version'
      /** How many so far, from there and for that reason. */
      readonly count: number
    }
  | { readonly type: 'limit'; readonly what: string; readonly detail: string }
