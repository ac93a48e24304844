/** Machines of a room: joining, leaving, full rooms, strangers, and who starts the system again. */
import type { Page } from '@playwright/test'
import { comeIn, counts, expect, face, machineOf, report, test, watch } from './test.ts'

test('a second browser joins through the introducer by the room’s link', async ({
  page,
  browser,
  baseURL,
  complaints,
}) => {
  await comeIn(page)
  const context = await browser.newContext()
  watch(context, baseURL ?? '', complaints)
  const other = await context.newPage()
  await other.goto(page.url())
  expect(await report(page, 'linked')).toMatchObject({ how: 'introducer' })
  await counts(page, `echo-${await machineOf(other)}`)
  await context.close()
})

test('a crashed page is proved dead by its lock, and its echo comes home', async ({
  page,
  context,
}) => {
  await comeIn(page)
  const guest = await join(page, await context.newPage())
  const name = await machineOf(guest)
  await crash(guest)
  expect(await report(page, 'down')).toMatchObject({ machine: name, how: 'lock' })
  await counts(page, `echo-${name}`)
})

test('the ninth machine is told that the room is full, and offered a room of its own', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  await comeIn(page)
  for (let guests = 1; guests <= 7; guests++) {
    await join(page, await context.newPage())
    await expect(page.getByRole('button', { name: /^machine / })).toHaveCount(guests + 1)
  }
  const ninth = await context.newPage()
  await ninth.goto(page.url())
  await expect(ninth.getByText(/room is full/).first()).toBeVisible()
  await ninth.getByRole('button', { name: 'A room of my own' }).click()
  await expect(face(ninth, 'counter')).toBeVisible()
})

test('a reload comes back to the same room and starts the system again', async ({ page }) => {
  await comeIn(page)
  const address = page.url()
  await page.reload()
  await expect(face(page, 'counter')).toBeVisible()
  expect(page.url()).toBe(address)
})

test('when the machine of the system goes, the survivor says so and can start it', async ({
  page,
  context,
}) => {
  await comeIn(page)
  const guest = await join(page, await context.newPage())
  const name = await machineOf(page)
  await page.close()
  await expect(guest.getByText(new RegExp(`${name}.*gone|gone.*${name}`)).first()).toBeVisible()
  await guest.getByRole('button', { name: 'Start the system here' }).first().click()
  await expect(face(guest, 'counter')).toBeVisible()
  await counts(guest, 'counter')
})

test('a room that nobody is in is told in words, and can be opened', async ({ page }) => {
  await page.goto('/#room=ZZZZZ')
  await expect(page.getByText(/Nobody is in room ZZZZZ/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Start the system here' }).first().click()
  await expect(face(page, 'counter')).toBeVisible()
})

test('a link that is no room is told in words, and harms nothing', async ({ page }) => {
  await page.goto('/#room=K0P%3Cscript%3E')
  await expect(page.getByText(/can’t be read/).first()).toBeVisible()
  await expect(face(page, 'counter')).toBeVisible()
})

test('a node that is killed comes back, and its processes with it, on that very node', async ({
  page,
}) => {
  await comeIn(page)
  await page.getByRole('button', { name: /^node n2@/ }).press('Enter')
  await page
    .getByRole('button', { name: /^Kill node/ })
    .first()
    .click()
  await report(page, 'node_restarted')
  for (const name of ['counter', 'clock']) {
    await expect(
      page.getByRole('button', { name: new RegExp(`^${name}, worker on n2@.*running`) }),
    ).toBeVisible()
    await counts(page, name)
  }
})

test('a guest who asks for a lesson is told why not here, and the room’s system runs on', async ({
  page,
  context,
}) => {
  await comeIn(page)
  const guest = await join(page, await context.newPage())
  await guest.getByRole('button', { name: 'Lessons' }).click()
  await guest.getByRole('button', { name: /^Start: Isolation/ }).click()
  await expect(guest.getByText(/needs a room of your own/)).toBeVisible()
  await counts(page, 'counter')
})

test('a tab of another build is told so on both sides, and neither is harmed', async ({
  page,
  context,
}) => {
  await comeIn(page)
  const stranger = await context.newPage()
  await stranger.route('**/assets/index-*.js', async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace(/\d+\.\d+\.\d+\+[0-9a-f]{8}/, '0.0.0+otherone')
    await route.fulfill({ response, body })
  })
  await stranger.goto(page.url())
  for (const side of [page, stranger]) {
    await expect(side.getByText(/runs another version of this page/).first()).toBeVisible()
  }
  await counts(page, 'counter')
})

test('where no second window may open there is a link instead', async ({ page }) => {
  await page.addInitScript(() => {
    window.open = () => null
  })
  await comeIn(page)
  await page.getByRole('button', { name: 'Add a machine' }).first().click()
  const link = page.getByRole('link', { name: /#room=/ })
  await expect(link).toHaveAttribute('href', /#room=[A-Z]{5}&as=guest$/)
})

test('a duplicated tab comes as a guest and starts no second system', async ({ page, context }) => {
  await comeIn(page)
  const copy = await context.newPage()
  // A duplicate inherits what the tab remembers.
  const memory = await page.evaluate(() => ({ ...sessionStorage }))
  await copy.addInitScript((kept) => {
    // The boxes have no storage.
    if (window.origin === 'null') return
    for (const [key, value] of Object.entries(kept)) sessionStorage.setItem(key, String(value))
  }, memory)
  await join(page, copy)
  // The copy has decided when it shows what a guest is told.
  await expect(copy.getByRole('region', { name: 'What to do' })).toContainText('You are')
  const roots = await page.evaluate(
    () =>
      [...(window.letItCrash?.system().processes.values() ?? [])].filter((p) => p.name === 'root')
        .length,
  )
  expect(roots).toBe(1)
})

async function join(home: Page, guest: Page): Promise<Page> {
  await guest.goto(home.url())
  await report(guest, 'linked')
  const name = await machineOf(guest)
  await counts(home, `echo-${name}`)
  return guest
}

async function crash(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  // It never answers: the page that would is gone.
  void devTools.send('Page.crash').catch(() => {})
  await crashed
}
