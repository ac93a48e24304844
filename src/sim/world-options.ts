/** What a simulated world is made of: its seed, its nodes' code, its network, and who reads it. */
import type { CodeServer, EventKind, Recorded } from '../kernel/index.ts'
import type { World } from './world.ts'

export interface WorldOptions {
  readonly seed: number
  /** Makes a node's code server; without it one with the behaviours alone. */
  readonly newCode?: () => CodeServer
  /** Loads a program's modules into a node's code server. */
  readonly load?: (code: CodeServer) => void
  /** Starts what runs on a node that comes back after a fault. */
  readonly revive?: (world: World, name: string) => void
  /** Virtual ms that a frame travels; thrown for each frame between the two. */
  readonly delayMs?: readonly [least: number, most: number]
  /**
   * Whether all nodes are connected from the start, as in a room of machines; else two are when one
   * of them first says something to the other, as in Erlang. Ten thousand nodes can't all be.
   */
  readonly mesh?: boolean
  /** Takes the events instead of the trace, which then stays empty. It may keep none of them. */
  readonly read?: (event: Recorded) => void
  /** Steps of 20 000 reductions that a node may take in one instant; beyond it it is stopped. */
  readonly stepsPerInstant?: number
  /** Kinds of events that `read` needn't be told of. */
  readonly ignores?: ReadonlySet<EventKind>
}
