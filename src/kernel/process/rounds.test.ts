/** Computing is work, too: a process that has messages and loops gives others their turn. */
import { expect, it } from 'vitest'
import { runMain } from '../../sim/index.ts'
import { become, guard, receive, send, spawn, type Waits } from '../index.ts'
import { limits } from '../limits.ts'

/** Rounds of guarded code that use up a whole turn. */
const aTurn = limits.turnReductions * limits.roundsPerReduction

function compute(rounds: number): void {
  for (let left = rounds; left > 0; left--) guard('m.ts', 1)
}

it.each([
  ['a generator', 'free'],
  ['a handler', 'handler'],
])('%s that computes gives way between two messages', (_, func) => {
  const done: unknown[] = []
  const { world } = runMain({
    main() {
      const busy = spawn(['m', func, []])
      for (let job = 0; job < 10; job++) send(busy, job)
      spawn(['m', 'other', []])
    },
    *free(): Waits<void> {
      for (;;) {
        done.push(yield* receive())
        compute(aTurn)
      }
    },
    handler: () => become(['m', 'handle'], null),
    handle(_state: unknown, job: unknown) {
      done.push(job)
      compute(aTurn)
      return null
    },
    other() {
      done.push('other')
    },
  })
  world.runUntil(1_000)
  expect(done.slice(0, 3)).toEqual([0, 'other', 1])
})

it('a little computing between messages costs nobody a turn', () => {
  const done: unknown[] = []
  const { world } = runMain({
    main() {
      const busy = spawn(['m', 'free', []])
      for (let job = 0; job < 3; job++) send(busy, job)
      spawn(['m', 'other', []])
    },
    *free(): Waits<void> {
      for (;;) {
        done.push(yield* receive())
        compute(100)
      }
    },
    other() {
      done.push('other')
    },
  })
  world.runUntil(1_000)
  expect(done).toEqual([0, 1, 2, 'other'])
})
