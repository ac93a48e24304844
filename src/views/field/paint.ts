/**
 * The field's cells on a canvas. Small ones are told apart by brightness, larger ones by a shape as
 * well; hue only helps. A cell that came since the last look stays marked for a few looks more.
 */
import { cell } from '../../kernel/index.ts'
import { freshTenths, type Known } from './freshness.ts'
import type { Plot } from './layout.ts'

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

/** From this edge on a cell has a shape. */
const shapedEdge = 7

/** A cell's look with its freshness: an index into tints and shapes. */
function lookAt(look: number, age: number): number {
  if (look !== cell.waiting && look !== cell.young) return look
  return age < freshTenths ? cell.young : cell.waiting
}

/** Paints one block onto its own canvas. */
export function paintPlot(
  canvas: HTMLCanvasElement,
  { columns, rows }: Plot,
  edge: number,
  known: Known,
  inks: Inks,
): void {
  canvas.width = columns * edge
  canvas.height = rows * edge
  const pen = canvas.getContext('2d')
  if (pen === null) return
  pen.imageSmoothingEnabled = false
  if (edge >= shapedEdge) paintShapes(pen, columns, edge, known, shapesOf(edge, inks))
  else paintPoints(pen, columns, edge, known, tintsOf(inks))
}

type Pen = CanvasRenderingContext2D

function paintShapes(
  pen: Pen,
  columns: number,
  edge: number,
  { cells, since, now }: Known,
  shapes: readonly HTMLCanvasElement[],
): void {
  for (let at = 0; at < cells.length; at++) {
    const shape = shapes[lookAt(cells[at] as number, now - (since[at] ?? 0))]
    if (shape === undefined) continue
    pen.drawImage(shape, (at % columns) * edge, Math.floor(at / columns) * edge)
  }
}

const scratch = document.createElement('canvas')

function paintPoints(
  pen: Pen,
  columns: number,
  edge: number,
  { cells, since, now }: Known,
  tints: Uint32Array,
): void {
  const rows = Math.ceil(cells.length / columns)
  if (rows === 0) return
  const image = new ImageData(columns, rows)
  const points = new Uint32Array(image.data.buffer)
  const held = tints[cell.held] as number
  for (let at = 0; at < cells.length; at++) {
    const look = lookAt(cells[at] as number, now - (since[at] as number))
    // Every other pixel of those that are held stays empty: a weave.
    if (look === cell.held && edge === 1 && (at + Math.floor(at / columns)) % 2 === 1) continue
    points[at] = look === cell.held ? held : (tints[look] as number)
  }
  if (edge === 1) return pen.putImageData(image, 0, 0)
  scratch.width = columns
  scratch.height = rows
  scratch.getContext('2d')?.putImageData(image, 0, 0)
  pen.drawImage(scratch, 0, 0, columns * edge, rows * edge)
  if (edge >= 3) rule(pen, columns, rows, edge)
}

/** A pixel between two cells. */
function rule(pen: Pen, columns: number, rows: number, edge: number): void {
  for (let column = 1; column <= columns; column++) {
    pen.clearRect(column * edge - 1, 0, 1, rows * edge)
  }
  for (let row = 1; row <= rows; row++) pen.clearRect(0, row * edge - 1, columns * edge, 1)
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

/** A cell of each look, drawn once for each size and theme. */
export function shapesOf(edge: number, inks: Inks): readonly HTMLCanvasElement[] {
  const key = [edge, ...Object.values(inks)].join()
  let shapes = drawn.get(key)
  if (shapes === undefined) {
    if (drawn.size > mostDrawn) drawn.clear()
    shapes = colours(inks).map((colour, look) => shapeOf(edge, inks, colour, look))
    drawn.set(key, shapes)
  }
  return shapes
}

const drawn = new Map<string, readonly HTMLCanvasElement[]>()
const mostDrawn = 20

function shapeOf(edge: number, inks: Inks, colour: string, look: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = edge
  canvas.height = edge
  const pen = canvas.getContext('2d')
  if (pen !== null) drawShape(pen, looks[look] as (typeof looks)[number], edge - 1, colour, inks)
  return canvas
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
