/** Many seeds of one trial, spread over the machine's cores. */
import { availableParallelism } from 'node:os'
import { type ModuleInThread, openThread } from '../in-thread.ts'
import type { SeedAnswer, Trial } from './seed-run.ts'
import script from './seed-run.ts?bundled'

export interface Campaign {
  readonly trial: Trial
  readonly first: number
  readonly seeds: number
  /** Called with each answer, in no order. */
  readonly onAnswer: (answer: SeedAnswer, done: number) => void
  readonly interrupted: AbortSignal
}

/** Answers how many seeds ran: all, unless it was interrupted. */
export async function campaign(asked: Campaign): Promise<number> {
  const { trial, first, seeds, onAnswer, interrupted } = asked
  let next = 0
  let done = 0
  const lane = async (thread: ModuleInThread) => {
    while (next < seeds && !interrupted.aborted) {
      const seed = (first + next++) >>> 0
      const answer = await thread.ask<SeedAnswer>({ trial, seed })
      if (interrupted.aborted) return
      onAnswer(answer, ++done)
    }
  }
  const count = Math.min(availableParallelism(), seeds)
  const threads = Array.from({ length: count }, () => openThread(script))
  const end = () => Promise.all(threads.map((thread) => thread.kill()))
  interrupted.addEventListener('abort', end)
  try {
    await Promise.all(threads.map(lane))
  } catch (error) {
    if (!interrupted.aborted) throw error
  } finally {
    interrupted.removeEventListener('abort', end)
    await end()
  }
  return done
}
