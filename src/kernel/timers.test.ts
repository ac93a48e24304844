/** Timers beside the plainest model of them: a list that is sorted whenever it is asked. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
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
  it('are counted while they may still fire', () => {
    const timers = new Timers()
    const some = [1, 2, 3].map((at) => timers.setFresh(at, () => 0, null))
    timers.cancel(some[0] as Timer)
    expect(timers.size).toBe(2)
    timers.settle(0)
    timers.cancel(some[2] as Timer)
    timers.cancel(some[2] as Timer)
    expect(timers.size).toBe(1)
    timers.fire(2)
    timers.cancel(some[1] as Timer)
    expect(timers.size).toBe(0)
  })

  it.each([
    ['in one slice', 1e9],
    ['over many', 100],
  ])('that are cancelled take no room, %s', (_, perSlice) => {
    const timers = new Timers()
    const lasting = timers.setFresh(1e6, () => 0, null)
    const taken = weight(() => {
      let open: Timer[] = []
      for (let call = 0; call < 100_000; call++) {
        if (call % perSlice === 0) timers.settle(0)
        open.push(timers.setFresh(5_000 + call, () => 0, new Array(100).fill(call)))
        // Several callers at a time: the one who asked first is answered first.
        if (open.length > 10) timers.cancel(open.shift() as Timer)
      }
      for (const timer of open) timers.cancel(timer)
      open = []
      return timers
    })
    expect(taken).toBeLessThan(1_000_000)
    expect(timers.size).toBe(1)
    timers.cancel(lasting)
  })

  it('that are cancelled hold nothing', () => {
    const timers = new Timers()
    timers.set(1, () => 0)
    const taken = weight(() => {
      timers.cancel(timers.setFresh(2, () => 0, new Array(1_000_000).fill(0)))
      const large = new Array(1_000_000).fill(0)
      timers.cancel(timers.set(2, () => void large.push(0)))
      return timers
    })
    expect(taken).toBeLessThan(100_000)
  })

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

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes of the heap that what was made keeps in use. */
function weight(make: () => unknown): number {
  collect()
  const before = process.memoryUsage().heapUsed
  const made = make()
  collect()
  const after = process.memoryUsage().heapUsed
  expect(made).not.toBe(make)
  return after - before
}
