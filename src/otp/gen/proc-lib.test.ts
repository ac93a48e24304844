/** Starting through proc_lib: row A30 of otp-semantics, as OTP 25 does it (initFail: 26). */
import { describe, expect, it } from 'vitest'
import {
  exit,
  type Pid,
  put,
  type Ref,
  receive,
  sameRef,
  self,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import * as procLib from './proc-lib.ts'
import { flush, play, wait } from './scripted.ts'

const module = {
  *ready(result: Term): Waits<Term> {
    procLib.initAck(result)
    return (yield receive()) as Term
  },
  ends: () => 'unheard',
  dies: () => {
    put('k', 'v')
    return exit('why')
  },
  gives: (parent: Pid) => procLib.initFail(parent, ['error', 'sorry'], ['exit', 'inner']),
  *never(): Waits<void> {
    yield* wait(100_000)
  },
  *acksAndDies(): Waits<void> {
    procLib.initAck('fine')
    yield* wait(1)
    exit('later')
  },
}

const run = (main: Parameters<typeof play>[2]) => play(World, { m: module }, main)

describe('A30: a start', () => {
  it.each(['n1@a', 'n1@b'])('on %s waits for the acknowledgement', (node) => {
    const { said } = run(function* (say) {
      say(yield* procLib.start(['m', 'ready', [1]], { node }))
      say(yield* procLib.startLink(['m', 'ready', [2]], { node }))
      const [result, ref] = yield* procLib.startMonitor(['m', 'ready', [3]], { node })
      say([result, typeof ref])
    })
    expect(said).toEqual([1, 2, [3, 'object']])
  })

  it.each([
    ['ends', 'normal'],
    ['dies', 'why'],
    ['missing', [['undef', ['m', 'missing', 0]], []]],
  ])('of what %s without one is an error, and nothing is left behind', (func, reason) => {
    const { said } = run(function* (say) {
      trapExit(true)
      for (const node of ['n1@a', 'n1@b']) {
        say(yield* procLib.start(['m', func, []], { node }))
        say(yield* procLib.startLink(['m', func, []], { node }))
      }
      say(yield* flush())
    })
    const result = ['error', reason]
    expect(said).toEqual([result, result, result, result, []])
  })

  it('with a monitor leaves its DOWN', () => {
    const { said } = run(function* (say) {
      const [result, ref] = yield* procLib.startMonitor(['m', 'ends', []])
      const [down] = (yield* flush()) as [Term[]]
      say([result, down[0], sameRef(down[1] as Ref, ref), down[4]])
    })
    expect(said).toEqual([[['error', 'normal'], 'DOWN', true, 'normal']])
  })

  it('linked never hangs, even if the starter doesn’t trap and the end was normal', () => {
    const { said } = run(function* (say) {
      say(yield* procLib.startLink(['m', 'ends', []]))
    })
    expect(said).toEqual([['error', 'normal']])
  })

  it('that takes too long is killed', () => {
    const { said, world } = run(function* (say) {
      trapExit(true)
      const start = ['m', 'never', []] as const
      say(yield* procLib.start(start, { timeoutMs: 10 }))
      say(yield* procLib.startLink(start, { timeoutMs: 10 }))
      say(yield* flush())
      const [result] = yield* procLib.startMonitor(start, { timeoutMs: 10 })
      const [down] = (yield* flush()) as [Term[]]
      say([result, down[4]])
    })
    const late = ['error', 'timeout']
    expect(said).toEqual([late, late, [], [late, 'killed']])
    expect(world.node('n1@a').processes.size).toBe(0)
  })

  it('that gave up answers when the process is gone, and leaves no exit message', () => {
    const { said } = run(function* (say) {
      trapExit(true)
      say(yield* procLib.startLink(['m', 'gives', [self()]]))
      say(yield* procLib.start(['m', 'gives', [self()]]))
      say(yield* flush())
    })
    expect(said).toEqual([['error', 'sorry'], ['error', 'sorry'], []])
  })

  it('on a node that isn’t there is an error', () => {
    const { said } = run(function* (say) {
      trapExit(true)
      say(yield* procLib.start(['m', 'ends', []], { node: 'n1@gone' }))
      say(yield* procLib.startLink(['m', 'ends', []], { node: 'n1@gone' }))
    })
    const lost = ['error', 'noconnection']
    expect(said).toEqual([lost, lost])
  })

  it('an end after the acknowledgement is an exit message', () => {
    const { said } = run(function* (say) {
      trapExit(true)
      say(yield* procLib.startLink(['m', 'acksAndDies', []]))
      say(yield* flush())
    })
    expect(said).toEqual(['fine', [['EXIT', expect.anything(), 'later']]])
  })
})
