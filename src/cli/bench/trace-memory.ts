/**
 * What a million events weigh in a browser, kept to be read again, with the pictures on the way;
 * and how long going back in them takes. Bytes are those of the heap and of what stands behind
 * typed arrays, told by the browser's debugging protocol after a collection of garbage.
 */
import { programs } from '../../lab/index.ts'
import type { Io } from '../command.ts'
import { modulesOf } from '../compiled.ts'
import { onWorkerBrowser, type WorkerBrowser } from '../in-worker.ts'
import { type Bench, type Result, spread } from './result.ts'
import type { Gone, Kept } from './trace-memory-main.ts'
import source from './trace-memory-main.ts?bundled'

const must = { bytes: 200_000_000, ms: 100 } as const
const size = 1_000_000
const looks = 200

/** Those whose traces are the smallest, the most usual and the largest. */
const measured = ['ping-pong', 'heartbeat', 'kv-store']

export const measure: Bench['measure'] = (runs: number, io: Io) =>
  onWorkerBrowser(io, async (browser) => {
    const figures = new Map<string, number[]>()
    for (let run = 0; run < runs; run++) {
      for (const program of measured) {
        for (const [body, figure] of await look(browser, program)) {
          figures.set(body, [...(figures.get(body) ?? []), figure])
        }
      }
    }
    return [...figures].map(([body, all]): Result => {
      const unit = body.endsWith('bytes') ? 'bytes' : 'ms'
      const bound = { of: 'ours', must: must[unit], aim: null } as const
      const about = { name: 'trace-memory', body, where: 'chromium-worker', unit } as const
      return { ...about, ...spread(all), beam: null, ratio: null, bound }
    })
  })

async function look(browser: WorkerBrowser, id: string): Promise<[string, number][]> {
  const program = programs.find((each) => each.id === id)
  if (program === undefined) throw new Error(`there is no program ${id}`)
  const worker = await browser.worker(source)
  const question = { do: 'keep', program: id, modules: await modulesOf(program), events: size }
  const { events } = await worker.ask<Kept>(question)
  if (events !== size) throw new Error(`${id}: ${events} of ${size} events were kept`)
  const bytes = await worker.heapBytes()
  const { anywhereMs, stepBackMs } = await worker.ask<Gone>({ do: 'go', times: looks })
  await worker.close()
  return [
    [`${id}, bytes`, bytes],
    [`${id}, to anywhere`, anywhereMs],
    [`${id}, a step back`, stepBackMs],
  ]
}
