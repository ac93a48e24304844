/**
 * The same seed, the same trace: in Node, in a browser's main thread and in its worker, in one go
 * and after save and load.
 */
import { expect, test } from 'vitest'
import { programs } from '../lab/index.ts'
import { type CompiledModule, loadCompiler } from '../web/index.ts'
import { run } from './hashes.ts'
import source from './hashes.ts?bundled'
import { onWorkerBrowser } from './in-worker.ts'

const io = { out: () => {}, err: () => {}, app: '', interrupted: new AbortController().signal }

test('200 seeds of each program have the same trace hash in Node, in a page and in a worker, twice, and loaded in the middle', async () => {
  const seeds = Array.from({ length: 200 }, (_, i) => i + 1)
  const asked = { seeds, compiled: await compiled() }
  const here = run(asked)
  expect(here).toHaveLength(200 * programs.length)
  expect(here.filter((line) => line.includes(','))).toEqual([])
  // Most of them differ: only what has neither chance nor faults is the same with every seed.
  const hashes = here.flatMap((line) => line.split(' ').slice(2))
  expect(new Set(hashes).size).toBeGreaterThan(300)
  await onWorkerBrowser(io, async (browser) => {
    const worker = await browser.worker(source)
    expect(await worker.ask<string[]>(asked)).toEqual(here)
    const page = await browser.page(source)
    expect(await page.ask<string[]>(asked)).toEqual(here)
    const some = { ...asked, seeds: [7, 3, 5] }
    const again = await worker.ask<string[]>(some)
    expect(here).toEqual(expect.arrayContaining(again))
    await Promise.all([worker.close(), page.close()])
  })
}, 240_000)

async function compiled(): Promise<Readonly<Record<string, readonly CompiledModule[]>>> {
  const { compileProgram } = await loadCompiler()
  const all = programs.map(({ id, files }) => {
    const result = compileProgram(files)
    if (!result.ok) throw new Error(JSON.stringify(result.errors))
    return [id, result.modules] as const
  })
  return Object.fromEntries(all)
}
