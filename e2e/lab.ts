/** The simulated world's page as its end-to-end tests drive it: by keys, and read by its console. */
import type { BrowserContext, Page } from '@playwright/test'
import { expect, watch } from './test.ts'

export interface Lab {
  readonly turns: number
  readonly nowMs: number
  readonly traceHash: string
  readonly cursor: number
  readonly end: number
}

export function lab(page: Page): Promise<Lab> {
  return page.evaluate(() => {
    const open = window.letItCrash as unknown as { run: Lab; cursor: number }
    return { ...open.run, cursor: open.cursor, end: window.letItCrash?.events().length ?? 0 }
  })
}

export async function enter(page: Page, hash: string): Promise<void> {
  await page.goto(`/${hash}`)
  await runsOn(page)
}

/** Waits until virtual time has gone on. */
export async function runsOn(page: Page): Promise<void> {
  await page.waitForFunction(() => 'run' in (window.letItCrash ?? {}))
  const before = (await lab(page)).nowMs
  await expect.poll(async () => (await lab(page)).nowMs).toBeGreaterThan(before)
}

export const key = async (page: Page, press: string) => {
  await page.locator('.lc-stage').focus()
  await page.keyboard.press(press)
}

export async function pause(page: Page): Promise<Lab> {
  await key(page, ' ')
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
  return lab(page)
}

/** One delivery further, when that is done. */
export async function forth(page: Page): Promise<Lab> {
  const { cursor } = await lab(page)
  await key(page, '.')
  await expect.poll(async () => (await lab(page)).cursor).toBeGreaterThan(cursor)
  return lab(page)
}

export async function back(page: Page): Promise<Lab> {
  const { cursor } = await lab(page)
  await key(page, ',')
  await expect.poll(async () => (await lab(page)).cursor).toBeLessThan(cursor)
  return lab(page)
}

export async function linkOf(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const href = await page.getByLabel('Link to this run').inputValue()
  await page.keyboard.press('Escape')
  return href
}

/** A page of another browser, watched as all are. */
export async function elsewhere(context: BrowserContext, baseURL: string, complaints: string[]) {
  const other = await context.browser()?.newContext()
  if (other === undefined) throw new Error('no other browser')
  watch(other, baseURL, complaints)
  return other.newPage()
}
