/** Orders that `erl +S 1:1` (OTP 25) was seen to tell links in; numbers are pids by age. */
import { expect, it } from 'vitest'
import { Pid } from '../index.ts'
import { exitOrder } from './exit-order.ts'

it.each([
  [
    [1, 2],
    [2, 1],
  ],
  [
    [1, 2, 3],
    [1, 3, 2],
  ],
  [
    [1, 2, 3, 4, 5],
    [1, 3, 5, 4, 2],
  ],
])('links made %j are told %j', (made, told) => {
  const links = made.map((id) => ({ pid: new Pid('n1@a', 1, id), unlinking: null }))
  expect(exitOrder(links).map(({ pid }) => pid.id)).toEqual(told)
})
