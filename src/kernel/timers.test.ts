/** Timers beside the plainest model of them: a list that is sorted whenever it is asked. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Timer, Timers } from './timers.ts'

interface Known {
  readonly timer: Timer
  readonly name: number
}

const step = fc.oneof(
  fc.record({ do: fc.constant('fresh' as const), in: fc.nat(20) }),
  fc.record({ do: fc.constant('cancel' as const), which: fc.nat(30) }),
  fc.record({ do: fc.constant('settle' as const), elapsed: fc.nat(3) }),
  fc.record({ do: fc.constant('fire' as const), after: fc.nat(8) }),
)

describe('timers', () => {
  it('fire in order of time and age, each once, none that was cancelled', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const timers = new Timers()
        const fired: number[] = []
        const expected: number[] = []
        let known: Known[] = []
        let now = 0
        for (const [name, each] of steps.entries()) {
          if (each.do === 'fresh') {
            const timer = timers.setFresh(now + each.in, () => fired.push(name), null)
            known.push({ timer, name })
          } else if (each.do === 'cancel') {
            const [taken] = known.splice(each.which % (known.length + 1), 1)
            if (taken !== undefined) timers.cancel(taken.timer)
          } else if (each.do === 'settle') {
            timers.settle(each.elapsed)
            now += each.elapsed
          } else {
            timers.settle(0)
            now += each.after
            timers.fire(now)
            const due = known.filter(({ timer }) => timer.at <= now)
            due.sort((a, b) => a.timer.at - b.timer.at || a.timer.order - b.timer.order)
            expected.push(...due.map((d) => d.name))
            known = known.filter(({ timer }) => timer.at > now)
          }
        }
        timers.settle(0)
        const next = Math.min(...known.map(({ timer }) => timer.at))
        expect(timers.next()).toBe(known.length === 0 ? null : next)
        expect(fired).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })
})
