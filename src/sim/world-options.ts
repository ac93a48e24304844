/** What a simulated world is made of: its seed, its nodes' code, its network, and who reads it. */
import type { CodeServer, Kinds, Recorded, Term } from '../kernel/index.ts'
import type { Fault, Op } from '../lab/index.ts'
import type { World } from './world.ts'

/** What is to happen: a fault, what a person does, or a call of one of `WorldOptions.calls`. */
export type Plan =
  | { readonly strike: Fault }
  | { readonly apply: Op }
  | { readonly call: string; readonly term: Term }

export interface WorldOptions {
  readonly seed: number
  /**
   * Makes a node's code server; without it one with the behaviours alone. Nodes may share one into
   * which nothing is loaded later: the world is there sooner.
   */
  readonly newCode?: () => CodeServer
  /** Loads a program's modules into a node's code server. */
  readonly load?: (code: CodeServer) => void
  /** Starts what runs on a node that comes back after a fault. */
  readonly revive?: (world: World, name: string) => void
  /** Whether a node still belongs here; who doesn't never comes back by a fault's end. */
  readonly belongs?: (name: string) => boolean
  /** What plans may call, by name: see World.plan. */
  readonly calls?: Readonly<Record<string, (world: World, term: Term) => void>>
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
  readonly ignores?: Kinds
}
