/** D15: how an owner gets what its task brings, as Elixir 1.14 was seen to do it. */
import { describe, expect, it } from 'vitest'
import {
  exit,
  monitor,
  type Pid,
  Raised,
  receive,
  self,
  send,
  spawn,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { runMain } from '../../sim/index.ts'
import { flush } from '../gen/scripted.ts'
import * as task from './task.ts'
import type { Task } from './task-supervised.ts'
import { caught, trialIn } from './task-trial.ts'

const work = {
  ok: (x: Term) => x,
  *slow(ms: number, x: Term): Waits<Term> {
    yield* receive(() => false, ms)
    return x
  },
  boom: (reason: Term) => exit(reason),
  raise: () => {
    throw new TypeError('x')
  },
  throwing: () => {
    throw new Raised('throw', 't')
  },
  nothing: () => {},
}

const run = trialIn(runMain, work)

const pidOf = (t: Task) => t.pid as Pid

describe('task.await', () => {
  it('answers the result and leaves nothing behind but the EXIT of who traps', () => {
    const { result } = run(function* () {
      const plain = [yield* task.await(task.async(['m', 'ok', [1]])), yield* flush()]
      trapExit(true)
      const t = task.async(['m', 'ok', [2]])
      return [plain, yield* task.await(t), yield* flush(), pidOf(t)]
    })
    const [plain, answer, left, pid] = result as Term[]
    expect(plain).toEqual([1, []])
    expect([answer, left]).toEqual([2, [['EXIT', pid, 'normal']]])
  })

  it('answers undefined’s word for a function without a result', () => {
    const { result } = run(() => task.await(task.async(['m', 'nothing', []])))
    expect(result).toBe('undefined')
  })

  it('finds its answer behind a long mailbox', () => {
    const { result } = run(function* () {
      for (let i = 0; i < 1000; i++) send(self(), i)
      return yield* task.await(task.async(['m', 'ok', [1]]))
    })
    expect(result).toBe(1)
  })

  it('exits with the reason of a task that ended without an answer', () => {
    const { result } = run(function* () {
      trapExit(true)
      const all: Term[] = []
      for (const [func, args] of [
        ['boom', ['b']],
        ['boom', ['normal']],
        ['throwing', []],
        ['raise', []],
        ['missing', []],
      ] as const) {
        const t = task.async(['m', func, [...args]])
        const [kind, [reason, call]] = (yield* caught(task.await(t))) as [Term, Term[]]
        expect(call).toEqual(['task', 'await', [t, 5000]])
        all.push([kind as Term, reason as Term])
      }
      return all
    })
    expect(result).toEqual([
      ['exit', 'b'],
      ['exit', 'normal'],
      ['exit', [['nocatch', 't'], []]],
      ['exit', [['TypeError', 'x'], []]],
      ['exit', [['undef', ['m', 'missing', 0]], []]],
    ])
  })

  it('exits its caller when the time is over, and the task goes too', () => {
    let t: Task | null = null
    const { end, ends } = run(function* () {
      t = task.async(['m', 'slow', [100, 1]])
      yield* task.await(t, 10)
    })
    expect(end).toEqual(['timeout', ['task', 'await', [t, 10]]])
    expect(ends).toEqual([end, end])
  })

  it('lets no late reply in after a timeout that was caught', () => {
    const { result } = run(function* () {
      const t = task.async(['m', 'slow', [100, 1]])
      const end = yield* caught(task.await(t, 10))
      return [end, yield* flush(500), t]
    })
    const [end, left, t] = result as Term[]
    expect(end).toEqual(['exit', ['timeout', ['task', 'await', [t, 10]]]])
    expect(left).toEqual([])
  })

  it('has nothing more to wait for the second time', () => {
    const { result } = run(function* () {
      const t = task.async(['m', 'ok', [1]])
      yield* task.await(t)
      return [yield* caught(task.await(t, 20)), t]
    })
    const [end, t] = result as Term[]
    expect(end).toEqual(['exit', ['timeout', ['task', 'await', [t, 20]]]])
  })

  it('is refused to all but the owner', () => {
    const { result } = run(
      function* () {
        const t = task.async(['m', 'slow', [100, 1]])
        spawn(['m', 'ask', [t as unknown as Term, self()]])
        return [yield* receive(), self()]
      },
      {
        *ask(t: Task, to: Pid): Waits<void> {
          send(to, [self(), yield* caught(task.await(t))])
        },
      },
    )
    const [[asker, end], owner] = result as [[Pid, Term[]], Pid]
    const text = `asked by its owner, <n1@a.${owner.id}>, and not by <n1@a.${asker.id}>`
    expect(end).toEqual(['error', ['badarg', `task.await: task must be ${text}`]])
  })

  it('names a lost node', () => {
    const { result } = run(function* () {
      const t = task.async(['m', 'slow', [100, 1]])
      return yield* caught(task.await({ ...t, ref: monitor(['nobody', 'n9@far'], {}), pid: t.pid }))
    })
    expect(((result as Term[])[1] as Term[])[0]).toEqual(['nodedown', 'n9@far'])
  })
})

describe('task.awaitMany', () => {
  it('answers in the tasks’ order', () => {
    const { result } = run(function* () {
      const tasks = [30, 10, 20].map((ms) => task.async(['m', 'slow', [ms, ms]]))
      return [yield* task.awaitMany(tasks), yield* flush(), yield* task.awaitMany([])]
    })
    expect(result).toEqual([[30, 10, 20], [], []])
  })

  it('has one deadline for all, and exits with all tasks named', () => {
    const { result } = run(function* () {
      const tasks = [300, 10, 20].map((ms) => task.async(['m', 'slow', [ms, ms]]))
      return [yield* caught(task.awaitMany(tasks, 50)), yield* flush(500), tasks]
    })
    const [end, left, tasks] = result as Term[]
    expect(end).toEqual(['exit', ['timeout', ['task', 'awaitMany', [tasks, 50]]]])
    expect(left).toEqual([])
  })

  it('ends with the first crash, whichever task it is', () => {
    const { result } = run(function* () {
      trapExit(true)
      const tasks = [task.async(['m', 'slow', [20, 1]]), task.async(['m', 'boom', ['b']])].reverse()
      return [yield* caught(task.awaitMany(tasks, 50)), yield* flush(), tasks]
    })
    const [end, left, tasks] = result as [Term, Term[], Task[]]
    expect(end).toEqual(['exit', ['b', ['task', 'awaitMany', [tasks, 50]]]])
    expect(left).toEqual([
      ['EXIT', tasks[0]?.pid, 'b'],
      ['EXIT', tasks[1]?.pid, 'normal'],
    ])
  })
})
