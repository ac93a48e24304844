/** Which browser is chosen. */
import { afterEach, expect, test, vi } from 'vitest'
import { findBrowser } from './browser.mjs'

afterEach(() => {
  vi.unstubAllEnvs()
})

test('the one that the environment names comes first', async () => {
  vi.stubEnv('LET_IT_CRASH_BROWSER', process.execPath)
  expect((await findBrowser())?.executablePath).toBe(process.execPath)
})

test('one that is named and does not exist is an error, not a reason to take another', async () => {
  vi.stubEnv('LET_IT_CRASH_BROWSER', '/there/is/none')
  await expect(findBrowser()).rejects.toThrow('LET_IT_CRASH_BROWSER: there is no /there/is/none')
})

test('only root goes without the sandbox', async () => {
  vi.stubEnv('LET_IT_CRASH_BROWSER', process.execPath)
  const isRoot = process.getuid?.() === 0
  expect((await findBrowser())?.args.includes('--no-sandbox')).toBe(isRoot)
})
