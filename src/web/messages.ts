/**
 * What the page, the nodes in their boxes and the switchboard say to each other over their ports.
 * Terms travel as bytes of the kernel's codec, because pids don't survive a structured clone.
 */
import type { Watch } from '../kernel/index.ts'
import type { Look } from './attention.ts'
import type { CompiledModule } from './compile/compiled.ts'
import type { MachineEvent } from './events.ts'
import type { Refusal } from './switchboard/routing.ts'

/** What a box is told at its start. */
export interface Boot {
  readonly name: string
  readonly creation: number
  readonly seed: number
}

/** Page → node. */
export type ToNode =
  | { readonly type: 'load'; readonly modules: readonly CompiledModule[] }
  /** A Start. `quiet`: neither it nor what it starts is told, as if it were one of a crowd. */
  | { readonly type: 'start'; readonly start: Uint8Array; readonly quiet: boolean }
  /** A system, by its root supervisor's module. */
  | { readonly type: 'boot'; readonly root: string }
  /** An Op. `apply`: on a process here; else it is only written into the trace. */
  | {
      readonly type: 'op'
      readonly number: number
      readonly op: Uint8Array
      readonly apply: boolean
    }
  | {
      readonly type: 'sibling_up'
      readonly name: string
      readonly creation: number
      readonly port: MessagePort
      /** Why its life before ended, when it had one: both are news at the same moment. */
      readonly lost: string | null
    }
  /** What the node tells from now on. */
  | { readonly type: 'watch'; readonly watch: Watch }
  /** Who looks at what it tells. */
  | { readonly type: 'look'; readonly look: Look }
  /** An Inquiry of the observer; the answer carries the same number. */
  | { readonly type: 'ask'; readonly number: number; readonly question: Uint8Array }
  | { readonly type: 'sibling_down'; readonly name: string; readonly reason: string }

/** Node → page. */
export type FromNode =
  /** Whether the op's process was found here. */
  | { readonly type: 'op_done'; readonly number: number; readonly found: boolean }
  | { readonly type: 'answer'; readonly number: number; readonly bytes: Uint8Array }
  | {
      readonly type: 'problem'
      readonly doing: 'load' | 'start' | 'op'
      readonly what: string
      readonly message: string
    }

/** Switchboard → node. */
export type BoardToNode =
  | { readonly type: 'frames'; readonly from: string; readonly bytes: Uint8Array }
  | { readonly type: 'ping'; readonly count: number }
  | { readonly type: 'node_up'; readonly name: string; readonly creation: number }
  | { readonly type: 'node_down'; readonly name: string; readonly reason: string }
  | { readonly type: 'census' }
  /** The page is behind with reading the trace / has caught up. */
  | { readonly type: 'pause' | 'go' }

/** Node → switchboard. */
export type NodeToBoard =
  | { readonly type: 'ready' }
  | { readonly type: 'pong'; readonly count: number }
  | {
      readonly type: 'frames'
      readonly to: string
      readonly creation: number
      readonly bytes: Uint8Array
    }
  | { readonly type: 'trace'; readonly bytes: Uint8Array }
  /** The node next door, or the node itself, sent what may not pass. */
  | { readonly type: 'refused'; readonly from: string; readonly why: Refusal }

/** Node → node of the same tab, over their own port. */
export interface Parcel {
  readonly bytes: Uint8Array
}

export type How = 'same_computer' | 'introducer'

/** Page → switchboard. */
export type ToBoard =
  /** Holds that lock for good: its release will prove that this tab is gone. */
  | { readonly type: 'hold_lock'; readonly name: string }
  /** Holds that lock, for a name of the machine, if nobody else has it; lets go of the last one. */
  | { readonly type: 'claim_name'; readonly name: string; readonly lock: string }
  | {
      readonly type: 'open'
      readonly id: string
      readonly machine: string
      readonly version: string
    }
  | {
      readonly type: 'node'
      readonly name: string
      readonly creation: number
      readonly port: MessagePort
    }
  | { readonly type: 'node_gone'; readonly name: string; readonly reason: string }
  | {
      readonly type: 'link'
      readonly link: number
      readonly peer: PeerName
      readonly how: How
      readonly lock: string | null
      /** Wall time at which the two met. */
      readonly since: number
      /** The data channel itself, or a port to the page that relays it. */
      readonly channel: RTCDataChannel | MessagePort
    }
  | { readonly type: 'link_closed'; readonly link: number }
  | { readonly type: 'peer_bye'; readonly id: string; readonly sentAt: number }
  | { readonly type: 'cut' | 'mend'; readonly machine: string }
  | { readonly type: 'op'; readonly machine: string | null; readonly op: Uint8Array }
  /** So many bytes of trace were read. */
  | { readonly type: 'read'; readonly bytes: number }
  | { readonly type: 'bye' }

export interface PeerName {
  readonly id: string
  readonly machine: string
}

/** Switchboard → page. */
export type FromBoard =
  | { readonly type: 'tick' }
  | { readonly type: 'lock'; readonly held: boolean }
  /** `free`: nobody else in this browser has the name, as far as there are locks to tell. */
  | { readonly type: 'name_claimed'; readonly name: string; readonly free: boolean }
  | { readonly type: 'node_ready'; readonly name: string; readonly creation: number }
  | {
      readonly type: 'stuck'
      readonly name: string
      readonly creation: number
      readonly silentMs: number
      readonly lastAnswer: number
      /** So are all nodes of this tab: something took the whole process of the boxes. */
      readonly all: boolean
    }
  | { readonly type: 'trace'; readonly machine: string; readonly bytes: Uint8Array }
  | { readonly type: 'op'; readonly machine: string; readonly op: Uint8Array }
  /** There was nobody to send it to. */
  | { readonly type: 'op_failed'; readonly op: Uint8Array; readonly why: string }
  /** The connection is of no more use. `gone`: so is the machine. */
  | {
      readonly type: 'finished'
      readonly link: number
      readonly peer: PeerName
      readonly gone: boolean
      /** The highest creation among its nodes, 0 when it was never linked. */
      readonly lastCreation: number
    }
  | { readonly type: 'report'; readonly event: MachineEvent }

/** Between the switchboard and a page that relays a data channel. */
export type Relayed =
  | { readonly type: 'open' | 'closed' }
  | { readonly type: 'piece'; readonly bytes: Uint8Array }
  /** So many bytes have left the page. */
  | { readonly type: 'buffered'; readonly bytes: number }
