/**
 * The field's cells on a canvas. Small ones are told apart by brightness, larger ones by a shape as
 * well; hue only helps. A cell that came since the last look stays marked for a few looks more.
 */
import { cell } from '../../kernel/index.ts'
import type { Bed } from '../observer/state.ts'
import type { FieldLayout, Plot } from './layout.ts'

/** The tokens it paints with, as the page has them now. */
export interface Inks {
  readonly panel: string
  readonly ink: string
  readonly alive: string
  readonly dead: string
  readonly suspect: string
}

export function inksOf(element: Element): Inks {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    panel: token('panel'),
    ink: token('ink'),
    alive: token('alive'),
    dead: token('dead'),
    suspect: token('suspect'),
  }
}

/** For how long a cell counts as new, in tenths of a second. */
const freshTenths = 15
/** From this edge on a cell has a shape. */
const shapedEdge = 7

interface Known {
  readonly cells: Uint8Array
  /** Since when somebody lives in each cell, in tenths of a second; 0: for long. */
  readonly since: Uint32Array
}

/** What is new in each block, look after look: who lives where at the last look nobody did. */
export class Freshness {
  private readonly known = new Map<number, Known>()
  private now = 0

  look(beds: readonly Bed[], nowMs: number): void {
    this.now = Math.floor(nowMs / 100) + freshTenths
    const there = new Set(beds.map(({ parent }) => parent))
    for (const parent of this.known.keys()) if (!there.has(parent)) this.known.delete(parent)
    for (const { parent, cells } of beds) {
      const before = this.known.get(parent)
      const since = new Uint32Array(cells.length)
      for (let at = 0; at < cells.length; at++) {
        const was = before?.cells[at] ?? cell.dark
        const isNew = cells[at] === cell.young || (was === cell.dark && before !== undefined)
        since[at] = isNew && cells[at] !== cell.dark ? this.now : (before?.since[at] ?? 0)
      }
      this.known.set(parent, { cells, since })
    }
  }

  /** Whether that cell's inhabitant came within the last moments. */
  of(parent: number): (at: number) => boolean {
    const since = this.known.get(parent)?.since
    return (at) => this.now - (since?.[at] ?? 0) < freshTenths
  }
}

/** A cell's look with its freshness: an index into tints and shapes. */
function lookAt(cells: Uint8Array, isNew: (at: number) => boolean, at: number): number {
  const look = cells[at] as number
  if (look !== cell.waiting && look !== cell.young) return look
  return isNew(at) ? cell.young : cell.waiting
}

export function paintField(
  canvas: HTMLCanvasElement,
  layout: FieldLayout,
  beds: readonly Bed[],
  fresh: Freshness,
  inks: Inks,
): void {
  if (canvas.width !== layout.width) canvas.width = layout.width
  if (canvas.height !== layout.height) canvas.height = Math.max(1, layout.height)
  const pen = canvas.getContext('2d')
  if (pen === null) return
  pen.clearRect(0, 0, canvas.width, canvas.height)
  pen.imageSmoothingEnabled = false
  const shapes = layout.cell >= shapedEdge ? shapesOf(layout.cell, inks) : null
  const tints = tintsOf(inks)
  for (const plot of layout.plots) {
    const bed = beds.find(({ parent }) => parent === plot.parent)
    if (bed === undefined) continue
    const isNew = fresh.of(bed.parent)
    if (shapes !== null) paintShapes(pen, plot, layout.cell, bed.cells, isNew, shapes)
    else paintPoints(pen, plot, layout.cell, bed.cells, isNew, tints)
  }
}

type Pen = CanvasRenderingContext2D

function paintShapes(
  pen: Pen,
  { x, y, columns }: Plot,
  edge: number,
  cells: Uint8Array,
  isNew: (at: number) => boolean,
  shapes: readonly HTMLCanvasElement[],
): void {
  for (let at = 0; at < cells.length; at++) {
    const shape = shapes[lookAt(cells, isNew, at)]
    if (shape === undefined) continue
    pen.drawImage(shape, x + (at % columns) * edge, y + Math.floor(at / columns) * edge)
  }
}

const scratch = document.createElement('canvas')

function paintPoints(
  pen: Pen,
  { x, y, columns }: Plot,
  edge: number,
  cells: Uint8Array,
  isNew: (at: number) => boolean,
  tints: Uint32Array,
): void {
  const rows = Math.ceil(cells.length / columns)
  if (rows === 0) return
  const image = new ImageData(columns, rows)
  const points = new Uint32Array(image.data.buffer)
  const held = tints[cell.held] as number
  for (let at = 0; at < cells.length; at++) {
    const look = lookAt(cells, isNew, at)
    // Every other pixel of those that are held stays empty: a weave.
    if (look === cell.held && edge === 1 && (at + Math.floor(at / columns)) % 2 === 1) continue
    points[at] = look === cell.held ? held : (tints[look] as number)
  }
  if (edge === 1) return pen.putImageData(image, x, y)
  scratch.width = columns
  scratch.height = rows
  scratch.getContext('2d')?.putImageData(image, 0, 0)
  pen.drawImage(scratch, x, y, columns * edge, rows * edge)
  if (edge >= 3) rule(pen, { x, y, columns, rows }, edge)
}

/** A pixel between two cells. */
function rule(
  pen: Pen,
  { x, y, columns, rows }: Omit<Plot, 'parent' | 'count' | 'width'>,
  edge: number,
) {
  for (let column = 1; column <= columns; column++) {
    pen.clearRect(x + column * edge - 1, y, 1, rows * edge)
  }
  for (let row = 1; row <= rows; row++) pen.clearRect(x, y + row * edge - 1, columns * edge, 1)
}

const looks = ['dark', 'waiting', 'runnable', 'held', 'young'] as const

/** Each look's colour; their brightness differs on either paper. */
function colours({ panel, ink, alive, dead, suspect }: Inks): readonly string[] {
  return [mix(dead, 26, panel), mix(alive, 48, panel), ink, suspect, mix(alive, 82, ink)]
}

function mix(colour: string, percent: number, into: string): string {
  return `color-mix(in srgb, ${colour} ${percent}%, ${into})`
}

/** As the bytes of a picture have them. */
function tintsOf(inks: Inks): Uint32Array {
  const key = Object.values(inks).join()
  if (known?.key === key) return known.tints
  scratch.width = looks.length
  scratch.height = 1
  const pen = scratch.getContext('2d')
  const tints = new Uint32Array(looks.length)
  if (pen === null) return tints
  for (const [at, colour] of colours(inks).entries()) {
    pen.fillStyle = colour
    pen.fillRect(at, 0, 1, 1)
  }
  tints.set(new Uint32Array(pen.getImageData(0, 0, looks.length, 1).data.buffer))
  known = { key, tints }
  return tints
}

let known: { readonly key: string; readonly tints: Uint32Array } | null = null

/** A cell of each look, drawn once. */
export function shapesOf(edge: number, inks: Inks): readonly HTMLCanvasElement[] {
  return colours(inks).map((colour, look) => {
    const canvas = document.createElement('canvas')
    canvas.width = edge
    canvas.height = edge
    const pen = canvas.getContext('2d')
    if (pen !== null) drawShape(pen, looks[look] as (typeof looks)[number], edge - 1, colour, inks)
    return canvas
  })
}

function drawShape(
  pen: Pen,
  look: (typeof looks)[number],
  edge: number,
  colour: string,
  { panel, dead, suspect }: Inks,
): void {
  const third = Math.max(2, Math.round(edge / 3))
  pen.fillStyle = colour
  switch (look) {
    case 'dark':
      pen.strokeStyle = dead
      pen.lineWidth = Math.max(1, edge / 10)
      pen.beginPath()
      for (const [a, b] of [
        [1, edge - 1],
        [edge - 1, 1],
      ] as const) {
        pen.moveTo(1, a)
        pen.lineTo(edge - 1, b)
      }
      return pen.stroke()
    case 'waiting':
      return pen.fillRect(0, 0, edge, edge)
    case 'runnable':
      pen.fillRect(0, 0, edge, edge)
      pen.fillStyle = panel
      return pen.fillRect((edge - third) / 2, (edge - third) / 2, third, third)
    case 'held':
      pen.strokeStyle = suspect
      pen.strokeRect(0.5, 0.5, edge - 1, edge - 1)
      pen.fillRect(edge * 0.28, 2, Math.max(1, edge / 7), edge - 4)
      return pen.fillRect(edge * 0.6, 2, Math.max(1, edge / 7), edge - 4)
    case 'young':
      pen.beginPath()
      pen.moveTo(edge / 2, 0)
      pen.lineTo(edge, edge / 2)
      pen.lineTo(edge / 2, edge)
      pen.lineTo(0, edge / 2)
      return pen.fill()
  }
}
