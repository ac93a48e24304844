/** The observer: tables, trees, applications and one process, asked of the node itself. */
import type { Page } from '@playwright/test'
import { comeIn, counts, expect, report, test } from './test.ts'

test('it is opened by key, walked by keys, and closed again', async ({ page }) => {
  await comeIn(page)
  await page.locator('.lc-stage').click({ position: { x: 5, y: 60 } })
  await page.getByRole('button', { name: /^counter, worker on/ }).focus()
  await page.keyboard.press('o')
  const field = page.getByRole('tab', { name: 'Field' })
  await expect(field).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: 'Processes' })).toBeFocused()
  await expect(page.getByRole('table', { name: /^Processes of n1@/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^counter, worker on/ })).toBeVisible()
})

test('processes are sorted, searched for and told whole', async ({ page }) => {
  await open(page, 'Processes')
  const rows = page.getByRole('table').getByRole('row')
  await expect(rows).toHaveCount(4)
  const name = page.getByRole('columnheader', { name: 'Name or module' })
  await name.getByRole('button').click()
  await expect(name).toHaveAttribute('aria-sort', 'ascending')
  await expect(rows.nth(1)).toContainText('desk')
  const search = page.getByRole('searchbox', { name: /^Search by name/ })
  await search.fill('OPERA')
  await expect(rows).toHaveCount(2)
  await page.getByRole('button', { name: /^Look at operator/ }).click()
  const card = page.getByRole('region', { name: 'One process' })
  await expect(card.getByRole('heading', { name: 'operator' })).toBeVisible()
  await expect(card).toContainText('gen_server:loop')
  await search.fill('nobody at all')
  await expect(page.getByText(/^Nobody on n1@.* matches “nobody at all”/)).toBeVisible()
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await expect(rows).toHaveCount(4)
})

test('a tree is unfolded a branch at a time', async ({ page }) => {
  await open(page, 'Trees')
  await page.getByRole('button', { name: 'Show who root started' }).click()
  await expect(page.getByRole('button', { name: /^desk/ })).toBeVisible()
  await page.getByRole('button', { name: 'Fold root' }).click()
  await expect(page.getByRole('button', { name: /^desk/ })).toBeHidden()
})

test('an application is started, looked into, stopped and started again', async ({ page }) => {
  await open(page, 'Applications')
  await expect(page.getByText(/^No application runs on n1@/)).toBeVisible()
  await page.getByRole('button', { name: /^Start a crowd of 1.000 here/ }).click()
  const rows = page.getByRole('table', { name: /^3 applications of n1@/ }).getByRole('row')
  const crowd = rows.filter({ hasText: 'very many processes to break' })
  await expect(crowd).toContainText('running')
  await expect(crowd).toContainText(/1.005/)
  await page.getByRole('button', { name: 'Show the tree of crowd' }).click()
  const tree = page.getByRole('region', { name: 'Supervision tree of crowd' })
  await expect(tree.getByText(/4 children, 1.004 below it/)).toBeVisible()
  await tree.getByRole('button', { name: 'Show who flock_2 started' }).click()
  await expect(tree.getByText(/^1 to 20 of 250/)).toBeVisible()
  await page.getByRole('button', { name: 'Stop crowd' }).click()
  await expect(crowd).toContainText('loaded, not started')
  await expect(tree.getByText(/^No process of crowd lives/)).toBeVisible()
  await page.getByRole('button', { name: 'Stop stdlib' }).click()
  await expect(crowd).toContainText('needs stdlib first')
  await page.getByRole('button', { name: 'Start stdlib' }).click()
  await page.getByRole('button', { name: 'Start crowd' }).click()
  await expect(tree.getByText(/4 children, 1.004 below it/)).toBeVisible()
})

test('somebody is found in a tree, and the tree unfolds down there', async ({ page }) => {
  await open(page, 'Applications')
  await page.getByRole('button', { name: /^Start a crowd of/ }).click()
  await expect(page.getByRole('table')).toContainText(/1.005/)
  await page.getByRole('tab', { name: 'Trees' }).click()
  await page.getByRole('searchbox', { name: 'Find one' }).fill('.777>')
  await page
    .getByRole('search')
    .getByRole('button', { name: /^member <n1.777>/ })
    .click()
  const twig = page.getByRole('listitem').filter({ hasText: 'n1.777>' }).last()
  await expect(twig.getByRole('button', { name: /^member/, pressed: true })).toBeInViewport()
  const card = page.getByRole('region', { name: 'One process' })
  await expect(card.getByRole('button', { name: /^flock_\d/ }).first()).toBeVisible()
})

test('a process is suspended, resumed and killed, and its death is said', async ({ page }) => {
  await open(page, 'Names')
  await page.getByRole('combobox', { name: 'Node' }).selectOption({ index: 1 })
  await page.getByRole('button', { name: 'counter', exact: true }).click()
  const card = page.getByRole('region', { name: 'One process' })
  await card.getByRole('button', { name: 'Suspend' }).click()
  await card.getByRole('button', { name: 'Resume' }).click()
  await counts(page, 'counter')
  await card.getByRole('button', { name: 'Kill' }).click()
  await expect(card.getByRole('status').filter({ hasText: 'has died: killed' })).toBeFocused()
  await counts(page, 'counter')
})

test('a node that is killed while it is looked at is looked at again when it is back', async ({
  page,
}) => {
  await open(page, 'Names')
  await page.getByRole('combobox', { name: 'Node' }).selectOption({ index: 1 })
  await page.getByRole('button', { name: 'counter', exact: true }).click()
  await page.getByRole('button', { name: 'Close the observer' }).click()
  await page.getByRole('button', { name: /^node n2@/ }).press('Enter')
  await page
    .getByRole('button', { name: /^Kill node/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Observer' }).click()
  await report(page, 'node_restarted')
  await expect(page.getByRole('button', { name: 'counter', exact: true })).toBeVisible()
  await expect(page.getByText(/^Choose a process/)).toBeVisible()
})

test('the log beside it goes on showing the newest line', async ({ page }) => {
  await comeIn(page)
  const log = page.getByRole('listbox', { name: 'What happened' })
  const below = () =>
    log.evaluate(({ scrollTop, clientHeight, scrollHeight }) =>
      Math.round(scrollHeight - clientHeight - scrollTop),
    )
  const before = await log.evaluate(({ clientHeight }) => clientHeight)
  await page.getByRole('button', { name: 'Observer' }).click()
  await expect.poll(() => log.evaluate(({ clientHeight }) => clientHeight)).toBeLessThan(before)
  await expect.poll(below).toBe(0)
  await log.hover()
  await page.mouse.wheel(0, -72)
  await page.getByRole('button', { name: 'To the newest' }).click()
  await expect.poll(below).toBe(0)
})

async function open(page: Page, tab: string): Promise<void> {
  await comeIn(page)
  await page.getByRole('button', { name: 'Observer' }).click()
  await page.getByRole('tab', { name: tab }).click()
}
