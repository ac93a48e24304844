/** The command `scenario` in a web worker of a real browser: every trace, byte for byte as in Node. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { main } from './main.ts'

const folder = fileURLToPath(new URL('../../scenarios', import.meta.url))
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .map((name) => join(folder, name))

test('scenario --browser prints what scenario prints', async () => {
  const here = await scenario(...files)
  expect(here.length).toBeGreaterThan(files.length)
  expect(await scenario('--browser', ...files)).toEqual(here)
})

async function scenario(...args: readonly string[]): Promise<readonly string[]> {
  const lines: string[] = []
  const code = await main(['scenario', ...args], {
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    app: folder,
    interrupted: new AbortController().signal,
  })
  expect(code).toBe(0)
  return lines
}
