/**
 * One program for one node or many: it counts primes on as many nodes as it is told to. Large jobs
 * show what cores are good for, tiny ones what messages cost. Not supervised: it ends by itself.
 */
import type { SourceFile } from './op.ts'
import cores from './programs/cores/cores.ts?raw'

export const coresProgram: readonly SourceFile[] = [{ name: 'cores.ts', text: cores }]

/** The number of primes below (OEIS A006880 and sums of sieves). */
export const primesBelow: readonly (readonly [limit: number, primes: number])[] = [
  [10_000, 1_229],
  [100_000, 9_592],
  [200_000, 17_984],
  [500_000, 41_538],
  [1_000_000, 78_498],
  [2_000_000, 148_933],
  [3_000_000, 216_816],
  [5_000_000, 348_513],
  [10_000_000, 664_579],
]

/** The answer, because all runs could be wrong in the same way. */
export function primesOf(limit: number): number {
  const known = primesBelow.find(([below]) => below === limit)
  if (known === undefined) throw new Error(`nobody knows how many primes are below ${limit}`)
  return known[1]
}

/** Numbers of workers, up in one round and down in the next: who slows one down slows all down. */
export function inTurn(most: number, round: number): readonly number[] {
  const counts = Array.from({ length: most }, (_, at) => at + 1)
  return round % 2 === 0 ? counts : counts.reverse()
}
