/** For tests of what the ready programs promise: one run of one of them, its verdicts in a word. */
import type { FaultStep, Program, TimedOp } from '../lab/index.ts'
import { simulate } from '../sim/index.ts'
import type { compiled } from './compiled.ts'

export interface PromiseTrial {
  readonly program: Program
  readonly newCode: Awaited<ReturnType<typeof compiled>>
  readonly faults?: readonly FaultStep[]
  readonly ops?: readonly TimedOp[]
  readonly seed?: number
  readonly untilMs?: number
  readonly nodes?: number
  /** As long as where people look, where frames are slow enough to be seen. */
  readonly delayMs?: readonly [number, number]
}

/** What became of each promise, in a word. */
export function statusesOf({ program, delayMs, ...more }: PromiseTrial) {
  const usual = { seed: 1, untilMs: 20_000, nodes: program.nodes ?? 1 }
  const options = delayMs === undefined ? {} : { options: { delayMs } }
  const verdicts = Object.entries(simulate({ program, ...usual, ...options, ...more }).properties)
  return Object.fromEntries(verdicts.map(([name, { status }]) => [name, status]))
}

export const seeds = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
export const crash = (node: string, atMs: number) => ({ atMs, do: 'crash', node }) as const
export const restart = (node: string, atMs: number) => ({ atMs, do: 'restart', node }) as const
export const kill = (process: string, atMs: number) => ({ atMs, do: 'kill', process }) as const
