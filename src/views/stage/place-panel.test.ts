/** The verbs stand beside their thing, inside the picture, over as little as possible. */
import { describe, expect, it } from 'vitest'
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
})
