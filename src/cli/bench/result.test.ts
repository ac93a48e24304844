/** What is measured is a median, what is compared says more where more is better. */
import { describe, expect, it } from 'vitest'
import type { Benchmark } from './catalogue.ts'
import { holds, resultOf, spread } from './result.ts'

const base = {
  name: 'ring',
  size: 1,
  question: (size: number) => ({ program: 'ring', body: 'generator', size }) as const,
  beam: 'ring',
  bound: null,
} as const
const rate: Benchmark = { ...base, unit: 'ops/s', bound: { of: 'ratio', must: 2, aim: 4 } }
const weight: Benchmark = { ...base, unit: 'bytes', bound: { of: 'ours', must: 300, aim: null } }

describe('a spread', () => {
  it('is the median with the least and the most', () => {
    expect(spread([30, 10, 20])).toEqual({ ours: 20, least: 10, most: 30 })
  })

  it('keeps three digits of a small figure, and no fraction of a large one', () => {
    expect(spread([1.23456]).ours).toBe(1.23)
    expect(spread([123456.7]).ours).toBe(123457)
  })
})

describe('a result', () => {
  it('has the ratio of medians', () => {
    const result = resultOf(rate, 'chromium-worker', [
      [300, 900, 100],
      [50, 100, 900],
    ])
    expect(result).toMatchObject({ ours: 300, beam: 100, ratio: 3 })
  })

  it('turns the ratio of bytes and times round, so that more is better', () => {
    const [ours, beams] = [[100], [2_500]]
    expect(resultOf(weight, 'node', [ours, beams]).ratio).toBe(25)
    expect(resultOf({ ...base, unit: 'us' }, 'node', [[50], [25]]).ratio).toBe(0.5)
  })

  it('has no ratio without the BEAM, and says so with null', () => {
    expect(resultOf(rate, 'chromium-worker', [[300]])).toMatchObject({ beam: null, ratio: null })
  })

  it('names its body only where there are several', () => {
    expect(resultOf(rate, 'node', [[1]])).not.toHaveProperty('body')
    expect(resultOf({ ...rate, body: 'handler' }, 'node', [[1]]).body).toBe('handler')
  })

  it('shows what is beside it', () => {
    const benchmark = { ...weight, beside: { label: 'hibernated', beam: 'x' } }
    expect(resultOf(benchmark, 'node', [[1], [2], [3, 5, 4]]).beside).toEqual({ hibernated: 4 })
    expect(resultOf(benchmark, 'node', [[1]])).not.toHaveProperty('beside')
  })
})

it('tells as a cost how many times as long ours takes', () => {
  const beside = { label: 'cost', question: rate.question, cost: true }
  const result = resultOf({ ...rate, beside }, 'node', [[100, 300, 200], [], [900, 800, 1000]])
  expect(result.beside).toEqual({ cost: 4.5 })
})

describe('a bound', () => {
  const inChromium = (benchmark: Benchmark, ours: number, beam?: number) =>
    holds(resultOf(benchmark, 'chromium-worker', [[ours], beam === undefined ? [] : [beam]]))

  it('of a ratio is reached or not', () => {
    expect(inChromium(rate, 200, 100)).toBe(true)
    expect(inChromium(rate, 199, 100)).toBe(false)
  })

  it('of our own figure is kept or not, with and without the BEAM', () => {
    expect(inChromium(weight, 300)).toBe(true)
    expect(inChromium(weight, 301, 2_500)).toBe(false)
  })

  it('judges nothing that it has nothing for', () => {
    expect(inChromium(rate, 200)).toBeNull()
    expect(inChromium({ ...rate, bound: null }, 200, 100)).toBeNull()
    expect(holds(resultOf(rate, 'node', [[200], [1]])), 'bounds are for Chromium').toBeNull()
  })
})
