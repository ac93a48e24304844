/** The tokens and letters that the picture is painted with, as the page has them now. */
import type { Frame } from './frame.ts'
import type { Picture, Tone } from './marks.ts'

/** What a picture is drawn with: a canvas's context, or one that writes SVG. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'arc'
  | 'beginPath'
  | 'clip'
  | 'closePath'
  | 'fill'
  | 'fillRect'
  | 'fillStyle'
  | 'fillText'
  | 'font'
  | 'globalAlpha'
  | 'lineTo'
  | 'lineWidth'
  | 'measureText'
  | 'moveTo'
  | 'rect'
  | 'restore'
  | 'rotate'
  | 'roundRect'
  | 'save'
  | 'scale'
  | 'setLineDash'
  | 'stroke'
  | 'strokeRect'
  | 'strokeStyle'
  | 'textAlign'
  | 'textBaseline'
  | 'translate'
>

export interface Inks {
  readonly paper: string
  readonly panel: string
  readonly ink: string
  readonly soft: string
  readonly line: string
  readonly hair: string
  readonly ruling: string
  readonly alive: string
  readonly dead: string
  readonly suspect: string
  readonly selected: string
  readonly wash: string
  readonly later: string
  readonly small: string
  readonly mono: string
  readonly bold: string
}

export interface Painting {
  readonly picture: Picture
  readonly frame: Frame
  readonly inks: Inks
  /** The event that keys stand on. */
  readonly focus: number | null
  /** What is right of the clock hasn't happened yet, for who reads. */
  readonly past: boolean
}

export function inksOf(element: Element): Inks {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    paper: token('paper'),
    panel: token('panel'),
    ink: token('ink'),
    soft: token('soft'),
    line: token('line'),
    hair: token('hair'),
    ruling: token('ruling'),
    alive: token('alive'),
    dead: token('dead'),
    suspect: token('suspect'),
    selected: token('selected'),
    wash: token('wash-selected'),
    later: `color-mix(in srgb, ${token('ink')} 4%, transparent)`,
    small: `400 13px ${token('font')}`,
    mono: `400 13px ${token('mono')}`,
    bold: `600 13px ${token('font')}`,
  }
}

export interface TextOptions {
  readonly ink: string
  readonly font: string
  readonly align?: CanvasTextAlign
  /** What is behind the letters is covered with it. */
  readonly paper?: string
}

export function textOn(pen: Pen, text: string, x: number, y: number, options: TextOptions): void {
  const { ink, font, align = 'left', paper } = options
  pen.font = font
  pen.textAlign = align
  pen.textBaseline = 'middle'
  if (paper !== undefined) {
    const { width } = pen.measureText(text)
    pen.fillStyle = paper
    pen.fillRect(align === 'center' ? x - width / 2 - 3 : x - 3, y - 8, width + 6, 16)
  }
  pen.fillStyle = ink
  pen.fillText(text, x, y + 0.5)
}

/** What isn't lit steps back, and stays to be seen. */
export function alphaOf(tone: Tone): number {
  return tone === 'dim' ? 0.28 : 1
}

export function ring(pen: Pen, { x, y }: { x: number; y: number }, radius: number, ink: string) {
  pen.strokeStyle = ink
  pen.lineWidth = 1.5
  pen.beginPath()
  pen.arc(x, y, radius, 0, 7)
  pen.stroke()
}
