/**
 * Walking the picture by arrow keys: up to the parent, down to the first child, sideways along the
 * row. Above a root stand its node and its machine, so that everything can be reached.
 */
import type { Selection } from '../action.ts'
import { isBare, type Picture } from './boxes.ts'
import type { Cell } from './tidy.ts'

export type Direction = 'up' | 'down' | 'left' | 'right'

/** Where the walk begins: the topmost process, else the first machine. */
export function firstThing(picture: Picture): Selection | null {
  const cell = [...picture.cells].sort((a, b) => a.y - b.y || a.x - b.x)[0]
  if (cell !== undefined) return ofCell(cell)
  const node = picture.nodes[0]?.record
  if (node !== undefined && isBare(node)) return { thing: 'node', name: node.name }
  const machine = picture.machines[0]
  return machine === undefined ? null : { thing: 'machine', name: machine.record.name }
}

/** The next thing in that direction; null at the picture's edge. */
export function nextThing(
  picture: Picture,
  from: Selection,
  direction: Direction,
): Selection | null {
  switch (from.thing) {
    case 'process':
      return fromCell(picture, from.key, direction)
    case 'node':
      return fromNode(picture, from.name, direction)
    case 'machine':
      return fromMachine(picture, from.name, direction)
    case 'link':
      return {
        thing: 'node',
        name: direction === 'left' || direction === 'up' ? from.from : from.to,
      }
    case 'message':
      return { thing: 'node', name: from.sent[0] }
  }
}

function fromCell(picture: Picture, key: string, direction: Direction): Selection | null {
  const cell = picture.cells.find(({ slot }) => slot.process.key === key)
  if (cell === undefined) return firstThing(picture)
  if (picture.metrics.outline) return inOutline(picture, cell, direction)
  switch (direction) {
    case 'up': {
      const parent = picture.cells.find(({ id }) => id === cell.slot.parent)
      return parent === undefined ? { thing: 'node', name: cell.slot.node } : ofCell(parent)
    }
    case 'down':
      return leftmost(picture.cells.filter(({ slot }) => slot.parent === cell.id))
    case 'left':
    case 'right': {
      const row = picture.cells.filter(({ y }) => y === cell.y).sort((a, b) => a.x - b.x)
      const next = row[row.indexOf(cell) + (direction === 'left' ? -1 : 1)]
      return next === undefined ? null : ofCell(next)
    }
  }
}

/** Up and down line by line, left to the parent, right to the first child. */
function inOutline(picture: Picture, cell: Cell, direction: Direction): Selection | null {
  const lines = picture.cells.filter(({ slot }) => slot.node === cell.slot.node)
  lines.sort((a, b) => a.y - b.y || a.x - b.x)
  const at = lines.indexOf(cell)
  const next = {
    up: lines[at - 1],
    down: lines[at + 1],
    left: lines.find(({ id }) => id === cell.slot.parent),
    right: lines.find(({ slot }) => slot.parent === cell.id),
  }[direction]
  if (next !== undefined) return ofCell(next)
  return direction === 'up' || direction === 'left' ? { thing: 'node', name: cell.slot.node } : null
}

function fromNode(picture: Picture, name: string, direction: Direction): Selection | null {
  const at = picture.nodes.findIndex(({ record }) => record.name === name)
  const node = picture.nodes[at]
  if (node === undefined) return firstThing(picture)
  if (direction === 'up' && isBare(node.record)) return null
  if (direction === 'up') return { thing: 'machine', name: node.record.machine }
  if (direction === 'down') {
    const cells = picture.cells.filter(({ slot }) => slot.node === name)
    const top = Math.min(...cells.map(({ y }) => y))
    return leftmost(cells.filter(({ y }) => y === top))
  }
  const next = picture.nodes[at + (direction === 'left' ? -1 : 1)]
  return next === undefined ? null : { thing: 'node', name: next.record.name }
}

function fromMachine(picture: Picture, name: string, direction: Direction): Selection | null {
  const at = picture.machines.findIndex(({ record }) => record.name === name)
  if (direction === 'up') return null
  if (direction === 'down') {
    const node = picture.nodes.find(({ record }) => record.machine === name)
    return node === undefined ? null : { thing: 'node', name: node.record.name }
  }
  const next = picture.machines[at + (direction === 'left' ? -1 : 1)]
  return next === undefined ? null : { thing: 'machine', name: next.record.name }
}

function leftmost(cells: readonly Cell[]): Selection | null {
  const cell = [...cells].sort((a, b) => a.x - b.x)[0]
  return cell === undefined ? null : ofCell(cell)
}

function ofCell(cell: Cell): Selection {
  return { thing: 'process', key: cell.slot.process.key }
}

export function sameThing(a: Selection | null, b: Selection | null): boolean {
  if (a === null || b === null) return a === b
  return nameOfThing(a) === nameOfThing(b)
}

/** A name that no other thing has. */
export function nameOfThing(thing: Selection): string {
  switch (thing.thing) {
    case 'process':
      return `process:${thing.key}`
    case 'link':
      return `link:${thing.from}>${thing.to}`
    case 'message':
      return `message:${thing.sent.join('/')}`
    default:
      return `${thing.thing}:${thing.name}`
  }
}
