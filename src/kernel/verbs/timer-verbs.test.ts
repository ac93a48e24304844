/** Options of timers (otp-semantics A23), each answer as a real Erlang gave it. */
import { describe, expect, it } from 'vitest'
import { runMain } from '../../sim/index.ts'
import {
  cancelTimer,
  exitTo,
  now,
  type Pid,
  type Ref,
  readTimer,
  receive,
  register,
  self,
  sendAfter,
  spawn,
  startTimer,
  type Term,
  whereis,
} from '../index.ts'

const named = ['m', 'named', []] as const

/** What `main` says by then, and the exit reasons. */
function told(main: (say: (...terms: unknown[]) => void) => Generator | undefined) {
  const said: unknown[] = []
  const { world, exits } = runMain({
    main: () => main((...terms) => said.push(...terms)),
    *named() {
      register('bob')
      yield receive()
    },
  })
  world.runUntil(2_000)
  return { said, exits: exits().map(([, reason]) => reason) }
}

describe('a timer', () => {
  it('can be cancelled and read without waiting for the answer, or without one', () => {
    let ref: Ref | null = null
    const { said } = told(function* (say): Generator {
      ref = sendAfter(1_000, self(), 'late')
      say(readTimer(ref, { asMessage: true }), yield receive())
      say(cancelTimer(ref, { asMessage: true }), yield receive())
      say(cancelTimer(ref, { asMessage: true }), yield receive())
      say(cancelTimer(ref, { info: false }), cancelTimer(ref, { asMessage: true, info: false }))
      say(((yield receive(undefined, 50)) as Term | undefined) ?? 'nothing')
    })
    expect(said).toEqual([
      'ok',
      ['read_timer', ref, 1_000],
      'ok',
      ['cancel_timer', ref, 1_000],
      'ok',
      ['cancel_timer', ref, false],
      'ok',
      'ok',
      'nothing',
    ])
  })

  it('may be for a moment of the clock; one that is over comes at once', () => {
    const { said } = told(function* (say): Generator {
      yield receive(() => false, 100)
      const ref = startTimer(now() + 30, self(), 'then', { abs: true })
      say(readTimer(ref), ((yield receive()) as Term[])[2], now())
      sendAfter(now() - 10, self(), 'past', { abs: true })
      say(yield receive(undefined, 0), yield receive(undefined, 1))
    })
    expect(said).toEqual([30, 'then', 130, undefined, 'past'])
  })

  it('to a name is for whoever has it when it comes; one to a pid ends with that process', () => {
    const { said } = told(function* (say): Generator {
      const [ofName, ofPid] = [sendAfter(50, 'bob', 'hi'), sendAfter(50, spawn(named), 'hi')]
      yield receive(() => false, 20)
      exitTo(whereis('bob') as Pid, 'kill')
      yield receive(() => false, 1)
      say(readTimer(ofName), readTimer(ofPid))
      register('bob')
      say(yield receive(undefined, 100))
    })
    expect(said).toEqual([29, false, 'hi'])
  })

  it.each([
    ['sendAfter: delayMs must be 0 or more milliseconds', () => sendAfter(-1, self(), 'x')],
    ['sendAfter: delayMs must be 0 or more milliseconds', () => sendAfter('1' as never, 'x', 1)],
    ['sendAfter: to must be a pid or a name', () => sendAfter(1, ['a', 'b'] as never, 'x')],
    [
      'startTimer: options must be an object with no keys but abs',
      () => startTimer(1, 'x', 'x', 7 as never),
    ],
    ['cancelTimer: ref must be a reference', () => cancelTimer('x' as never)],
    ['readTimer: ref must be a reference', () => readTimer(7 as never)],
  ])('used wrongly: %s', (text, use) => {
    const { exits } = told(() => {
      use()
      return undefined
    })
    expect(exits).toEqual([[['badarg', text], []]])
  })
})
