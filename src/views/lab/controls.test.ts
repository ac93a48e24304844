/** Small rules of the controls: speeds, seeds, steps of scale, the brush. */
import { describe, expect, it } from 'vitest'
import { painted } from '../stage/brush-layer.tsx'
import { stepFrom } from './scale-stepper.tsx'
import { readSeed } from './seed-chip.tsx'
import { nextSimSpeed, simSpeeds, stopOf } from './speed.ts'

describe('speed', () => {
  it('goes from a thousandth to ten, and no further', () => {
    expect(simSpeeds.at(0)).toBe(0.001)
    expect(simSpeeds.at(-1)).toBe(10)
    expect(nextSimSpeed(10, 1)).toBe(10)
    expect(nextSimSpeed(0.001, -1)).toBe(0.001)
  })

  it('goes from stop to stop, also from between two', () => {
    expect(nextSimSpeed(0.1, 1)).toBe(0.2)
    expect(nextSimSpeed(0.07, -1)).toBe(0.05)
    expect(simSpeeds[stopOf(0.09)]).toBe(0.1)
  })
})

describe('readSeed', () => {
  it.each([
    ['7', 7],
    [' 4 294 967 295 ', 4_294_967_295],
    ['0xff', 255],
    ['4294967296', null],
    ['-1', null],
    ['1.5', null],
    ['heron', null],
    ['', null],
  ])('reads %j as %j', (text, seed) => {
    expect(readSeed(text)).toBe(seed)
  })
})

describe('stepFrom', () => {
  it('goes one by one while there are few, then by tens, hundreds, thousands', () => {
    expect([1, 5, 11, 12, 40, 200, 5_000].map(stepFrom)).toEqual([1, 1, 1, 10, 10, 100, 1_000])
  })
})

describe('painted', () => {
  it('puts a node on the side once, and takes it off', () => {
    expect(painted(['n1'], 'n2', true)).toEqual(['n1', 'n2'])
    expect(painted(['n1', 'n2'], 'n2', true)).toEqual(['n1', 'n2'])
    expect(painted(['n1', 'n2'], 'n1', false)).toEqual(['n2'])
  })
})
