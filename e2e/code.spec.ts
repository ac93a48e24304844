/** Code that runs: an edit of one word, errors at their line, and code that never gives way. */
import type { Page } from '@playwright/test'
import { comeIn, counts, deaths, expect, face, report, test } from './test.ts'

test('one word is changed, and the running counter goes on with it', async ({ page }) => {
  await comeIn(page)
  await edit(page, 'counter', (text) => text.replace('count + 1', 'count + 100'))
  await expect.poll(() => stateOf(page, 'counter')).toBeGreaterThan(100)
  expect(await deaths(page, 'counter')).toEqual([])
})

test('an error stands at its line, nothing is loaded, and the text is kept over a reload', async ({
  page,
}) => {
  await comeIn(page)
  await edit(page, 'counter', (text) => text.replace('count + 1', 'count +'))
  await expect(page.getByText(/[Ll]ine 1[0-2]/).first()).toBeVisible()
  await counts(page, 'counter')
  await page.reload()
  await expect(face(page, 'counter')).toBeVisible()
  await open(page, 'counter')
  await expect(page.locator('.cm-content')).toContainText('count +]')
})

test('an endless loop costs the process that runs it, and the reason names the line', async ({
  page,
}) => {
  await comeIn(page)
  await edit(page, 'counter', (text) =>
    text.replace("  return ['noreply'", "  while (true) {}\n  return ['noreply'"),
  )
  await expect
    .poll(() => deaths(page, 'counter'))
    .toContainEqual(['endless_loop', 'counter.ts', 11])
  await answers(page)
})

test('a regular expression that never ends costs the node; it is noticed and comes back', async ({
  page,
}) => {
  await comeIn(page)
  const stuck = '/^(a+)+$/.test("a".repeat(40) + "b")'
  await edit(page, 'counter', (text) =>
    text.replace(
      'export function handleInfo(tick, count) {',
      `export function handleInfo(tick, count) {\n  if (count > 1) ${stuck}`,
    ),
  )
  // Before anybody has noticed the node, the page answers.
  await answers(page)
  const silent = await report(page, 'node_stuck')
  expect(silent).toMatchObject({ all: false })
  expect(Number(silent.silentMs)).toBeLessThan(2_000)
  await expect(page.getByText(/answers nothing|answered nothing|stuck/).first()).toBeVisible()
  await edit(page, 'counter', (text) => text.replace(/\n {2}if \(count > 1\).*/, ''))
  await counts(page, 'counter')
})

test('a huge allocation costs nodes, never the page; they are rebuilt, and it is told', async ({
  page,
}) => {
  await comeIn(page)
  const greedy = '  const all = []\n  while (count > 1) all.push(new Array(10_000_000).fill(count))'
  await edit(page, 'counter', (text) =>
    text.replace("  return ['noreply', count +", `${greedy}\n  return ['noreply', count +`),
  )
  await answers(page)
  const lost = await Promise.race([report(page, 'node_stuck'), report(page, 'node_crashed')])
  expect(lost).toHaveProperty('node')
  await edit(page, 'counter', (text) => text.replace(/ {2}const all[\s\S]*fill\(count\)\)\n/, ''))
  await report(page, 'node_restarted')
  await expect(
    face(page, 'counter')
      .or(page.getByRole('button', { name: /Start.*again/ }))
      .first(),
  ).toBeVisible()
})

test('a node that parts by a program’s word is told down where it parted from, and comes back', async ({
  page,
}) => {
  await comeIn(page)
  const parting = '  if (count === 2) for (const name of nodes()) disconnectNode(name)\n'
  await edit(page, 'counter', (text) =>
    text
      .replace('import { self', 'import { disconnectNode, nodes, self')
      .replace("  return ['noreply', count +", `${parting}  return ['noreply', count +`),
  )
  await expect.poll(() => downs(page)).toContainEqual(['n1', 'n2', 'connection_closed'])
  expect(await downs(page)).toContainEqual(['n2', 'n1', 'disconnect'])
  await expect.poll(() => heardOnN1(page)).toContain('n2')
  await expect.poll(() => deaths(page, 'counter')).toContain('noconnection')
  await counts(page, 'counter')
})

test('a node that halts is told down with nobody’s farewell, and heart starts it again', async ({
  page,
}) => {
  await comeIn(page)
  await edit(page, 'counter', (text) =>
    text
      .replace('import { self', 'import { halt, self')
      .replace(
        "  return ['noreply', count +",
        "  if (count % 7 === 2) halt(7)\n  return ['noreply', count +",
      ),
  )
  const { problem } = await report(page, 'node_crashed')
  expect(problem).toContain('it halted itself: 7')
  await expect.poll(() => downs(page)).toContainEqual(['n1', 'n2', 'crashed'])
  await expect.poll(() => heardOnN1(page)).toContain('n2')
  await report(page, 'node_restarted')
  await counts(page, 'counter')
})

/** Whom the operator was told down by its monitor of nodes. */
function heardOnN1(page: Page): Promise<unknown[]> {
  return page.evaluate(() =>
    (window.letItCrash?.events('received') ?? []).flatMap(({ node, term }) => {
      const [what, lost] = Array.isArray(term) ? (term as unknown as [string, string]) : []
      return node.startsWith('n1@') && what === 'nodedown' ? [lost?.split('@')[0]] : []
    }),
  )
}

/** `[who, lost whom, why]` for each connection that a node of this machine has lost. */
function downs(page: Page): Promise<unknown[]> {
  return page.evaluate(() =>
    (window.letItCrash?.events('nodedown') ?? []).map(({ node, term }) => {
      const { node: lost, reason } = term as unknown as { node: string; reason: unknown }
      return [node.split('@')[0], lost.split('@')[0], reason]
    }),
  )
}

async function open(page: Page, name: string): Promise<void> {
  await face(page, name).press('Enter')
  await page
    .getByRole('button', { name: /^Edit code/ })
    .first()
    .click()
  await expect(page.locator('.cm-content')).toBeVisible()
}

async function edit(page: Page, name: string, change: (text: string) => string): Promise<void> {
  if (!(await page.locator('.cm-content').isVisible())) await open(page, name)
  const content = page.locator('.cm-content')
  const lines = await content.locator('.cm-line').allTextContents()
  await content.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(change(lines.join('\n')))
  await page.keyboard.press('ControlOrMeta+Enter')
}

function stateOf(page: Page, name: string): Promise<number> {
  return page.evaluate((wanted) => {
    const all = [...(window.letItCrash?.system().processes.values() ?? [])]
    return Number(all.find((p) => p.name === wanted)?.state ?? 0)
  }, name)
}

/** The page answers: its sheet of keys opens and closes. */
async function answers(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Keys' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}
