/**
 * The runtime benchmarks: what each one asks, here and on the BEAM, how large, and what its figure
 * is held against. The bounds come from prototypes: what a kernel in V8 can do.
 */
import { compiledWork } from './compiled-work.ts'
import type { Body } from './programs/all.ts'
import type { Bound, Result } from './result.ts'
import { traced } from './tracing.ts'
import type { Question } from './worker-main.ts'

export interface Benchmark {
  readonly name: string
  /** Which of the name's figures, when it has several. */
  readonly body?: string
  readonly unit: Exclude<Result['unit'], 'ms'>
  readonly size: number
  /** What a worker is asked. */
  readonly question: Asking
  /** The program of the same work in erl/; null where it is no work of the BEAM's. */
  readonly beam: string | null
  /** It takes a BEAM that others can reach. */
  readonly isDistributed?: boolean
  readonly bound: Bound | null
  /** Another way to do it, there or here, for comparison. */
  readonly beside?:
    | { readonly label: string; readonly beam: string }
    /** `cost`: told as how many times as long ours takes. */
    | { readonly label: string; readonly question: Asking; readonly cost?: boolean }
}

export type Asking = (size: number) => Question | Promise<Question>

/** Null: measured, and held against nothing. */
type Ratios = readonly [must: number, aim: number] | null

interface Entry {
  readonly size: number
  readonly generator?: Ratios
  readonly handler?: Ratios
  /** When it isn't called as the benchmark. */
  readonly program?: string
  readonly beam?: string
}

const rates: Readonly<Record<string, Entry>> = {
  'ping-pong': { size: 1_000_000, generator: [2.5, 4.5], handler: [4, 7] },
  // With `yield*`, as it is taught.
  'ping-pong-delegated': { size: 1_000_000, beam: 'ping-pong', generator: null },
  ring: { size: 1_000, generator: [2.5, 4], handler: null },
  threadring: { size: 1_000_000, generator: [5, 7] },
  'fan-in': { size: 40, generator: [3, 5], handler: [3, 5] },
  big: { size: 500, generator: [1.2, 2.4] },
  'spawn-exit': { size: 500_000, generator: [5, 8] },
  'spawn-reply': { size: 500_000, generator: [4, 6] },
  'spawn-live-1e5': { size: 100_000, program: 'spawn-live', generator: [4, 8], handler: [4, 8] },
  'spawn-live-1e6': { size: 1_000_000, program: 'spawn-live', generator: [4, 8], handler: [4, 8] },
  'selective-receive': { size: 2_000, generator: [1.3, 10] },
  'call-raw': { size: 500_000, generator: [1.5, 2.9], handler: [1.5, 2.9] },
  'call-gen-server': { size: 300_000, generator: [3, 5] },
  cast: { size: 100, generator: null },
  'link-exit': { size: 200_000, generator: null },
  'monitor-down': { size: 200_000, generator: null },
  'timers-1e5': { size: 100_000, program: 'timers', generator: null },
  'supervisor-restart': { size: 20_000, generator: null },
}

const bodies = ['generator', 'handler'] as const

export const benchmarks: readonly Benchmark[] = [
  ...Object.entries(rates).flatMap(([name, entry]) => ratesOf(name, entry)),
  weight('generator', 300, 180),
  weight('handler', 160, 100),
  {
    ...pair('workers-throughput', 200),
    unit: 'ops/s',
    bound: { of: 'ratio', must: 2, aim: 4 },
  },
  {
    ...pair('workers-round-trip', 3_000),
    unit: 'us',
    bound: { of: 'ratio', must: 0.2, aim: 0.5 },
  },
  guard('calls', 1_000),
  guard('loops', 2_000),
  ...traced(),
]

function ratesOf(name: string, entry: Entry): Benchmark[] {
  const { size, program = name, beam = program } = entry
  const measured = bodies.filter((body) => entry[body] !== undefined)
  return measured.map((body): Benchmark => {
    const ratios = entry[body]
    return {
      name,
      ...(measured.length > 1 ? { body } : {}),
      ...{ unit: 'ops/s', size, beam },
      question: asking(program, body),
      bound: ratios ? { of: 'ratio', must: ratios[0], aim: ratios[1] } : null,
    }
  })
}

function weight(body: Body, must: number, aim: number): Benchmark {
  return {
    ...{ name: 'bytes-per-process', body, unit: 'bytes', size: 100_000 },
    question: asking('bytes', body),
    beam: 'bytes-plain',
    bound: { of: 'ours', must, aim },
    beside: { label: 'hibernated', beam: 'bytes-hibernated' },
  }
}

function pair(name: string, size: number) {
  const question = (many: number) => ({ pair: name, size: many })
  return { name, size, question, beam: name, isDistributed: true }
}

/** A learner's code: how fast it is with the guards that the compiler puts in, and without. */
function guard(work: string, size: number): Benchmark {
  const asking = (hasGuards: boolean) => async (times: number) => {
    return { work, modules: await compiledWork(hasGuards), size: times }
  }
  return {
    ...{ name: 'guard', body: work, unit: 'ops/s', size },
    question: asking(true),
    beam: `guard-${work}`,
    bound: null,
    beside: { label: 'unguarded', question: asking(false) },
  }
}

function asking(program: string, body: Body) {
  return (size: number) => ({ program, body, size })
}
