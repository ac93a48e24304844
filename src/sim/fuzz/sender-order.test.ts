/** One order for what Erlang leaves unordered, and only for that. */
import { expect, it } from 'vitest'
import { inSenderOrder } from './sender-order.ts'

const exitOf = (name: string) => ({ ev: 'recv', msg: ['EXIT', { pid: name }, 'boom'] })
const downOf = (name: string) => ({
  ev: 'recv',
  msg: ['DOWN', { ref: 'm1' }, 'process', { pid: name }, 'boom'],
})

function line(events: readonly object[], what = 'exit'): string {
  return JSON.stringify({ step: 1, do: what, events: { p: events } })
}

it('gives two orders of different senders one', () => {
  const [one, other] = [line([exitOf('a'), exitOf('b')]), line([exitOf('b'), exitOf('a')])]
  expect(inSenderOrder([one])).toEqual(inSenderOrder([other]))
})

it('keeps the order of one sender, of results and of what was held back', () => {
  const kept = (events: readonly object[], what?: string) =>
    expect(inSenderOrder([line(events, what)])).toEqual([line(events, what)])
  kept([downOf('a'), exitOf('a')])
  kept([exitOf('b'), { ev: 'result', of: 'link', value: 'true' }, exitOf('a')])
  kept([exitOf('b'), exitOf('a')], 'hold')
})
