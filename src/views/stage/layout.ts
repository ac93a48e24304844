/**
 * The picture as data: machines as enclosures, nodes as regions inside them, processes in their
 * places, cords between them. A pure function of a System and a size: the same system always gives
 * the same picture, and a restarted process stands where the one before it stood.
 */
import type { MachineRecord, System } from '../../lab/index.ts'
import { byName } from '../lab/sight.ts'
import { isBare, type MachineBox, type NodeBox, type Picture, type Size } from './boxes.ts'
import { cordsOf } from './cords.ts'
import { type Slot, slotsOf } from './forest.ts'
import { type PlacedMachine, type Placing, placeMachine } from './machine-block.ts'
import { densities, type Metrics, outlines } from './metrics.ts'
import { ringOf } from './ring.ts'
import { type Block, move } from './tidy.ts'

/**
 * `keep` is the process (pidKey) that has to stay visible. Where there isn't room for all, bare nodes
 * but the node `open` are folded.
 */
export function layout(
  system: System,
  size: Size,
  keep: string | null = null,
  open: string | null = null,
): Picture {
  const slots = slotsOf(system)
  const all = { system, slots, size, keep, folded: new Map<string, number>() }
  const whole = fitting(triesFor(all), all) ?? tight(triesFor(all), all)
  if (whole !== null) return whole
  const areBare = [...system.nodes.values()].every(isBare)
  if (open === null || !areBare || !system.nodes.has(open)) return shelved(triesFor(all), all)
  const one = { ...all, slots: slots.filter(({ node }) => node === open), folded: new Map() }
  for (const { node } of slots) {
    if (node !== open) one.folded.set(node, (one.folded.get(node) ?? 0) + 1)
  }
  const tries = triesFor(one)
  return fitting(tries, one) ?? tight(tries, one) ?? shelved(tries, one)
}

/** A readable tree, an outline, a tree of glyphs; few processes are never glyphs. */
function triesFor({ system, slots }: Bare): readonly Metrics[] {
  const few = slots.length <= FEW && system.nodes.size <= FEW / 4
  const trees = densities.filter(({ density }) => !few || density !== 'glyph')
  const { nodes } = system
  if (nodes.size < 2 || ![...nodes.values()].every(isBare)) return trees
  const readable = trees.filter(({ density }) => density !== 'glyph')
  return [...readable, ...outlines, ...trees.slice(readable.length)]
}

function fitting(tries: readonly Metrics[], bare: Bare): Picture | null {
  const { system, slots, size } = bare
  for (const metrics of tries.flatMap((density) => withRoomForNames(density, slots))) {
    const placing = { ...bare, metrics, machines: machinesOf(system, slots) }
    const placed = placing.machines.map((record) => placeMachine(record, placing))
    const columns = isRing(placed) ? ringed(placed, placing) : columnsOf(placed, placing)
    if (columns === null) continue
    const picture = finish(columns, placing)
    if (picture.width <= size.width && picture.height <= size.height) return picture
  }
  return null
}

type Bare = Omit<Placing, 'metrics' | 'machines'>

/** A ring whose nodes stand closer together than one would like. */
function tight(tries: readonly Metrics[], bare: Bare): Picture | null {
  for (const metrics of tries.toReversed()) {
    const placing = { ...bare, metrics, machines: machinesOf(bare.system, bare.slots) }
    const placed = placing.machines.map((record) => placeMachine(record, placing))
    const ring = isRing(placed) ? ringed(placed, placing, TIGHT) : null
    if (ring !== null) return finish(ring, placing)
  }
  return null
}

function shelved(tries: readonly Metrics[], bare: Bare): Picture {
  const metrics = tries.at(-1) as Metrics
  const placing = { ...bare, metrics, machines: machinesOf(bare.system, bare.slots) }
  return finish(
    shelvesOf(
      placing.machines.map((record) => placeMachine(record, placing)),
      placing,
    ),
    placing,
  )
}

/** A bold letter of a name takes about so much, as a part of its size, px. */
const LETTER = { large: 8.6, medium: 8.6, small: 7.6, glyph: 7 } as const

/** Room for `✕ shutdown`, px. */
const REASON = 80

/** No name makes cells wider than so much, px. */
const WIDEST = 280

/** The density with cells wide enough for the longest name, where there is room; then as it is. */
function withRoomForNames(metrics: Metrics, slots: readonly Slot[]): readonly Metrics[] {
  const longest = Math.max(0, ...slots.map(({ label }) => label.length))
  const text = Math.max(REASON, longest * LETTER[metrics.density])
  const wanted = metrics.shape + 12 + text
  const cellWidth = Math.min(WIDEST, Math.ceil(wanted / 4) * 4)
  return cellWidth <= metrics.cellWidth ? [metrics] : [{ ...metrics, cellWidth }, metrics]
}

/** Up to so many processes keep their cards, even if the picture has to scroll. */
const FEW = 16

/**
 * Every machine that is known or has a node. Where others are supervised from stands first, so that
 * the tree reads from left to right on everybody's screen; then they stand in the order they came.
 */
function machinesOf(system: System, slots: readonly Slot[]): readonly MachineRecord[] {
  const machines = new Map(system.machines)
  for (const node of system.nodes.values()) {
    if (machines.has(node.machine)) continue
    const seen = { here: false, status: 'up', cut: false, since: node.since, report: null } as const
    machines.set(node.machine, { name: node.machine, ...seen })
  }
  if ([...system.nodes.values()].every(isBare)) {
    return [...machines.values()].sort((a, b) => byName(a.name, b.name))
  }
  const rank = rankOf(system, slots)
  return [...machines.values()].sort((a, b) => (rank.get(b.name) ?? 0) - (rank.get(a.name) ?? 0))
}

/** Processes elsewhere that a machine supervises count most, then supervisors of its own. */
function rankOf(system: System, slots: readonly Slot[]): ReadonlyMap<string, number> {
  const machineOf = (slot: Slot) => system.nodes.get(slot.node)?.machine ?? ''
  const byId = new Map(slots.map((slot) => [slot.id, slot]))
  const rank = new Map<string, number>()
  const add = (machine: string, points: number) =>
    rank.set(machine, (rank.get(machine) ?? 0) + points)
  for (const slot of slots) {
    const parent = byId.get(slot.parent ?? '')
    if (parent !== undefined && machineOf(parent) !== machineOf(slot)) add(machineOf(parent), 1_000)
    if (slot.process.supervisor !== null) add(machineOf(slot), 1)
  }
  return rank
}

/** From three on, nodes of a simulated world stand in a ring, so that no link crosses a card. */
function isRing(placed: readonly PlacedMachine[]): boolean {
  return placed.length > 2 && placed.every(({ nodes: [node] }) => node && isBare(node.record))
}

/** Room between nodes at least, so that what is on its way can be seen, px. */
const TIGHT = 12
const WAY = { large: 56, medium: 48, small: 40, glyph: 20 } as const

function ringed(
  placed: readonly PlacedMachine[],
  { metrics, size }: Placing,
  gap: number = WAY[metrics.density],
) {
  const boxes = placed.map(({ box }) => box)
  const points = ringOf(boxes, size, { margin: metrics.margin, gap })
  if (points === null) return null
  return placed.map((machine, at) => {
    const { x, y } = points[at] ?? { x: 0, y: 0 }
    return put(machine, x, y, 0)
  })
}

interface Part {
  readonly machine: MachineBox
  readonly nodes: readonly NodeBox[]
  readonly block: Block
}

/**
 * Machines side by side. Where the width doesn't suffice, one above the other; else those after the
 * first are stacked in columns beside it; null when that doesn't fit either.
 */
function columnsOf(placed: readonly PlacedMachine[], placing: Placing): readonly Part[] | null {
  const { metrics, size } = placing
  const row = placed.map((machine) => [machine])
  if (widthOf(row, metrics) <= size.width) return putColumns(row, placing)
  const tower = [placed]
  if (widthOf(tower, metrics) <= size.width && heightOf(placed, metrics) <= size.height) {
    return putColumns(tower, placing)
  }
  const columns: PlacedMachine[][] = placed.slice(0, 1).map((machine) => [machine])
  for (const machine of placed.slice(1)) {
    const column = columns.length > 1 ? columns.at(-1) : undefined
    if (column === undefined || heightOf([...column, machine], metrics) > size.height)
      columns.push([machine])
    else column.push(machine)
  }
  return widthOf(columns, metrics) <= size.width ? putColumns(columns, placing) : null
}

function widthOf(
  columns: readonly (readonly PlacedMachine[])[],
  { gutter, margin }: Metrics,
): number {
  const widths = columns.map((column) => Math.max(...column.map((machine) => machine.box.width)))
  return widths.reduce((sum, width) => sum + width + gutter, 2 * margin - gutter)
}

function heightOf(column: readonly PlacedMachine[], { gutter, margin }: Metrics): number {
  return column.reduce((sum, machine) => sum + machine.box.height + gutter, 2 * margin - gutter)
}

function putColumns(
  columns: readonly (readonly PlacedMachine[])[],
  { metrics, size }: Placing,
): readonly Part[] {
  const height = Math.max(0, ...columns.map((column) => heightOf(column, metrics)))
  const top = Math.max(0, Math.floor((size.height - height) / 3)) + metrics.margin
  let x = Math.max(0, Math.floor((size.width - widthOf(columns, metrics)) / 2)) + metrics.margin
  return columns.flatMap((column) => {
    const left = x
    let y = top
    x += Math.max(...column.map((machine) => machine.box.width)) + metrics.gutter
    return column.map((machine) => {
      const part = put(machine, left, y, 0)
      y += machine.box.height + metrics.gutter
      return part
    })
  })
}

/** The last resort: rows of machines, as many as the width asks for, to be scrolled. */
function shelvesOf(placed: readonly PlacedMachine[], { metrics, size }: Placing): readonly Part[] {
  const { margin, gutter } = metrics
  let shelf = 0
  let x = margin
  let y = margin
  let height = 0
  return placed.map((machine) => {
    if (x > margin && x + machine.box.width + margin > size.width) {
      shelf += 1
      x = margin
      y += height + gutter
      height = 0
    }
    const part = put(machine, x, y, shelf)
    x += machine.box.width + gutter
    height = Math.max(height, machine.box.height)
    return part
  })
}

function put(placed: PlacedMachine, x: number, y: number, shelf: number): Part {
  return {
    machine: { ...placed.box, x, y, record: placed.record, shelf },
    nodes: placed.nodes.map((node) => ({ ...node, x: node.x + x, y: node.y + y })),
    block: move(placed.block, x, y),
  }
}

function finish(parts: readonly Part[], { metrics }: Placing): Picture {
  const { margin } = metrics
  const picture = {
    width: Math.max(0, ...parts.map(({ machine }) => machine.x + machine.width + margin)),
    height: Math.max(0, ...parts.map(({ machine }) => machine.y + machine.height + margin)),
    metrics,
    machines: parts.map((part) => part.machine),
    nodes: parts.flatMap((part) => part.nodes),
    cells: parts.flatMap((part) => part.block.cells),
    stacks: parts.flatMap((part) => part.block.stacks),
    racks: parts.flatMap((part) => part.block.racks),
  }
  return { ...picture, cords: cordsOf(picture) }
}
