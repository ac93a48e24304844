/** Which operations another machine may ask for. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeTerm, Pid, type Term } from '../kernel/index.ts'
import { readOp } from './read-op.ts'

const read = (op: Term) => readOp(encodeTerm(op))
const target = { pid: 'n1@heron/1/7' }

it.each<{ readonly [key: string]: Term }>([
  { do: 'kill', target: { name: 'counter' } },
  { do: 'suspend', target },
  { do: 'resume', target },
  { do: 'crash', target, reason: ['oops', new Pid('n1@heron', 1, 7)] },
  { do: 'send', target, message: null },
  { do: 'kill_node', node: 'n1@heron' },
  { do: 'load', files: [{ name: 'counter.ts', text: '' }] },
])('reads $do', (op) => {
  expect(read(op)).toEqual(op)
})

it.each<Term>([
  null,
  [],
  'kill',
  {},
  { do: 'kill' },
  { do: 'kill', target: 'counter' },
  { do: 'crash', target },
  { do: 'kill_node', node: 'nobody' },
  { do: 'load', files: ['counter.ts'] },
  { do: 'load', files: 'counter.ts' },
  // Our own plugs, faults and predictions are nobody else's business.
  { do: 'cut', machine: 'heron' },
  { do: 'fault', fault: { do: 'crash', node: 'n1@heron' } },
  { do: 'predict', step: '1', choice: 'a' },
  { do: 'constructor', target },
])('refuses %j', (op) => {
  expect(read(op)).toBe(null)
})

it('refuses bytes that are no term', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const op = readOp(bytes)
      return op === null || 'do' in op
    }),
    { numRuns: 1_000 },
  )
})
