/**
 * Where the verbs stand: beside their thing and never over it while there is room, rather outside
 * of what it is in, on the side where they hide the fewest others. Pure, so that it can be tested.
 */
import type { Box, Size } from './boxes.ts'

const GAP = 8

/** What hiding a px² of its own thing, and standing a px away from it, cost in px² of others. */
const OVER = 100
const AWAY = 20

export function placePanel(
  thing: Box,
  panel: Size,
  others: readonly Box[],
  bounds: Box,
  around: Box = thing,
): { readonly x: number; readonly y: number } {
  const middle = thing.y + thing.height / 2 - panel.height / 2
  const sides = [
    { x: thing.x + thing.width + GAP, y: middle },
    { x: thing.x, y: thing.y + thing.height + GAP },
    { x: thing.x - panel.width - GAP, y: middle },
    { x: thing.x, y: thing.y - panel.height - GAP },
    { x: thing.x + thing.width - panel.width, y: thing.y + thing.height + GAP },
    { x: thing.x + thing.width - panel.width, y: thing.y - panel.height - GAP },
    { x: around.x + around.width + GAP, y: middle },
    { x: around.x - panel.width - GAP, y: middle },
    { x: thing.x, y: around.y + around.height + GAP },
    { x: thing.x, y: around.y - panel.height - GAP },
  ].map((side) => within(side, panel, bounds))
  let best = { x: thing.x, y: thing.y + thing.height + GAP }
  let least = Number.POSITIVE_INFINITY
  for (const side of sides) {
    const box = { ...side, ...panel }
    const hidden = others.reduce((sum, other) => sum + overlap(box, other), 0)
    const cost = hidden + OVER * overlap(box, thing) + AWAY * gap(box, thing)
    if (cost < least) {
      least = cost
      best = side
    }
  }
  return best
}

function within(at: { readonly x: number; readonly y: number }, panel: Size, bounds: Box) {
  const x = Math.min(at.x, bounds.x + bounds.width - panel.width - 4)
  const y = Math.min(at.y, bounds.y + bounds.height - panel.height - 4)
  return { x: Math.max(bounds.x + 4, Math.round(x)), y: Math.max(bounds.y + 4, Math.round(y)) }
}

/** How far two boxes are from each other, px. */
function gap(a: Box, b: Box): number {
  const dx = Math.max(a.x - b.x - b.width, b.x - a.x - a.width, 0)
  const dy = Math.max(a.y - b.y - b.height, b.y - a.y - a.height, 0)
  return Math.hypot(dx, dy)
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}
