/**
 * A canvas's context that writes SVG: what painters of this room use of one. Colours and widths of
 * letters are asked of whoever has a screen.
 */
import type { Pen } from '../spacetime/inks.ts'
import { pathText } from '../spacetime/paint-axis.ts'
import { attributes, number, type Paint, tag } from './svg-text.ts'

export interface PenTools {
  /** A CSS colour as SVG has it. */
  paintOf(css: string): Paint
  /** Px. */
  widthOf(text: string, font: string): number
}

type Matrix = readonly [number, number, number, number, number, number]

const still: Matrix = [1, 0, 0, 1, 0, 0]

type State = Pick<
  Pen,
  'fillStyle' | 'font' | 'globalAlpha' | 'lineWidth' | 'strokeStyle' | 'textAlign' | 'textBaseline'
> & { readonly matrix: Matrix; readonly dash: readonly number[]; readonly clipId: string | null }

export class SvgPen implements Pen {
  fillStyle: Pen['fillStyle'] = '#000'
  strokeStyle: Pen['strokeStyle'] = '#000'
  font = '400 13px sans-serif'
  globalAlpha = 1
  lineWidth = 1
  textAlign: CanvasTextAlign = 'left'
  textBaseline: CanvasTextBaseline = 'alphabetic'
  private matrix = still
  private dash: readonly number[] = []
  private clipId: string | null = null
  private path: string[] = []
  private readonly stack: State[] = []
  private readonly parts: string[] = []
  private clips = 0

  /** `name`: no other picture of the same document has it. */
  constructor(
    private readonly tools: PenTools,
    private readonly name = 'pen',
  ) {}

  /** What was drawn, as elements of SVG. */
  get svg(): string {
    return this.parts.join('\n')
  }

  save(): void {
    const { fillStyle, strokeStyle, font, globalAlpha, lineWidth, textAlign, textBaseline } = this
    const { matrix, dash, clipId } = this
    const inks = { fillStyle, strokeStyle, font, globalAlpha, lineWidth, textAlign, textBaseline }
    this.stack.push({ ...inks, matrix, dash, clipId })
  }

  restore(): void {
    Object.assign(this, this.stack.pop())
  }

  translate(x: number, y: number): void {
    this.transform([1, 0, 0, 1, x, y])
  }

  scale(x: number, y: number): void {
    this.transform([x, 0, 0, y, 0, 0])
  }

  rotate(angle: number): void {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    this.transform([cos, sin, -sin, cos, 0, 0])
  }

  setLineDash(dash: Iterable<number>): void {
    this.dash = [...dash]
  }

  beginPath(): void {
    this.path = []
  }

  moveTo(x: number, y: number): void {
    this.path.push(`M${number(x)} ${number(y)}`)
  }

  lineTo(x: number, y: number): void {
    this.path.push(`L${number(x)} ${number(y)}`)
  }

  closePath(): void {
    this.path.push('Z')
  }

  /** Only whole circles: nothing else is drawn. */
  arc(x: number, y: number, radius: number): void {
    const [left, right, r] = [number(x - radius), number(x + radius), number(radius)]
    const [at, half] = [number(y), `A${r} ${r} 0 0 1 `]
    this.path.push(`M${left} ${at}${half}${right} ${at}${half}${left} ${at}Z`)
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.path.push(boxPath(x, y, width, height))
  }

  roundRect(x: number, y: number, width: number, height: number): void {
    this.rect(x, y, width, height)
  }

  clip(): void {
    const id = `${this.name}-clip-${++this.clips}`
    const shape = tag('path', { d: this.path.join(''), transform: this.transformText() })
    this.parts.push(tag('clipPath', { id, 'clip-path': this.clipText() }, shape))
    this.clipId = id
  }

  fill(): void {
    this.shape(this.path.join(''), { fill: this.tools.paintOf(String(this.fillStyle)) })
  }

  stroke(path?: Path2D): void {
    this.shape(path === undefined ? this.path.join('') : pathText(path), this.outline())
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const fill = this.tools.paintOf(String(this.fillStyle))
    this.shape(boxPath(x, y, width, height), { fill })
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.shape(boxPath(x, y, width, height), this.outline())
  }

  measureText(text: string): TextMetrics {
    return { width: this.tools.widthOf(text, this.font) } as TextMetrics
  }

  fillText(text: string, x: number, y: number): void {
    const [, weight = '400', size = '13', family = 'sans-serif'] =
      /^(\d+) ([\d.]+)px (.*)$/.exec(this.font) ?? []
    const about = {
      x: number(x),
      y: number(y),
      ...this.tools.paintOf(String(this.fillStyle)).as('fill'),
      'font-family': family,
      'font-size': size,
      'font-weight': weight,
      'text-anchor': this.textAlign === 'center' ? 'middle' : null,
      'dominant-baseline': this.textBaseline === 'middle' ? 'central' : null,
    }
    this.parts.push(tag('text', { ...about, ...this.place() }, attributes.escape(text)))
  }

  private outline() {
    const dash = this.dash.length === 0 ? null : this.dash.join(' ')
    const stroke = this.tools.paintOf(String(this.strokeStyle))
    return { stroke, 'stroke-width': number(this.lineWidth), 'stroke-dasharray': dash }
  }

  private shape(
    d: string,
    { fill, stroke, ...more }: { fill?: Paint; stroke?: Paint; [name: string]: unknown },
  ): void {
    if (d === '') return
    const inks = { ...(fill?.as('fill') ?? { fill: 'none' }), ...stroke?.as('stroke') }
    const rest = more as Readonly<Record<string, string | null>>
    this.parts.push(tag('path', { d, ...inks, ...rest, ...this.place() }))
  }

  private place() {
    const opacity = this.globalAlpha === 1 ? null : number(this.globalAlpha)
    return { opacity, transform: this.transformText(), 'clip-path': this.clipText() }
  }

  private clipText(): string | null {
    return this.clipId === null ? null : `url(#${this.clipId})`
  }

  private transformText(): string | null {
    return this.matrix === still ? null : `matrix(${this.matrix.map(number).join(' ')})`
  }

  private transform([a, b, c, d, e, f]: Matrix): void {
    const [A, B, C, D, E, F] = this.matrix
    this.matrix = [
      A * a + C * b,
      B * a + D * b,
      A * c + C * d,
      B * c + D * d,
      A * e + C * f + E,
      B * e + D * f + F,
    ]
  }
}

function boxPath(x: number, y: number, width: number, height: number): string {
  const [w, h] = [number(width), number(height)]
  return `M${number(x)} ${number(y)}h${w}v${h}h${number(-width)}Z`
}
