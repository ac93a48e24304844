/**
 * How soon a second tab has joined, and how soon the first one knows that it is gone: closed
 * politely, crashed with Web Locks, crashed without them. Times are wall times of one computer.
 */
import type { BrowserContext, Page } from '@playwright/test'
import type { Io } from '../command.ts'
import { type Bench, type Result, spread } from './result.ts'
import { onStage, reported, running } from './stage.ts'

const cases = {
  'second tab joined': 3_000,
  'tab closed': 1_000,
  'page crashed': 5_000,
  'crashed without locks': 5_000,
} as const

type Case = keyof typeof cases

export const measure: Bench['measure'] = (runs: number, io: Io) =>
  onStage(io, async (stage) => {
    const figures: Record<Case, number[]> = {
      'second tab joined': [],
      'tab closed': [],
      'page crashed': [],
      'crashed without locks': [],
    }
    for (let run = 0; run < runs; run++) {
      const context = await stage.newContext()
      const home = await open(context, stage.origin)
      const closed = await join(context, home)
      figures['second tab joined'].push(closed.tookMs)
      figures['tab closed'].push(await end(home, closed, (page) => page.close()))
      figures['page crashed'].push(await end(home, await join(context, home), crash))
      await context.close()
      const plain = await stage.newContext()
      const plainHome = await open(plain, stage.plainOrigin)
      const lockless = await end(plainHome, await join(plain, plainHome), crash)
      figures['crashed without locks'].push(lockless)
      await plain.close()
    }
    return Object.entries(figures).map(([body, all]): Result => {
      const bound = { of: 'ours', must: cases[body as Case], aim: null } as const
      const about = { name: 'detection', body, where: 'chromium', unit: 'ms' } as const
      return { ...about, ...spread(all), beam: null, ratio: null, bound }
    })
  })

interface Guest {
  readonly page: Page
  readonly machine: string
  /** From the opening of the tab until the first one had linked with it. */
  readonly tookMs: number
}

async function open(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(origin)
  await running(page)
  return page
}

async function join(context: BrowserContext, home: Page): Promise<Guest> {
  const started = Date.now()
  const page = await context.newPage()
  await page.goto(home.url())
  await page.waitForFunction(() => window.letItCrash?.events('nodeup').length)
  const machine = await page.evaluate(() => window.letItCrash?.machine ?? '')
  const linked = await reported(home, 'linked', machine)
  return { page, machine, tookMs: linked - started }
}

/** Ends the guest's page and answers after how long the first one gave its machine up, in ms. */
async function end(home: Page, guest: Guest, act: (page: Page) => Promise<void>): Promise<number> {
  const ended = Date.now()
  await act(guest.page)
  return (await reported(home, 'down', guest.machine)) - ended
}

async function crash(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page)
  // It never answers: the page that would is gone.
  void devTools.send('Page.crash').catch(() => {})
  await page.waitForEvent('crash')
}
