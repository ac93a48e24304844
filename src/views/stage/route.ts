/**
 * The way of one cord, at right angles: down into the channel under its row, along it, and into the
 * child from above; by the gutter from one machine to another, in from the left where that is
 * clear.
 */
import { type Box, isBare, type MachineBox, type NodeBox, type Picture } from './boxes.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** The picture before its cords. */
export type Bare = Omit<Picture, 'cords'>

/** One end: its box on the picture, where it stands, how it fares. */
export interface End {
  readonly id: string
  readonly box: Box
  /** x at which a cord comes in from above or leaves below. */
  readonly anchor: number
  readonly node: NodeBox
  readonly machine: MachineBox
  readonly alive: boolean
}

/** From one end to the other, without needless points. */
export function routeOf(from: End, to: End, picture: Bare): readonly Point[] {
  return tidy(wayOf(from, to, picture))
}

function wayOf(from: End, to: End, picture: Bare): readonly Point[] {
  if (from.machine !== to.machine) {
    if (isBare(from.node.record)) return straight(from, to, picture)
    return between(from, to, picture)
  }
  const start = { x: from.anchor, y: bottom(from, picture) }
  if (picture.metrics.outline) {
    const level = to.box.y + picture.metrics.shape / 2
    return [start, { x: start.x, y: level }, { x: to.box.x, y: level }]
  }
  const end = { x: to.anchor, y: to.box.y }
  const channel = from.node === to.node ? channelBelow(from, picture) : to.box.y - 8
  if (from.node === to.node || (to.box.y > from.box.y && freeBelow(from, picture))) {
    return [start, { x: start.x, y: channel }, { x: end.x, y: channel }, end]
  }
  const own = channelBelow(from, picture)
  const side = from.node.x + from.node.width + picture.metrics.machineSide / 2
  const corner = { x: side, y: own }
  return [
    start,
    { x: start.x, y: own },
    corner,
    { x: side, y: channel },
    { x: end.x, y: channel },
    end,
  ]
}

/** Between nodes of a ring, as the links there run. */
function straight(from: End, to: End, picture: Bare): readonly Point[] {
  const below = to.box.y > from.box.y
  const start = { x: from.anchor, y: below ? bottom(from, picture) : from.box.y }
  return [start, { x: to.anchor, y: below ? to.box.y : bottom(to, picture) }]
}

/** From one machine to another: out by the gutter, over to the other side, in from the left. */
function between(from: End, to: End, picture: Bare): readonly Point[] {
  const { gutter } = picture.metrics
  const out = channelBelow(from, picture)
  const rightward = to.machine.x > from.machine.x
  const wall = rightward ? from.machine.x + from.machine.width : from.machine.x
  const exit = Math.max(4, wall + (rightward ? gutter / 2 : -gutter / 2))
  const start = [
    { x: from.anchor, y: bottom(from, picture) },
    { x: from.anchor, y: out },
    { x: exit, y: out },
  ]
  const clear = leftClear(to, picture)
  const level = clear ? to.box.y + picture.metrics.shape / 2 : to.box.y - 8
  const entry = Math.max(4, to.machine.x - gutter / 2)
  const end = clear
    ? [{ x: to.box.x, y: level }]
    : [
        { x: to.anchor, y: level },
        { x: to.anchor, y: to.box.y },
      ]
  if (!rightward && Math.abs(exit - (to.machine.x + to.machine.width + gutter / 2)) < 1) {
    const above = to.box.y - 8
    return [
      ...start,
      { x: exit, y: above },
      { x: to.anchor, y: above },
      { x: to.anchor, y: to.box.y },
    ]
  }
  if (Math.abs(exit - entry) < 1) {
    return [...start, { x: exit, y: level }, ...end]
  }
  const shelf = picture.machines.filter((machine) => machine.shelf === to.machine.shelf)
  const over = Math.max(3, Math.min(...shelf.map((machine) => machine.y)) - 8)
  return [...start, { x: exit, y: over }, { x: entry, y: over }, { x: entry, y: level }, ...end]
}

function bottom(end: End, picture: Bare): number {
  return end.box.y + picture.metrics.shape
}

/** The channel under a row; under a node's last row, inside its lower margin. */
function channelBelow(end: End, picture: Bare): number {
  const { rowGap, nodeBottom } = picture.metrics
  const under = end.box.y + end.box.height
  const last = under + nodeBottom > end.node.y + end.node.height - 1
  return under + (last ? nodeBottom / 2 : rowGap / 2)
}

function freeBelow(end: End, picture: Bare): boolean {
  return !picture.cells.some(
    (cell) =>
      cell.y > end.box.y &&
      inside(cell, end.node) &&
      cell.x <= end.anchor &&
      cell.x + picture.metrics.cellWidth >= end.anchor,
  )
}

function leftClear(end: End, picture: Bare): boolean {
  return !picture.cells.some(
    (cell) =>
      cell.x < end.box.x &&
      inside(cell, end.machine) &&
      Math.abs(cell.y - end.box.y) < picture.metrics.cellHeight,
  )
}

/** Drops points that lie on the line between their neighbours. */
function tidy(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = []
  for (const [at, point] of points.entries()) {
    const before = kept.at(-1)
    const after = points[at + 1]
    if (before !== undefined && before.x === point.x && before.y === point.y) continue
    const straight =
      before !== undefined &&
      after !== undefined &&
      ((before.x === point.x && point.x === after.x) ||
        (before.y === point.y && point.y === after.y))
    if (!straight) kept.push(point)
  }
  return kept
}

export function inside(point: Point, box: Box): boolean {
  const { x, y } = point
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height
}
