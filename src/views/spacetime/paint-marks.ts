/** Arrows, flows, dots and words on the canvas: shapes tell what they are, hue only helps. */
import { type Frame, isSeen, pointOf } from './frame.ts'
import { alphaOf, type Inks, type Painting, type Pen, ring, textOn } from './inks.ts'
import { type Arrow, type Dot, numberFrom, type Spot } from './marks.ts'

interface Point {
  readonly x: number
  readonly y: number
}

/** How the kinds of signals are drawn: an exit is dashed, a monitor's news dotted. */
const dashes = { message: [], exit: [6, 4], down: [1.5, 4], spawn: [] } as const

function inkOf(flavour: Arrow['flavour'], inks: Inks): string {
  if (flavour === 'exit' || flavour === 'down') return inks.dead
  return flavour === 'spawn' ? inks.alive : inks.ink
}

function isBeside({ a, b }: { a: Spot; b: Spot }, frame: Frame): boolean {
  return !isSeen(a.across, frame) && !isSeen(b.across, frame) && sameSide(a, b, frame)
}

function sameSide(a: Spot, b: Spot, { scroll }: Frame): boolean {
  return a.across < scroll === b.across < scroll
}

export function paintArrows(pen: Pen, { picture, frame, inks }: Painting): void {
  const lit = picture.arrows.toSorted((a, b) => Number(b.tone === 'dim') - Number(a.tone === 'dim'))
  for (const arrow of lit) if (!isBeside(arrow, frame)) paintArrow(pen, arrow, frame, inks)
  pen.globalAlpha = 1
  pen.setLineDash([])
}

function paintArrow(pen: Pen, arrow: Arrow, frame: Frame, inks: Inks): void {
  const { flavour, tail, tip, tone } = arrow
  const [a, b] = [pointOf(frame, arrow.a), pointOf(frame, arrow.b)]
  const ink = inkOf(flavour, inks)
  pen.globalAlpha = alphaOf(tone)
  pen.strokeStyle = ink
  pen.fillStyle = ink
  pen.lineWidth = tone === 'cause' || tone === 'effect' ? 2 : 1.25
  pen.setLineDash(tail === 'unknown' ? [2, 3] : dashes[flavour])
  pen.beginPath()
  pen.moveTo(a.x, a.y)
  pen.lineTo(b.x, b.y)
  pen.stroke()
  pen.setLineDash([])
  if (tail === 'unknown') hollow(pen, a, inks)
  const way = Math.atan2(b.y - a.y, b.x - a.x)
  if (tip === 'arrives') head(pen, b, way, flavour, inks)
  else if (tip === 'open') hollow(pen, b, inks)
  else cross(pen, b, 4.5, inks.dead, inks.paper)
  if (arrow.found) ring(pen, b, 9, inks.suspect)
}

/** Where nothing is told of the other end. */
function hollow(pen: Pen, { x, y }: Point, inks: Inks): void {
  pen.fillStyle = inks.paper
  pen.lineWidth = 1.25
  pen.beginPath()
  pen.arc(x, y, 3, 0, 7)
  pen.fill()
  pen.stroke()
}

function head(pen: Pen, at: Point, way: number, flavour: Arrow['flavour'], inks: Inks): void {
  pen.save()
  pen.translate(at.x, at.y)
  pen.rotate(way)
  pen.beginPath()
  pen.moveTo(-9, -4)
  pen.lineTo(-1, 0)
  pen.lineTo(-9, 4)
  if (flavour === 'message') {
    pen.closePath()
    pen.fill()
  } else {
    pen.lineWidth = 1.75
    if (flavour === 'down') pen.closePath()
    pen.fillStyle = inks.paper
    if (flavour === 'down') pen.fill()
    pen.stroke()
  }
  pen.restore()
}

export function cross(pen: Pen, { x, y }: Point, arm: number, ink: string, paper: string): void {
  for (const [colour, width] of [
    [paper, 5],
    [ink, 2.25],
  ] as const) {
    pen.strokeStyle = colour
    pen.lineWidth = width
    pen.beginPath()
    pen.moveTo(x - arm, y - arm)
    pen.lineTo(x + arm, y + arm)
    pen.moveTo(x + arm, y - arm)
    pen.lineTo(x - arm, y + arm)
    pen.stroke()
  }
}

export function paintFlows(pen: Pen, { picture, frame, inks }: Painting): void {
  for (const flow of picture.flows) {
    if (isBeside(flow, frame)) continue
    const [a, b] = [pointOf(frame, flow.a), pointOf(frame, flow.b)]
    const ink = inkOf(flow.flavour, inks)
    pen.globalAlpha = alphaOf(flow.tone) * 0.75
    pen.strokeStyle = ink
    pen.fillStyle = ink
    pen.lineWidth = Math.min(7, 1 + Math.log2(flow.count))
    pen.setLineDash(dashes[flow.flavour])
    pen.beginPath()
    pen.moveTo(a.x, a.y)
    pen.lineTo(b.x, b.y)
    pen.stroke()
    pen.setLineDash([])
    if (flow.tip === 'arrives') {
      head(pen, b, Math.atan2(b.y - a.y, b.x - a.x), flow.flavour, inks)
    } else if (flow.tip === 'open') hollow(pen, b, inks)
    else cross(pen, b, 4.5, inks.dead, inks.paper)
    if (flow.found) ring(pen, b, 9, inks.suspect)
  }
  pen.globalAlpha = 1
}

export function paintDots(pen: Pen, { picture, frame, inks, focus }: Painting): void {
  for (const dot of picture.dots) {
    if (!isSeen(dot.across, frame)) continue
    const at = pointOf(frame, dot)
    pen.globalAlpha = alphaOf(dot.tone)
    if (dot.events.length >= numberFrom) cluster(pen, dot, at, inks)
    else single(pen, dot.kind, at, inks)
    pen.globalAlpha = 1
    if (dot.found) ring(pen, at, 8, inks.suspect)
    if (dot.tone === 'self') ring(pen, at, 8, inks.selected)
    if (focus !== null && dot.events.includes(focus)) focused(pen, at, inks)
  }
}

function focused(pen: Pen, { x, y }: Point, inks: Inks): void {
  pen.strokeStyle = inks.selected
  pen.lineWidth = 2
  pen.strokeRect(x - 11, y - 11, 22, 22)
}

function single(pen: Pen, kind: Dot['kind'], at: Point, inks: Inks): void {
  const { x, y } = at
  const disc = (radius: number, fill: string, stroke: string | null) => {
    pen.beginPath()
    pen.arc(x, y, radius, 0, 7)
    pen.fillStyle = fill
    pen.fill()
    if (stroke === null) return
    pen.strokeStyle = stroke
    pen.lineWidth = 1.75
    pen.stroke()
  }
  switch (kind) {
    case 'exit':
      return cross(pen, at, 5.5, inks.dead, inks.paper)
    case 'spawn':
      return disc(4.5, inks.paper, inks.alive)
    case 'sent':
      return disc(2.5, inks.ink, null)
    case 'exit_sent':
      return disc(2.5, inks.dead, null)
    case 'received':
      return disc(3.75, inks.ink, null)
    case 'delivered':
    case 'exit_arrived':
    case 'down':
      return disc(2.5, inks.paper, kind === 'delivered' ? inks.line : inks.dead)
    case 'state':
      return box(pen, at, 3, inks.panel, inks.line)
    case 'suspend':
    case 'resume':
      return box(pen, at, 4.5, inks.panel, inks.suspect)
    default:
      pen.fillStyle = inks.line
      return pen.fillRect(x - 1, y - 4, 2, 8)
  }
}

function box(pen: Pen, { x, y }: Point, half: number, fill: string, stroke: string): void {
  pen.fillStyle = fill
  pen.strokeStyle = stroke
  pen.lineWidth = 1.5
  pen.fillRect(x - half, y - half, 2 * half, 2 * half)
  pen.strokeRect(x - half, y - half, 2 * half, 2 * half)
}

/** How many happened here; an end among them keeps its sign. */
function cluster(pen: Pen, { events, kind }: Dot, at: Point, inks: Inks): void {
  const text = kind === 'exit' ? `✕ ${events.length}` : String(events.length)
  pen.font = inks.bold
  const width = pen.measureText(text).width + 8
  const [ink, fill] = kind === 'exit' ? [inks.dead, inks.panel] : [inks.ink, inks.panel]
  pen.fillStyle = fill
  pen.strokeStyle = kind === 'exit' ? inks.dead : inks.line
  pen.lineWidth = 1
  pen.beginPath()
  pen.roundRect(at.x - width / 2, at.y - 9, width, 18, 2)
  pen.fill()
  pen.stroke()
  textOn(pen, text, at.x, at.y, { ink, font: inks.bold, align: 'center' })
}

export function paintWords(pen: Pen, { picture, frame, inks }: Painting): void {
  for (const arrow of picture.arrows) {
    if (arrow.wordAt === null || arrow.word === '' || isBeside(arrow, frame)) continue
    const { x, y } = pointOf(frame, arrow.wordAt)
    pen.globalAlpha = alphaOf(arrow.tone)
    const ink = arrow.flavour === 'message' ? inks.ink : inks.dead
    textOn(pen, arrow.word, x, y, { ink, font: inks.mono, align: 'center', paper: inks.paper })
  }
  for (const flow of picture.flows) {
    if (isBeside(flow, frame)) continue
    const at = pointOf(frame, flow.wordAt)
    pen.globalAlpha = alphaOf(flow.tone)
    const text = `× ${flow.count}`
    textOn(pen, text, at.x, at.y, {
      ink: inks.ink,
      font: inks.small,
      align: 'center',
      paper: inks.paper,
    })
  }
  pen.globalAlpha = 1
}
