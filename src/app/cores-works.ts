/**
 * How much is counted: in large jobs, which are worth a message, and in tiny ones, which aren't. As
 * many numbers as keep one worker busy for about a second, if nobody wished for another amount.
 */
import { primesBelow, primesOf } from '../lab/index.ts'
import type { Jobs } from '../views/index.ts'

export interface Work {
  readonly jobs: Jobs
  readonly limit: number
  readonly grain: number
  /** Primes below the limit: the answer. */
  readonly primes: number
}

const grain = 2_000
/** As long as one worker should take for the large jobs, ms; longer when many share it. */
const workMs = 600
const workMsOfEach = 120
const tasteOf = 200_000
/** The time grows with the limit a little less than with its square root times itself. */
const growth = 1.45

/** Both kinds of jobs; the tiny ones are a fifteenth of the numbers or so. */
export function worksFor(limit: number): readonly Work[] {
  const few = limit <= 100_000 ? 10_000 : limit <= 1_000_000 ? 100_000 : 200_000
  return [
    { jobs: 'large', limit, grain, primes: primesOf(limit) },
    { jobs: 'tiny', limit: few, grain: 1, primes: primesOf(few) },
  ]
}

/** The limit for which one worker takes about as long as it should; `run` tells ms. */
export async function fitting(most: number, run: (work: Work) => Promise<number>): Promise<number> {
  const taste: Work = { jobs: 'large', limit: tasteOf, grain, primes: primesOf(tasteOf) }
  await run(taste)
  const ms = await run(taste)
  const wanted = Math.max(workMs, most * workMsOfEach)
  const fits = primesBelow.filter(([limit]) => ms * (limit / tasteOf) ** growth <= wanted)
  return Math.max(tasteOf, fits.at(-1)?.[0] ?? 0)
}
