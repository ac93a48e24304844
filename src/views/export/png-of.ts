/** A picture as PNG: drawn by the browser from its SVG, with the page's own letters. */

/** `scale`: px of the picture for each of the SVG. Null when the browser can't. */
export async function pngOf(svg: string, scale: number): Promise<Blob | null> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await withFonts(svg))}`
  try {
    await image.decode()
  } catch {
    return null
  }
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(image.naturalWidth * scale)
  canvas.height = Math.ceil(image.naturalHeight * scale)
  const pen = canvas.getContext('2d')
  if (pen === null) return null
  pen.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((give) => canvas.toBlob(give, 'image/png'))
}

/** An SVG in an image sees no font of the page: those that it names come along. */
async function withFonts(svg: string): Promise<string> {
  const faces = [...document.styleSheets].flatMap(facesIn).filter(({ style }) => {
    const family = style.getPropertyValue('font-family').replace(/["']/g, '')
    const range = style.getPropertyValue('unicode-range')
    return svg.includes(family) && (range === '' || /U\+0+-/i.test(range))
  })
  const rules = await Promise.all(faces.map(packed))
  return svg.replace('>', `><style>${rules.join('')}</style>`)
}

function facesIn(sheet: CSSStyleSheet): readonly CSSFontFaceRule[] {
  try {
    return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule)
  } catch {
    // Of another origin; ours aren't.
    return []
  }
}

async function packed({ style, parentStyleSheet }: CSSFontFaceRule): Promise<string> {
  const value = (name: string) => style.getPropertyValue(name)
  const url = /url\(["']?([^"')]+)/.exec(value('src'))?.[1]
  if (url === undefined) return ''
  const address = new URL(url, parentStyleSheet?.href ?? document.baseURI)
  const font = await fetch(address).then(
    (answer) => (answer.ok ? answer.arrayBuffer() : null),
    () => null,
  )
  if (font === null) return ''
  let bytes = ''
  for (const byte of new Uint8Array(font)) bytes += String.fromCharCode(byte)
  const src = `url(data:font/woff2;base64,${btoa(bytes)})`
  const about = ['font-family', 'font-style', 'font-weight'].map((name) => `${name}:${value(name)}`)
  return `@font-face{${about.join(';')};src:${src}}`
}
