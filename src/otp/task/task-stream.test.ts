/** D15: streams of tasks in a simulated world, as Elixir 1.14 was seen to run them. */
import { describe, expect, it } from 'vitest'
import {
  exit,
  exitTo,
  get,
  isReply,
  monitor,
  type Pid,
  processes,
  processInfo,
  receive,
  self,
  spawn,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { runMain } from '../../sim/index.ts'
import { flush, wait } from '../gen/scripted.ts'
import * as task from './task.ts'
import * as taskSupervisor from './task-supervisor.ts'
import { caught, trialIn } from './task-trial.ts'

const counts = { now: 0, most: 0 }

const work = {
  *nap(ms: number, extra?: Term): Waits<Term> {
    counts.most = Math.max(counts.most, ++counts.now)
    yield* receive(() => false, ms)
    counts.now--
    return extra === undefined ? ms : [ms, extra]
  },
  maybe: (x: Term) => (x === 3 ? exit('three') : x),
  boom: (reason: Term) => exit(reason),
  callers: () => [get('$callers'), get('$initial_call'), get('$ancestors')],
}

const run = trialIn(runMain, work)

const nap = ['m', 'nap'] as const
const maybe = ['m', 'maybe'] as const

describe('task.asyncStream', () => {
  it('answers results in the order of the elements', () => {
    const { result } = run(function* () {
      const none = yield* task.asyncStream([], nap)
      return [yield* task.asyncStream([30, 10, 20], nap), yield* flush(), none]
    })
    expect(result).toEqual([[30, 10, 20].map((ms) => ['ok', ms]), [], []])
  })

  it('answers them as they come when that is asked for', () => {
    const { result } = run(() =>
      task.asyncStream([60, 10, 35], nap, { ordered: false, maxConcurrency: 3 }),
    )
    expect(result).toEqual([10, 35, 60].map((ms) => ['ok', ms]))
  })

  it('puts the element before the other arguments', () => {
    const { result } = run(() => task.asyncStream([1, 2], ['m', 'nap', ['x']]))
    expect(result).toEqual([
      ['ok', [1, 'x']],
      ['ok', [2, 'x']],
    ])
  })

  it('never runs more than maxConcurrency tasks, and takes elements only for free places', () => {
    const taken: number[] = []
    function* elements() {
      for (let i = 1; i <= 20; i++) {
        taken.push(counts.now)
        yield i
      }
    }
    const { result } = run(() => task.asyncStream(elements(), nap, { maxConcurrency: 3 }))
    expect(result).toHaveLength(20)
    expect(counts).toEqual({ now: 0, most: 3 })
    expect(Math.max(...taken)).toBeLessThan(3)
  })

  it('takes the caller along with a crash, unless it traps exits', () => {
    const plain = run(() => task.asyncStream([1, 2, 3, 4], maybe))
    expect([plain.result, plain.end]).toEqual([undefined, 'three'])
    const trapping = run(function* () {
      trapExit(true)
      return [yield* task.asyncStream([1, 2, 3, 4], maybe), yield* flush()]
    })
    const results = [
      ['ok', 1],
      ['ok', 2],
      ['exit', 'three'],
      ['ok', 4],
    ]
    expect(trapping.result).toEqual([results, []])
  })

  it('gives back the element of a task that ended without an answer', () => {
    const { result } = run(function* () {
      trapExit(true)
      return yield* task.asyncStream([2, 3], maybe, { zipInputOnExit: true })
    })
    expect(result).toEqual([
      ['ok', 2],
      ['exit', [3, 'three']],
    ])
  })

  it('takes a normal end without an answer for an exit', () => {
    const { result } = run(() => task.asyncStream(['normal'], ['m', 'boom']))
    expect(result).toEqual([['exit', 'normal']])
  })

  it('exits its caller when a task is out of time', () => {
    const { end } = run(() => task.asyncStream([10, 500], nap, { timeout: 50 }))
    expect(end).toEqual(['timeout', ['task_supervised', 'stream', [50]]])
    const { result } = run(() => caught(task.asyncStream([10, 500], nap, { timeout: 50 })))
    expect(result).toEqual(['exit', ['timeout', ['task_supervised', 'stream', [50]]]])
  })

  it('goes on without a task that is out of time when told to kill it', () => {
    const options = { timeout: 50, onTimeout: 'kill_task' } as const
    const { result } = run(function* () {
      const results = yield* task.asyncStream([10, 500, 20], nap, options)
      const zip = { ...options, zipInputOnExit: true }
      return [results, yield* task.asyncStream([500], nap, zip), yield* flush(), processes().length]
    })
    const results = [
      ['ok', 10],
      ['exit', 'timeout'],
      ['ok', 20],
    ]
    expect(result).toEqual([results, [['exit', [500, 'timeout']]], [], 1])
  })

  it('ends its tasks, and then fails, when the elements fail or can’t be sent', () => {
    function* elements() {
      yield 1000
      throw new TypeError('no more')
    }
    const { result } = run(function* () {
      const end = yield* caught(task.asyncStream(elements(), nap))
      const bad = [1000, () => 1] as unknown as Term[]
      const unsent = (yield* caught(task.asyncStream(bad, nap))) as Term[][]
      const left = [yield* flush(), processes().length, processInfo(self(), 'links')]
      return [end, unsent[0]?.[0], ...left]
    })
    expect(result).toEqual([[['TypeError', 'no more'], []], 'badarg', [], 1, []])
  })

  it('refuses to run no task at a time', () => {
    const { result } = run(() => caught(task.asyncStream([1], nap, { maxConcurrency: 0 })))
    const text = 'asyncStream: maxConcurrency must be a whole number greater than zero'
    expect(result).toEqual(['error', ['badarg', text]])
  })

  it('ends with its caller, tasks and all', () => {
    const { result } = run(
      function* () {
        const pid = spawn(['m', 'owner', []])
        yield* receive(() => false, 20)
        const running = processes().length
        exitTo(pid, 'kill')
        yield* receive(() => false, 20)
        return [running, processes().length]
      },
      { owner: () => task.asyncStream([500, 500], nap) },
    )
    expect(result).toEqual([5, 1])
  })

  it('tells its tasks whose they are', () => {
    const { result } = run(function* () {
      return [self(), yield* task.asyncStream([1], ['m', 'callers'])]
    })
    const [me, [[, [callers, call]]]] = result as [Term, [[string, Term[]]]]
    expect([callers, call]).toEqual([[me], ['m', 'callers', 1]])
  })
})

function* started(options: taskSupervisor.TaskSupervisorOptions = {}): Waits<Pid> {
  return (yield* taskSupervisor.startLink(options))[1] as Pid
}

describe('taskSupervisor.asyncStream', () => {
  it('is as task.asyncStream, with a supervisor’s children', () => {
    const { result } = run(function* () {
      const s = yield* started()
      const results = yield* taskSupervisor.asyncStream(s, [30, 10], nap)
      const [origin] = yield* taskSupervisor.asyncStream(s, [1], ['m', 'callers'])
      return [results, origin, self(), s]
    })
    const [results, origin, me, s] = result as Term[]
    expect(results).toEqual([
      ['ok', 30],
      ['ok', 10],
    ])
    expect(origin).toEqual(['ok', [[me], ['m', 'callers', 1], [s, me]]])
  })

  it('takes the caller along with a crash, or with Nolink answers it', () => {
    const linked = run(function* () {
      yield* taskSupervisor.asyncStream(yield* started(), [1, 2, 3, 4], maybe)
    })
    expect(linked.end).toBe('three')
    const free = run(function* () {
      const s = yield* started()
      const results = yield* taskSupervisor.asyncStreamNolink(s, [2, 3, 4], maybe)
      return [results, yield* flush()]
    })
    expect(free.result).toEqual([
      [
        ['ok', 2],
        ['exit', 'three'],
        ['ok', 4],
      ],
      [],
    ])
  })

  it('fails when the supervisor takes fewer than maxConcurrency', () => {
    const { result } = run(function* () {
      const s = yield* started({ maxChildren: 1 })
      const options = { maxConcurrency: 2 }
      const end = yield* caught(taskSupervisor.asyncStream(s, [50, 50], nap, options))
      return [end, yield* taskSupervisor.children(s), yield* flush()]
    })
    const [[kind, [reason]], children, left] = result as [[Term, [Term]], Term, Term]
    expect([kind, reason, children, left]).toEqual(['error', 'max_children', [], []])
  })

  it('ends linked tasks with a killed caller, and lets others finish', () => {
    const { asyncStream, asyncStreamNolink } = taskSupervisor
    const ended = (streamed: typeof asyncStream) =>
      run(
        function* () {
          const s = yield* started()
          const owner = spawn(['m', 'owner', [s]])
          yield* wait(20)
          const [child] = yield* taskSupervisor.children(s)
          const ref = monitor(child as Pid)
          exitTo(owner, 'kill')
          return ((yield* receive((m) => isReply(m, 'DOWN', ref))) as Term[])[4]
        },
        { owner: (s: Pid) => streamed(s, [100], nap, { timeout: 'infinity' }) },
      ).result
    expect([ended(asyncStream), ended(asyncStreamNolink)]).toEqual(['killed', 'normal'])
  })
})
