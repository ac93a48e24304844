/** Signals take the cords, so that they run over nobody's shape or name. */
import { describe, expect, it } from 'vitest'
import { pidKey } from '../../kernel/index.ts'
import { running } from '../sample.ts'
import { routeOf } from './flight-tags.tsx'
import { slotWith } from './forest.ts'
import { layout } from './layout.ts'

describe('routeOf', () => {
  it('goes between siblings by their common channel, and from child to parent by its cord', () => {
    const { sample, desk, counter, clock } = running()
    const picture = layout(sample.system(), { width: 1_096, height: 440 })
    const slots = picture.cells.map(({ slot }) => slot)
    const id = (pid: typeof desk) => slotWith(slots, pidKey(pid))?.id
    const cord = picture.cords.find(({ to }) => to === id(counter))
    expect(routeOf(id(counter), id(desk), picture)).toEqual([...(cord?.points ?? [])].reverse())
    const between = routeOf(id(counter), id(clock), picture) ?? []
    const top = picture.cells.find(({ id: cell }) => cell === id(clock))?.y ?? 0
    expect(between.at(-1)?.y).toBe(top)
    expect(between.every(({ y }) => y <= top)).toBe(true)
  })
})
