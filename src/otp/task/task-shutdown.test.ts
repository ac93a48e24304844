/** D15: how an owner looks in on its task and parts from it, as Elixir 1.14 was seen to do it. */
import { describe, expect, it } from 'vitest'
import {
  exit,
  isAlive,
  type Pid,
  processInfo,
  receive,
  self,
  send,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { runMain } from '../../sim/index.ts'
import { flush, wait } from '../gen/scripted.ts'
import * as task from './task.ts'
import type { Task } from './task-supervised.ts'
import { trialIn } from './task-trial.ts'

const work = {
  ok: (x: Term) => x,
  *slow(ms: number, x: Term): Waits<Term> {
    yield* receive(() => false, ms)
    return x
  },
  boom: (reason: Term) => exit(reason),
  *stubborn(): Waits<void> {
    trapExit(true)
    yield* receive(() => false)
  },
  *contrary(): Waits<void> {
    trapExit(true)
    yield* receive()
    exit('other')
  },
}

const run = trialIn(runMain, work)

const pidOf = (t: Task) => t.pid as Pid
const links = () => processInfo(self(), 'links') ?? []

describe('task.yield', () => {
  it('answers null in the meantime, and the result when it is asked again', () => {
    const { result } = run(function* () {
      const t = task.async(['m', 'slow', [50, 1]])
      return [yield* task.yield(t, 10), yield* task.yield(t, 500), yield* flush()]
    })
    expect(result).toEqual([null, ['ok', 1], []])
  })

  it('answers how the task ended', () => {
    const { result } = run(function* () {
      trapExit(true)
      return yield* task.yield(task.async(['m', 'boom', ['b']]))
    })
    expect(result).toEqual(['exit', 'b'])
  })

  it('asks many with one deadline', () => {
    const { result } = run(function* () {
      trapExit(true)
      const tasks = [
        task.async(['m', 'slow', [200, 1]]),
        task.async(['m', 'boom', ['b']]),
        task.async(['m', 'ok', [3]]),
      ]
      return (yield* task.yieldMany(tasks, 50)).map(([t, r], i) => [t === tasks[i], r])
    })
    expect(result).toEqual([
      [true, null],
      [true, ['exit', 'b']],
      [true, ['ok', 3]],
    ])
  })
})

describe('task.shutdown', () => {
  const shutdown = (func: string, args: Term[], how?: number | 'brutal_kill') =>
    run(function* () {
      trapExit(true)
      const t = task.async(['m', func, args])
      yield* wait(20)
      const before = yield* flush(0)
      for (const message of before) send(self(), message)
      const answer = yield* task.shutdown(t, how)
      return [answer, (yield* flush()).map((m) => (m as Term[])[0]), links().length]
    }).result

  it('ends a running task without a word in the mailbox', () => {
    expect(shutdown('slow', [500, 1])).toEqual([null, [], 0])
    expect(shutdown('slow', [500, 1], 'brutal_kill')).toEqual([null, [], 0])
  })

  it('kills a task that doesn’t go in time', () => {
    expect(shutdown('stubborn', [], 50)).toEqual([['exit', 'killed'], [], 0])
    expect(shutdown('stubborn', [], 0)).toEqual([['exit', 'killed'], [], 0])
  })

  it('answers another reason than was asked for', () => {
    expect(shutdown('contrary', [])).toEqual([['exit', 'other'], [], 0])
  })

  it('answers what had come before', () => {
    const late = (func: string, args: Term[]) =>
      run(function* () {
        trapExit(true)
        const t = task.async(['m', func, args])
        yield* wait(20)
        return [yield* task.shutdown(t), (yield* flush()).map((m) => (m as Term[])[0])]
      }).result
    expect(late('ok', [1])).toEqual([['ok', 1], ['EXIT']])
    expect(late('boom', ['b'])).toEqual([['exit', 'b'], ['EXIT']])
  })

  it('knows nothing the second time', () => {
    const { result } = run(function* () {
      const t = task.async(['m', 'slow', [500, 1]])
      return [yield* task.shutdown(t), yield* task.shutdown(t), yield* flush()]
    })
    expect(result).toEqual([null, ['exit', 'noproc'], []])
  })
})

describe('task.ignore', () => {
  it('unlinks and forgets a running task', () => {
    const { result } = run(function* () {
      const t = task.async(['m', 'slow', [50, 1]])
      return [yield* task.ignore(t), links(), yield* flush(), isAlive(pidOf(t))]
    })
    expect(result).toEqual([null, [], [], false])
  })

  it('answers what has come', () => {
    const { result } = run(function* () {
      trapExit(true)
      const tasks = [task.async(['m', 'ok', [1]]), task.async(['m', 'boom', ['b']])]
      yield* wait(20)
      const answers: unknown[] = []
      for (const t of tasks) answers.push(yield* task.ignore(t))
      return answers
    })
    expect(result).toEqual([
      ['ok', 1],
      ['exit', 'b'],
    ])
  })
})
