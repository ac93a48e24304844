/** What `cli par` found: of each dare the fewest faults known to break the promise. */
import { dareDelayMs, type Par } from './dare.ts'

const options = { delayMs: dareDelayMs }

export const pars: readonly Par[] = [
  {
    program: 'counter-tree',
    promise: 'counter-counts',
    par: 1,
    begin: { seed: 1, nodes: 1, untilMs: 30000, options },
    solution: [{ atMs: 3000, do: 'crash', node: 'n1' }],
  },
  {
    program: 'ping-pong',
    promise: 'balls-in-play',
    par: 1,
    begin: { seed: 1, nodes: 2, untilMs: 30000, options },
    solution: [{ atMs: 3000, do: 'crash', node: 'n1' }],
  },
  {
    program: 'ring',
    promise: 'one-token',
    par: 1,
    begin: { seed: 35, nodes: 5, untilMs: 30000, options },
    solution: [{ atMs: 3000, do: 'partition', groups: [['n1']] }],
  },
  {
    program: 'ring',
    promise: 'comes-round',
    par: 1,
    begin: { seed: 1, nodes: 5, untilMs: 30000, options },
    solution: [{ atMs: 3000, do: 'kill', process: 'root', node: 'n1' }],
  },
  {
    program: 'heartbeat',
    promise: 'dead-are-suspected',
    par: 2,
    begin: { seed: 1, nodes: 5, untilMs: 30000, options },
    solution: [
      { atMs: 3000, do: 'crash', node: 'n1' },
      { atMs: 3000, do: 'crash', node: 'n2' },
    ],
  },
  {
    program: 'heartbeat',
    promise: 'living-are-trusted',
    par: 1,
    begin: { seed: 30, nodes: 5, untilMs: 30000, options },
    solution: [{ atMs: 3000, do: 'kill', process: 'root', node: 'n1' }],
  },
  {
    program: 'chat',
    promise: 'one-order',
    par: 1,
    begin: { seed: 31, nodes: 4, untilMs: 30000, options },
    solution: [{ atMs: 3000, do: 'link', from: 'n1', to: 'n2', lossPercent: 30 }],
  },
  {
    program: 'chat',
    promise: 'all-hear',
    par: 1,
    begin: { seed: 7, nodes: 4, untilMs: 30000, options },
    solution: [{ atMs: 3000, do: 'link', from: 'n1', to: 'n2', lossPercent: 30 }],
  },
  {
    program: 'worker-pool',
    promise: 'jobs-answered',
    par: 1,
    begin: { seed: 4, nodes: 3, untilMs: 30000, options },
    solution: [{ atMs: 3750, do: 'crash', node: 'n1' }],
  },
  {
    program: 'worker-pool',
    promise: 'answered-once',
    par: 2,
    begin: { seed: 4, nodes: 3, untilMs: 30000, options },
    solution: [
      { atMs: 3750, do: 'kill', process: 'root', node: 'n1' },
      { atMs: 3750, do: 'cut', from: 'n3', to: 'n1', oneWay: true },
    ],
  },
  {
    program: 'kv-store',
    promise: 'no-acknowledged-write-lost',
    par: 1,
    begin: { seed: 9, nodes: 3, untilMs: 30000, options },
    solution: [{ atMs: 3750, do: 'crash', node: 'n1' }],
  },
  {
    program: 'kv-store',
    promise: 'linearizable',
    par: 1,
    begin: { seed: 9, nodes: 3, untilMs: 30000, options },
    solution: [{ atMs: 3750, do: 'crash', node: 'n1' }],
  },
]
