/** The picture's parts as data: what layout.ts answers and everything that draws takes. */
import type { MachineRecord, NodeRecord } from '../../lab/index.ts'
import type { Cord } from './cords.ts'
import type { Metrics } from './metrics.ts'
import type { Cell, Rack, Stack } from './tidy.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Box extends Size {
  readonly x: number
  readonly y: number
}

export interface NodeBox extends Box {
  readonly record: NodeRecord
  readonly empty: boolean
  /** So many processes aren't drawn, because another node needs the room. */
  readonly folded?: number
}

/** A node of a simulated world is on no machine: its enclosure is its own. */
export function isBare(node: NodeRecord): boolean {
  return node.name === node.machine
}

export interface MachineBox extends Box {
  readonly record: MachineRecord
  /** The row of machines it stands in. */
  readonly shelf: number
}

export interface Picture extends Size {
  readonly metrics: Metrics
  readonly machines: readonly MachineBox[]
  readonly nodes: readonly NodeBox[]
  readonly cells: readonly Cell[]
  readonly stacks: readonly Stack[]
  readonly racks: readonly Rack[]
  readonly cords: readonly Cord[]
}
