/** The field: a crowd is started, brushed over and comes back; by pointer and by keys. */
import type { Page } from '@playwright/test'
import { comeIn, expect, test } from './test.ts'

test('a brush kills hundreds, and all of them come back', async ({ page }) => {
  const cells = await crowd(page)
  await page.mouse.move(cells.x + 60, cells.y + 110)
  await page.mouse.down()
  await page.mouse.move(cells.x + 500, cells.y + 180, { steps: 4 })
  await page.mouse.up()
  await page.getByRole('button', { name: /^Kill [\d\s]+ ?K?$/ }).click()
  await expect(page.getByText(/killed, all back in/)).toBeVisible()
  await expect(page.getByText(/^The crowd: 1.000 supervised processes/)).toBeVisible()
})

test('keys choose and kill as a pointer does, and Enter looks at one', async ({ page }) => {
  await crowd(page)
  const field = page.getByRole('application', { name: /^Field of n1@/ })
  await field.focus()
  await press(page, 'ArrowRight')
  await expect(page.getByText(/^Cell 1 of flock_1: waiting/)).toBeAttached()
  await press(page, 'Shift+ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowRight')
  await expect(page.getByText('6 cells alive in the frame')).toBeVisible()
  await press(page, 'k')
  await expect(page.getByText(/^6 killed, all back in/)).toBeVisible()
  await press(page, 'Enter')
  const card = page.getByRole('region', { name: 'One process' })
  await expect(card.getByRole('heading', { name: 'member' })).toBeVisible()
  await expect(card).toContainText('of flock_1')
})

test('a table has the same numbers and the same kill', async ({ page }) => {
  await crowd(page)
  await page.getByText('Blocks as a table').click()
  await page.getByRole('spinbutton', { name: 'How many of flock_2 to kill' }).fill('200')
  await page.getByRole('button', { name: 'Kill the first 200 of flock_2' }).click()
  await expect(page.getByText(/^200 killed, all back in/)).toBeVisible()
})

test('one of many is found, traced and told from then on', async ({ page }) => {
  await crowd(page)
  await page.getByRole('searchbox', { name: 'Find one' }).fill('.777>')
  await page.getByRole('button', { name: /member <n1.777>/ }).click()
  const card = page.getByRole('region', { name: 'One process' })
  await expect(card.getByText(/one of a crowd/)).toBeVisible()
  await card.getByRole('button', { name: 'Trace' }).click()
  await expect(card.getByText(/told from now on|still runs|is alive|runs/).first()).toBeVisible()
  await card.getByRole('button', { name: 'Kill' }).click()
  await expect(card.getByText(/was killed/)).toBeVisible()
  await card.getByRole('button', { name: 'Look at who lives there now' }).click()
  await expect(card.getByRole('button', { name: 'Suspend' })).toBeVisible()
})

test('a crowd ends whole, and another node has none of it', async ({ page }) => {
  await crowd(page)
  await page.getByRole('combobox', { name: 'Node' }).selectOption({ index: 1 })
  await expect(page.getByRole('button', { name: /^Start .* here/ })).toBeVisible()
  await page.getByRole('combobox', { name: 'Node' }).selectOption({ index: 0 })
  await page.getByRole('button', { name: 'End the crowd' }).click()
  await expect(page.getByRole('button', { name: /^Start .* here/ })).toBeVisible()
})

/** Starts a thousand on the first node; answers where the field stands. */
async function crowd(page: Page) {
  await comeIn(page)
  await page.getByRole('button', { name: 'Observer' }).click()
  await page.getByRole('combobox', { name: 'A crowd of' }).selectOption('1000')
  await page.getByRole('button', { name: /^Start .* here/ }).click()
  await expect(page.getByText(/^The crowd: 1.000 supervised processes/)).toBeVisible()
  await expect(page.getByRole('application')).toHaveAccessibleName(/1.01\d living processes/)
  const box = await page.getByRole('application').boundingBox()
  if (box === null) throw new Error('the field isn’t seen')
  return box
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}
