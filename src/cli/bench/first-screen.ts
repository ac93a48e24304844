/**
 * How soon a newcomer can break something, on a processor four times slower, and how much
 * JavaScript comes before the editor. Each run begins with an empty cache.
 */
import { gzipSync } from 'node:zlib'
import type { Response } from '@playwright/test'
import type { Io } from '../command.ts'
import { type Bench, type Result, spread } from './result.ts'
import { onStage, type Stage } from './stage.ts'

const must = { interactiveMs: 2_000, scriptBytes: 300_000 } as const

export const measure: Bench['measure'] = (runs: number, io: Io) =>
  onStage(io, async (stage) => {
    const times: number[] = []
    const sizes: number[] = []
    for (let run = 0; run < runs; run++) {
      const { interactiveMs, scriptBytes } = await look(stage)
      times.push(interactiveMs)
      sizes.push(scriptBytes)
    }
    return [
      result('interactive at 4 × slower', 'ms', must.interactiveMs, times),
      result('JavaScript, compressed', 'bytes', must.scriptBytes, sizes),
    ]
  })

function result(body: string, unit: 'ms' | 'bytes', most: number, all: readonly number[]): Result {
  const bound = { of: 'ours', must: most, aim: null } as const
  const about = { name: 'first-screen', body, where: 'chromium', unit } as const
  return { ...about, ...spread(all), beam: null, ratio: null, bound }
}

async function look(stage: Stage): Promise<{ interactiveMs: number; scriptBytes: number }> {
  const context = await stage.newContext()
  const page = await context.newPage()
  const scripts: Promise<number>[] = []
  const weigh = (response: Response) => {
    // A box's blob is text that came inside another script.
    if (response.url().startsWith('blob:')) return
    if (!/javascript/.test(response.headers()['content-type'] ?? '')) return
    scripts.push(response.body().then((body) => gzipSync(body).length))
  }
  page.on('response', weigh)
  const devTools = await context.newCDPSession(page)
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.goto(stage.origin, { waitUntil: 'commit' })
  // Interactive: the counter has counted, and its Kill button stands there.
  const ready = await page.waitForFunction(() => {
    const alive = [...(window.letItCrash?.system().processes.values() ?? [])]
    const counts = alive.some(({ name, state }) => name === 'counter' && state !== undefined)
    const buttons = [...document.querySelectorAll('button')]
    const kill = buttons.some((b) => /kill/i.test(b.textContent ?? '') && !b.disabled)
    return counts && kill ? performance.now() : false
  })
  const interactiveMs = (await ready.jsonValue()) as number
  // What comes from now on isn't waited for, and its page is about to close.
  page.off('response', weigh)
  const sizes = await Promise.all(scripts)
  await context.close()
  return { interactiveMs, scriptBytes: sizes.reduce((sum, size) => sum + size, 0) }
}
