/** Lines of a history, good and bad. */
import { expect, test } from 'vitest'
import { HistoryReader } from './history-reader.ts'

const put = '{"client":0,"key":"x","op":"put","value":"1","call":10,"ret":20,"status":"ok"}'

function read(...lines: readonly string[]) {
  const reader = new HistoryReader()
  for (const line of lines) {
    const problem = reader.take(line)
    if (problem !== null) return problem
  }
  return reader.end()
}

const line = (fields: object) => JSON.stringify({ ...JSON.parse(put), ...fields })
const without = (name: string) => line({ [name]: undefined })

test('reads operations and where they stand; blank lines, a mark and ends of lines are nothing', () => {
  const get = { client: 1, key: 'x', op: 'get', result: null, call: 10, ret: 20, status: 'ok' }
  expect(read(`\uFEFF${put}\r`, '', ' \r', JSON.stringify({ ...get, colour: 'red' }))).toEqual({
    operations: [JSON.parse(put), get],
    lines: [1, 4],
  })
})

test.each([
  ['{"client":0', 'no JSON: {"client":0'],
  ['[1]', 'no JSON object: [1]'],
  [line({ op: 'take' }), '"op" must be get, put, append, cas or delete, not "take"'],
  [line({ op: 'constructor' }), '"op" must be get, put, append, cas or delete, not "constructor"'],
  [line({ status: 'done' }), '"status" must be ok, fail or unknown, not "done"'],
  [line({ call: 1.5 }), '"call" must be a whole number, not 1.5'],
  [line({ call: '1' }), '"call" must be a whole number, not "1"'],
  [without('ret'), '"ret" must be a whole number, not missing'],
  [line({ ret: 9 }), 'it returns (9) before it is called (10)'],
  [line({ status: 'unknown' }), 'an operation of unknown outcome has no "ret"'],
  [without('client'), '"client" must be a whole number, not missing'],
  [line({ key: 5 }), '"key" must be a string, not 5'],
  [line({ value: null }), '"value" must be a string, not null'],
  [line({ op: 'get' }), '"result" must be string or null, not missing'],
  [line({ op: 'cas', expect: 'a' }), '"result" must be true or false, not missing'],
  [line({ op: 'cas', result: true }), '"expect" must be string or null, not missing'],
])('says what is wrong with %s', (bad, problem) => {
  expect(read(put, '', bad)).toEqual({ line: 3, problem })
})

test('a result is asked for only when the outcome is known', () => {
  const open = { op: 'get', status: 'unknown', ret: undefined, client: 2 }
  const cas = { op: 'cas', expect: null, status: 'fail', client: 3 }
  expect(read(line(open), line(cas))).toHaveProperty('lines', [1, 2])
})

test('a client has one operation open at a time, in whatever order lines come', () => {
  const overlap = 'client 0 still has an operation open (line 2)'
  expect(read(line({ call: 19, ret: 30 }), put)).toEqual({
    line: 1,
    problem: overlap,
  })
  expect(read(line({ call: 20, ret: 20 }), put, line({ call: 20, ret: 30 }))).toHaveProperty(
    'lines',
  )
})

test('a client goes on under a new id after an unknown outcome', () => {
  const open = line({ status: 'unknown', ret: undefined })
  expect(read(open, line({ call: 500, ret: 501 }))).toEqual({
    line: 2,
    problem: 'client 0 goes on after an unknown outcome (line 1): it needs a new id',
  })
  expect(read(line({ call: 1, ret: 2 }), open, line({ client: 1 }))).toHaveProperty('lines')
})
