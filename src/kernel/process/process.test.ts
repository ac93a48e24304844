/**
 * Mailboxes, names, timers and ends of processes in a simulated world (otp-semantics, section A).
 */
import { describe, expect, it } from 'vitest'
import { runMain } from '../../sim/index.ts'
import {
  cancelTimer,
  error,
  exit,
  exitTo,
  monitor,
  receive,
  register,
  self,
  send,
  sendAfter,
  spawn,
  whereis,
} from '../index.ts'
import { queueLength } from './mailbox.ts'

describe('a mailbox', () => {
  it('keeps what a selective receive skips, in order', () => {
    const said: unknown[] = []
    const { world } = runMain({
      *main() {
        for (const m of [1, 2, 'x', 3]) send(self(), m)
        said.push(yield* receive((m) => m === 'x'))
        for (let i = 0; i < 3; i++) said.push(yield* receive())
      },
    })
    world.runUntil(1000)
    expect(said).toEqual(['x', 1, 2, 3])
  })

  it('waits no longer than it was told, whatever else arrives', () => {
    const said: unknown[] = []
    const { world } = runMain({
      *main() {
        for (const at of [10, 20, 30]) sendAfter(at, self(), 'other')
        said.push((yield* receive((m) => m === 'wanted', 25)) ?? 'timeout')
        sendAfter(0, self(), 'wanted')
        said.push(yield* receive((m) => m === 'wanted', 25))
      },
    })
    world.runUntil(1000)
    expect(said).toEqual(['timeout', 'wanted'])
  })
})

describe('a name', () => {
  it('is free again before anybody hears of the death', () => {
    const said: unknown[] = []
    const { world } = runMain({
      *main() {
        const pid = spawn(['m', 'named', []])
        yield* receive(() => false, 5)
        monitor(pid)
        exitTo(pid, 'bye')
        yield* receive()
        said.push(whereis('bob'))
      },
      *named() {
        register('bob')
        yield* receive()
      },
    })
    world.runUntil(1000)
    expect(said).toEqual([null])
  })
})

describe('a timer', () => {
  it('tells what was left when it is cancelled, and then never fires', () => {
    const said: unknown[] = []
    const { world } = runMain({
      *main() {
        const ref = sendAfter(100, self(), 'late')
        yield* receive(() => false, 40)
        said.push(cancelTimer(ref), cancelTimer(ref))
        said.push((yield* receive(undefined, 200)) ?? 'quiet')
      },
    })
    world.runUntil(1000)
    expect(said).toEqual([60, false, 'quiet'])
  })
})

describe('an exit reason', () => {
  it.each([
    ['a return is normal', () => 'value', 'normal'],
    ['exit(R) is R', () => exit(['because', 1]), ['because', 1]],
    ['error(R) is [R, stack]', () => error('bad'), ['bad', []]],
    [
      'wrong use is badarg with the argument',
      () => send(7 as never, 'x'),
      [['badarg', 'send: to must be a pid, a registered name or [name, node]'], []],
    ],
  ])('%s', (_, main, reason) => {
    const { world, exits } = runMain({ main })
    world.runUntil(1000)
    expect(exits()).toEqual([[1, reason]])
  })
})

describe('suspending', () => {
  it('lets mail arrive and goes on where it was', () => {
    const said: unknown[] = []
    const { world, pid } = runMain({
      *main() {
        for (;;) said.push(yield* receive())
      },
    })
    const node = world.node('n1@a')
    world.runUntil(1)
    world.apply({ do: 'suspend', target: { pid: `n1@a/1/${pid.id}` } })
    world.apply({ do: 'send', target: { pid: `n1@a/1/${pid.id}` }, message: 'hello' })
    world.runUntil(10)
    expect(said).toEqual([])
    const process = node.processes.get(pid.id)
    expect(process === undefined ? 0 : queueLength(process)).toBe(1)
    world.apply({ do: 'resume', target: { pid: `n1@a/1/${pid.id}` } })
    world.runUntil(20)
    expect(said).toEqual(['hello'])
  })
})
