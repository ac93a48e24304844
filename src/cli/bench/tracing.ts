/**
 * What looking costs: the same work while a node tells nothing, and while it tells some or all of
 * it. The cost is a factor of the time a message takes; nobody reads what is told.
 */
import type { Watch } from '../../kernel/index.ts'
import type { Benchmark } from './catalogue.ts'

const works: Readonly<Record<string, number>> = {
  'ping-pong': 100_000,
  'fan-in': 6,
  ring: 150,
  'call-gen-server': 30_000,
}

interface Telling {
  readonly watch: Watch
  /** What is told is written into batches, as a box does for its page. */
  readonly batches?: boolean
}

const tellings: Readonly<Record<string, Telling>> = {
  life: { watch: { level: 'life' } },
  'life, rest kept': { watch: { level: 'life', keeps: true } },
  'deaths alone': { watch: { level: 'all', kinds: ['exit'] } },
  'one process': { watch: { level: 'all', processes: [1] } },
  all: { watch: { level: 'all' } },
  'all, in batches': { watch: { level: 'all' }, batches: true },
}

export function traced(): Benchmark[] {
  return Object.entries(works).flatMap(([program, size]) =>
    Object.entries(tellings).map(([label, telling]): Benchmark => {
      const asking = (size: number) => ({ program, body: 'generator', size }) as const
      return {
        ...{ name: 'tracing', body: `${program}, ${label}`, unit: 'ops/s', size, beam: null },
        question: (size) => ({ ...asking(size), ...telling }),
        bound: null,
        beside: { label: 'cost', question: asking, cost: true },
      }
    }),
  )
}
