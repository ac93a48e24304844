/** A frame over the field, in places; and the cursor that keys move. */
import { describe, expect, it } from 'vitest'
import { cell } from '../../kernel/index.ts'
import type { Bed } from '../observer/state.ts'
import { darkened, firstLiving, livingIn, swathsIn } from './brush.ts'
import { frameBetween, moved } from './cursor.ts'
import type { FieldLayout } from './layout.ts'

/** Two blocks of ten columns side by side, ten pixels a cell: 25 and 10 cells. */
const layout: FieldLayout = {
  width: 220,
  height: 50,
  label: 20,
  plots: [
    { parent: 1, x: 0, y: 20, cell: 10, columns: 10, rows: 3, count: 25, width: 100 },
    { parent: 2, x: 120, y: 20, cell: 10, columns: 10, rows: 1, count: 10, width: 100 },
  ],
}

const bed = (parent: number, ...looks: number[]): Bed => ({
  parent,
  label: 'flock',
  alive: looks.filter((look) => look !== cell.dark).length,
  cells: Uint8Array.from(looks),
})

describe('a frame', () => {
  it('takes the cells it touches, row by row, whichever corner came first', () => {
    const cells = [
      {
        parent: 1,
        cells: [
          [12, 13],
          [22, 23],
        ],
      },
    ]
    expect(swathsIn(layout, { x1: 25, y1: 32, x2: 39, y2: 45 })).toEqual(cells)
    expect(swathsIn(layout, { x1: 39, y1: 45, x2: 25, y2: 32 })).toEqual(cells)
  })

  it('takes whole rows as one piece, and of the last row only what is there', () => {
    expect(swathsIn(layout, { x1: 0, y1: 0, x2: 110, y2: 100 })).toEqual([
      { parent: 1, cells: [[0, 24]] },
    ])
    expect(swathsIn(layout, { x1: 51, y1: 41, x2: 99, y2: 49 })).toEqual([])
  })

  it('takes from several blocks', () => {
    const swaths = swathsIn(layout, { x1: 90, y1: 20, x2: 121, y2: 25 })
    expect(swaths).toEqual([
      { parent: 1, cells: [[9, 9]] },
      { parent: 2, cells: [[0, 0]] },
    ])
  })
})

describe('who lives in it', () => {
  const { dark, waiting, young } = cell
  const beds = [bed(1, waiting, dark, young, waiting)]

  it('is counted, and the dead are not', () => {
    expect(livingIn(beds, [{ parent: 1, cells: [[0, 2]] }])).toBe(2)
    expect(livingIn(beds, [{ parent: 9, cells: [[0, 2]] }])).toBe(0)
  })

  it('can be chosen by a number', () => {
    expect(firstLiving(beds[0] as Bed, 2)).toEqual({ parent: 1, cells: [[0, 2]] })
  })

  it('is shown dark without changing what was told', () => {
    const [shown] = darkened(beds, [{ parent: 1, cells: [[2, 3]] }])
    expect([...(shown?.cells ?? [])]).toEqual([waiting, dark, dark, dark])
    expect(beds[0]?.cells[2]).toBe(young)
  })
})

describe('the cursor', () => {
  it('goes along rows and on to the next block', () => {
    expect(moved(layout, null, 'ArrowRight')).toEqual({ parent: 1, at: 0 })
    expect(moved(layout, { parent: 1, at: 3 }, 'ArrowDown')).toEqual({ parent: 1, at: 13 })
    expect(moved(layout, { parent: 1, at: 24 }, 'ArrowRight')).toEqual({ parent: 2, at: 0 })
    expect(moved(layout, { parent: 2, at: 0 }, 'ArrowLeft')).toEqual({ parent: 1, at: 24 })
    expect(moved(layout, { parent: 2, at: 9 }, 'PageDown')).toEqual({ parent: 2, at: 9 })
    expect(moved(layout, { parent: 1, at: 3 }, 'x')).toBeNull()
  })

  it('spans a frame from where it began', () => {
    const frame = frameBetween(layout, { parent: 1, at: 13 }, { parent: 1, at: 1 })
    expect(frame).toEqual({ x1: 10, y1: 20, x2: 39, y2: 39 })
    if (frame !== null) {
      expect(swathsIn(layout, frame)).toEqual([
        {
          parent: 1,
          cells: [
            [1, 3],
            [11, 13],
          ],
        },
      ])
    }
  })
})
