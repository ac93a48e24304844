/** Looking and not looking: a hidden page's nodes tell less, and what wasn't told is kept a while. */
import type { Page } from '@playwright/test'
import { comeIn, counts, expect, face, report, test } from './test.ts'

test('a page that nobody sees tells of lives alone, and catches up when somebody looks', async ({
  page,
}) => {
  await comeIn(page)
  await see(page, false)
  await page.getByRole('button', { name: 'Kill counter' }).first().click()
  await expect.poll(() => starts(page)).toBe(2)
  await see(page, true)
  expect((await report(page, 'unwatched')).tookMs).toBeGreaterThan(0)
  await counts(page, 'counter')
  await expect(face(page, 'counter')).toBeVisible()
  const kinds = await page.evaluate(() => {
    const events = window.letItCrash?.events() ?? []
    const died = events.find(({ kind }) => kind === 'exit')
    const told = events.filter(({ node, at }) => node === died?.node && at >= died.at)
    const looked = told.findIndex(({ kind }) => kind === 'alive')
    return told.slice(0, looked).map(({ kind }) => kind)
  })
  expect(kinds).toContain('spawn')
  for (const kind of ['sent', 'delivered', 'received', 'state']) expect(kinds).not.toContain(kind)
})

test('a page whose room has another machine tells everything, seen or not', async ({
  page,
  context,
}) => {
  await comeIn(page)
  const guest = await context.newPage()
  await guest.goto(page.url())
  await report(page, 'linked')
  await see(page, false)
  await counts(guest, 'counter')
  await counts(guest, 'counter')
  const reports = await page.evaluate(() => {
    return (window.letItCrash?.events('host') ?? []).map(({ term }) => (term as [string])[0])
  })
  expect(reports).not.toContain('unwatched')
})

test('what happened last to one of a crowd is known, although nobody traced it', async ({
  page,
}) => {
  await comeIn(page)
  await page.getByRole('button', { name: 'Observer' }).click()
  await page.getByRole('combobox', { name: 'A crowd of' }).selectOption('1000')
  await page.getByRole('button', { name: /^Start .* here/ }).click()
  await expect(page.getByText(/^The crowd: 1.000 supervised processes/)).toBeVisible()
  await page.getByRole('searchbox', { name: 'Find one' }).fill('.777>')
  await page.getByRole('button', { name: /member <n1.777>/ }).click()
  const card = page.getByRole('region', { name: 'One process' })
  await expect(card.getByText(/flock_\d started/)).toBeVisible()
  await card.getByRole('button', { name: 'Kill' }).click()
  await expect(card.getByText(/was killed/)).toBeVisible()
})

/** As if the window were covered, or come to the front again. */
async function see(page: Page, seen: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, !seen)
}

/** How often a counter was started. */
function starts(page: Page): Promise<number> {
  return page.evaluate(() => {
    const events = window.letItCrash?.events('register') ?? []
    return events.filter(({ term }) => term === 'counter').length
  })
}
