/** The lines into which the browser has broken a text, each with its place on the screen. */

export interface Line {
  readonly text: string
  readonly left: number
  readonly top: number
  readonly height: number
}

export function linesOf(node: Text): readonly Line[] {
  const lines: Line[] = []
  const range = document.createRange()
  const isCode = /^pre/.test(getComputedStyle(node.parentElement as Element).whiteSpace)
  for (const { 0: word, index } of node.data.matchAll(/\s*\S+\s*?/g)) {
    const blank = word.length - word.trimStart().length
    range.setStart(node, index + blank)
    range.setEnd(node, index + word.length)
    const { left, top, height, width } = range.getBoundingClientRect()
    if (width === 0) continue
    const last = lines.at(-1)
    const space = blank === 0 ? '' : isCode ? word.slice(0, blank) : ' '
    if (last !== undefined && Math.abs(last.top - top) < 2) {
      lines[lines.length - 1] = { ...last, text: last.text + space + word.trim() }
    } else lines.push({ text: word.trim(), left, top, height })
  }
  return lines
}
