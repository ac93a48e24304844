/**
 * A campaign of the differential fuzz: scenarios of consecutive seeds, as many at a time as there
 * are Erlangs; then the suspects again, alone.
 */
import { type Family, generate } from '../../sim/index.ts'
import type { Beams } from './beams.ts'
import { confirm, type Difference, judge, shrunk } from './judging.ts'

export interface Campaign {
  readonly beams: Beams
  readonly first: number
  readonly seeds: number
  readonly family?: Family
  /** Called after each seed. */
  readonly onSeed?: (done: number) => void
  /** True when no further seed is to be begun. */
  readonly isOver?: () => boolean
}

export interface Found extends Difference {
  readonly seed: number
  readonly isShrunk: boolean
}

export interface Outcome {
  readonly ran: number
  /** Seeds whose scenario Erlang's oracle refuses: they say nothing. */
  readonly voids: readonly number[]
  /** Seeds on which Erlang doesn't give one answer, or gave another one in the crowd. */
  readonly unstable: readonly number[]
  readonly differences: readonly Found[]
}

/** A runtime with so many suspects is broken; the rest of the seeds would only repeat it. */
const mostSuspects = 24
/** Each takes Erlang some tens of runs. */
const mostShrunk = 6

export async function campaign(options: Campaign): Promise<Outcome> {
  const { beams, first, seeds, family, onSeed, isOver } = options
  const voids: number[] = []
  const suspects: number[] = []
  let next = 0
  let ran = 0
  const lane = async () => {
    while (next < seeds && suspects.length < mostSuspects && isOver?.() !== true) {
      const seed = (first + next++) >>> 0
      const verdict = await judge(generate(seed, family), beams)
      if (verdict === 'void') voids.push(seed)
      else if (verdict !== 'same') suspects.push(seed)
      ran += 1
      onSeed?.(ran)
    }
  }
  await Promise.all(Array.from({ length: beams.count }, lane))
  const unstable: number[] = []
  const differences: Found[] = []
  for (const seed of suspects.sort((a, b) => a - b)) {
    const verdict = await confirm(generate(seed, family), beams)
    if (verdict === null || typeof verdict !== 'object') unstable.push(seed)
    else differences.push({ ...verdict, seed, isShrunk: false })
  }
  return { ran, voids, unstable, differences: await shrunkFew(differences, beams) }
}

/** The first of them small, and of those that became the same only one; then the others. */
async function shrunkFew(all: readonly Found[], beams: Beams): Promise<readonly Found[]> {
  const small = await Promise.all(
    all.slice(0, mostShrunk).map(async (found) => {
      return { ...(await shrunk(found, beams)), seed: found.seed, isShrunk: true }
    }),
  )
  const bySteps = new Map(small.reverse().map((f) => [JSON.stringify(f.scenario.steps), f]))
  return [...[...bySteps.values()].reverse(), ...all.slice(mostShrunk)]
}
