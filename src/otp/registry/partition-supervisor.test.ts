/** D17: partitions and the ways to them, as Elixir 1.14 was seen to lay them. */
import { describe, expect, it } from 'vitest'
import {
  exitTo,
  isAlive,
  type Pid,
  receive,
  self,
  send as sendTo,
  type Term,
  trapExit,
  type Waits,
  whereis,
} from '../../kernel/index.ts'
import { runMain } from '../../sim/index.ts'
import { wait } from '../gen/scripted.ts'
import * as genServer from '../gen-server/gen-server.ts'
import { caught, trialIn } from '../task/task-trial.ts'
import * as partitionSupervisor from './partition-supervisor.ts'
import * as registry from './registry.ts'
import { hashTerm } from './registry-hash.ts'

const counter = {
  init: (n: number) => ['ok', n],
  handleCall: (add: number, _from: Term, n: number) => ['reply', n + add, n + add],
  handleInfo: ([to, what]: [Pid, Term], n: number) => {
    sendTo(to, what)
    return ['noreply', n]
  },
  numbered: ([module]: Term[], partition: number) => [module, partition],
  refuse: () => ['error', 'no'],
  ignore: () => 'ignore',
}

const run = trialIn(runMain, counter)

const child = { id: 'c', start: ['gen_server', 'startLink', ['m', 0]] } as const
const options = { name: 'p', childSpec: child, partitions: 3 }
const via = (key: Term, name: Term = 'p') =>
  ['via', 'partition_supervisor', [name, key]] as readonly ['via', string, Term]

function* start(more: Partial<partitionSupervisor.PartitionOptions> = {}): Waits<Term> {
  return yield* partitionSupervisor.startLink({ ...options, ...more })
}

function* pids(): Waits<Pid[]> {
  const all = (yield* partitionSupervisor.whichChildren('p')) as Term[][]
  return all.map(([, pid]) => pid as Pid).reverse()
}

describe('a partition supervisor', () => {
  it('has a child for each partition, by number', () => {
    const { result } = run(function* () {
      const [, pid] = (yield* start()) as [string, Pid]
      const which = (yield* partitionSupervisor.whichChildren('p')) as Term[][]
      const count = yield* partitionSupervisor.partitions('p')
      const counts = yield* partitionSupervisor.countChildren('p')
      return [
        which.map(([id, , type, modules]) => [id, type, modules]),
        count,
        counts,
        pid === whereis('p'),
      ]
    })
    expect(result).toEqual([
      [2, 1, 0].map((id) => [id, 'worker', ['gen_server']]),
      3,
      { specs: 3, active: 3, supervisors: 0, workers: 3 },
      true,
    ])
  })

  it('routes whole numbers by what their size leaves', () => {
    const { result } = run(function* () {
      yield* start()
      const all = yield* pids()
      const found: Term[] = []
      for (const key of [0, 1, 2, 3, -1, -4, 5n]) {
        const pid = yield* partitionSupervisor.whereisName(['p', key])
        found.push(all.findIndex((each) => each.id === pid.id))
      }
      return found
    })
    expect(result).toEqual([0, 1, 2, 0, 1, 1, 2])
  })

  it('routes any other key by its hash, always the same way', () => {
    const { result } = run(function* () {
      yield* start()
      const answers = [yield* genServer.call(via('x'), 1), yield* genServer.call(via('x'), 1)]
      const sums: number[] = []
      for (const key of [0, 1, 2]) sums.push((yield* genServer.call(via(key), 0)) as number)
      return [answers, sums.reduce((a, b) => a + b), sums[hashTerm('x', 3)]]
    })
    expect(result).toEqual([[1, 2], 2, 2])
  })

  it('sends a message to a key’s partition', () => {
    const { result } = run(function* () {
      yield* start()
      yield* partitionSupervisor.send(['p', 'x'], [self(), 'hello'])
      return yield* receive()
    })
    expect(result).toBe('hello')
  })

  it('routes to the next life of a partition once it runs', () => {
    const { result } = run(function* () {
      yield* start()
      const before = yield* partitionSupervisor.whereisName(['p', 0])
      exitTo(before, 'kill')
      yield* wait(10)
      const after = yield* partitionSupervisor.whereisName(['p', 0])
      return [before.id === after.id, isAlive(after)]
    })
    expect(result).toEqual([false, true])
  })

  it('gives each partition its own arguments', () => {
    const { result } = run(function* () {
      yield* start({ withArguments: ['m', 'numbered'] })
      const states: Term[] = []
      for (const key of [0, 1, 2]) states.push(yield* genServer.call(via(key), 0))
      return states
    })
    expect(result).toEqual([0, 1, 2])
  })

  it('may have a name kept by a registry', () => {
    const { result } = run(function* () {
      yield* registry.startLink({ keys: 'unique', name: 'r' })
      const name = ['via', 'registry', ['r', 'ps']] as const
      yield* start({ name })
      return [yield* partitionSupervisor.partitions(name), yield* genServer.call(via(1, name), 7)]
    })
    expect(result).toEqual([3, 7])
  })

  it('is refused when a partition can’t start, and has no way to one that ignored it', () => {
    const { result } = run(function* () {
      trapExit(true)
      const refused = { childSpec: { ...child, start: ['m', 'refuse', []] as const } }
      const ignored = { childSpec: { ...child, start: ['m', 'ignore', []] as const } }
      const failed = yield* start(refused)
      yield* start(ignored)
      const [kind, [reason]] = (yield* caught(partitionSupervisor.whereisName(['p', 0]))) as [
        Term,
        Term[],
      ]
      return [failed, kind, reason]
    })
    const failure = ['failed_to_start_child', 0, 'no']
    expect(result).toEqual([['error', ['shutdown', failure]], 'error', 'badarg'])
  })

  it('exits whoever asks for one that isn’t there', () => {
    const { result } = run(function* () {
      return [
        yield* caught(partitionSupervisor.partitions('no')),
        yield* caught(genServer.call(via(1, 'no'), 1)),
      ]
    })
    const noproc = ['exit', ['noproc', ['partition_supervisor', 'partitions', ['no']]]]
    expect(result).toEqual([noproc, noproc])
  })

  it('only routes: nothing registers by it', () => {
    const { result } = run(function* () {
      trapExit(true)
      yield* start()
      const answer = yield* genServer.startLink('m', 0, { name: via(1) })
      return answer
    })
    expect((result as Term[])[0]).toBe('error')
  })

  it('is refused a start with wrong options', () => {
    const { result } = run(function* () {
      const words: Term[] = []
      for (const wrong of [{ name: undefined }, { childSpec: undefined }, { partitions: 0 }]) {
        const answer = (yield* caught(start(wrong as never))) as [Term, [Term, string]]
        words.push(answer[1][1].split(' ')[1] as string)
      }
      return words
    })
    expect(result).toEqual(['name', 'childSpec', 'partitions'])
  })

  it('stops with its partitions', () => {
    const { result } = run(function* () {
      yield* start()
      const all = yield* pids()
      return [yield* partitionSupervisor.stop('p'), whereis('p'), all.some(isAlive)]
    })
    expect(result).toEqual(['ok', null, false])
  })
})
