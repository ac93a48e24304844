/**
 * The tidy tree inside one node: parents centred above their children, a crowd of childless
 * siblings set into a rack, and, when there are too many to draw, a stack that only counts them.
 * Coordinates are relative to the block; nodes and machines are packed by layout.ts.
 */

import { isAlive, type Slot } from './forest.ts'
import type { Metrics } from './metrics.ts'

export interface Cell {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly slot: Slot
}

/** "× 240": siblings that are counted, not drawn. */
export interface Stack {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly parent: string | null
  readonly node: string
  readonly label: string
  readonly count: number
  readonly dead: number
}

/** A frame around a crowd of siblings; one cord serves them all. */
export interface Rack {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly parent: string | null
}

export interface Block {
  readonly width: number
  readonly height: number
  /**
   * x at which a cord from above comes in: the middle of a shape, of a row of shapes, of a rack.
   */
  readonly anchor: number
  readonly cells: readonly Cell[]
  readonly stacks: readonly Stack[]
  readonly racks: readonly Rack[]
}

export interface TidyOptions {
  readonly metrics: Metrics
  /** Cells of a rack in one row, at most. */
  readonly columns: number
  /** Whether crowds are counted instead of drawn. */
  readonly collapse: boolean
  /** Slots that must stay visible: the selected one. */
  readonly keep: string | null
}

/** From this many childless siblings on, they stand in a rack. */
const RACK_FROM = 7

/** The whole forest of one node, its trees side by side. */
export function tidyNode(slots: readonly Slot[], options: TidyOptions): Block {
  const here = new Set(slots.map((slot) => slot.id))
  const roots = slots.filter((slot) => slot.parent === null || !here.has(slot.parent))
  const byParent = new Map<string, Slot[]>()
  for (const slot of slots) {
    if (slot.parent === null || !here.has(slot.parent)) continue
    byParent.set(slot.parent, [...(byParent.get(slot.parent) ?? []), slot])
  }
  return placeSiblings(roots, byParent, options, 0)
}

type Children = ReadonlyMap<string, readonly Slot[]>

function placeSiblings(
  siblings: readonly Slot[],
  children: Children,
  options: TidyOptions,
  depth: number,
): Block {
  const leaves = siblings.filter((slot) => !children.has(slot.id))
  if (leaves.length < RACK_FROM) {
    return beside(
      siblings.map((slot) => placeSubtree(slot, children, options, depth)),
      options,
    )
  }
  const others = siblings.filter((slot) => children.has(slot.id))
  const kept = leaves.filter((slot) => slot.id === options.keep || !isAlive(slot.process))
  const single = options.collapse ? [...others, ...kept] : others
  const crowd = options.collapse ? leaves.filter((slot) => !kept.includes(slot)) : leaves
  const blocks = single.map((slot) => placeSubtree(slot, children, options, depth))
  if (crowd.length > 0)
    blocks.push(options.collapse ? stackOf(crowd, options) : rackOf(crowd, options))
  return beside(blocks, options)
}

function placeSubtree(slot: Slot, children: Children, options: TidyOptions, depth: number): Block {
  const { shape, cellWidth, cellHeight, rowGap, outline } = options.metrics
  const below = depth > 64 ? [] : (children.get(slot.id) ?? [])
  if (below.length === 0) return blockOf({ id: slot.id, x: 0, y: 0, slot }, options)
  const block = placeSiblings(below, children, options, depth + 1)
  if (outline) {
    const indent = shape / 2 + INDENT
    const under = move(block, indent, cellHeight + rowGap)
    return {
      ...under,
      width: Math.max(cellWidth, indent + block.width),
      height: cellHeight + rowGap + block.height,
      anchor: shape / 2,
      cells: [{ id: slot.id, x: 0, y: 0, slot }, ...under.cells],
    }
  }
  const left = Math.max(0, shape / 2 - block.anchor)
  const anchor = left + block.anchor
  const x = anchor - shape / 2
  const moved = move(block, left, cellHeight + rowGap)
  return {
    ...moved,
    width: Math.max(left + block.width, x + cellWidth),
    height: cellHeight + rowGap + block.height,
    anchor,
    cells: [{ id: slot.id, x, y: 0, slot }, ...moved.cells],
  }
}

function blockOf(cell: Cell, { metrics }: TidyOptions): Block {
  return {
    width: metrics.cellWidth,
    height: metrics.cellHeight,
    anchor: metrics.shape / 2,
    cells: [cell],
    stacks: [],
    racks: [],
  }
}

function beside(blocks: readonly Block[], { metrics }: TidyOptions): Block {
  const { outline, cellGap, rowGap } = metrics
  let x = 0
  let y = 0
  const moved = blocks.map((block) => {
    const placed = { anchor: x + block.anchor, block: move(block, x, y) }
    if (outline) y += block.height + rowGap
    else x += block.width + cellGap
    return placed
  })
  const first = moved[0]?.anchor ?? 0
  const last = moved.at(-1)?.anchor ?? 0
  const highest = Math.max(0, ...blocks.map((block) => block.height))
  const widest = Math.max(0, ...blocks.map((block) => block.width))
  return {
    width: outline ? widest : Math.max(0, x - cellGap),
    height: outline ? Math.max(0, y - rowGap) : highest,
    anchor: (first + last) / 2,
    cells: moved.flatMap(({ block }) => block.cells),
    stacks: moved.flatMap(({ block }) => block.stacks),
    racks: moved.flatMap(({ block }) => block.racks),
  }
}

/** How far right of its parent's middle a child begins in an outline, px. */
const INDENT = 10

/** Inside a rack cells stand closer; `pad` is its frame. */
const RACK_PAD = 4

function rackOf(crowd: readonly Slot[], { metrics, columns }: TidyOptions): Block {
  const across = Math.min(crowd.length, Math.max(2, columns))
  const rows = Math.ceil(crowd.length / across)
  const cells = crowd.map((slot, at) => ({
    id: slot.id,
    x: RACK_PAD + (at % across) * metrics.cellWidth,
    y: RACK_PAD + Math.floor(at / across) * metrics.cellHeight,
    slot,
  }))
  const width = across * metrics.cellWidth + 2 * RACK_PAD
  const height = rows * metrics.cellHeight + 2 * RACK_PAD
  const parent = crowd[0]?.parent ?? null
  const rack = { id: `rack:${crowd[0]?.id ?? ''}`, x: 0, y: 0, width, height, parent }
  return { width, height, anchor: width / 2, cells, stacks: [], racks: [rack] }
}

function stackOf(crowd: readonly Slot[], options: TidyOptions): Block {
  const { shape, cellWidth, cellHeight } = options.metrics
  const first = crowd[0] as Slot
  const stack: Stack = {
    id: `stack:${first.node}:${first.parent ?? ''}`,
    x: 0,
    y: 0,
    parent: first.parent,
    node: first.node,
    label: commonLabel(crowd),
    count: crowd.length,
    dead: crowd.filter((slot) => !isAlive(slot.process)).length,
  }
  const block = { width: cellWidth, height: cellHeight, anchor: shape / 2 }
  return { ...block, cells: [], stacks: [stack], racks: [] }
}

/** What most of a crowd are called, as the program calls them; nothing when they differ. */
function commonLabel(crowd: readonly Slot[]): string {
  const counts = new Map<string, number>()
  for (const { process } of crowd) counts.set(process.label, (counts.get(process.label) ?? 0) + 1)
  const [label, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0]
  return count * 2 > crowd.length ? label : ''
}

/** The block with everything in it shifted. */
export function move(block: Block, dx: number, dy: number): Block {
  const shift = <T extends { readonly x: number; readonly y: number }>(item: T): T => ({
    ...item,
    x: item.x + dx,
    y: item.y + dy,
  })
  return {
    ...block,
    cells: block.cells.map(shift),
    stacks: block.stacks.map(shift),
    racks: block.racks.map(shift),
  }
}
