/**
 * A dare: break what a program promises with as few faults as you can. `par` is the fewest that are
 * known to do it, found by shrinking (`cli par`); everybody begins with the same run.
 */
import type { FaultStep } from '../faults/script.ts'
import type { RunOptions } from '../share/run-record.ts'

export interface Dare {
  /** Of a ready program. */
  readonly program: string
  /** Of one of its promises. */
  readonly promise: string
  readonly par: number
  readonly begin: DareBeginning
}

/** The run as it is before anybody has done anything: the promise holds in it until `untilMs`. */
export interface DareBeginning {
  readonly seed: number
  readonly nodes: number
  readonly untilMs: number
  readonly options: Omit<RunOptions, 'untilMs'>
}

/** A dare, and faults that do it. */
export interface Par extends Dare {
  readonly solution: readonly FaultStep[]
}

/** How long a frame travels in runs that people look at, virtual ms: slow enough to be seen. */
export const dareDelayMs = [40, 120] as const

/** How many faults somebody needed, and when the promise broke, in virtual ms. */
export interface Broken {
  readonly faults: number
  readonly atMs: number
}

export type Rating = 'below' | 'par' | 'above'

export function ratingOf(faults: number, par: number): Rating {
  if (faults === par) return 'par'
  return faults < par ? 'below' : 'above'
}
