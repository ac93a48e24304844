/** What is said of the points is so, and no more is said than they show. */
import { describe, expect, it } from 'vitest'
import { scalingOf, serialPart } from '../../lab/index.ts'
import type { CoresState, Curve, Jobs } from './state.ts'
import { ceilingOf, formatTimes, isUnsteady, tellingPoint, verdictOf } from './verdict.ts'
import { english as say } from './words.tsx'

function curve(
  jobs: Jobs,
  cores: number,
  ...times: readonly (number | readonly number[])[]
): Curve {
  const points = scalingOf(times.map((runs) => (typeof runs === 'number' ? [runs] : runs)))
  return { jobs, limit: 1_000, grain: 10, runs: 1, points, serial: serialPart(points, cores) }
}

function state(cores: number, curves: readonly Curve[], repeated = 0): CoresState {
  const most = Math.max(2, cores)
  return {
    ...{ cores, most, rounds: 5, wish: null, phase: { is: 'done' }, repeated, curves },
    ...{ runs: 1, allRuns: 1, program: '' },
  }
}

describe('the verdict', () => {
  it('is about as many workers as there are cores', () => {
    const curves = [curve('large', 4, 1_240, 700, 500, 400)]
    const serial = Math.round((curves[0]?.serial ?? 0) * 100)
    expect(verdictOf(state(4, curves), say)).toEqual([
      `4 workers did the work 3.1 times as fast as one. ${serial}\u00a0% of it couldn’t be shared out.`,
    ])
  })

  it('says it when all of it was shared out', () => {
    const [first] = verdictOf(state(2, [curve('large', 2, 100, 50)]), say)
    expect(first).toMatch(/2 workers did the work 2\.0 times as fast as one\. All of it could be/)
  })

  it('doesn’t call chance a gain', () => {
    const [first] = verdictOf(state(2, [curve('large', 2, 100, 96)]), say)
    expect(first).toBe('2 workers were no faster than one (1.0 times as fast).')
  })

  it('says which were the fastest, where that weren’t all', () => {
    const [first] = verdictOf(state(4, [curve('large', 4, 100, 50, 40, 60)]), say)
    expect(first).toMatch(
      /^4 workers did .* 1\.7 times .* The fastest were 3 workers: 2\.5 times as/,
    )
    const [close] = verdictOf(state(4, [curve('large', 4, 100, 50, 40, 42)]), say)
    expect(close).not.toMatch(/fastest/)
  })

  it('says of tiny jobs why they gain nothing', () => {
    const curves = [curve('large', 2, 100, 50), curve('tiny', 2, 100, 125)]
    expect(verdictOf(state(2, curves), say)[1]).toBe(
      'In tiny jobs, one number each, 2 workers did it 0.80 times as fast as one: a message takes longer than the job it brings.',
    )
  })

  it('claims no share of the work on one core', () => {
    const [first] = verdictOf(state(1, [curve('large', 1, 100, 100)]), say)
    expect(first).toBe('2 workers were no faster than one (1.0 times as fast).')
    const [lucky] = verdictOf(state(1, [curve('large', 1, 100, 60)]), say)
    expect(lucky).toBe('2 workers did the work 1.7 times as fast as one.')
  })

  it('is silent while there is nothing to compare', () => {
    expect(verdictOf(state(4, []), say)).toEqual([])
    expect(verdictOf(state(4, [curve('large', 4, 100)]), say)).toEqual([])
  })

  it('owns up to runs that differ much, and to those that were done again', () => {
    const curves = [curve('large', 2, [100, 100, 180], [50, 50, 90])]
    const said = verdictOf(state(2, curves, 1), say)
    expect(said[1]).toMatch(/^The runs differ much/)
    expect(said[2]).toBe('1 run was repeated, because the tab was hidden in it.')
  })
})

describe('points', () => {
  it('tell at the number of cores, or at the most that was reached', () => {
    const reached = curve('large', 8, 100, 60, 45)
    expect(tellingPoint(reached, 8)?.workers).toBe(3)
    expect(tellingPoint(reached, 2)?.workers).toBe(2)
    expect(tellingPoint(curve('large', 8, 100), 8)).toBeNull()
  })

  it('are unsteady when most of them are', () => {
    expect(isUnsteady([curve('large', 2, [100, 139], [50, 69])])).toBe(false)
    expect(isUnsteady([curve('large', 2, [100, 150], [50, 51])])).toBe(false)
    expect(isUnsteady([])).toBe(false)
  })
})

describe('figures', () => {
  it('have as many digits as they are worth', () => {
    expect([0.934, 1, 3.12, 9.94, 12.3].map(formatTimes)).toEqual([
      '0.93',
      '1.0',
      '3.1',
      '9.9',
      '12',
    ])
  })

  it('have a ceiling only where the law has one', () => {
    expect(ceilingOf([curve('large', 2, 100, 60)])).toBe('5.0')
    expect(ceilingOf([curve('large', 2, 100, 50)])).toBeNull()
    expect(ceilingOf([curve('large', 2, 100, 120)])).toBeNull()
    expect(ceilingOf([])).toBeNull()
  })
})
