/** The decisions of a supervisor, and its budget against OTP's own arithmetic. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Term } from '../../kernel/index.ts'
import type { Restart, Shutdown } from './child-spec.ts'
import { countRestart, fateOf, isCleanStop, newBudget, spentOf } from './restart.ts'

describe('after an end', () => {
  const rows: readonly (readonly [Restart, Term, ReturnType<typeof fateOf>])[] = [
    ['permanent', 'normal', 'restart'],
    ['permanent', 'boom', 'restart'],
    ['transient', 'normal', 'done'],
    ['transient', 'shutdown', 'done'],
    ['transient', ['shutdown', 'idle'], 'done'],
    ['transient', ['shutdown', 'too', 'long'], 'restart'],
    ['transient', 'killed', 'restart'],
    ['temporary', 'normal', 'done'],
    ['temporary', 'boom', 'lost'],
  ]
  it.each(rows)('of a %s child with %j: %s (D6)', (restart, reason, fate) => {
    expect(fateOf(restart, reason)).toBe(fate)
  })
})

describe('a stop', () => {
  const rows: readonly (readonly [Shutdown, Restart, Term, boolean])[] = [
    [5_000, 'permanent', 'shutdown', true],
    [5_000, 'permanent', 'normal', false],
    [5_000, 'transient', 'normal', true],
    [5_000, 'permanent', ['shutdown', 'x'], false],
    [5_000, 'temporary', ['shutdown', 'x'], true],
    [5_000, 'permanent', 'killed', false],
    ['infinity', 'permanent', 'crashed', false],
    ['brutal_kill', 'permanent', 'killed', true],
    ['brutal_kill', 'permanent', 'shutdown', false],
    ['brutal_kill', 'transient', 'shutdown', true],
  ]
  it.each(rows)(
    'by %s of a %s child that ends with %j is clean: %s (D8)',
    (how, type, reason, is) => {
      expect(isCleanStop(how, type, reason)).toBe(is)
    },
  )
})

describe('the budget', () => {
  /** supervisor.erl's add_restart: whole seconds, newest first, cut at the first that is too old. */
  function modelOf(timesMs: readonly number[], intensity: number, period: number): boolean[] {
    let restarts: number[] = []
    return timesMs.map((ms) => {
      const now = Math.round(ms / 1000)
      const old = restarts.findIndex((at) => at < now - period)
      restarts = [now, ...(old < 0 ? restarts : restarts.slice(0, old))]
      return restarts.length <= intensity
    })
  }

  it('counts as OTP does, whatever the times (D3)', () => {
    const gaps = fc.array(fc.double({ min: 0, max: 4_000, noNaN: true }), { maxLength: 400 })
    const flags = fc.record({ intensity: fc.nat(8), period: fc.integer({ min: 1, max: 6 }) })
    fc.assert(
      fc.property(gaps, flags, (waits, { intensity, period }) => {
        let at = 0
        const times = waits.map((wait) => (at += wait))
        const budget = newBudget()
        const counted = times.map((time) => countRestart(budget, { intensity, period }, time))
        expect(counted).toEqual(modelOf(times, intensity, period))
      }),
    )
  })

  it('never forgets a restart within the period, nor counts one a second beyond it', () => {
    const time = fc.double({ min: 0, max: 1e6, noNaN: true })
    const period = fc.integer({ min: 1, max: 100 })
    fc.assert(
      fc.property(time, period, fc.double({ min: 0, max: 1, noNaN: true }), (at, seconds, part) => {
        const later = (beyondMs: number) => {
          const budget = newBudget()
          countRestart(budget, { intensity: 9, period: seconds }, at)
          countRestart(budget, { intensity: 9, period: seconds }, at + beyondMs)
          return spentOf(budget)
        }
        expect(later(part * seconds * 1000)).toBe(2)
        expect(later(seconds * 1000 + 1001)).toBe(1)
      }),
    )
  })

  it('keeps no more than still counts', () => {
    const budget = newBudget()
    for (let ms = 0; ms < 1e6; ms += 10) countRestart(budget, { intensity: 1e9, period: 1 }, ms)
    expect(spentOf(budget)).toBeLessThanOrEqual(201)
    expect(budget.times.length).toBeLessThan(500)
  })
})
