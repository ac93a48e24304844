/** What painters draw, as SVG. */
import { describe, expect, it } from 'vitest'
import { SvgPen } from './svg-pen.ts'
import { attributes, number, Paint } from './svg-text.ts'

const tools = {
  paintOf: (css: string) => (css === 'clear' ? new Paint([0, 0, 0], 0) : new Paint([1, 2, 255], 1)),
  widthOf: (text: string) => text.length * 8,
}
const drawn = (draw: (pen: SvgPen) => void) => {
  const pen = new SvgPen(tools)
  draw(pen)
  return pen.svg
}

describe('the pen', () => {
  it('fills and strokes paths, dashed and thin as it was told', () => {
    const svg = drawn((pen) => {
      pen.lineWidth = 1.5
      pen.setLineDash([2, 3])
      pen.beginPath()
      pen.moveTo(1, 2)
      pen.lineTo(3.3333, 4)
      pen.stroke()
      pen.fillRect(0, 0, 10, 20)
    })
    expect(svg.split('\n')).toEqual([
      '<path d="M1 2L3.33 4" fill="none" stroke="#0102ff" stroke-width="1.5" stroke-dasharray="2 3"/>',
      '<path d="M0 0h10v20h-10Z" fill="#0102ff"/>',
    ])
  })

  it('turns and shifts what is drawn until it is restored', () => {
    const svg = drawn((pen) => {
      pen.save()
      pen.translate(10, 20)
      pen.rotate(Math.PI / 2)
      pen.globalAlpha = 0.5
      pen.fillRect(0, 0, 1, 1)
      pen.restore()
      pen.fillRect(0, 0, 1, 1)
    })
    const [turned, plain] = svg.split('\n')
    expect(turned).toContain('opacity="0.5" transform="matrix(0 1 -1 0 10 20)"')
    expect(plain).not.toContain('transform')
  })

  it('keeps within what was clipped, one within another', () => {
    const svg = drawn((pen) => {
      pen.save()
      pen.beginPath()
      pen.rect(0, 0, 5, 5)
      pen.clip()
      pen.beginPath()
      pen.rect(1, 1, 5, 5)
      pen.clip()
      pen.fillRect(0, 0, 9, 9)
      pen.restore()
      pen.fillRect(0, 0, 9, 9)
    })
    const [outer, inner, inside, outside] = svg.split('\n')
    expect(outer).toMatch(/^<clipPath id="pen-clip-1"><path/)
    expect(inner).toMatch(/^<clipPath id="pen-clip-2" clip-path="url\(#pen-clip-1\)">/)
    expect(inside).toContain('clip-path="url(#pen-clip-2)"')
    expect(outside).not.toContain('clip-path')
  })

  it('writes letters with their font by name, and nothing that XML can’t hold', () => {
    const svg = drawn((pen) => {
      pen.font = '600 13px "Atkinson", sans-serif'
      pen.textAlign = 'center'
      pen.textBaseline = 'middle'
      pen.fillText('a < b & \u0000"c"', 1, 2)
    })
    expect(svg).toContain('font-family="&quot;Atkinson&quot;, sans-serif" font-size="13"')
    expect(svg).toContain('text-anchor="middle" dominant-baseline="central"')
    expect(svg).toContain('>a &lt; b &amp; \ufffd&quot;c&quot;</text>')
  })

  it('draws whole circles', () => {
    const svg = drawn((pen) => {
      pen.beginPath()
      pen.arc(10, 10, 4)
      pen.fill()
    })
    expect(svg).toContain('d="M6 10A4 4 0 0 1 14 10A4 4 0 0 1 6 10Z"')
  })
})

it('says colours that aren’t there, or only a little', () => {
  expect(tools.paintOf('clear').as('fill')).toEqual({ fill: 'none' })
  expect(new Paint([255, 0, 16], 0.25).as('stroke')).toEqual({
    stroke: '#ff0010',
    'stroke-opacity': '0.25',
  })
  expect(attributes.of({ a: '"', b: null })).toBe(' a="&quot;"')
  expect([number(-0.001), number(1.005), number(-2)]).toEqual(['0', '1', '-2'])
})
