/** The axis with its flags, and the page's clock across the picture. */
import { type Sign, signPath } from '../icon.tsx'
import { markSigns } from '../strip/marks.ts'
import { axisRoom, flagRoom, isSeen, pointOf } from './frame.ts'
import { alphaOf, type Inks, type Painting, type Pen, ring, textOn } from './inks.ts'
import type { Flag } from './marks.ts'

export function paintAxis(pen: Pen, { picture, frame, inks }: Painting): void {
  pen.strokeStyle = inks.line
  pen.lineWidth = 1
  pen.beginPath()
  pen.moveTo(frame.down ? frame.left - 0.5 : 0, frame.down ? 0 : frame.top - 0.5)
  pen.lineTo(
    frame.down ? frame.left - 0.5 : frame.width,
    frame.down ? frame.height : frame.top - 0.5,
  )
  pen.stroke()
  for (const { along, label } of picture.ticks) {
    const { x, y } = pointOf(frame, { along, across: frame.scroll })
    if (frame.down ? y < frame.top + 4 : x > frame.width - 30) continue
    const at = frame.down ? { x: 4, y } : { x: x + 4, y: axisRoom.right / 2 + 1 }
    textOn(pen, label, at.x, at.y, { ink: inks.soft, font: inks.small })
  }
}

export function paintFlag(pen: Pen, flag: Flag, { frame, inks }: Painting): void {
  const point = pointOf(frame, { along: flag.along, across: frame.scroll })
  const at = frame.down
    ? { x: axisRoom.down + 8, y: point.y }
    : { x: point.x, y: axisRoom.right + flagRoom / 2 - 1 }
  if (frame.down ? at.y < frame.top - 8 : at.x < frame.left - 8) return
  const colour = flagInk(flag, inks)
  pen.globalAlpha = alphaOf(flag.tone)
  if (flag.across !== null && isSeen(flag.across, frame)) {
    const end = pointOf(frame, { along: flag.along, across: flag.across })
    pen.strokeStyle = inks.soft
    pen.lineWidth = 1
    pen.setLineDash([3, 3])
    pen.beginPath()
    pen.moveTo(at.x + (frame.down ? 10 : 0), at.y + (frame.down ? 0 : 10))
    pen.lineTo(end.x - (frame.down ? 7 : 0), end.y - (frame.down ? 0 : 7))
    pen.stroke()
    pen.setLineDash([])
  }
  const count = flag.events.length
  paintSign(pen, flag.kind === 'note' ? 'machine' : markSigns[flag.kind], at, colour)
  if (count > 1) {
    textOn(pen, String(count), at.x + 9, at.y, { ink: colour, font: inks.small })
  }
  if (flag.found) ring(pen, at, 11, inks.suspect)
  pen.globalAlpha = 1
}

function flagInk({ kind }: Flag, inks: Inks): string {
  if (kind === 'death' || kind === 'gave_up' || kind === 'lost') return inks.dead
  if (kind === 'restart' || kind === 'joined') return inks.alive
  return kind === 'suspected' ? inks.suspect : inks.soft
}

function paintSign(pen: Pen, sign: Sign, { x, y }: { x: number; y: number }, ink: string): void {
  pen.save()
  pen.translate(x - 7, y - 7)
  pen.scale(14 / 16, 14 / 16)
  pen.strokeStyle = ink
  pen.lineWidth = 2
  pen.stroke(pathOf(sign))
  pen.restore()
}

const paths = new Map<Sign, Path2D>()
const texts = new WeakMap<Path2D, string>()

function pathOf(sign: Sign): Path2D {
  const known = paths.get(sign) ?? new Path2D(signPath(sign))
  paths.set(sign, known)
  texts.set(known, signPath(sign))
  return known
}

/** A sign's path as text: a Path2D doesn't tell. */
export function pathText(path: Path2D): string {
  return texts.get(path) ?? ''
}

/** The reading cursor, as the strip has it. */
export function paintClock(pen: Pen, { picture, frame, inks }: Painting): void {
  if (picture.cursor === null) return
  const { x, y } = pointOf(frame, { along: picture.cursor, across: frame.scroll })
  pen.strokeStyle = inks.selected
  pen.fillStyle = inks.selected
  pen.lineWidth = 1.5
  pen.beginPath()
  if (frame.down) {
    pen.moveTo(axisRoom.down - 4, y)
    pen.lineTo(frame.width, y)
  } else {
    pen.moveTo(x, axisRoom.right)
    pen.lineTo(x, frame.height)
  }
  pen.stroke()
  pen.beginPath()
  if (frame.down) {
    pen.moveTo(axisRoom.down - 4, y - 6)
    pen.lineTo(axisRoom.down - 4, y + 6)
    pen.lineTo(axisRoom.down + 5, y)
  } else {
    pen.moveTo(x - 6, axisRoom.right - 1)
    pen.lineTo(x + 6, axisRoom.right - 1)
    pen.lineTo(x, axisRoom.right + 8)
  }
  pen.fill()
}
