/** One stream for each component of a world, the same for the same seed. */
import { describe, expect, it } from 'vitest'
import { diceOf, die, stream } from './random.ts'

describe('a seeded source', () => {
  const draw = (seed: number, count: number) => {
    const random = stream(seed, 'dice')
    return Array.from({ length: count }, () => random.next())
  }

  it('gives the same numbers for the same seed, and others for another', () => {
    expect(draw(7, 50)).toEqual(draw(7, 50))
    expect(draw(7, 50)).not.toEqual(draw(8, 50))
    expect(draw(0, 50)).not.toEqual(draw(1, 50))
  })

  it('gives each component numbers of its own', () => {
    expect(stream(7, 'links').next()).not.toBe(stream(7, 'disks').next())
  })

  it('throws any die of a stream by its number', () => {
    const start = diceOf(7, 'dice')
    expect(Array.from({ length: 50 }, (_, n) => die(start, n))).toEqual(draw(7, 50))
  })

  it('spreads over 32 bits', () => {
    const numbers = draw(1, 20_000)
    expect(numbers.every((n) => Number.isInteger(n) && n >= 0 && n < 2 ** 32)).toBe(true)
    const mean = numbers.reduce((sum, n) => sum + n / 2 ** 32, 0) / numbers.length
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01)
  })
})
