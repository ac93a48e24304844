/**
 * Boxes in a ring: as far from each other as the room allows, none over another, so that a straight
 * line between any two crosses no third. Pure.
 */
import type { Size } from './boxes.ts'

export interface RingOptions {
  readonly margin: number
  /** Between two boxes at least, px. */
  readonly gap: number
}

interface Corner {
  readonly x: number
  readonly y: number
}

/** Points looked at on the way round. */
const STEPS = 480

/** The upper left corners, the first box on top, then clockwise; null when they don't fit. */
export function ringOf(
  boxes: readonly Size[],
  room: Size,
  { margin, gap }: RingOptions,
): readonly Corner[] | null {
  const width = Math.max(...boxes.map((box) => box.width))
  const height = Math.max(...boxes.map((box) => box.height))
  const across = (room.width - width) / 2 - margin
  const down = (room.height - height) / 2 - margin
  if (across < 0 || down < 0) return null
  const middle = { x: room.width / 2, y: room.height / 2 }
  for (const bulge of bulges) {
    const box = { x: width + gap, y: height + gap }
    const radius = { x: across, y: down }
    const points = filling(evenly(boxes.length, radius, box, bulge), radius)
    const corners = points.map(({ x, y }, at) => {
      const size = boxes[at] as Size
      return {
        x: Math.round(middle.x + x - size.width / 2),
        y: Math.round(middle.y + y - size.height / 2),
      }
    })
    if (!overlap(corners, boxes, gap)) return corners
  }
  return null
}

/** An ellipse first, then rounder and rounder rectangles, which have room for more (Lamé). */
const bulges = [2, 3, 5] as const

/** Of radius 1, from the top. */
const curves: ReadonlyMap<number, readonly Corner[]> = new Map(
  bulges.map((bulge) => {
    const bulged = (part: number) => Math.sign(part) * Math.abs(part) ** (2 / bulge)
    const points = Array.from({ length: STEPS + 1 }, (_, step) => {
      const angle = (step / STEPS) * 2 * Math.PI - Math.PI / 2
      return { x: bulged(Math.cos(angle)), y: bulged(Math.sin(angle)) }
    })
    return [bulge, points]
  }),
)

/**
 * So many points of such a ring from its top, evenly by how much of a box lies between them:
 * further apart where boxes stand side by side than where they stand above each other.
 */
function evenly(count: number, radius: Corner, box: Corner, bulge: number): readonly Corner[] {
  const curve = curves.get(bulge) ?? []
  const at = (step: number) => {
    const { x, y } = curve[step] as Corner
    return { x: radius.x * x, y: radius.y * y }
  }
  const lengths = [0]
  for (let step = 1; step <= STEPS; step++) {
    const [a, b] = [at(step - 1), at(step)]
    const apart = Math.max(Math.abs(a.x - b.x) / box.x, Math.abs(a.y - b.y) / box.y)
    lengths.push((lengths[step - 1] ?? 0) + apart)
  }
  const whole = lengths[STEPS] ?? 0
  return Array.from({ length: count }, (_, place) => {
    const wanted = (whole * place) / count
    return at(lengths.findIndex((length) => length >= wanted))
  })
}

/** Stretched so that they take all the room: an odd number leaves some at the bottom. */
function filling(points: readonly Corner[], radius: Corner): readonly Corner[] {
  const stretched = (of: (point: Corner) => number, reach: number) => {
    const least = Math.min(...points.map(of))
    const span = Math.max(...points.map(of)) - least
    return (point: Corner) =>
      span < 1 ? of(point) : ((of(point) - least) / span) * 2 * reach - reach
  }
  const x = stretched((point) => point.x, radius.x)
  const y = stretched((point) => point.y, radius.y)
  return points.map((point) => ({ x: x(point), y: y(point) }))
}

function overlap(corners: readonly Corner[], boxes: readonly Size[], gap: number): boolean {
  return corners.some((a, i) =>
    corners.some((b, j) => {
      const [boxA, boxB] = [boxes[i] as Size, boxes[j] as Size]
      if (j <= i) return false
      const besides = a.x + boxA.width + gap <= b.x || b.x + boxB.width + gap <= a.x
      const above = a.y + boxA.height + gap <= b.y || b.y + boxB.height + gap <= a.y
      return !besides && !above
    }),
  )
}
