/** Lesson 1, played in a real browser: by doing what it asks, and once by keyboard alone. */
import type { Locator, Page } from '@playwright/test'
import { counterTreeOf, expect, test } from './test.ts'

test('lesson 1 is passed by doing it: predict, break, separate, break again, lend', async ({
  page,
}) => {
  await page.goto('/')
  await counterTreeOf(page)
  await page.getByRole('button', { name: /^Start: Isolation/ }).click()
  const panel = page.getByRole('article', { name: 'Lesson' })
  await expect(panel.getByRole('heading', { name: 'Two customers, one shop' })).toBeVisible()
  await expect(running(page, 'shop')).toBeVisible()

  await test.step('predicts, orders the gift card, and sees bob’s cart go', async () => {
    await panel.getByRole('button', { name: 'Next', exact: true }).click()
    await panel
      .getByRole('radio', { name: /his cart is gone/ })
      .or(panel.getByRole('button', { name: /his cart is gone/ }))
      .first()
      .click()
    await panel.getByRole('button', { name: 'Ann: order the gift card' }).click()
    await expect(page.getByText(/TypeError/).first()).toBeVisible()
    await expect(panel.getByText(/one heap, so they had one fate/)).toBeVisible()
    await panel.getByRole('button', { name: 'Next', exact: true }).click()
  })

  await test.step('separates the carts, and the first check lights up', async () => {
    await panel.getByRole('button', { name: 'shop.ts' }).click()
    await replaceText(page, separated)
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(lamp(panel, 'two different processes')).toContainText('passed')
    await panel.getByRole('button', { name: 'Next', exact: true }).click()
  })

  await test.step('breaks it again: bob gets 20 of 20 answers and keeps his cart', async () => {
    await panel.getByRole('button', { name: 'Ann: order the gift card' }).click()
    await expect(lamp(panel, 'next 20 requests')).toContainText('20 of 20')
    await expect(lamp(panel, 'everything he put into it')).toContainText('passed')
    await panel.getByRole('button', { name: 'Next', exact: true }).click()
  })

  await test.step('lends the list: a message is a copy, and the lesson is passed', async () => {
    await panel.getByRole('button', { name: 'Ann: lend bob your list' }).click()
    await expect(lamp(panel, "ann’s own list stays|ann's own list stays")).toContainText('passed')
    await expect(panel.getByText(/passed this lesson/)).toBeVisible()
  })
})

test('a failed check says why with numbers of the run, and shows the moment', async ({ page }) => {
  await page.goto('/')
  await counterTreeOf(page)
  await page.getByRole('button', { name: /^Start: Isolation/ }).click()
  const panel = page.getByRole('article', { name: 'Lesson' })
  await expect(running(page, 'shop')).toBeVisible()
  await panel.getByRole('button', { name: /^Step 3 of/ }).click()
  const check = lamp(panel, 'two different processes')
  await expect(check).toContainText(/shop .* served both, ann at \d+\.\d s/)
  await check.getByRole('button', { name: 'Show me' }).click()
  await expect(page.getByText('Recording').first()).toBeVisible()
  await page.getByRole('button', { name: 'Back to live' }).first().click()
})

/** A cart for each customer, in a process of its own. */
const separated = `import { genServer } from 'let-it-crash'
import { totalOf } from './prices.ts'

export function children() {
  return ['ann', 'bob'].map((customer) => ({
    id: serverOf(customer),
    start: ['shop', 'startLink', [customer]],
  }))
}

export function serverOf(customer) {
  return customer + '_cart'
}

export function startLink(customer) {
  return genServer.startLink('shop', null, { name: serverOf(customer) })
}

export function init() {
  return ['ok', []]
}

export function handleCall([verb, customer, item], from, cart) {
  const next = verb === 'add' ? [...cart, item] : cart
  return ['reply', { items: next.length, total: totalOf(next) }, next]
}
`

function running(page: Page, name: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^${name}, worker on .*running`) })
}

/** The row of the check with that goal. */
function lamp(panel: Locator, goal: string): Locator {
  return panel
    .getByRole('listitem')
    .filter({ hasText: new RegExp(goal) })
    .last()
}

async function replaceText(page: Page, text: string): Promise<void> {
  const content = page.locator('.cm-content')
  await content.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
}
