/** What a benchmark gives: figures with their spread and the bound they are held against. */
import type { Io } from '../command.ts'

/** One figure; `ours` is the median of the runs. */
export interface Result {
  readonly name: string
  /** Which of the benchmark's figures. */
  readonly body: string
  readonly where: 'chromium'
  readonly unit: 'ms' | 'bytes'
  readonly ours: number
  readonly least: number
  readonly most: number
  /** The bound it is held against, in the same unit. */
  readonly must: number
}

export interface Bench {
  measure(runs: number, io: Io): Promise<readonly Result[]>
}

/** The median of some figures, with the least and the most. */
export function spread(figures: readonly number[]): { ours: number; least: number; most: number } {
  const sorted = [...figures].sort((a, b) => a - b)
  const at = (index: number) => Math.round(sorted[index] ?? Number.NaN)
  return { ours: at(sorted.length >> 1), least: at(0), most: at(sorted.length - 1) }
}
