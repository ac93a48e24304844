/**
 * The one place that chooses a browser, for the end-to-end tests and for benchmarks: the variable
 * LET_IT_CRASH_BROWSER, else Playwright's own download, else a Chromium or Chrome of the system.
 */
import { existsSync } from 'node:fs'

/** What to type where there is none; Debian's root may take `apt-get install -y chromium` too. */
export const howToGetOne = 'npx playwright install chromium'

const ofTheSystem = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/** Quiet without internet. */
const quiet = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * @returns {Promise<{ executablePath: string, args: string[] } | null>} null: there is none. Throws
 *   when LET_IT_CRASH_BROWSER names a file that doesn't exist.
 */
export async function findBrowser() {
  const executablePath = named() ?? (await downloaded()) ?? ofTheSystem.find(existsSync)
  if (!executablePath) return null
  // Chromium refuses its own sandbox to root.
  const args = process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet
  return { executablePath, args: [...args] }
}

function named() {
  const path = process.env.LET_IT_CRASH_BROWSER
  if (path && !existsSync(path)) throw new Error(`LET_IT_CRASH_BROWSER: there is no ${path}`)
  return path || undefined
}

async function downloaded() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}
