/** The picture on a canvas: its ground, its lanes, its axis and the page's clock. It reads marks. */
import { type Frame, isSeen, pointOf, roomOf } from './frame.ts'
import { type Inks, type Painting, type Pen, textOn } from './inks.ts'
import type { Lane, Life } from './marks.ts'
import { paintAxis, paintClock, paintFlag } from './paint-axis.ts'
import { paintArrows, paintDots, paintFlows, paintWords } from './paint-marks.ts'

/** What is on a canvas now, for whoever draws it again elsewhere. */
const paintings = new WeakMap<Element, Painting>()

export function paintingOn(canvas: Element): Painting | null {
  return paintings.get(canvas) ?? null
}

export function paint(canvas: HTMLCanvasElement, painting: Painting, scale: number): void {
  const pen = canvas.getContext('2d')
  if (pen === null) return
  paintings.set(canvas, painting)
  const { frame } = painting
  const [width, height] = [Math.round(frame.width * scale), Math.round(frame.height * scale)]
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width
    canvas.height = height
  }
  pen.setTransform(scale, 0, 0, scale, 0, 0)
  paintWith(pen, painting)
}

export function paintWith(pen: Pen, painting: Painting): void {
  const { frame, inks, picture } = painting
  pen.fillStyle = inks.paper
  pen.fillRect(0, 0, frame.width, frame.height)
  pen.save()
  clip(pen, frame)
  paintGround(pen, painting)
  for (const lane of picture.lanes) if (isSeen(lane.across, frame)) paintLane(pen, lane, painting)
  paintWaits(pen, painting)
  paintFlows(pen, painting)
  paintArrows(pen, painting)
  paintDots(pen, painting)
  paintWords(pen, painting)
  pen.restore()
  paintAxis(pen, painting)
  for (const flag of picture.flags) paintFlag(pen, flag, painting)
  paintClock(pen, painting)
}

function clip(pen: Pen, { left, top, width, height }: Frame): void {
  pen.beginPath()
  pen.rect(left, top, width - left, height - top)
  pen.clip()
}

/** A line over the whole room, at one moment or at one lane. */
function line(pen: Pen, frame: Frame, at: { along?: number; across?: number }): void {
  const room = roomOf(frame)
  const a = pointOf(frame, { along: at.along ?? 0, across: at.across ?? frame.scroll })
  const b = pointOf(frame, {
    along: at.along ?? room.along,
    across: at.across ?? frame.scroll + room.across,
  })
  pen.beginPath()
  pen.moveTo(a.x, a.y)
  pen.lineTo(b.x, b.y)
  pen.stroke()
}

function paintGround(pen: Pen, { picture, frame, inks, past }: Painting): void {
  const room = roomOf(frame)
  pen.lineWidth = 1
  pen.strokeStyle = inks.ruling
  for (const { along } of picture.ticks) line(pen, frame, { along: Math.round(along) + 0.5 })
  if (past && picture.cursor !== null) {
    pen.fillStyle = inks.later
    fillAlong(pen, frame, picture.cursor, room.along)
  }
  if (picture.begins !== null && picture.begins > 1) {
    hatch(pen, frame, picture.begins, inks)
  }
  for (const { across } of picture.headings) {
    if (!isSeen(across, frame)) continue
    pen.strokeStyle = inks.hair
    line(pen, frame, { across: Math.round(across) + 0.5 })
  }
}

function fillAlong(pen: Pen, frame: Frame, from: number, to: number): void {
  const a = pointOf(frame, { along: from, across: frame.scroll })
  const b = pointOf(frame, { along: to, across: frame.scroll + roomOf(frame).across })
  pen.fillRect(a.x, a.y, b.x - a.x, b.y - a.y)
}

/** Before the oldest event nothing is known: hatched, as a recording's edge is. */
function hatch(pen: Pen, frame: Frame, to: number, inks: Inks): void {
  const b = pointOf(frame, { along: to, across: frame.scroll + roomOf(frame).across })
  pen.save()
  pen.beginPath()
  pen.rect(frame.left, frame.top, b.x - frame.left, b.y - frame.top)
  pen.clip()
  pen.strokeStyle = inks.hair
  pen.beginPath()
  const reach = b.y - frame.top
  for (let x = frame.left - reach; x < b.x; x += 8) {
    pen.moveTo(x, frame.top + reach)
    pen.lineTo(x + reach, frame.top)
  }
  pen.stroke()
  pen.restore()
  pen.strokeStyle = inks.line
  line(pen, frame, { along: to })
}

function paintLane(pen: Pen, lane: Lane, painting: Painting): void {
  const { frame, inks } = painting
  if (lane.selected) {
    pen.fillStyle = inks.wash
    const a = pointOf(frame, { along: 0, across: lane.across - frame.gap / 2 })
    const b = pointOf(frame, { along: roomOf(frame).along, across: lane.across + frame.gap / 2 })
    pen.fillRect(a.x, a.y, b.x - a.x, b.y - a.y)
  }
  pen.lineWidth = 1
  pen.strokeStyle = inks.hair
  pen.setLineDash([1, 5])
  line(pen, frame, { across: Math.round(lane.across) + 0.5 })
  pen.setLineDash([])
  for (const life of lane.lives) paintLife(pen, lane, life, painting)
}

function paintLife(pen: Pen, lane: Lane, life: Life, { frame, inks }: Painting): void {
  if (life.to <= 0 || life.from >= roomOf(frame).along) return
  const a = pointOf(frame, { along: life.from, across: lane.across })
  const b = pointOf(frame, { along: life.to, across: lane.across })
  pen.strokeStyle = lane.selected ? inks.selected : inks.line
  pen.lineWidth = lane.label === null ? 4 : lane.selected ? 2.5 : 1.5
  pen.beginPath()
  pen.moveTo(a.x, a.y)
  pen.lineTo(b.x, b.y)
  pen.stroke()
  if (life.ends === 'lost') {
    pen.fillStyle = inks.paper
    pen.strokeStyle = inks.suspect
    pen.lineWidth = 1.5
    pen.beginPath()
    pen.arc(b.x, b.y, 7, 0, 7)
    pen.fill()
    pen.stroke()
    textOn(pen, '?', b.x, b.y, { ink: inks.suspect, font: inks.bold, align: 'center' })
  }
  if (life.pid === null || !life.begins) return
  const at = frame.down ? { x: a.x + 12, y: a.y + 17 } : { x: a.x + 7, y: a.y - 19 }
  if (life.to - life.from > 60) {
    textOn(pen, life.pid, at.x, at.y, { ink: inks.soft, font: inks.small, paper: inks.paper })
  }
}

function paintWaits(pen: Pen, { picture, frame, inks }: Painting): void {
  pen.strokeStyle = inks.line
  pen.globalAlpha = 0.45
  pen.lineWidth = 5
  pen.beginPath()
  for (const { from, to, across } of picture.waits) {
    const [a, b] = [from, to].map((along) => pointOf(frame, { along, across }))
    if (a === undefined || b === undefined) continue
    pen.moveTo(a.x, a.y)
    pen.lineTo(b.x, b.y)
  }
  pen.stroke()
  pen.globalAlpha = 1
}
