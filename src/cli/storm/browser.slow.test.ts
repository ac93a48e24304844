/** One seed, one trace: storms of four nodes in Node and in a worker of a real browser. */
import { expect, test } from 'vitest'
import { runInWorker } from '../in-worker.ts'
import { modules } from './picture.ts'
import { run } from './storm.ts'
import source from './storm.ts?bundled'

test('a storm has the same trace, event for event, in Node and in Chromium', async () => {
  const seeds = Array.from({ length: 20 }, (_, i) => i + 1)
  const here = run({ seeds, modules })
  const io = { out: () => {}, err: () => {}, app: '', interrupted: new AbortController().signal }
  const there = await runInWorker<string[][]>(source, { seeds, modules }, io)
  expect(here.flat().length).toBeGreaterThan(10_000)
  expect(here[0]).not.toEqual(here[1])
  for (const [at, lines] of here.entries()) expect(there[at], `seed ${seeds[at]}`).toEqual(lines)
})
