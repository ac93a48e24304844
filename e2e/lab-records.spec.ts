/**
 * Recordings of the simulated world from anywhere: links and files, good, damaged and hostile. What
 * can't be opened is told in words and changes nothing.
 */
import type { Page } from '@playwright/test'
import { enter, forth, key, lab, linkOf, pause, runsOn } from './lab.ts'
import { expect, face, test } from './test.ts'

test('a damaged, foreign or newer link is told in words and the page goes on', async ({ page }) => {
  await enter(page, '#lab=heartbeat')
  const link = await linkOf(page)
  for (const [hash, words] of [
    [link.slice(0, -5), /This link is cut off/],
    [link.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')), /This recording is damaged/],
    ['#run=hello', /This is no recording/],
    ['#run=99.a.b.01234567.abc', /of a newer version/],
    ['#run=', /There is no recording here/],
    ['#lab=nothing-like-it', /There is no program called/],
  ] as const) {
    await page.goto('about:blank')
    await page.goto(hash.startsWith('#') ? `/${hash}` : hash)
    await expect(page.getByText(words)).toBeVisible()
    await runsOn(page)
  }
})

test('a recording is saved as a file, and opened again', async ({ page }) => {
  await enter(page, '#lab=heartbeat')
  await pause(page)
  await forth(page)
  const here = await lab(page)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as a file' }).click()
  const file = await coming
  expect(file.suggestedFilename()).toBe('heartbeat-1.letitcrash.json')
  await enter(page, '#lab=counter-tree')
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await page.locator('input[type=file]').setInputFiles(await file.path())
  await expect.poll(async () => (await lab(page)).traceHash).toBe(here.traceHash)
  await expect(face(page, 'heart')).toHaveCount(5)
})

/** A recording as its file has it. */
function fileOf(record: Record<string, unknown>) {
  const whole = {
    ...{ letItCrash: 'run', version: 1, codeHash: '0123456789abcdef', seed: 1, nodes: 1 },
    ...{ options: {}, ops: [], faults: [], cursor: null, more: {}, ...record },
  }
  const buffer = Buffer.from(JSON.stringify(whole))
  return { name: 'a.letitcrash.json', mimeType: 'application/json', buffer }
}

async function openFile(page: Page, record: Record<string, unknown>): Promise<void> {
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await page.locator('input[type=file]').setInputFiles(fileOf(record))
  await expect(page.getByRole('button', { name: 'Save as a file' })).toBeHidden()
}

const busy = `
import { become, self, send, spawnLink } from 'let-it-crash'
export function init() {
  spawnLink(['root', 'start', []])
  return ['ok', [{ strategy: 'one_for_one', intensity: 1, period: 5 }, []]]
}
export function start() {
  send(self(), 1)
  return become(['root', 'count'], 0)
}
export function count(sum, by) {
  for (let i = 0; i < 4000000; i++) sum += by
  send(self(), by)
  return sum
}
`

test('a stranger’s program that takes all the time is told, and can be left', async ({ page }) => {
  await enter(page, '#lab=heartbeat')
  const files = [{ name: 'root.ts', text: busy }]
  await openFile(page, { program: { root: 'root', files } })
  await expect(page.getByText('The simulated world doesn’t answer.')).toBeVisible()
  await page.getByRole('button', { name: 'Start again', exact: true }).first().click()
  await expect(page.getByText('The simulated world doesn’t answer.')).toBeHidden()
  await page.getByRole('button', { name: 'Start: Counter tree' }).click()
  await expect(face(page, 'counter')).toBeVisible()
  await runsOn(page)
})

test('a long recording is run again with its progress, and can be left on the way', async ({
  page,
}) => {
  await enter(page, '#lab=heartbeat')
  await openFile(page, { program: { id: 'ping-pong' }, nodes: 2, options: { untilMs: 1e9 } })
  await expect(page.getByText(/^Running it again:/)).toBeVisible()
  await key(page, ' ')
  await expect(page.getByText(/^Running it again:/)).toBeHidden()
  const here = await lab(page)
  expect(here.cursor).toBeGreaterThan(1_000)
  await key(page, 'l')
  await runsOn(page)
})

test('a hostile recording changes nothing but itself', async ({ page }) => {
  await enter(page, '#lab=heartbeat')
  await openFile(page, {
    program: { id: 'heartbeat' },
    nodes: 3,
    options: { untilMs: 2_000 },
    ops: [
      { atMs: 10, op: { do: 'load', files: [] } },
      { atMs: 20, after: 999_999, op: { do: 'kill_node', node: 'n77' } },
      { atMs: 30, after: 1, op: { do: 'cut', machine: 'nowhere' } },
      { atMs: 1e12, after: 2, op: { do: 'mend', machine: 'nowhere' } },
    ],
  })
  await expect(face(page, 'heart')).toHaveCount(3)
  await openFile(page, { program: { id: 'no such program' } })
  await expect(page.getByText('There is no program called “no such program” here.')).toBeVisible()
  await openFile(page, { program: { id: 'heartbeat' }, nodes: 1e9 })
  await expect(page.getByText(/This recording can’t be run: `nodes`/)).toBeVisible()
  await openFile(page, { program: { root: 'x', files: [{ name: 'x.ts', text: 'export {' }] } })
  await expect(page.getByText(/came with this recording can’t be run/)).toBeVisible()
  await expect(face(page, 'heart')).toHaveCount(3)
  await key(page, 'l')
  await runsOn(page)
})
