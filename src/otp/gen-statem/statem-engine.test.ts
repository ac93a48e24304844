/** gen_statem's rules by themselves: plain records in, plain records out. */
import { describe, expect, it } from 'vitest'
import { Ref } from '../../kernel/index.ts'
import {
  freshMemory,
  freshWishes,
  type Memory,
  nextQueue,
  timerEvent,
  transition,
  withTimer,
} from './statem-engine.ts'
import type { Event, Timeout } from './statem-return.ts'

const ref = (id: number) => new Ref('n1@a', 1, id)
const cast = (content: number): Event => ['cast', content]
const timeout = (type: string | string[], time: Timeout['time'], message = 'm'): Timeout => ({
  type,
  time,
  message,
  abs: false,
})

/** Nothing that is given to the rules may change. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) frozen(part)
  }
  return value
}

const memory: Memory = frozen({
  ...freshMemory(['a', 0]),
  postponed: [cast(2), cast(1)],
  timers: [
    { type: 'state_timeout', ref: ref(1), message: 's' },
    { type: 'timeout', ref: ref(2), message: 'e' },
    { type: ['timeout', 'g'], ref: 0, message: 'g' },
  ],
  due: [['timeout', 'g']],
})

describe('a transition', () => {
  const wishes = freshWishes(memory)

  it('to the same state keeps what is postponed, and only the event timeout goes', () => {
    const after = transition(memory, frozen([cast(3), cast(4)]), wishes)
    expect(after.queue).toEqual([cast(4)])
    expect(after.memory.postponed).toEqual([cast(2), cast(1)])
    expect(after.cancel).toEqual([ref(2)])
    expect(after.memory.timers.map(({ type }) => type)).toEqual(['state_timeout', ['timeout', 'g']])
  })

  it('to another state replays what is postponed and drops the state’s timeout', () => {
    const next = { ...wishes, next: ['b', 0] as const, postpone: true }
    const after = transition(memory, frozen([cast(3), cast(4)]), next)
    expect(after.queue).toEqual([cast(1), cast(2), cast(3), cast(4)])
    expect(after.memory.postponed).toEqual([])
    expect(after.cancel).toEqual([ref(1), ref(2)])
    expect(after.memory.due).toEqual([['timeout', 'g']])
  })

  it('asks for timers, of each type the last', () => {
    const timeouts = [timeout('timeout', 5), timeout('state_timeout', 7), timeout('timeout', 9)]
    const after = transition(memory, [cast(3)], { ...wishes, timeouts })
    expect(after.begun.map(({ type, time }) => [type, time])).toEqual([
      ['timeout', 9],
      ['state_timeout', 7],
    ])
    expect(after.cancel).toEqual([ref(2), ref(1)])
  })
})

describe('a timer', () => {
  const begun = transition(freshMemory(['a', 0]), [cast(1)], {
    ...freshWishes(freshMemory(['a', 0])),
    timeouts: [timeout(['timeout', 'g'], 5, 'late'), timeout('state_timeout', 0, 'now')],
  })

  it('of time 0 is the next event of an empty queue', () => {
    const next = nextQueue(begun.memory, begun.queue)
    expect(next?.queue).toEqual([['state_timeout', 'now']])
    expect(next && nextQueue(next.memory, [])).toBeNull()
  })

  it('is known by its reference and its type', () => {
    const running = withTimer(begun.memory, ['timeout', 'g'], ref(9))
    const fired = timerEvent(running, ['timeout', ref(9), ['timeout', 'g']])
    expect(fired?.event).toEqual([['timeout', 'g'], 'late'])
    expect(fired?.memory.timers.map(({ type }) => type)).toEqual(['state_timeout'])
    expect(timerEvent(running, ['timeout', ref(8), ['timeout', 'g']])).toBeNull()
    expect(timerEvent(running, ['timeout', ref(9), ['timeout', 'h']])).toBeNull()
    expect(timerEvent(running, 'hello')).toBeNull()
  })
})
