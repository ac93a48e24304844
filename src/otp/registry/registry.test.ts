/** D16: a registry's entries in a simulated world, as Elixir 1.14 was seen to keep them. */
import { describe, expect, it } from 'vitest'
import {
  type Pid,
  processInfo,
  receive,
  self,
  send,
  spawn,
  type Term,
  unlink,
  type Waits,
  whereis,
} from '../../kernel/index.ts'
import { runMain } from '../../sim/index.ts'
import { caught, trialIn } from '../task/task-trial.ts'
import * as registry from './registry.ts'
import { asOther, duplicate, end, linkCount, others, unique } from './registry-trial.ts'

const run = trialIn(runMain, others)

const partition = () => whereis('r.PIDPartition0') as Pid

describe('registry.register', () => {
  it('gives a unique key to the first, and links it to the partition', () => {
    const { result } = run(function* () {
      yield* unique()
      const answers = [yield* registry.register('r', 'k', 1), yield* registry.register('r', 'k', 2)]
      const found = yield* registry.lookup('r', 'k')
      return [self(), partition(), answers, found, processInfo(self(), 'links')]
    })
    const [me, home, answers, found, links] = result as Term[][]
    const taken = ['error', ['already_registered', me]]
    expect(answers).toEqual([['ok', home], taken])
    expect(found).toEqual([[me, 1]])
    expect(links).toContainEqual(home)
  })

  it('refuses a key that another has, and takes the link back', () => {
    const { result } = run(function* () {
      yield* unique()
      const [other] = yield* asOther('register', 'r', 'k', 1)
      return [other, yield* registry.register('r', 'k', 2), linkCount()]
    })
    const [other, answer, links] = result as Term[]
    expect(answer).toEqual(['error', ['already_registered', other]])
    expect(links).toBe(1)
  })

  it('keeps the link of a process that has another key', () => {
    const { result } = run(function* () {
      yield* unique()
      yield* asOther('register', 'r', 'k', 1)
      yield* registry.register('r', 'mine', 1)
      yield* registry.register('r', 'k', 2)
      return linkCount()
    })
    expect(result).toBe(2)
  })

  it('takes any term for a key, and equal terms for the same', () => {
    const { result } = run(function* () {
      yield* unique()
      const key = { a: [1, 'x'], b: self() }
      yield* registry.register('r', key, 1)
      const found = yield* registry.lookup('r', { b: self(), a: [1, 'x'] })
      return [found.length, (yield* registry.lookup('r', { b: self(), a: [1, 'y'] })).length]
    })
    expect(result).toEqual([1, 0])
  })

  it('keeps duplicates in the order of their coming', () => {
    const { result } = run(function* () {
      yield* duplicate()
      yield* registry.register('r', 'k', 1)
      const [other] = yield* asOther('register', 'r', 'k', 2)
      yield* registry.register('r', 'k', 3)
      const ours = yield* registry.values('r', 'k', self())
      return [yield* registry.lookup('r', 'k'), self(), other, ours]
    })
    const [found, me, other, ours] = result as Term[]
    expect(found).toEqual([
      [me, 1],
      [other, 2],
      [me, 3],
    ])
    expect(ours).toEqual([1, 3])
  })

  it('counts entries, and knows a process’s keys, the latest first', () => {
    const { result } = run(function* () {
      yield* duplicate()
      for (const key of ['a', 'b', 'a', 'c']) yield* registry.register('r', key, 1)
      return [yield* registry.count('r'), yield* registry.keys('r', self())]
    })
    expect(result).toEqual([4, ['c', 'a', 'b', 'a']])
  })
})

describe('a registrant that ends', () => {
  it('is forgotten', () => {
    const { result } = run(function* () {
      yield* unique()
      const [other] = yield* asOther('register', 'r', 'k', 1)
      yield* end(other)
      const left = [yield* registry.lookup('r', 'k'), yield* registry.keys('r', other)]
      return [...left, yield* registry.count('r')]
    })
    expect(result).toEqual([[], [], 0])
  })

  it('may still be found when it had unlinked itself, but holds nothing', () => {
    const { result } = run(
      function* () {
        yield* unique()
        const pid = spawn(['m', 'unlinked', [self()]])
        yield* receive()
        yield* end(pid)
        const found = yield* registry.lookup('r', 'k')
        const where = yield* registry.whereisName(['r', 'k'])
        const [answer] = (yield* registry.register('r', 'k', 2)) as Term[]
        return [found, pid, where, answer, yield* registry.lookup('r', 'k'), self()]
      },
      {
        *unlinked(to: Pid): Waits<void> {
          yield* registry.register('r', 'k', 1)
          unlink(partition())
          send(to, 'ready')
          yield* receive()
        },
      },
    )
    const [found, pid, where, answer, after, me] = result as Term[]
    expect([found, where, answer, after]).toEqual([[[pid, 1]], 'undefined', 'ok', [[me, 2]]])
  })
})

describe('registry.unregister', () => {
  it('takes back all that the caller has under a key, and the link with the last', () => {
    const { result } = run(function* () {
      yield* duplicate()
      yield* asOther('register', 'r', 'k', 0)
      for (const [key, value] of [
        ['k', 1],
        ['k', 2],
        ['other', 3],
      ] as const) {
        yield* registry.register('r', key, value)
      }
      const first = [yield* registry.unregister('r', 'k'), yield* registry.count('r'), linkCount()]
      yield* registry.unregister('r', 'other')
      return [first, yield* registry.count('r'), linkCount()]
    })
    expect(result).toEqual([['ok', 2, 2], 1, 1])
  })

  it('is ok when there is nothing, and leaves others alone', () => {
    const { result } = run(function* () {
      yield* unique()
      yield* asOther('register', 'r', 'k', 1)
      const answers = [yield* registry.unregister('r', 'k'), yield* registry.unregister('r', 'z')]
      return [answers, (yield* registry.lookup('r', 'k')).length]
    })
    expect(result).toEqual([['ok', 'ok'], 1])
  })
})

describe('a registry that isn’t there', () => {
  it('is named by whoever asks it', () => {
    const { result } = run(function* () {
      const answers: Term[] = []
      for (const call of [
        registry.lookup('no', 'k'),
        registry.register('no', 'k'),
        registry.meta('no', 'k'),
      ]) {
        answers.push(yield* caught(call))
      }
      return answers
    })
    const text = "registry must be a registry that runs here; 'no' is none"
    expect(result).toEqual(
      ['lookup', 'register', 'meta'].map((verb) => [
        'error',
        ['badarg', `registry.${verb}: ${text}`],
      ]),
    )
  })

  it('is refused a start with wrong options', () => {
    const options = [
      { keys: 'odd', name: 'r' },
      { keys: 'unique' },
      { keys: 'unique', name: 'r', partitions: 0 },
      { keys: 'unique', name: 'r', listeners: 'x' },
    ] as unknown as registry.RegistryOptions[]
    const { result } = run(function* () {
      const answers: Term[] = []
      for (const each of options) answers.push(yield* caught(registry.startLink(each)))
      return answers
    })
    const words = (result as [string, [string, string]][]).map(([, [, text]]) => text.split(' ')[1])
    expect(words).toEqual(['keys', 'name', 'partitions', 'listeners'])
  })
})
