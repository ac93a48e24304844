/**
 * One machine laid out by itself: its nodes as regions, those that depend on others below them, the
 * tidy trees inside. Coordinates are relative to the machine; layout.ts puts machines together.
 */
import type { MachineRecord, NodeRecord, System } from '../../lab/index.ts'
import { limits } from '../limits.ts'
import { isBare, type NodeBox, type Size } from './boxes.ts'
import type { Slot } from './forest.ts'
import type { Metrics } from './metrics.ts'
import { type Block, move, tidyNode } from './tidy.ts'

/** What a layout at one density is made from. */
export interface Placing {
  readonly system: System
  readonly slots: readonly Slot[]
  readonly size: Size
  readonly metrics: Metrics
  readonly keep: string | null
  readonly machines: readonly MachineRecord[]
  /** How many processes each node has whose processes aren't drawn. */
  readonly folded: ReadonlyMap<string, number>
}

export interface PlacedMachine {
  readonly box: Size
  readonly record: MachineRecord
  readonly nodes: readonly NodeBox[]
  readonly block: Block
}

export function placeMachine(record: MachineRecord, wide: Placing): PlacedMachine {
  const { system } = wide
  const own = inReadingOrder(
    [...system.nodes.values()].filter((node) => node.machine === record.name),
    wide.slots,
  )
  const placing = own.every(isBare) ? { ...wide, metrics: bareMetrics(wide) } : wide
  const { metrics } = placing
  const rows = levelsOf(own, placing.slots).flatMap((level) => wrap(level, placing))
  const least = metrics.machineWidth - 2 * metrics.machineSide
  const inner = Math.max(least, ...rows.map((row) => rowWidth(row, metrics)))
  const nodes: NodeBox[] = []
  const blocks: Block[] = []
  let y = metrics.machineTop
  for (const row of rows) {
    let x = metrics.machineSide
    for (const { node, block, width: needed } of row) {
      const width = row.length === 1 ? inner : needed
      const folded = wide.folded.get(node.name)
      const inside = folded === undefined ? block.height : metrics.cellHeight / 2
      const height = metrics.nodeTop + inside + metrics.nodeBottom
      const empty = block.cells.length + block.stacks.length === 0
      const hidden = folded === undefined ? {} : { folded }
      nodes.push({ x, y, width, height, record: node, empty: empty && !folded, ...hidden })
      const room = width - 2 * metrics.nodeSide - block.width
      const shift = Math.min(
        room,
        Math.max(0, anchorAbove(block, blocks, metrics) - x - metrics.nodeSide),
      )
      blocks.push(move(block, x + metrics.nodeSide + shift, y + metrics.nodeTop))
      x += width + metrics.nodeGap
    }
    y += Math.max(...nodes.slice(-row.length).map((node) => node.height)) + metrics.nodeGap
  }
  const height = rows.length === 0 ? y + metrics.cellHeight : y - metrics.nodeGap
  const box = { width: inner + 2 * metrics.machineSide, height: height + metrics.machineSide }
  return { box, record, nodes, block: join(blocks) }
}

/** One enclosure instead of two: the node's own. */
function bareMetrics({ metrics }: Placing): Metrics {
  const { nodeSide } = metrics
  const machineWidth = metrics.cellWidth + 2 * nodeSide
  return { ...metrics, machineSide: 0, nodeTop: 4, machineWidth }
}

function rowWidth(row: readonly Region[], metrics: Metrics): number {
  return row.reduce((sum, region) => sum + region.width, 0) + (row.length - 1) * metrics.nodeGap
}

/** Where the left edge of a block would stand so that it hangs under its parent in a node above. */
function anchorAbove(block: Block, above: readonly Block[], metrics: Metrics): number {
  const parent = block.cells[0]?.slot.parent ?? null
  const cell = above.flatMap((other) => other.cells).find((other) => other.id === parent)
  return cell === undefined ? 0 : cell.x + metrics.shape / 2 - block.anchor
}

interface Region {
  readonly node: NodeRecord
  readonly block: Block
  readonly width: number
}

/** One level of a machine's nodes in rows no wider than the machine's share of the stage. */
function wrap(level: readonly NodeRecord[], placing: Placing): readonly (readonly Region[])[] {
  const { metrics, size } = placing
  const share = size.width / Math.max(1, Math.min(2, placing.machines.length)) - 2 * metrics.margin
  const inner = share - 2 * metrics.machineSide
  const columns = Math.floor((inner - 2 * metrics.nodeSide - 8) / metrics.cellWidth)
  const rows: Region[][] = []
  let used = 0
  for (const node of level) {
    const slots = placing.slots.filter((slot) => slot.node === node.name)
    const kept = slots.find((slot) => slot.process.key === placing.keep)
    const collapse = placing.slots.length > limits.glyphs
    const options = { metrics, columns, collapse, keep: kept?.id ?? null }
    let block = tidyNode(slots, options)
    for (let fewer = columns - 1; fewer > 2 && block.racks.length > 0; fewer--) {
      if (block.width + 2 * metrics.nodeSide <= inner) break
      block = tidyNode(slots, { ...options, columns: fewer })
    }
    const width = Math.max(metrics.cellWidth, block.width) + 2 * metrics.nodeSide
    const row = rows.at(-1)
    if (row === undefined || used + metrics.nodeGap + width > inner) {
      rows.push([{ node, block, width }])
      used = width
    } else {
      row.push({ node, block, width })
      used += width + metrics.nodeGap
    }
  }
  return rows
}

/** By name; nodes on which nothing runs come last. */
function inReadingOrder(
  nodes: readonly NodeRecord[],
  slots: readonly Slot[],
): readonly NodeRecord[] {
  const busy = new Set(slots.map(({ node }) => node))
  const rank = ({ name }: NodeRecord) => `${busy.has(name) ? 0 : 1}${name}`
  return [...nodes].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
}

/** Nodes whose processes have parents on another node of the machine stand below that node. */
function levelsOf(
  nodes: readonly NodeRecord[],
  slots: readonly Slot[],
): readonly (readonly NodeRecord[])[] {
  if (nodes.length < 2) return [nodes]
  const nodeOf = new Map(slots.map((slot) => [slot.id, slot.node]))
  const names = new Set(nodes.map((node) => node.name))
  const above = (name: string): readonly string[] =>
    slots.flatMap((slot) => {
      const parent = slot.parent === null ? undefined : nodeOf.get(slot.parent)
      const counts = slot.node === name && parent !== undefined && parent !== name
      return counts && names.has(parent) ? [parent] : []
    })
  const levelOf = (name: string, seen: readonly string[]): number =>
    seen.includes(name)
      ? 0
      : Math.max(0, ...[...new Set(above(name))].map((up) => 1 + levelOf(up, [...seen, name])))
  const levels: NodeRecord[][] = []
  for (const node of nodes) {
    const level = Math.min(levelOf(node.name, []), nodes.length - 1)
    const row = levels[level]
    if (row === undefined) levels[level] = [node]
    else row.push(node)
  }
  return levels.filter((level) => level !== undefined)
}

function join(blocks: readonly Block[]): Block {
  return {
    width: 0,
    height: 0,
    anchor: 0,
    cells: blocks.flatMap((block) => block.cells),
    stacks: blocks.flatMap((block) => block.stacks),
    racks: blocks.flatMap((block) => block.racks),
  }
}
