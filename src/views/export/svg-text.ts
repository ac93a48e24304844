/** SVG as text: elements, attributes, numbers; and a colour as SVG has it. */

type Attributes = Readonly<Record<string, string | null>>

/** An element; attributes that are null are left out. `inside` is SVG already. */
export function tag(name: string, about: Attributes, inside = ''): string {
  const open = `<${name}${attributes.of(about)}`
  return inside === '' ? `${open}/>` : `${open}>${inside}</${name}>`
}

export const attributes = {
  of(about: Attributes): string {
    return Object.entries(about)
      .filter((entry): entry is [string, string] => entry[1] !== null)
      .map(([name, value]) => ` ${name}="${attributes.escape(value)}"`)
      .join('')
  },
  /** Also without what XML has no place for. */
  escape(text: string): string {
    return text
      .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
      .replace(/[&<>"]/g, (char) => entities[char] as string)
  },
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** At most hundredths of a px. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100 + 0)
}

/** A colour: red, green and blue from 0 to 255, and how much of it there is, 0 … 1. */
export class Paint {
  constructor(
    readonly rgb: readonly [number, number, number],
    readonly alpha: number,
  ) {}

  get isNothing(): boolean {
    return this.alpha === 0
  }

  as(name: 'fill' | 'stroke'): Attributes {
    if (this.isNothing) return { [name]: 'none' }
    const hex = this.rgb.map((part) => part.toString(16).padStart(2, '0')).join('')
    const isFull = this.alpha === 1
    return { [name]: `#${hex}`, ...(isFull ? {} : { [`${name}-opacity`]: number(this.alpha) }) }
  }
}
