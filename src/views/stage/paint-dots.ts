/** Dots on a canvas: a path for each way to fare, flows over them, a ring around the chosen. */
import type { NodeFault } from '../lab/sight.ts'
import type { Flow } from './chords.ts'
import { dotBox, type Field } from './places.ts'

export interface DotsPicture {
  readonly field: Field
  readonly gravest: ReadonlyMap<string, NodeFault['do']>
  readonly sided: ReadonlySet<string>
  readonly flows: readonly Flow[]
  /** Index of the chosen one; −1: none. */
  readonly at: number
}

export function paintDots(canvas: HTMLCanvasElement, picture: DotsPicture): void {
  const { field } = picture
  const ratio = Math.min(2, window.devicePixelRatio || 1)
  const width = Math.round(field.width * ratio)
  const height = Math.round(field.height * ratio)
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  const pen = canvas.getContext('2d')
  if (pen === null) return
  const style = getComputedStyle(canvas)
  const ink = (name: string) => style.getPropertyValue(`--${name}`)
  pen.setTransform(ratio, 0, 0, ratio, 0, 0)
  pen.clearRect(0, 0, field.width, field.height)
  paintNodes(pen, picture, ink)
  paintFlows(pen, picture, ink)
  if (picture.at < 0) return
  const { x, y, width: side } = dotBox(field, picture.at)
  pen.strokeStyle = ink('selected')
  pen.lineWidth = 2.5
  pen.strokeRect(x - 2, y - 2, side + 3, side + 3)
}

/** Well: filled. Crashed: a cross. Anything else: hollow. On a side: with a bar below. */
function paintNodes(
  pen: CanvasRenderingContext2D,
  { field, gravest, sided }: DotsPicture,
  ink: (name: string) => string,
): void {
  const { pitch, names } = field
  const side = Math.max(2, Math.round(pitch * 0.62))
  const [well, crashed, troubled, bars] = [new Path2D(), new Path2D(), new Path2D(), new Path2D()]
  const shift = (pitch - side) / 2
  for (let at = 0; at < names.length; at++) {
    const box = dotBox(field, at)
    const x = box.x + shift
    const y = box.y + shift
    const name = names[at] as string
    const what = gravest.get(name)
    if (what === undefined) well.rect(x, y, side, side)
    else if (what === 'crash') {
      crashed.moveTo(x, y)
      crashed.lineTo(x + side, y + side)
      crashed.moveTo(x + side, y)
      crashed.lineTo(x, y + side)
    } else troubled.rect(x + 0.5, y + 0.5, side - 1, side - 1)
    if (sided.has(name)) bars.rect(box.x, y + side + 1, pitch, Math.max(1, shift - 1))
  }
  pen.fillStyle = ink('alive')
  pen.fill(well)
  pen.strokeStyle = ink('dead')
  pen.lineWidth = side > 6 ? 2 : 1.25
  pen.stroke(crashed)
  pen.strokeStyle = ink('suspect')
  pen.stroke(troubled)
  pen.fillStyle = ink('selected')
  pen.fill(bars)
}

/** Flows with numbers from so many messages on. */
const NUMBERED = 8

function paintFlows(
  pen: CanvasRenderingContext2D,
  { field, flows }: DotsPicture,
  ink: (name: string) => string,
): void {
  if (flows.length === 0) return
  const index = new Map(field.names.map((name, at) => [name, at]))
  const middle = (name: string) => {
    const box = dotBox(field, index.get(name) ?? 0)
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
  pen.strokeStyle = ink('ink')
  pen.lineWidth = 0.75
  pen.globalAlpha = 0.55
  pen.beginPath()
  for (const { from, to } of flows) {
    const [a, b] = [middle(from), middle(to)]
    pen.moveTo(a.x, a.y)
    pen.lineTo(b.x, b.y)
  }
  pen.stroke()
  pen.globalAlpha = 1
  pen.font = '600 13px sans-serif'
  pen.fillStyle = ink('ink')
  for (const { from, to, count } of flows.slice(0, 20)) {
    if (count < NUMBERED) continue
    const [a, b] = [middle(from), middle(to)]
    pen.fillText(String(count), (a.x + b.x) / 2, (a.y + b.y) / 2)
  }
}
