/**
 * How soon one is back in a run of a million events: the picture of that moment, the world itself
 * as it stood then, and the page's trace without what came after.
 */
import { programs } from '../../lab/index.ts'
import type { Io } from '../command.ts'
import { modulesOf } from '../compiled.ts'
import { openThread } from '../in-thread.ts'
import { onWorkerBrowser } from '../in-worker.ts'
import { type Bench, type Result, spread } from './result.ts'
import type { StepBackQuestion, SteppedBack } from './step-back-main.ts'
import source from './step-back-main.ts?bundled'

const mustMs = 100
const size = 1_000_000
const times = 200
const measured = ['ping-pong', 'heartbeat']

const bodies: readonly (readonly [keyof Omit<SteppedBack, 'events'>, string])[] = [
  ['picture', 'picture anywhere'],
  ['pictureStep', 'picture a step back'],
  ['world', 'world anywhere'],
  ['worldStep', 'world a step back'],
  ['fork', 'fork of the page'],
]

export const measure: Bench['measure'] = async (runs, io, isInBrowser = true) => {
  const figures = new Map<string, number[]>()
  for (let run = 0; run < runs; run++) {
    for (const id of measured) {
      const question = await questionAbout(id)
      const answer = await (isInBrowser ? inBrowser(question, io) : inThread(question))
      for (const [key, words] of bodies) {
        const all = spread(answer[key])
        for (const [which, ms] of [['median', all.ours] as const, ['worst', all.most] as const]) {
          const body = `${id}, ${words}, ${which}`
          figures.set(body, [...(figures.get(body) ?? []), ms])
        }
      }
    }
  }
  return [...figures].map(([body, all]): Result => {
    const where = isInBrowser ? 'chromium-worker' : 'node'
    const bound = { of: 'ours', must: mustMs, aim: null } as const
    const about = { name: 'step-back', body, where, unit: 'ms' } as const
    return { ...about, ...spread(all), beam: null, ratio: null, bound }
  })
}

async function questionAbout(id: string): Promise<StepBackQuestion> {
  const program = programs.find((each) => each.id === id)
  if (program === undefined) throw new Error(`there is no program ${id}`)
  return { program: id, modules: await modulesOf(program), events: size, times }
}

function inBrowser(question: StepBackQuestion, io: Io): Promise<SteppedBack> {
  return onWorkerBrowser(io, async (browser) => {
    const worker = await browser.worker(source)
    return worker.ask<SteppedBack>(question)
  })
}

async function inThread(question: StepBackQuestion): Promise<SteppedBack> {
  const thread = openThread(source)
  try {
    return await thread.ask<SteppedBack>(question)
  } finally {
    await thread.kill()
  }
}
