/**
 * End-to-end tests: the built app, served as `npm start` serves it, in a real Chromium. A failure
 * is never retried away; it leaves a screenshot in test-results.
 */
import { defineConfig } from '@playwright/test'
import { findBrowser, howToGetOne } from './scripts/browser.mjs'

const browser = await findBrowser()
if (!browser) throw new Error(`There is no browser. Type: ${howToGetOne}`)

const port = Number(process.env.LET_IT_CRASH_E2E_PORT ?? 4647)
const report = process.env.LET_IT_CRASH_REPORT ?? 'test-results/report.json'

export default defineConfig({
  testDir: 'e2e',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // Only against what hangs: a machine may be slow.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['line'], ['json', { outputFile: report }]],
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: browser,
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
  webServer: {
    command: `node scripts/start.mjs --host localhost --port ${port}`,
    url: `http://localhost:${port}`,
    reuseExistingServer: false,
    timeout: 120_000,
  },
})
