/** What clients ask and hear, as operations. */
import { expect, test } from 'vitest'
import { ClientHistory } from './client-history.ts'

test('keeps calls in their order and gives each its return', () => {
  const history = new ClientHistory()
  expect(history.call({ client: 0, key: 'x', op: 'put', value: '1' }, 10)).toBe(true)
  expect(history.call({ client: 1, key: 'x', op: 'get' }, 11)).toBe(true)
  expect(history.ret(1, { status: 'ok', result: null }, 12)).toBe(true)
  expect(history.ret(0, { status: 'fail' }, 13)).toBe(true)
  expect(history.operations()).toEqual([
    { client: 0, key: 'x', op: 'put', value: '1', call: 10, ret: 13, status: 'fail' },
    { client: 1, key: 'x', op: 'get', result: null, call: 11, ret: 12, status: 'ok' },
  ])
})

test('what never returns, or is given up, stays unknown and its client has no more to ask', () => {
  const history = new ClientHistory()
  history.call({ client: 0, key: 'x', op: 'delete' }, 10)
  const open = { client: 0, key: 'x', op: 'delete', call: 10, status: 'unknown' }
  expect(history.operations()).toEqual([open])
  expect(history.ret(0, { status: 'unknown' }, 20)).toBe(true)
  expect(history.call({ client: 0, key: 'x', op: 'get' }, 21)).toBe(false)
  expect(history.ret(5, { status: 'fail' }, 22)).toBe(false)
  expect(history.operations()).toEqual([open])
})
