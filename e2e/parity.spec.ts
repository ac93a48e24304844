/**
 * The simulated world and the browser's are one: scenarios without races, run in a real page by its
 * own compiler, first in the two boxed nodes of one tab and then across two tabs, give the causal
 * edges that they give in a World.
 */
import type { Page } from '@playwright/test'
import { runnerImport } from 'vite'
import { expect, report, test } from './test.ts'

const { module: parity } =
  await runnerImport<typeof import('../src/cli/parity.ts')>('./src/cli/parity.ts')

test('scenarios give the same causal edges in a World, in workers of one tab and in two tabs', async ({
  page,
  context,
}) => {
  await keepTexts(page)
  await page.goto('/')
  const world = parity.inWorld({ seed: 1 })
  const sibling = await overWith(page, 'n2@')
  await expectSame(page, world, sibling)
  const guest = await context.newPage()
  await guest.goto(page.url())
  await report(guest, 'linked')
  await expectSame(page, world, await overWith(page, 'n1@'))
})

/** As if somebody had written them in the editor, and come back. */
async function keepTexts(page: Page): Promise<void> {
  await page.addInitScript((files) => {
    // The boxes have no storage.
    if (window.origin === 'null') return
    for (const { name, text } of files) {
      localStorage.setItem(`let-it-crash/text/counter-tree/${name}`, text)
    }
  }, parity.parityFiles)
}

/** Waits until all scenarios have run with a node of such a name; answers its whole name. */
async function overWith(page: Page, begins: string): Promise<string> {
  const found = await page.waitForFunction((prefix) => {
    const notes = window.letItCrash?.events('note') ?? []
    const all = notes.map(({ term }) => term as unknown as readonly [string, unknown])
    const over = all.flatMap(([what, node]) => (what === 'all over' ? [String(node)] : []))
    return over.find((node) => node.startsWith(prefix))
  }, begins)
  return (await found.jsonValue()) as string
}

/** The last events of a node may come a moment after the word that all is over. */
async function expectSame(
  page: Page,
  world: ReturnType<typeof parity.inWorld>,
  there: string,
): Promise<void> {
  const expected = parity.edgesWith(there.startsWith('n2@') ? 'n2@a' : 'n1@b', world)
  expect(expected.size).toBe(parity.parityScenarios.length)
  await expect(async () => {
    const actual = parity.edgesWith(there, await traceOf(page))
    for (const [scenario, edges] of expected) {
      const difference = parity.firstDifference(edges, actual.get(scenario) ?? [])
      expect(difference, `${scenario} with ${there}`).toBeNull()
    }
  }).toPass({ timeout: 20_000 })
}

/** What the page's console is shown, as lines that can be read back. */
async function traceOf(page: Page): Promise<ReturnType<typeof parity.inWorld>> {
  const lines = await page.evaluate(() => {
    const events = window.letItCrash?.events() ?? []
    const pids = Object.getPrototypeOf(events.find((event) => event.subject !== null)?.subject)
    const isName = (value: unknown): value is { node: string; creation: number; id: number } =>
      typeof value === 'object' && value !== null && 'creation' in value && !Object.keys(value)[0]
    const keyOf = (value: unknown) =>
      isName(value) ? [value.node, value.creation, value.id].join('/') : null
    const named = (_: string, value: unknown) =>
      !isName(value)
        ? value
        : { [Object.getPrototypeOf(value) === pids ? '$pid' : '$ref']: keyOf(value) }
    return events.map((event, index) => {
      const { subject, other } = event
      const term = event.kind === 'host' ? null : event.term
      return JSON.stringify(
        { ...event, index, term, subject: keyOf(subject), other: keyOf(other) },
        named,
      )
    })
  })
  return parity.readTrace(lines)
}
