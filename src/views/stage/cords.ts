/**
 * Cords: the lines from a supervisor to its children, at right angles as in an exchange's wiring
 * diagram. They run in the channels between rows and in the gutters between machines, so that they
 * cross walls and each other but never a card. Where a cord passes a wall it has a terminal.
 */

import type { Box, MachineBox } from './boxes.ts'
import { isAlive } from './forest.ts'
import { type Bare, type End, inside, type Point, routeOf } from './route.ts'

export type { Point } from './route.ts'

export interface Cord {
  readonly id: string
  /** Slot of the supervisor or parent, and slot, rack or stack it leads to. */
  readonly from: string
  readonly to: string
  readonly points: readonly Point[]
  /** Where it passes walls. */
  readonly terminals: readonly Terminal[]
  /** Whether both ends live. */
  readonly whole: boolean
  /** Whether the machine at one end can't be reached, as far as is known. */
  readonly cut: boolean
}

export interface Terminal extends Point {
  readonly of: 'machine' | 'node'
}

export function cordsOf(picture: Bare): readonly Cord[] {
  const ends = endsOf(picture)
  const racked = new Set<string>()
  for (const rack of picture.racks) {
    for (const cell of picture.cells) if (inside(cell, rack)) racked.add(cell.id)
  }
  const pairs = [
    ...picture.cells
      .filter((cell) => !racked.has(cell.id))
      .map((cell) => [cell.slot.parent, cell.id]),
    ...picture.stacks.map((stack) => [stack.parent, stack.id]),
    ...picture.racks.map((rack) => [rack.parent, rack.id]),
  ]
  return pairs.flatMap(([up, down]) => {
    const from = ends.get(up ?? '')
    const to = ends.get(down ?? '')
    return from === undefined || to === undefined ? [] : [cordOf(from, to, picture)]
  })
}

function endsOf(picture: Bare): ReadonlyMap<string, End> {
  const { metrics } = picture
  const ends = new Map<string, End>()
  const add = (id: string, box: Box, anchor: number, alive: boolean): void => {
    const node = picture.nodes.find((region) => inside(box, region))
    const machine = picture.machines.find((enclosure) => inside(box, enclosure))
    if (node !== undefined && machine !== undefined) {
      ends.set(id, { id, box, anchor, node, machine, alive })
    }
  }
  const size = { width: metrics.cellWidth, height: metrics.cellHeight }
  for (const cell of picture.cells) {
    add(
      cell.id,
      { ...size, x: cell.x, y: cell.y },
      cell.x + metrics.shape / 2,
      isAlive(cell.slot.process),
    )
  }
  for (const stack of picture.stacks) {
    add(stack.id, { ...size, x: stack.x, y: stack.y }, stack.x + metrics.shape / 2, true)
  }
  for (const rack of picture.racks) add(rack.id, rack, rack.x + rack.width / 2, true)
  return ends
}

function cordOf(from: End, to: End, picture: Bare): Cord {
  const points = routeOf(from, to, picture)
  const far = from.machine !== to.machine
  return {
    id: `${from.id}>${to.id}`,
    from: from.id,
    to: to.id,
    points,
    terminals: terminalsOf(points, from, to),
    whole: from.alive && to.alive,
    cut: far && !(inReach(from.machine) && inReach(to.machine)),
  }
}

function inReach({ record }: MachineBox): boolean {
  return record.status === 'up' && !record.cut
}

function terminalsOf(points: readonly Point[], from: End, to: End): readonly Terminal[] {
  const walls: (readonly [Box, 'machine' | 'node'])[] = []
  if (from.node !== to.node) walls.push([from.node, 'node'], [to.node, 'node'])
  if (from.machine !== to.machine) walls.push([from.machine, 'machine'], [to.machine, 'machine'])
  return walls.flatMap(([box, of]) =>
    points.slice(1).flatMap((point, at) => {
      const crossing = crossingOf(points[at] as Point, point, box)
      return crossing === null ? [] : [{ ...crossing, of }]
    }),
  )
}

/** Where a straight run passes the wall of a box; at most one wall a run, by construction. */
function crossingOf(a: Point, b: Point, box: Box): Point | null {
  const right = box.x + box.width
  const lower = box.y + box.height
  if (a.y === b.y && a.y > box.y && a.y < lower) {
    const x = [box.x, right].find((wall) => wall > Math.min(a.x, b.x) && wall < Math.max(a.x, b.x))
    return x === undefined ? null : { x, y: a.y }
  }
  if (a.x === b.x && a.x > box.x && a.x < right) {
    const y = [box.y, lower].find((wall) => wall > Math.min(a.y, b.y) && wall < Math.max(a.y, b.y))
    return y === undefined ? null : { x: a.x, y }
  }
  return null
}

/** SVG path data. */
export function pathOf(points: readonly Point[]): string {
  return points
    .map((point, at) => `${at === 0 ? 'M' : 'L'}${round(point.x)} ${round(point.y)}`)
    .join('')
}

function round(value: number): number {
  return Math.round(value * 2) / 2
}

/** Dots where a parent's cords branch. */
export function junctionsOf(cords: readonly Cord[]): readonly Point[] {
  const turns = new Map<string, { point: Point; cords: number }>()
  const sharing = new Map<string, number>()
  for (const cord of cords) sharing.set(cord.from, (sharing.get(cord.from) ?? 0) + 1)
  for (const cord of cords) {
    const turn = cord.points[1]
    if (turn === undefined || cord.points.length < 3 || (sharing.get(cord.from) ?? 0) < 2) continue
    const key = `${cord.from}:${turn.x}:${turn.y}`
    turns.set(key, { point: turn, cords: (turns.get(key)?.cords ?? 0) + 1 })
  }
  return [...turns.values()].map((turn) => turn.point)
}
