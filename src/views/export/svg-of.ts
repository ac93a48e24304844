/**
 * Any view of the page as one SVG: boxes, edges, letters line by line, drawings with their styles
 * in themselves, and canvases painted again. It names its fonts and needs nothing of the page.
 */
import { paintingOn, paintWith } from '../spacetime/paint.ts'
import { inkTools } from './ink-tools.ts'
import { inlined, placed } from './svg-inlined.ts'
import { linesOf } from './svg-lines.ts'
import { type PenTools, SvgPen } from './svg-pen.ts'
import { attributes, number, tag } from './svg-text.ts'

/** The element as it is on the screen now, what is scrolled away left out. */
export function svgOf(element: Element): string {
  const box = element.getBoundingClientRect()
  const drawing = new Drawing(box, inkTools())
  const ground = groundOf(element)
  const [width, height] = [number(box.width), number(box.height)]
  const paper = tag('rect', { width, height, ...drawing.tools.paintOf(ground).as('fill') })
  const inside = [paper, drawing.of(element)].join('\n')
  const viewBox = `0 0 ${width} ${height}`
  return tag('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox }, inside)
}

/** The colour behind it. */
function groundOf(element: Element): string {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at)
    if (!/^(transparent|rgba\(0, 0, 0, 0\))$/.test(backgroundColor)) return backgroundColor
  }
  return '#fff'
}

class Drawing {
  private clips = 0

  constructor(
    private readonly origin: DOMRect,
    readonly tools: PenTools,
  ) {}

  of(element: Element): string {
    const style = getComputedStyle(element)
    const box = element.getBoundingClientRect()
    if (style.display === 'none' || Number(style.opacity) === 0) return ''
    // Words for screen readers alone.
    if (style.position === 'absolute' && box.width <= 1 && box.height <= 1) return ''
    const [x, y] = [box.left - this.origin.left, box.top - this.origin.top]
    if (element instanceof SVGSVGElement) {
      return placed(inlined(element, this.tools), x, y, box)
    }
    if (element instanceof HTMLCanvasElement) return this.canvas(element, x, y, box)
    const isSeen = style.visibility !== 'hidden'
    const own = isSeen ? [this.box(style, x, y, box), this.value(element, style)] : []
    const inside = this.children(element, style, isSeen)
    const clipped = style.overflow === 'visible' ? inside : this.clipped(inside, x, y, box)
    const parts = [...own, clipped].filter((part) => part !== '').join('\n')
    const opacity = style.opacity === '1' ? null : style.opacity
    return opacity === null || parts === '' ? parts : tag('g', { opacity }, parts)
  }

  private children(element: Element, style: CSSStyleDeclaration, isSeen: boolean): string {
    const parts = [...element.childNodes].map((node) => {
      if (node instanceof Element) return [node, this.of(node)] as const
      return [null, isSeen && node instanceof Text ? this.letters(node, style) : ''] as const
    })
    // What is lifted above others is drawn after them.
    const levelOf = (node: Element | null) =>
      node === null ? 0 : Number(getComputedStyle(node).zIndex) || 0
    const level = (part: (typeof parts)[number]) => levelOf(part[0])
    const inOrder = parts.filter(([, svg]) => svg !== '').sort((a, b) => level(a) - level(b))
    return inOrder.map(([, svg]) => svg).join('\n')
  }

  private box(style: CSSStyleDeclaration, x: number, y: number, box: DOMRect): string {
    const fill = this.tools.paintOf(style.backgroundColor)
    const edges = (['Top', 'Right', 'Bottom', 'Left'] as const).map((side) => ({
      width:
        style[`border${side}Style`] === 'none' ? 0 : Number.parseFloat(style[`border${side}Width`]),
      paint: this.tools.paintOf(style[`border${side}Color`]),
      dash: /dashed|dotted/.test(style[`border${side}Style`]) ? '4 3' : null,
    }))
    const [first] = edges as [(typeof edges)[number]]
    const isEven = edges.every(({ width, dash }) => width === first.width && dash === first.dash)
    const inset = isEven ? first.width / 2 : 0
    const size = {
      x: number(x + inset),
      y: number(y + inset),
      width: number(Math.max(0, box.width - 2 * inset)),
      height: number(Math.max(0, box.height - 2 * inset)),
      rx: radiusOf(style, box),
    }
    const stroke = (edge: typeof first) => ({
      ...edge.paint.as('stroke'),
      'stroke-width': number(edge.width),
      'stroke-dasharray': edge.dash,
    })
    const isDrawn = isEven && first.width > 0 && !first.paint.isNothing
    if (isEven) {
      if (fill.isNothing && !isDrawn) return ''
      return tag('rect', { ...size, ...fill.as('fill'), ...(isDrawn ? stroke(first) : {}) })
    }
    const [w, h] = [box.width, box.height]
    const sides = [
      [x, y, x + w, y],
      [x + w, y, x + w, y + h],
      [x, y + h, x + w, y + h],
      [x, y, x, y + h],
    ] as const
    const lines = edges.map((edge, at) => {
      const [x1, y1, x2, y2] = (sides[at] as (typeof sides)[0]).map(number) as [
        string,
        string,
        string,
        string,
      ]
      return edge.width === 0 ? '' : tag('line', { x1, y1, x2, y2, ...stroke(edge) })
    })
    return [fill.isNothing ? '' : tag('rect', { ...size, ...fill.as('fill') }), ...lines].join('')
  }

  private value(element: Element, style: CSSStyleDeclaration): string {
    const text = fieldText(element)
    if (text === '') return ''
    const { left, top, height } = element.getBoundingClientRect()
    return this.line(text, left + Number.parseFloat(style.paddingLeft) + 1, top + height / 2, style)
  }

  private letters(node: Text, style: CSSStyleDeclaration): string {
    if (node.parentElement?.closest('select, option') != null) return ''
    const lines = linesOf(node).map(({ text, left, top, height }) =>
      this.line(text, left, top + height / 2, style),
    )
    return lines.join('\n')
  }

  private line(text: string, left: number, middle: number, style: CSSStyleDeclaration): string {
    if (text.trim() === '') return ''
    const about = {
      x: number(left - this.origin.left),
      y: number(middle - this.origin.top),
      ...this.tools.paintOf(style.color).as('fill'),
      'font-family': style.fontFamily,
      'font-size': number(Number.parseFloat(style.fontSize)),
      'font-weight': style.fontWeight,
      'dominant-baseline': 'central',
    }
    return tag('text', about, attributes.escape(text))
  }

  private canvas(canvas: HTMLCanvasElement, x: number, y: number, box: DOMRect): string {
    const painting = paintingOn(canvas)
    const transform = `translate(${number(x)} ${number(y)})`
    if (painting === null) {
      const size = { width: number(box.width), height: number(box.height) }
      return tag('image', { ...size, transform, href: canvas.toDataURL() })
    }
    const pen = new SvgPen(this.tools, `canvas-${++this.clips}`)
    paintWith(pen, painting)
    return tag('g', { transform }, pen.svg)
  }

  private clipped(inside: string, x: number, y: number, box: DOMRect): string {
    if (inside === '') return ''
    const id = `box-${++this.clips}`
    const size = { width: number(box.width), height: number(box.height) }
    const shape = tag('rect', { x: number(x), y: number(y), ...size })
    const clip = tag('clipPath', { id }, shape)
    return `${clip}\n${tag('g', { 'clip-path': `url(#${id})` }, inside)}`
  }
}

/** What somebody has put into a field, or a sign for it. */
function fieldText(element: Element): string {
  if (element instanceof HTMLSelectElement) return `${element.selectedOptions[0]?.text ?? ''} ▾`
  if (!(element instanceof HTMLInputElement)) return ''
  switch (element.type) {
    case 'checkbox':
    case 'radio':
      return element.checked ? '☑' : '☐'
    case 'range': {
      const [least, most] = [Number(element.min || 0), Number(element.max || 100)]
      const steps = Math.round(((Number(element.value) - least) / (most - least)) * 8)
      return `${'─'.repeat(steps)}●${'─'.repeat(8 - steps)}`
    }
    default:
      return element.value
  }
}

function radiusOf({ borderTopLeftRadius: radius }: CSSStyleDeclaration, box: DOMRect) {
  const size = Number.parseFloat(radius)
  const px = radius.endsWith('%') ? (size / 100) * Math.min(box.width, box.height) : size
  return px > 0 ? number(px) : null
}
