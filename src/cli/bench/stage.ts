/** What browser benchmarks need: the built app behind its door and a Chromium in front of it. */
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { findBrowser, howToGetOne } from '../../../scripts/browser.mjs'
import type { OpenTrace } from '../../lab/index.ts'
import type { Io } from '../command.ts'
import { openDoor } from '../door.ts'

declare global {
  interface Window {
    readonly letItCrash?: OpenTrace
  }
}

export interface Stage {
  /** `http://localhost:PORT` */
  readonly origin: string
  /** The same app from an origin that isn't secure. */
  readonly plainOrigin: string
  newContext(): Promise<BrowserContext>
}

/** Opens the door, starts the browser, and closes both whatever happens. */
export async function onStage<T>(io: Io, act: (stage: Stage) => Promise<T>): Promise<T> {
  const found = await findBrowser()
  if (found === null) throw new Error(`there is no browser; type: ${howToGetOne}`)
  const { chromium } = await import('@playwright/test')
  const door = await openDoor({ app: io.app, port: 0, host: 'localhost' })
  let browser: Browser | null = null
  try {
    const host = 'classroom.test'
    const args = [...found.args, `--host-resolver-rules=MAP ${host} 127.0.0.1`]
    browser = await chromium.launch({ ...found, args })
    const started = browser
    return await act({
      origin: `http://localhost:${door.port}`,
      plainOrigin: `http://${host}:${door.port}`,
      newContext: () => started.newContext(),
    })
  } finally {
    await browser?.close()
    door.close()
  }
}

/** Waits until the page's own system runs: somebody called `counter` is alive. */
export async function running(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...(window.letItCrash?.system().processes.values() ?? [])].some((p) => p.name === 'counter'),
  )
}

/**
 * Wall time (ms) of the page's last report of that kind about another machine, once there is one.
 */
export async function reported(page: Page, what: string, machine: string): Promise<number> {
  const found = await page.waitForFunction(
    ([kind, name]) => {
      const reports = window.letItCrash?.events('host') ?? []
      return reports.findLast(({ term }) => {
        const [type, details] = term as readonly [string, { readonly machine?: string }]
        return type === kind && details.machine === name
      })?.at
    },
    [what, machine] as const,
    { polling: 20 },
  )
  return (await found.jsonValue()) as number
}
