/**
 * The simulated world in the page: it runs, people break it, stop it, step both ways, fork the
 * past, and send a link that lands on the same moment of the same run in another browser.
 */
import { back, elsewhere, enter, forth, key, lab, linkOf, pause, runsOn } from './lab.ts'
import { expect, face, test } from './test.ts'

test('a ring of nodes runs at once, in virtual time, on graph paper', async ({ page }) => {
  await enter(page, '#lab=heartbeat')
  await expect(page.locator('.lc-stage')).toHaveAttribute('data-world', 'sim')
  await expect(face(page, 'heart')).toHaveCount(5)
  await expect(page.getByText('You are')).toHaveCount(0)
})

test('a process that is killed is started again by its supervisor', async ({ page }) => {
  await enter(page, '#lab=counter-tree')
  await face(page, 'counter').click()
  const deathsBefore = await page.evaluate(() => window.letItCrash?.events('exit').length)
  await key(page, 'k')
  const deaths = () => page.evaluate(() => window.letItCrash?.events('exit').length)
  await expect.poll(deaths).toBe((deathsBefore ?? 0) + 1)
  await expect(face(page, 'counter')).toBeVisible()
  await runsOn(page)
})

test('it stands still, takes one delivery at a time, and goes back exactly', async ({ page }) => {
  await enter(page, '#lab=heartbeat')
  const still = await pause(page)
  const stops = [still.cursor]
  for (let count = 0; count < 5; count++) {
    const now = await forth(page)
    expect(now.cursor).toBe(now.end)
    stops.push(now.cursor)
  }
  const { traceHash } = await lab(page)
  for (const stop of stops.slice(0, -1).reverse()) expect((await back(page)).cursor).toBe(stop)
  for (const stop of stops.slice(1)) expect((await forth(page)).cursor).toBe(stop)
  expect((await lab(page)).traceHash).toBe(traceHash)
})

test('a deed in the past leaves the run there, and the old future is kept', async ({ page }) => {
  await enter(page, '#lab=heartbeat')
  await pause(page)
  for (let count = 0; count < 6; count++) await forth(page)
  const future = await lab(page)
  for (let count = 0; count < 3; count++) await back(page)
  await face(page, 'heart').first().click()
  await key(page, 'k')
  await expect(page.getByText(/^Branched at/)).toBeVisible()
  await expect.poll(async () => (await lab(page)).traceHash).not.toBe(future.traceHash)
  expect((await lab(page)).turns).toBeLessThan(future.turns)
  await page.getByRole('button', { name: /^Branch 1/ }).click()
  await expect.poll(async () => (await lab(page)).traceHash).toBe(future.traceHash)
  expect((await lab(page)).turns).toBe(future.turns)
  await page.getByRole('button', { name: /^Branch 2/ }).click()
  await expect.poll(async () => (await lab(page)).traceHash).not.toBe(future.traceHash)
})

test('what was done last is taken back', async ({ page }) => {
  await enter(page, '#lab=heartbeat')
  await pause(page)
  const before = await forth(page)
  await face(page, 'heart').first().click()
  await key(page, 'k')
  await expect.poll(async () => (await lab(page)).traceHash).not.toBe(before.traceHash)
  await forth(page)
  await key(page, 'Control+z')
  await expect.poll(async () => (await lab(page)).traceHash).toBe(before.traceHash)
})

test('a link lands on the same moment of the same run in another browser', async ({
  page,
  context,
  baseURL,
  complaints,
}) => {
  await enter(page, '#lab=heartbeat')
  await face(page, 'heart').nth(2).click()
  await key(page, 'k')
  await pause(page)
  for (let count = 0; count < 4; count++) await forth(page)
  const here = await lab(page)
  const link = await linkOf(page)
  expect(link.length).toBeLessThan(1_000)
  const other = await elsewhere(context, baseURL ?? '', complaints)
  await other.goto(link)
  await other.waitForFunction(() => 'run' in (window.letItCrash ?? {}))
  await expect.poll(async () => (await lab(other)).cursor).toBe(here.cursor)
  expect(await lab(other)).toEqual(here)
  // And goes on to be the same.
  const [one, two] = [await forth(page), await forth(other)]
  expect(two).toEqual(one)
  expect(one.traceHash).not.toBe(here.traceHash)
  await other.context().close()
})

test('a link to a moment in the past stands there, and what came after still comes', async ({
  page,
  context,
  baseURL,
  complaints,
}) => {
  await enter(page, '#lab=heartbeat')
  await pause(page)
  for (let count = 0; count < 3; count++) await forth(page)
  const { end } = await lab(page)
  await face(page, 'heart').first().click()
  await key(page, 'k')
  await expect.poll(async () => (await lab(page)).cursor).toBeGreaterThan(end)
  const deed = await forth(page)
  for (let count = 0; count < 4; count++) await back(page)
  const past = await lab(page)
  const other = await elsewhere(context, baseURL ?? '', complaints)
  await other.goto(await linkOf(page))
  await other.waitForFunction(() => 'run' in (window.letItCrash ?? {}))
  await expect.poll(async () => (await lab(other)).cursor).toBe(past.cursor)
  while ((await lab(other)).end < deed.end) await forth(other)
  expect((await lab(other)).traceHash).toBe(deed.traceHash)
  await other.context().close()
})

test('another seed is another run, and the same one the same', async ({ page }) => {
  await enter(page, '#lab=heartbeat')
  await page.getByRole('button', { name: /^Seed 1:/ }).click()
  await expect(page.getByRole('button', { name: /^Seed 1:/ })).toHaveCount(0)
  await runsOn(page)
})

test('it stops by itself where it was told to, and goes on', async ({ page }) => {
  await enter(page, '#lab=heartbeat')
  await page.getByRole('button', { name: 'Breakpoints' }).click()
  await page.getByLabel('Stop at an event').selectOption('nodedown')
  await page.getByRole('button', { name: 'Add' }).last().click()
  await page.locator('[data-thing]').filter({ hasText: /^n3$/ }).click()
  await key(page, 'k')
  await expect(page.getByText(/^Stopped:/)).toBeVisible()
  const { cursor } = await lab(page)
  const kind = await page.evaluate(
    (at) => window.letItCrash?.events().find(({ index }) => index === at)?.kind,
    cursor - 1,
  )
  expect(kind).toBe('nodedown')
  await page.getByRole('button', { name: 'Go on' }).click()
  await runsOn(page)
})

test('nodes come and go while it runs', async ({ page }) => {
  await enter(page, '#lab=heartbeat')
  await page.getByRole('button', { name: 'More nodes' }).click()
  await expect(face(page, 'heart')).toHaveCount(6)
  for (const left of [5, 4, 3]) {
    await page.getByRole('button', { name: 'Fewer nodes' }).click()
    await expect(face(page, 'heart')).toHaveCount(left)
  }
})

test('a promise is broken by hand, and dares whoever opens the link', async ({
  page,
  context,
  baseURL,
  complaints,
}) => {
  await enter(page, '#lab=counter-tree')
  await page.getByRole('tab', { name: 'Break it' }).click()
  await page
    .getByRole('button', { name: /^Break it/ })
    .or(page.locator('.lc-dare-choice button'))
    .first()
    .click()
  await runsOn(page)
  await page.locator('[data-thing]').filter({ hasText: /^n1$/ }).click()
  await key(page, 'k')
  await page.getByRole('button', { name: 'Faster' }).click()
  await expect(page.locator('.lc-dare')).toHaveAttribute('data-phase', 'broken')
  const link = await page.locator('.lc-dare-card .lc-clip').textContent()
  const other = await elsewhere(context, baseURL ?? '', complaints)
  await other.goto(link ?? '')
  await expect(other.locator('.lc-dare')).toHaveAttribute('data-phase', 'opened')
  await runsOn(other)
  await other.context().close()
})

test('a dare that is given up is shown from shortly before, and stops where it breaks', async ({
  page,
}) => {
  await enter(page, '#lab=counter-tree')
  await page.getByRole('tab', { name: 'Break it' }).click()
  await page.locator('.lc-dare-choice button').first().click()
  await runsOn(page)
  await face(page, 'counter').click()
  await key(page, 'k')
  await page.getByRole('button', { name: 'Give up, show me' }).click()
  await expect(page.getByText('at 3.0 s, n1 crashes')).toBeVisible()
  await expect.poll(async () => (await lab(page)).nowMs).toBeGreaterThan(2_000)
  await expect(page.getByText('broken at 5.0 s')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Leave the challenge' }).click()
  await expect(page.locator('.lc-dare-choice')).toBeVisible()
})

test('Escape closes the breakpoints, and lets go of what is selected', async ({ page }) => {
  await enter(page, '#lab=heartbeat')
  await page.getByRole('button', { name: 'Breakpoints' }).click()
  await expect(page.getByLabel('Stop at an event')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByLabel('Stop at an event')).toBeHidden()
  await face(page, 'heart').first().click()
  await expect(page.locator('.lc-panel')).toBeVisible()
  await page.getByRole('tab', { name: 'Faults' }).focus()
  await page.keyboard.press('Escape')
  await expect(page.locator('.lc-panel')).toBeHidden()
})

test('two branches stand side by side, and it is told where they part', async ({ page }) => {
  await enter(page, '#lab=heartbeat')
  await pause(page)
  for (let count = 0; count < 4; count++) await forth(page)
  for (let count = 0; count < 2; count++) await back(page)
  await face(page, 'heart').first().click()
  await key(page, 'k')
  await expect(page.getByText(/^Branched at/)).toBeVisible()
  await page.getByRole('button', { name: 'Compare with branch 1' }).click()
  await expect(page.getByText(/They part at/)).toBeVisible()
  await expect(page.locator('.lc-stage')).toHaveCount(2)
})

test('free play is one click away, and so is the room', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Free play' }).first().click()
  await runsOn(page)
  await expect(page.locator('.lc-stage')).toHaveAttribute('data-world', 'sim')
  await page.locator('a.lc-lab-home').click()
  await expect(face(page, 'counter')).toBeVisible()
  await expect(page.locator('.lc-stage')).toHaveAttribute('data-world', 'live')
})
