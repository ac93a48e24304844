/** An SVG of the page with its styles in itself: what style sheets say stands on each element. */
import type { PenTools } from './svg-pen.ts'
import { number } from './svg-text.ts'

const kept = [
  'fill-opacity',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'paint-order',
  'text-anchor',
  'dominant-baseline',
] as const

const letters = ['font-family', 'font-size', 'font-weight'] as const

/** What these say where nobody says anything: it needn't be said. */
const usual: Readonly<Record<string, string>> = {
  'fill-opacity': '1',
  'stroke-opacity': '1',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  opacity: '1',
  'paint-order': 'normal',
  'text-anchor': 'start',
  'dominant-baseline': 'auto',
}

/** A copy that looks the same anywhere; what isn't seen is left out. */
export function inlined(svg: SVGSVGElement, tools: PenTools): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement
  dress(svg, copy, tools)
  return copy
}

function dress(from: Element, to: Element, tools: PenTools): void {
  const style = getComputedStyle(from)
  const pairs = [...from.children].map((child, at) => [child, to.children[at] as Element] as const)
  for (const [child, copy] of pairs) {
    const isSeen = getComputedStyle(child).display !== 'none' || child.tagName === 'title'
    if (isSeen) dress(child, copy, tools)
    else copy.remove()
  }
  for (const { name } of [...to.attributes]) {
    if (/^(class|style|tabindex|role|on\w+|data-.*|aria-.*)$/.test(name)) to.removeAttribute(name)
  }
  if (!(from instanceof SVGGraphicsElement)) return
  for (const name of ['fill', 'stroke'] as const) {
    const css = style.getPropertyValue(name)
    const server = /^url\("?#([^")]+)"?\)/.exec(css)?.[1]
    const paint = server === undefined ? tools.paintOf(css).as(name) : { [name]: `url(#${server})` }
    for (const [key, value] of Object.entries(paint))
      if (value !== null) to.setAttribute(key, value)
  }
  for (const name of kept) {
    const value = style.getPropertyValue(name)
    if (value !== '' && value !== usual[name]) to.setAttribute(name, value.replace(/px\b/g, ''))
  }
  if (from instanceof SVGTextContentElement) {
    for (const name of letters) to.setAttribute(name, style.getPropertyValue(name))
  }
  if (style.visibility === 'hidden') to.setAttribute('visibility', 'hidden')
}

/** Where it stands in a picture, at its size on the screen. */
export function placed(copy: SVGSVGElement, x: number, y: number, box: DOMRect): string {
  copy.setAttribute('x', number(x))
  copy.setAttribute('y', number(y))
  copy.setAttribute('width', number(box.width))
  copy.setAttribute('height', number(box.height))
  return new XMLSerializer().serializeToString(copy)
}
