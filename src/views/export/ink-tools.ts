/** Colours and letters as this browser has them: any CSS colour as numbers, any text's width. */
import type { PenTools } from './svg-pen.ts'
import { Paint } from './svg-text.ts'

const nothing = new Paint([0, 0, 0], 0)

export function inkTools(): PenTools {
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (pen === null) return { paintOf: () => nothing, widthOf: (text) => text.length * 8 }
  const known = new Map<string, Paint>()
  return {
    paintOf(css) {
      const paint = known.get(css) ?? read(pen, css)
      known.set(css, paint)
      return paint
    },
    widthOf(text, font) {
      pen.font = font
      return pen.measureText(text).width
    },
  }
}

/** One pixel of it. What is almost not there has lost its hue, and isn't seen. */
function read(pen: CanvasRenderingContext2D, css: string): Paint {
  if (css === 'none' || css === '') return nothing
  pen.clearRect(0, 0, 1, 1)
  pen.fillStyle = 'rgb(0 0 0 / 0)'
  pen.fillStyle = css
  pen.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data
  return new Paint([red, green, blue], alpha / 255)
}
