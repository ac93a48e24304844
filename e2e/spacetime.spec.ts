/** Space and time: opened by key, walked by keys, one selection and one clock for all views. */
import type { Locator, Page } from '@playwright/test'
import { comeIn, counts, expect, face, test } from './test.ts'

test('it is opened and closed by key, and has the focus while it is there', async ({ page }) => {
  await comeIn(page)
  await face(page, 'counter').focus()
  await page.keyboard.press('t')
  await expect(diagram(page)).toBeFocused()
  await expect(diagram(page)).toHaveAccessibleName(/^Space-time diagram: \d+ events? in \d+ lanes?/)
  await page.keyboard.press('t')
  await expect(face(page, 'counter')).toBeVisible()
  await page.keyboard.press('t')
  await expect(diagram(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(face(page, 'counter')).toBeVisible()
})

test('a death is found, its cause and its effects are told and walked', async ({ page }) => {
  await killed(page)
  await diagram(page).press('/')
  await expect(search(page)).toBeFocused()
  await search(page).fill('exit sent counter')
  await search(page).press('Enter')
  const one = page.getByRole('region', { name: 'The selected event' })
  await expect(one).toContainText('counter sent an exit signal to desk: killed')
  await expect(one).toContainText(/In sight: .* could have caused it/)
  await one.getByRole('button', { name: /^Because: counter was killed/ }).click()
  await expect(one).toContainText('counter was killed')
  await one.getByRole('button', { name: /^Then: / }).click()
  await expect(one).toContainText('counter sent an exit signal to desk: killed')
})

test('keys walk along a lane and along an arrow, and Enter selects', async ({ page }) => {
  await killed(page)
  await page.getByRole('button', { name: 'Steps', exact: true }).click()
  await search(page).fill('exit sent counter')
  await search(page).press('Enter')
  await diagram(page).focus()
  const spoken = page.locator('.lc-st-diagram [aria-live]')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(spoken).toContainText('desk heard through its link: counter ended, killed')
  await page.keyboard.press('Shift+ArrowLeft')
  await expect(spoken).toContainText('counter sent an exit signal to desk: killed')
  await page.keyboard.press('ArrowLeft')
  await expect(spoken).toContainText('counter was killed, possible cause')
  await page.keyboard.press('Enter')
  const one = page.getByRole('region', { name: 'The selected event' })
  await expect(one).toContainText('counter was killed')
})

test('what is selected here is selected in every view, and the other way round', async ({
  page,
}) => {
  await killed(page)
  const lane = page.getByRole('button', { name: /^Select clock, / })
  await lane.click()
  await expect(lane).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('heading', { name: 'clock' })).toBeVisible()
  const log = page.getByRole('listbox', { name: 'What happened' })
  await log.getByRole('option', { name: /counter was killed/ }).click()
  await expect(page.getByRole('button', { name: /^Select counter, / })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  const one = page.getByRole('region', { name: 'The selected event' })
  await expect(one).toContainText('counter was killed')
  await search(page).fill('desk exit arrived')
  await search(page).press('Enter')
  await expect(log.getByRole('option', { selected: true })).toContainText('desk heard through')
  await diagram(page).focus()
  await page.keyboard.press('.')
  await expect(one).toContainText('came to desk from counter')
})

test('an arrow on the canvas is a pair of events and can be clicked', async ({ page }) => {
  await killed(page)
  await page.getByRole('button', { name: 'Steps', exact: true }).click()
  await search(page).fill('exit sent counter')
  await search(page).press('Enter')
  await search(page).fill('')
  const from = await spotOf(page)
  await page.keyboard.press('Escape')
  await diagram(page).focus()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Enter')
  const to = await spotOf(page)
  await diagram(page).click({ position: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } })
  const one = page.getByRole('region', { name: 'The selected event' })
  await expect(one).toContainText('desk heard through its link: counter ended, killed')
})

test('it follows the run until somebody scrolls back', async ({ page }) => {
  await killed(page)
  const newest = page.getByRole('button', { name: 'To the newest', exact: true })
  const stretch = async () => (await diagram(page).getAttribute('aria-label')) ?? ''
  const before = await stretch()
  await expect.poll(stretch).not.toBe(before)
  await diagram(page).hover()
  await page.mouse.wheel(-600, 0)
  await expect(newest.first()).toBeVisible()
  const stood = await stretch()
  await counts(page, 'counter')
  expect(await stretch()).toBe(stood)
  await newest.first().click()
  await expect.poll(stretch).not.toBe(stood)
})

test('the same events stand in a table', async ({ page }) => {
  await killed(page)
  await page.getByRole('button', { name: 'The same events as a table' }).click()
  const table = page.getByRole('table', { name: /^Events in sight/ })
  await expect(table.getByRole('row', { name: /counter was killed/ }).first()).toBeVisible()
  const row = table.getByRole('row', { name: /desk heard through its link/ }).first()
  await row.getByRole('button').click()
  await expect(row).toContainText('selected')
  await expect(table.getByRole('row', { name: /possible cause/ }).first()).toBeVisible()
})

for (const [width, height] of [
  [1024, 768],
  [390, 844],
] as const) {
  test(`nothing is cut off at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await comeIn(page)
    await page.getByRole('button', { name: 'Space-time', exact: true }).click()
    await expect(diagram(page)).toBeVisible()
    const box = await diagram(page).boundingBox()
    expect(box?.height).toBeGreaterThan(120)
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= width).toBe(true)
    await expect(page.getByRole('button', { name: 'Back to the stage' })).toBeInViewport()
    await expect(page.getByRole('button', { name: /^Select counter, / })).toBeInViewport()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  })
}

/** The counter is killed by hand, and the view is opened. */
async function killed(page: Page): Promise<void> {
  await comeIn(page)
  await page.getByRole('button', { name: 'Kill counter' }).first().click()
  await counts(page, 'counter')
  await page.getByRole('button', { name: 'Space-time', exact: true }).click()
  await expect(diagram(page)).toBeFocused()
}

function diagram(page: Page): Locator {
  return page.getByRole('application', { name: /^Space-time diagram/ })
}

function search(page: Page): Locator {
  return page.getByRole('searchbox', { name: /^Find events/ })
}

/** Where the selected event is painted: the ring around it, in the selection's own colour. */
function spotOf(page: Page): Promise<{ x: number; y: number }> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.lc-st-diagram canvas')
    const pen = canvas?.getContext('2d')
    if (canvas === null || pen === null || pen === undefined) throw new Error('no canvas')
    const names = [...document.querySelectorAll<HTMLElement>('.lc-st-name')]
    const lane = names.find((name) => name.getAttribute('aria-pressed') === 'true')
    if (lane === undefined) throw new Error('no lane is selected')
    const frame = canvas.getBoundingClientRect()
    const box = lane.getBoundingClientRect()
    const y = box.top + box.height / 2 - frame.top
    // The page's clock stands at the selected event: a line from top to bottom.
    const row = pen.getImageData(0, 40 * devicePixelRatio, canvas.width, 1).data
    const at = Array.from({ length: canvas.width }, (_, x) => x).find((x) => {
      const [red = 0, , blue = 0] = row.slice(x * 4, x * 4 + 3)
      return blue > red + 80
    })
    if (at === undefined) throw new Error('no clock is in the picture')
    return { x: at / devicePixelRatio + 1, y }
  })
}
