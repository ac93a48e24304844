/** The rule by which two traces of a scenario are the same. */
import { expect, it } from 'vitest'
import { compareTraces } from '../index.ts'

const head = '{"scenario":"x"}'
const line = (events: object) => JSON.stringify({ step: 1, do: 'exit', events })
const [one, two] = [
  { ev: 'recv', msg: 1 },
  { ev: 'recv', msg: 2 },
]

it('takes traces as the same whatever order the processes and keys have', () => {
  const a = line({ a: [{ ev: 'exit', reason: 'x' }], b: [one] })
  const b = line({ b: [{ msg: 1, ev: 'recv' }], a: [{ reason: 'x', ev: 'exit' }] })
  expect(compareTraces([head, a], [head, b])).toBe(null)
})

it('tells the first step and process that differ', () => {
  const difference = compareTraces([head, line({ a: [one] })], [head, line({ a: [two] })])
  expect(difference).toMatch(/^x step 1 \(exit\) process a\n expected .*1\}\n actual {3}.*2\}$/)
})

it('minds the order of one process’s events, unless the step is listed as unordered', () => {
  const [a, b] = [line({ a: [one, two] }), line({ a: [two, one] })]
  expect(compareTraces([head, a], [head, b])).toContain('process a')
  expect(compareTraces([head, a], [head, b], { unordered_steps: [2] })).toContain('process a')
  expect(compareTraces([head, a], [head, b], { unordered_steps: [1] })).toBe(null)
})

it('sees a process or a step that only one of them has', () => {
  expect(compareTraces([head, line({})], [head, line({ a: [one] })])).toContain('process a')
  expect(compareTraces([head, line({ a: [one] })], [head, line({})])).toContain('process a')
  expect(compareTraces([head], [head, line({})])).toContain('number of steps')
})
