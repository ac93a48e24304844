/** Spans, moments and speeds as people say them. */
import { describe, expect, it } from 'vitest'
import { formatCount, formatOffset, formatSpan, nextSpeed, speeds, speedWords } from './time.ts'
import { sayIn } from './words.ts'

const world = { kind: 'sim', zeroMs: 1_000 } as const

describe('formatSpan', () => {
  it.each([
    [0.04, '0.04 ms'],
    [0.4, '0.4 ms'],
    [40, '40 ms'],
    [300, '300 ms'],
    [999.7, '1 s'],
    [1_500, '1.5 s'],
    [38_000, '38 s'],
    [59_700, '1 min'],
    [125_000, '2 min 5 s'],
    [11_040_000, '3 h 4 min'],
  ])('says %d ms as %s', (ms, words) => {
    expect(formatSpan(ms)).toBe(words)
  })
})

describe('formatOffset', () => {
  it('counts from the start of the experiment', () => {
    expect(formatOffset(13_408.2, world)).toBe('12.408')
    expect(formatOffset(126_300, world)).toBe('2:05.300')
    expect(formatOffset(500, world)).toBe('0.000')
    expect(formatOffset(2_001, world)).toBe('1.001')
  })
})

describe('speed', () => {
  it('is told in words, never as a bare ratio', () => {
    const say = sayIn('en')
    expect(speedWords(1, say)).toBe('real speed')
    expect(speedWords(0.01, say)).toBe('100 × slower')
    expect(speedWords(10, say)).toBe('10 × faster')
  })

  it('turns stop by stop and stays at the ends', () => {
    expect(nextSpeed(1, -1)).toBe(0.3)
    expect(nextSpeed(1, 1)).toBe(3)
    expect(nextSpeed(speeds.at(-1) ?? 0, 1)).toBe(speeds.at(-1))
    expect(nextSpeed(speeds[0], -1)).toBe(speeds[0])
  })
})

describe('formatCount', () => {
  it('groups by thousands with a space that keeps the number together', () => {
    expect(formatCount(2_000)).toBe('2\u00a0000')
    expect(formatCount(999)).toBe('999')
  })
})
