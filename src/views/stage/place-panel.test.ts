/** The verbs stand beside their thing, inside the picture, over as little as possible. */
import { describe, expect, it } from 'vitest'
import type { Box } from './boxes.ts'
import { placePanel } from './place-panel.ts'

const bounds = { x: 0, y: 0, width: 600, height: 400 }
const panel = { width: 200, height: 50 }

describe('placePanel', () => {
  it('stands to the right where nothing is', () => {
    const thing = { x: 50, y: 100, width: 100, height: 60 }
    expect(placePanel(thing, panel, [], bounds)).toEqual({ x: 158, y: 105 })
  })

  it('goes below when a neighbour stands to the right', () => {
    const thing = { x: 50, y: 100, width: 100, height: 60 }
    const neighbour = { x: 160, y: 100, width: 100, height: 60 }
    expect(placePanel(thing, panel, [neighbour], bounds)).toEqual({ x: 50, y: 168 })
  })

  it('never leaves the picture', () => {
    const corner = { x: 550, y: 380, width: 50, height: 20 }
    const { x, y } = placePanel(corner, panel, [], bounds)
    expect(x + panel.width).toBeLessThanOrEqual(bounds.width)
    expect(y + panel.height).toBeLessThanOrEqual(bounds.height)
  })

  it('never covers its thing while there is room beside it, whatever else it hides', () => {
    const wide = { x: 200, y: 40, width: 320, height: 140 }
    const crowd = [0, 1, 2, 3].map((at) => ({ x: 150 * at, y: 200, width: 140, height: 150 }))
    const at = placePanel(wide, { width: 380, height: 100 }, crowd, bounds)
    expect(at.y).toBeGreaterThanOrEqual(wide.y + wide.height)
  })

  it('stays near its thing rather than go where nothing is', () => {
    const thing = { x: 20, y: 200, width: 100, height: 40 }
    const near = [
      { x: 128, y: 190, width: 60, height: 60 },
      { x: 20, y: 250, width: 60, height: 40 },
      { x: 20, y: 150, width: 60, height: 40 },
    ]
    const { x, y } = placePanel(thing, panel, near, bounds)
    expect(Math.max(x - 120, Math.abs(y - 195))).toBeLessThan(120)
  })

  it('stands outside of what its thing is in, where that is near', () => {
    const node = { x: 100, y: 100, width: 160, height: 200 }
    const cells = [110, 160, 210, 260].map((y) => ({ x: 104, y, width: 150, height: 36 }))
    const [, thing, ...others] = [cells[0], cells[1], cells[0], cells[2], cells[3]] as Box[]
    const at = placePanel(thing as Box, panel, others, bounds, node)
    expect(at.x).toBeGreaterThanOrEqual(node.x + node.width)
  })
})
