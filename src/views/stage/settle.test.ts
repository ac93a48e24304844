/** Layout shifts, but never under a pointer. */
import { describe, expect, it } from 'vitest'
import { addOtter, killCounter, running } from '../sample.ts'
import { layout } from './layout.ts'
import { holdStill, moves } from './settle.ts'

const size = { width: 1_096, height: 440 }

describe('holding still', () => {
  it('is needed when another machine pushes the first aside', () => {
    const cast = running()
    const before = layout(cast.sample.system(), size)
    addOtter(cast)
    expect(moves(before, layout(cast.sample.system(), size))).toBe(true)
  })

  it('is not needed for a restart', () => {
    const cast = running()
    const before = layout(cast.sample.system(), size)
    killCounter(cast)
    expect(moves(before, layout(cast.sample.system(), size))).toBe(false)
  })

  it('keeps the places and tells the news', () => {
    const cast = running()
    const before = layout(cast.sample.system(), size)
    addOtter(cast)
    killCounter(cast)
    const after = layout(cast.sample.system(), size)
    const held = holdStill(before, after)
    expect(held.cells.map(({ x, y }) => [x, y])).toEqual(before.cells.map(({ x, y }) => [x, y]))
    expect(held.cells.find(({ slot }) => slot.label === 'counter')?.slot.past).toHaveLength(1)
  })
})
