/** `simulate --seeds N` and `--shrink`: what is printed, and the exit code. */
import { exitCode, type Io } from '../command.ts'
import { progressBar } from '../progress-bar.ts'
import { campaign } from './campaign.ts'
import { runOf, type SeedAnswer, type Trial } from './seed-run.ts'
import { smallest } from './smallest.ts'

export interface ManySeeds {
  readonly trial: Trial
  readonly first: number
  readonly seeds: number
  readonly shrink: boolean
}

const barAfterMs = 2_000

export async function manySeeds(asked: ManySeeds, io: Io): Promise<number> {
  const { trial, first, seeds } = asked
  const { interrupted } = io
  const began = performance.now()
  const bar = progressBar(seeds, barAfterMs)
  const broken: SeedAnswer[] = []
  let events = 0
  const onAnswer = (answer: SeedAnswer, done: number) => {
    bar.show(done)
    events += answer.events
    if (answer.failure === null) return
    broken.push(answer)
    io.out(JSON.stringify(lineOf(answer)))
  }
  const ran = await campaign({ trial, first, seeds, onAnswer, interrupted })
  bar.end()
  const { id, nodes, untilMs } = trial
  const wallMs = Math.round(performance.now() - began)
  const figures = { program: id, nodes, from: first, seeds, ran, failed: broken.length }
  io.out(JSON.stringify({ ...figures, virtualMs: untilMs * ran, events, wallMs }))
  const [worst] = broken.sort((a, b) => a.seed - b.seed)
  if (asked.shrink && worst?.failure && !interrupted.aborted) {
    const told = await smallest(runOf(trial, worst.seed), worst.failure, interrupted)
    io.out(JSON.stringify(told))
  }
  if (broken.length > 0) return exitCode.negative
  return ran < seeds ? exitCode.undecided : exitCode.done
}

function lineOf({ seed, traceHash, failure }: SeedAnswer) {
  const { name, atMs, observed } = failure ?? {}
  return { seed, property: name, atMs, observed, traceHash }
}
