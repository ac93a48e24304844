/** The field laid out: everybody has a cell, cells don't overlap, and none moves for nothing. */
import { describe, expect, it } from 'vitest'
import { cellUnder, type FieldLayout, layField } from './layout.ts'

const room = { width: 1_060, height: 290, label: 22, gap: 12 }

const flocks = (count: number, each: number) =>
  Array.from({ length: count }, (_, at) => ({ parent: at + 1, count: each }))

const edgeOf = ({ plots }: FieldLayout) => plots[0]?.cell ?? 0

function overlaps({ plots }: FieldLayout): boolean {
  const boxes = plots.map(({ x, y, cell, columns, rows }) => ({
    left: x,
    top: y,
    right: x + columns * cell,
    bottom: y + rows * cell,
  }))
  return boxes.some((a, at) =>
    boxes
      .slice(at + 1)
      .some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
  )
}

describe('the field', () => {
  it.each([
    [1, 1],
    [4, 250],
    [8, 12_500],
    [16, 62_500],
    [300, 3],
  ])('gives each of %d blocks of %d its cells', (count, each) => {
    const layout = layField(flocks(count, each), room)
    expect(layout.plots).toHaveLength(count)
    expect(layout.plots.every(({ columns, rows }) => columns * rows >= each)).toBe(true)
    expect(layout.plots.every(({ x, cell, columns }) => x + columns * cell <= 1_060)).toBe(true)
    expect(overlaps(layout)).toBe(false)
  })

  it('draws few as large as they fit, and a million as a pixel each', () => {
    expect(edgeOf(layField(flocks(1, 5), room))).toBe(24)
    expect(edgeOf(layField(flocks(4, 2_500), room))).toBeGreaterThan(3)
    const million = layField(flocks(16, 62_500), room)
    expect(edgeOf(million)).toBe(1)
    expect(million.height).toBeGreaterThan(room.height)
  })

  it('keeps the cells of a small block beside a million large enough to be hit', () => {
    const layout = layField([...flocks(16, 62_500), { parent: 99, count: 4 }], room)
    const small = layout.plots.find(({ parent }) => parent === 99)
    expect(small?.cell).toBeGreaterThan(7)
    expect(overlaps(layout)).toBe(false)
    if (small !== undefined) {
      const [x, y] = [small.x + small.cell + 1, small.y + small.cell - 1]
      expect(cellUnder(layout, x, y)).toEqual({ parent: 99, at: 1 })
    }
  })

  it('has room for the names over columns on a small screen', () => {
    const { plots } = layField(flocks(4, 2_500), { ...room, width: 340 })
    expect(Math.min(...plots.map(({ width }) => width))).toBeGreaterThanOrEqual(110)
  })

  it('keeps the cells in their places while a block grows a little', () => {
    const [before, after] = [2_450, 2_460].map((each) => layField(flocks(4, each), room))
    const places = (layout?: FieldLayout) =>
      layout?.plots.map(({ x, y, columns }) => [x, y, columns])
    expect(places(after)).toEqual(places(before))
  })

  it('tells which cell is under a point', () => {
    const layout = layField(flocks(2, 100), room)
    const [, second] = layout.plots
    if (second === undefined) throw new Error('two blocks were wanted')
    const x = second.x + 3 * second.cell + 1
    const y = second.y + second.cell + 1
    expect(cellUnder(layout, x, y)).toEqual({ parent: 2, at: second.columns + 3 })
    expect(cellUnder(layout, x, second.y - 2)).toBeNull()
    expect(cellUnder(layout, room.width + 5, y)).toBeNull()
  })
})
