/** D15: tasks under a supervisor in a simulated world, as Elixir 1.14 was seen to run them. */
import { describe, expect, it } from 'vitest'
import {
  exit,
  get,
  isAlive,
  isReply,
  monitor,
  node,
  type Pid,
  receive,
  self,
  send,
  spawn,
  spawnOn,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { runMain } from '../../sim/index.ts'
import { flush, wait } from '../gen/scripted.ts'
import * as dynamicSupervisor from '../supervisor/dynamic-supervisor.ts'
import * as task from './task.ts'
import type { Task } from './task-supervised.ts'
import * as taskSupervisor from './task-supervisor.ts'
import { caught, trialIn } from './task-trial.ts'

const work = {
  ok: (x: Term) => x,
  *nap(ms: number): Waits<number> {
    yield* receive(() => false, ms)
    return ms
  },
  boom: (reason: Term) => exit(reason),
  origin: () => [get('$callers'), get('$initial_call'), get('$ancestors')],
  told: (to: Pid) => send(to, 'ran'),
}

const run = trialIn(runMain, work)

function* started(options: taskSupervisor.TaskSupervisorOptions = {}): Waits<Pid> {
  return (yield* taskSupervisor.startLink(options))[1] as Pid
}

describe('taskSupervisor.async', () => {
  it('starts a child that is awaited as any task', () => {
    const { result } = run(function* () {
      const s = yield* started()
      const t = yield* taskSupervisor.async(s, ['m', 'ok', [1]])
      return [yield* task.await(t), yield* flush(), yield* taskSupervisor.children(s)]
    })
    expect(result).toEqual([1, [], []])
  })

  it('takes its owner along when it crashes; the supervisor stays', () => {
    const { end, ends } = run(function* () {
      const s = yield* started()
      yield* task.await(yield* taskSupervisor.async(s, ['m', 'boom', ['b']]))
    })
    expect(end).toBe('b')
    expect(ends).toEqual(['b', 'b', 'b'])
    const { result } = run(function* () {
      trapExit(true)
      const s = yield* started()
      const t = yield* taskSupervisor.async(s, ['m', 'boom', ['b']])
      return [yield* caught(task.await(t)), yield* flush(), t, isAlive(s)]
    })
    const [awaited, left, t, alive] = result as [Term, Term, Task, boolean]
    expect(awaited).toEqual(['exit', ['b', ['task', 'await', [t, 5000]]]])
    expect([left, alive]).toEqual([[['EXIT', t.pid, 'b']], true])
  })

  it('knows whose it is, and that it stands below the supervisor', () => {
    const { result } = run(function* () {
      const s = yield* started()
      return [self(), s, yield* task.await(yield* taskSupervisor.async(s, ['m', 'origin', []]))]
    })
    const [me, s, origin] = result as Term[]
    expect(origin).toEqual([[me], ['m', 'origin', 0], [s, me]])
  })

  it('fails when there are too many, and exits when nobody is there', () => {
    const { result } = run(function* () {
      const s = yield* started({ maxChildren: 1 })
      yield* taskSupervisor.async(s, ['m', 'nap', [100]])
      const full = yield* caught(taskSupervisor.async(s, ['m', 'nap', [100]]))
      const child = yield* taskSupervisor.startChild(s, ['m', 'nap', [100]])
      const nobody = yield* caught(taskSupervisor.async('nobody', ['m', 'ok', [1]]))
      return [(full as Term[][])[1]?.[0], child, ((nobody as Term[])[1] as Term[])[0]]
    })
    expect(result).toEqual(['max_children', ['error', 'max_children'], 'noproc'])
  })

  it('runs on the supervisor’s node, and is lost with it', () => {
    const { result } = run(
      function* () {
        yield* spawnOn('n1@b', ['m', 'host', []])
        yield* wait(10)
        const t = yield* taskSupervisor.asyncNolink(['far', 'n1@b'], ['m', 'where', []])
        const there = yield* task.await(t)
        const lost = yield* taskSupervisor.asyncNolink(['far', 'n1@b'], ['m', 'nap', [9000]])
        return [there, lost.pid?.node, yield* caught(task.await(lost, 10_000))]
      },
      {
        where: () => node(),
        *host() {
          yield* started({ name: 'far' })
          yield* wait(9000)
        },
      },
      (world) => world.at(100, () => world.stopNode('n1@b', 50)),
    )
    const [there, where, end] = result as [Term, Term, [Term, [Term]]]
    expect([there, where, end[1][0]]).toEqual(['n1@b', 'n1@b', ['nodedown', 'n1@b']])
  })
})

describe('taskSupervisor.asyncNolink', () => {
  it('tells its owner of a crash, and no more', () => {
    const { result } = run(function* () {
      const s = yield* started()
      const bad = yield* taskSupervisor.asyncNolink(s, ['m', 'boom', ['b']])
      const told = yield* flush()
      const good = yield* taskSupervisor.asyncNolink(s, ['m', 'ok', [1]])
      return [told, bad, yield* flush(), good]
    })
    const [told, bad, news, good] = result as [Term, Task, Term, Task]
    expect(told).toEqual([['DOWN', bad.ref, 'process', bad.pid, 'b']])
    expect(news).toEqual([
      [good.ref, 1],
      ['DOWN', good.ref, 'process', good.pid, 'normal'],
    ])
  })

  it('goes on without its owner, but doesn’t begin without one', () => {
    const { result, ends } = run(
      function* () {
        const s = yield* started()
        spawn(['m', 'owner', [s, self()]])
        const ref = monitor((yield* receive()) as Pid)
        const gone = spawn(['m', 'ok', [1]])
        yield* wait(1)
        yield* taskSupervisor.startReplying(s, ['n1@a', gone, gone], null)
        return ((yield* receive((m) => isReply(m, 'DOWN', ref))) as Term[])[4]
      },
      {
        *owner(s: Pid, to: Pid): Waits<void> {
          send(to, (yield* taskSupervisor.asyncNolink(s, ['m', 'nap', [80]])).pid)
        },
      },
    )
    expect(result).toBe('normal')
    expect(ends).toContainEqual(['shutdown', 'noproc'])
  })
})

describe('taskSupervisor.startChild', () => {
  it('starts a temporary child, which can be terminated', () => {
    const { result } = run(function* () {
      const s = yield* started()
      const [, pid] = (yield* taskSupervisor.startChild(s, ['m', 'nap', [100]])) as [string, Pid]
      const there = yield* taskSupervisor.children(s)
      const which = yield* dynamicSupervisor.whichChildren(s)
      const ends = [yield* taskSupervisor.terminateChild(s, pid)]
      ends.push(yield* taskSupervisor.terminateChild(s, pid))
      yield* taskSupervisor.startChild(s, ['m', 'boom', ['b']])
      yield* wait(20)
      return [there, which, pid, ends, yield* taskSupervisor.children(s), yield* flush()]
    })
    const [there, which, pid, ends, after, left] = result as Term[]
    expect(there).toEqual([pid])
    expect(which).toEqual([['undefined', pid, 'worker', ['task_supervised']]])
    expect([ends, after, left]).toEqual([['ok', ['error', 'not_found']], [], []])
  })

  it('restarts what is told to be permanent, until it is too often', () => {
    const ran = (restart: 'permanent' | 'transient') =>
      run(function* () {
        trapExit(true)
        const s = yield* started()
        yield* taskSupervisor.startChild(s, ['m', 'told', [self()]], { restart })
        const told = yield* flush()
        const times = told.filter((m) => m === 'ran').length
        return [times, (told.at(-1) as Term[])[2] ?? 'nothing', isAlive(s)]
      }).result
    expect(ran('transient')).toEqual([1, 'n', true])
    expect(ran('permanent')).toEqual([4, 'shutdown', false])
  })
})
