/** D16: registries as keepers of names, their partitions, as Elixir 1.14 was seen to have them. */
import { describe, expect, it } from 'vitest'
import {
  isReply,
  monitor,
  type Pid,
  processInfo,
  receive,
  self,
  spawn,
  type Term,
  trapExit,
  type Waits,
  whereis,
} from '../../kernel/index.ts'
import { runMain } from '../../sim/index.ts'
import { flush, wait } from '../gen/scripted.ts'
import * as genServer from '../gen-server/gen-server.ts'
import * as supervisor from '../supervisor/supervisor.ts'
import { caught, trialIn } from '../task/task-trial.ts'
import * as registry from './registry.ts'
import { asOther, duplicate, end, linkCount, others, unique } from './registry-trial.ts'

const counter = {
  init: (n: number) => ['ok', n],
  handleCall: (add: number, _from: Term, n: number) => ['reply', n, n + add],
  handleCast: (add: number, n: number) => ['noreply', n + add],
}

const run = trialIn(runMain, { ...others, ...counter })

const via = (key: Term, ...value: Term[]) => ['via', 'registry', ['r', key, ...value]] as const
const start = (name: ReturnType<typeof via>, n = 0) => genServer.startLink('m', n, { name })

describe('a name kept by a registry', () => {
  it('is a server’s, by which it is called and cast to', () => {
    const { result } = run(function* () {
      yield* unique()
      const [, pid] = (yield* start(via('k'))) as readonly [string, Pid]
      yield* genServer.cast(via('k'), 5)
      const answers = [yield* genServer.call(via('k'), 1), yield* genServer.call(via('k'), 0)]
      return [answers, pid, yield* registry.lookup('r', 'k')]
    })
    const [answers, pid, found] = result as Term[]
    expect(answers).toEqual([5, 6])
    expect(found).toEqual([[pid, null]])
  })

  it('may come with a value, which a caller needn’t know', () => {
    const { result } = run(function* () {
      yield* unique()
      yield* start(via('k', 'value'))
      const [[, value]] = (yield* registry.lookup('r', 'k')) as [[Pid, Term]]
      return [value, yield* genServer.call(via('k', 'another'), 1)]
    })
    expect(result).toEqual(['value', 0])
  })

  it('is refused to a second server', () => {
    const { result } = run(function* () {
      yield* unique()
      const [, first] = (yield* start(via('k'))) as readonly [string, Pid]
      return [yield* start(via('k')), first]
    })
    const [second, first] = result as Term[]
    expect(second).toEqual(['error', ['already_started', first]])
  })

  it('is nobody’s after its server’s end, and free for the next', () => {
    const { result } = run(function* () {
      trapExit(true)
      yield* unique()
      const [, pid] = (yield* start(via('k'))) as readonly [string, Pid]
      yield* end(pid)
      const nobody = yield* caught(genServer.call(via('k'), 1))
      const [again] = (yield* start(via('k'))) as readonly [string, Pid]
      return [nobody, again]
    })
    expect(result).toEqual([
      ['exit', ['noproc', ['gen_server', 'call', [via('k'), 1, 5000]]]],
      'ok',
    ])
  })

  it('is where a message goes, or an error', () => {
    const { result } = run(function* () {
      yield* unique()
      yield* registry.register('r', 'k')
      yield* registry.send(['r', 'k'], 'hello')
      return [yield* receive(), yield* caught(registry.send(['r', 'z'], 'x'))]
    })
    expect(result).toEqual(['hello', ['error', ['badarg', [['r', 'z'], 'x']]]])
  })

  it('is only given to the process that asks, by a registry of unique keys', () => {
    const { result } = run(function* () {
      yield* unique()
      const pid = spawn(['m', 'other', [self()]])
      const answers = [yield* caught(registry.registerName(['r', 'k'], pid))]
      yield* registry.startLink({ keys: 'duplicate', name: 'd' })
      answers.push(yield* caught(registry.whereisName(['d', 'k'])))
      return answers
    })
    const text = 'registry.whereisName: registry must be one with unique keys'
    expect(result).toEqual([
      ['error', 'function_clause'],
      ['error', ['badarg', text]],
    ])
  })
})

describe('a registry’s partition', () => {
  const children = function* (): Waits<Term[][]> {
    return (yield* supervisor.whichChildren('r')) as Term[][]
  }

  it('is a child under a name of its own', () => {
    const { result } = run(function* () {
      const pid = yield* duplicate({ partitions: 3 })
      return [(yield* children()).map(([id]) => id), pid === whereis('r')]
    })
    expect(result).toEqual([['r.PIDPartition2', 'r.PIDPartition1', 'r.PIDPartition0'], true])
  })

  it('takes its registrants along when it crashes', () => {
    const { result } = run(function* () {
      yield* unique()
      const [other] = yield* asOther('register', 'r', 'k', 1)
      const ref = monitor(other)
      yield* end(whereis('r.PIDPartition0') as Pid)
      const down = (yield* receive((m) => isReply(m, 'DOWN', ref))) as Term[]
      return [down[4], yield* registry.lookup('r', 'k')]
    })
    expect(result).toEqual(['killed', []])
  })

  it('is an EXIT to a registrant that traps, which is registered no more', () => {
    const { result } = run(function* () {
      trapExit(true)
      yield* unique()
      yield* registry.register('r', 'k', 1)
      const partition = whereis('r.PIDPartition0') as Pid
      yield* end(partition)
      const left = yield* flush()
      const found = yield* registry.lookup('r', 'k')
      return [left, partition, found, linkCount()]
    })
    const [left, partition, found, links] = result as Term[]
    expect([left, found, links]).toEqual([[['EXIT', partition, 'killed']], [], 1])
  })

  it('falls with the others when keys are unique, alone when not', () => {
    const fallen = (keys: 'unique' | 'duplicate') =>
      run(function* () {
        yield* registry.startLink({ keys, name: 'r', partitions: 2 })
        const before = (yield* children()).map(([, pid]) => pid)
        yield* end(whereis('r.PIDPartition0') as Pid)
        yield* wait(10)
        const after = (yield* children()).map(([, pid]) => pid)
        return after.map((pid, i) => pid !== before[i])
      }).result
    expect(fallen('unique')).toEqual([true, true])
    expect(fallen('duplicate')).toEqual([false, true])
  })

  it('is found again for every key, whatever their number', () => {
    const { result } = run(function* () {
      yield* unique({ partitions: 4 })
      const keys = Array.from({ length: 40 }, (_, i) => `key ${i}`)
      for (const key of keys) yield* registry.register('r', key, 1)
      const sizes: Term[] = []
      for (const [, pid] of yield* children()) {
        sizes.push(yield* genServer.call(pid as Pid, ['count']))
      }
      const found = yield* registry.keys('r', self())
      for (const key of keys) yield* registry.unregister('r', key)
      const left = [yield* registry.count('r'), processInfo(self(), 'links')?.length]
      return [sizes.every((size) => (size as number) > 4), found.length, ...left]
    })
    expect(result).toEqual([true, 40, 0, 1])
  })
})
