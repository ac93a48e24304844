/** Cards in a ring. */
import { describe, expect, it } from 'vitest'
import { wallOf } from './chords.ts'
import { ringOf } from './ring.ts'

const room = { width: 900, height: 500 }
const gaps = { margin: 12, gap: 16 }

function ring(count: number, width = 140, height = 80) {
  return ringOf(Array(count).fill({ width, height }), room, gaps)
}

describe('ringOf', () => {
  it.each([3, 4, 5, 7, 12])('puts %i boxes into the room, none over another', (count) => {
    const corners = ring(count) ?? []
    expect(corners).toHaveLength(count)
    for (const [at, { x, y }] of corners.entries()) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(x + 140).toBeLessThanOrEqual(room.width)
      expect(y + 80).toBeLessThanOrEqual(room.height)
      for (const other of corners.slice(at + 1)) {
        expect(Math.abs(other.x - x) >= 140 || Math.abs(other.y - y) >= 80).toBe(true)
      }
    }
  })

  it('begins on top', () => {
    const [first] = ring(5) ?? []
    expect(first?.y).toBe(12)
    expect(Math.abs((first?.x ?? 0) - 380)).toBeLessThanOrEqual(2)
  })

  it('says so when there is no room', () => {
    expect(ring(12, 400, 300)).toBeNull()
    expect(ring(3, 1_000, 80)).toBeNull()
  })
})

describe('wallOf', () => {
  it('is where the line from the middle leaves the box', () => {
    const box = { x: 0, y: 0, width: 100, height: 40 }
    expect(wallOf(box, { x: 500, y: 20 })).toEqual({ x: 100, y: 20 })
    expect(wallOf(box, { x: 50, y: 300 })).toEqual({ x: 50, y: 40 })
  })
})
