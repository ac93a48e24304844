/** D16: what a registry tells, runs and keeps besides, as Elixir 1.14 was seen to do it. */
import { describe, expect, it } from 'vitest'
import {
  exit,
  now,
  type Pid,
  receive,
  register,
  self,
  send,
  spawn,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { runMain } from '../../sim/index.ts'
import { flush } from '../gen/scripted.ts'
import { caught, trialIn } from '../task/task-trial.ts'
import * as registry from './registry.ts'
import { asOther, duplicate, end, linkCount, others, unique } from './registry-trial.ts'

const run = trialIn(runMain, others)

describe('registry.dispatch', () => {
  const dispatching = {
    told: (entries: Term, to: Pid, tag: string) => void send(to, [tag, entries]),
    *slow(entries: Term, to: Pid): Waits<void> {
      yield* receive(() => false, 10)
      send(to, entries)
    },
    failing: () => exit('failed'),
  }

  it('runs a named function in the caller, once, and not for nobody', () => {
    const { result } = run(function* () {
      yield* duplicate()
      yield* registry.register('r', 'k', 1)
      const answers = [
        yield* registry.dispatch('r', 'k', ['m', 'told', [self(), 'tag']]),
        yield* registry.dispatch('r', 'nobody', ['m', 'told', [self(), 'tag']]),
      ]
      return [answers, yield* flush(), self()]
    }, dispatching)
    const [answers, told, me] = result as Term[]
    expect([answers, told]).toEqual([['ok', 'ok'], [['tag', [[me, 1]]]]])
  })

  it('runs a function of the caller’s, which may wait', () => {
    const { result } = run(function* () {
      yield* duplicate()
      for (const value of [1, 2]) yield* registry.register('r', 'k', value)
      const seen: Term[] = []
      yield* registry.dispatch('r', 'k', function* (entries) {
        yield* receive(() => false, 5)
        for (const [, value] of entries) seen.push(value)
      })
      return seen
    })
    expect(result).toEqual([1, 2])
  })

  it('runs once for each partition, in parallel when told so', () => {
    for (const parallel of [false, true]) {
      const { result } = run(function* () {
        trapExit(true)
        yield* duplicate({ partitions: 3 })
        const all = [self()]
        for (let i = 0; i < 9; i++) all.push((yield* asOther('register', 'r', 'k', i))[0])
        yield* registry.register('r', 'k', 9)
        const before = now()
        yield* registry.dispatch('r', 'k', ['m', 'slow', [self()]], { parallel })
        const tookMs = now() - before
        const told = (yield* flush()) as Term[][]
        return [tookMs, told.length, told.flat().length]
      }, dispatching)
      expect(result).toEqual([parallel ? 10 : 30, 3, 10])
    }
  })

  it('fails with its function', () => {
    const { result } = run(function* () {
      yield* duplicate()
      yield* registry.register('r', 'k', 1)
      return yield* caught(registry.dispatch('r', 'k', ['m', 'failing']))
    }, dispatching)
    expect(result).toEqual(['exit', 'failed'])
  })
})

describe('registry.updateValue', () => {
  it('changes the value of the caller’s own key', () => {
    const { result } = run(
      function* () {
        yield* unique()
        yield* registry.register('r', 'k', 1)
        yield* asOther('register', 'r', 'theirs', 1)
        const answers: unknown[] = []
        for (const key of ['k', 'theirs', 'nobody’s']) {
          answers.push(yield* registry.updateValue('r', key, (old) => (old as number) + 1))
        }
        answers.push(yield* registry.updateValue('r', 'k', ['m', 'times', [5]]))
        return [answers, yield* registry.values('r', 'k', self())]
      },
      { times: (a: number, b: number) => a * b },
    )
    expect(result).toEqual([[[2, 1], 'error', 'error', [10, 2]], [10]])
  })

  it('is refused by a duplicate registry', () => {
    const { result } = run(function* () {
      yield* duplicate()
      return yield* caught(registry.updateValue('r', 'k', () => 1))
    })
    const text = 'registry.updateValue: registry must be one with unique keys'
    expect(result).toEqual(['error', ['badarg', text]])
  })
})

describe('patterns', () => {
  it('find, count and take back entries by their value', () => {
    const { result } = run(function* () {
      yield* duplicate()
      for (const value of [
        [1, 'a'],
        [2, 'a'],
        [2, 2],
      ])
        yield* registry.register('r', 'k', value)
      const same = yield* registry.match('r', 'k', ['$1', '$1'])
      const some = yield* registry.match('r', 'k', ['_', 'a'])
      const counts = [yield* registry.countMatch('r', 'k', [2, '_'])]
      for (const pattern of [[2, 'a'], [9, 'a'], '_']) {
        yield* registry.unregisterMatch('r', 'k', pattern)
        counts.push(yield* registry.count('r'))
      }
      return [same.map(([, v]) => v), some.map(([, v]) => v), counts, linkCount()]
    })
    expect(result).toEqual([
      [[2, 2]],
      [
        [1, 'a'],
        [2, 'a'],
      ],
      [2, 2, 2, 0],
      1,
    ])
  })

  it('ask of a map only the keys that they have, of a list all its parts', () => {
    const { result } = run(function* () {
      yield* unique()
      yield* registry.register('r', 'k', { a: 1, b: 2 })
      const counts: number[] = []
      for (const pattern of [{ a: 1 }, { a: '_' }, {}, { a: 2 }, { c: '_' }, [1], 'x']) {
        counts.push(yield* registry.countMatch('r', 'k', pattern))
      }
      yield* registry.register('r', 'list', [1, 2])
      for (const pattern of [['_', '_'], ['_'], ['_', '_', '_']]) {
        counts.push(yield* registry.countMatch('r', 'list', pattern))
      }
      return counts
    })
    expect(result).toEqual([1, 1, 1, 0, 0, 0, 0, 1, 0, 0])
  })
})

describe('listeners', () => {
  it('hear of what is registered and taken back, and not of a crash', () => {
    const { result } = run(function* () {
      register('lst')
      yield* unique({ listeners: ['lst'] })
      yield* registry.register('r', 'k', 1)
      yield* registry.register('r', 'k', 2)
      yield* registry.unregister('r', 'k')
      yield* registry.unregister('r', 'k')
      const [other] = yield* asOther('register', 'r', 'k', 9)
      yield* end(other)
      return [self(), other, yield* flush()]
    })
    const [me, other, told] = result as Term[]
    expect(told).toEqual([
      ['register', 'r', 'k', me, 1],
      ['unregister', 'r', 'k', me],
      ['unregister', 'r', 'k', me],
      ['register', 'r', 'k', other, 9],
    ])
  })

  it('hear of entries taken back by a pattern once the last of them is', () => {
    const { result } = run(
      function* () {
        yield* duplicate({ listeners: ['lst'] })
        spawn(['m', 'listen', [self()]])
        for (const value of [1, 2]) yield* registry.register('r', 'k', value)
        for (const pattern of [1, 9, 2]) {
          yield* registry.unregisterMatch('r', 'k', pattern)
          send('lst', pattern)
        }
        return (yield* flush()).map((m) => (Array.isArray(m) ? m[0] : m))
      },
      {
        *listen(to: Pid): Waits<void> {
          register('lst')
          for (;;) send(to, (yield* receive()) as Term)
        },
      },
    )
    expect(result).toEqual(['register', 'register', 1, 9, 'unregister', 2])
  })

  it('that aren’t there fail the caller once it is registered', () => {
    const { result } = run(function* () {
      yield* unique({ listeners: ['nobody'] })
      const [kind, [reason]] = (yield* caught(registry.register('r', 'k', 1))) as [Term, Term[]]
      return [kind, reason, (yield* registry.lookup('r', 'k')).length]
    })
    expect(result).toEqual(['error', 'badarg', 1])
  })
})

describe('registry.meta', () => {
  it('is kept beside the entries', () => {
    const { result } = run(function* () {
      yield* unique({ meta: [['a', 1]] })
      const answers: unknown[] = [yield* registry.meta('r', 'a'), yield* registry.meta('r', 'b')]
      answers.push(yield* registry.putMeta('r', 'b', [2]), yield* registry.meta('r', 'b'))
      answers.push(yield* registry.deleteMeta('r', 'b'), yield* registry.meta('r', 'b'))
      return answers
    })
    expect(result).toEqual([['ok', 1], 'error', 'ok', ['ok', [2]], 'ok', 'error'])
  })
})
