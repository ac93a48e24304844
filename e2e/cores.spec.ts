/** One to many cores: measured on real nodes with a little work; cancelled, hidden, hurt. */
import type { Page } from '@playwright/test'
import { comeIn, counts, expect, test } from './test.ts'

test('two workers are measured, and told as a chart, a table and a sentence', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Measure' }).click()
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused()
  const again = page.getByRole('button', { name: 'Measure again' })
  await expect(again).toBeFocused()
  const table = page.getByRole('table', { name: 'The same in figures: medians of 5 rounds' })
  const rows = table.getByRole('row')
  await expect(rows).toHaveCount(4)
  await expect(rows.nth(2)).toContainText(/^1[\d.]+ m?s.*1\.0\s×100\s%/)
  await expect(rows.nth(3)).toContainText(/^2[\d.]+ m?s.*[\d.]+\s×\d+\s%/)
  await expect(verdict(page)).toContainText(/In tiny jobs, one number each, 2 workers/)
  const chart = page.getByRole('img', { name: 'Speed-up by number of workers' })
  await expect(chart.locator('circle')).toHaveCount(2)
  await expect(chart.locator('rect')).toHaveCount(2)
  // The nodes were those of the measurement: the room's own system never stopped.
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByRole('button', { name: 'Close the observer' }).click()
  await counts(page, 'counter')
})

test('it is opened by key, cancelled by key, and closed by key', async ({ page }) => {
  await limitCores(page, 2)
  await comeIn(page)
  await page.getByRole('button', { name: /^counter, worker on/ }).focus()
  await page.keyboard.press('c')
  await expect(page.getByRole('button', { name: 'Measure' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByText(/^Cancelled/)).toBeVisible()
  await expect.poll(() => boxes(page)).toBe(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^counter, worker on/ })).toBeVisible()
})

test('a hidden tab is waited for, and what nobody saw is done again', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Measure' }).click()
  await hide(page, true)
  await expect(page.getByText(/^This tab is hidden/)).toBeVisible()
  await hide(page, false)
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeVisible()
  await expect(verdict(page)).toBeVisible()
})

test('cancelled while it measures or waits, it leaves nobody listening', async ({ page }) => {
  await open(page)
  await page.getByRole('combobox', { name: /^Count the primes/ }).selectOption('10000000')
  const before = await listeners(page)
  for (const hidden of [false, true]) {
    await page.getByRole('button', { name: /^Measure/ }).click()
    await expect.poll(() => listeners(page)).toBeGreaterThan(before)
    if (hidden) await hide(page, true)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByText(/^Cancelled/)).toBeVisible()
    await expect.poll(() => listeners(page)).toBe(before)
  }
})

test('the network is blamed when there is none, and only then', async ({ page, complaints }) => {
  await open(page)
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Measure' }).click()
  await expect(page.getByRole('alert')).toHaveText(/there is no network/)
  await page.context().setOffline(false)
  await page.route('**/program-*.js', (route) => route.fulfill({ status: 404 }))
  await page.getByRole('button', { name: /^Measure/ }).click()
  await expect(page.getByRole('alert')).toContainText('dynamically imported module')
  await expect(page.getByRole('alert')).not.toContainText('network')
  complaints.splice(0)
})

test('a worker that dies ends the measurement, and it is said which', async ({ page }) => {
  await open(page)
  await page.getByRole('combobox', { name: /^Count the primes/ }).selectOption('10000000')
  await page.getByRole('button', { name: 'Measure' }).click()
  await expect.poll(() => boxes(page)).toBe(2)
  await expect(page.getByText(/^(Warming up|Round 1)/)).toBeVisible()
  await page.evaluate(() => document.querySelector('iframe[title*="n2@cores"]')?.remove())
  await expect(page.getByRole('alert')).toContainText('Node n2@cores died while it was measured')
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeVisible()
  await expect.poll(() => boxes(page)).toBe(0)
})

test('one core is measured all the same, and no gain is promised', async ({ page }) => {
  await open(page, 1)
  await expect(page.getByText(/this machine has 1 core\. .* don’t expect them/)).toBeVisible()
  await page.getByRole('button', { name: 'Measure' }).click()
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeVisible()
  await expect(page.getByRole('row')).toHaveCount(4)
})

/** From the observer, with the least work there is. */
async function open(page: Page, cores = 2): Promise<void> {
  await limitCores(page, cores)
  await comeIn(page)
  await page.getByRole('button', { name: 'Observer' }).click()
  await page.getByRole('button', { name: 'One to many cores' }).click()
  await page.getByRole('combobox', { name: /^Count the primes/ }).selectOption('100000')
}

/** What the points mean. */
function verdict(page: Page) {
  return page.getByRole('status').filter({ hasText: /^2 workers (did|were)/ })
}

/** The machine's own number of cores may be any. */
async function limitCores(page: Page, cores: number): Promise<void> {
  await page.addInitScript((value) => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { value })
  }, cores)
}

async function hide(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { value, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, hidden)
}

/** Nodes of the measurement that are there. */
function boxes(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelectorAll('iframe[title$="@cores"]').length)
}

/** How many listen whether the tab is seen. */
async function listeners(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  const { result } = await session.send('Runtime.evaluate', { expression: 'document' })
  const objectId = result.objectId ?? ''
  const found = await session.send('DOMDebugger.getEventListeners', { objectId })
  await session.detach()
  return found.listeners.filter(({ type }) => type === 'visibilitychange').length
}
