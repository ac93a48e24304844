/**
 * A million supervised processes in the page, looked at while they start, rest, die and come back:
 * how long the page stands still between two pictures, how soon somebody is found, and how long the
 * page's own thread works at a stretch, which holds on a busy machine, too.
 */
import type { Page } from '@playwright/test'
import type { Io } from '../command.ts'
import { type Bench, type Result, spread } from './result.ts'
import { onStage, running, type Stage } from './stage.ts'

declare global {
  interface Window {
    /** The longest time between two pictures since it was last set to 0, ms. */
    longestGap?: number
  }
}

/** The page answers within that time, ms. */
const mustGap = 100
const size = 1_000_000
const restMs = 5_000
/** For a machine that is slower than any that the page is made for. */
const mostMs = 300_000

export const measure: Bench['measure'] = (runs: number, io: Io) =>
  onStage(io, async (stage) => {
    const figures = new Map<string, number[]>()
    for (let run = 0; run < runs; run++) {
      for (const [body, figure] of await look(stage)) {
        figures.set(body, [...(figures.get(body) ?? []), figure])
      }
    }
    return [...figures].map(([body, all]): Result => {
      const isHeld = body.startsWith('gap') || body === longestTask
      const bound = isHeld ? { of: 'ours', must: mustGap, aim: null } : null
      const about = { name: 'field', body, where: 'chromium', unit: 'ms' } as const
      return { ...about, ...spread(all), beam: null, ratio: null, bound: bound as Result['bound'] }
    })
  })

type Figures = readonly (readonly [body: string, figure: number])[]

async function look(stage: Stage): Promise<Figures> {
  const context = await stage.newContext()
  const page = await context.newPage()
  page.setDefaultTimeout(mostMs)
  await page.goto(stage.origin)
  await running(page)
  await page.getByRole('button', { name: 'Observer' }).click()
  await page.getByRole('tab', { name: 'Field' }).waitFor()
  await watchGaps(page)
  const browser = context.browser()
  await browser?.startTracing(page, { categories: ['toplevel', '__metadata', 'thread_time'] })
  const figures = [...(await startAndBrush(page)), ...(await readPages(page))]
  const trace = await browser?.stopTracing()
  await context.close()
  return trace === undefined ? figures : [...figures, [longestTask, longestIn(trace)]]
}

interface Traced {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly args: { readonly name?: string }
  /** Processor time, us. */
  readonly tdur?: number
}

const longestTask = 'longest task, processor'

/** Of the threads that pages run in; a box's worker has another one. */
function longestIn(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly Traced[] }
  const threadOf = ({ pid, tid }: Traced) => `${pid}/${tid}`
  const isMain = ({ name, args }: Traced) =>
    name === 'thread_name' && args.name === 'CrRendererMain'
  const mains = new Set(traceEvents.filter(isMain).map(threadOf))
  const tasks = traceEvents.filter((e) => /RunTask/.test(e.name) && mains.has(threadOf(e)))
  if (tasks.length === 0) throw new Error('the browser has traced no task of the page')
  return tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur / 1_000), 0)
}

async function startAndBrush(page: Page): Promise<Figures> {
  await page.getByRole('combobox', { name: 'A crowd of' }).selectOption(String(size))
  const begun = performance.now()
  await page.getByRole('button', { name: 'Start it here' }).click()
  await page.getByText(/^The crowd: 1.000.000 supervised processes/).waitFor()
  const started = performance.now() - begun
  const starting = await longestGap(page)
  await page.waitForTimeout(restMs)
  const looking = await longestGap(page)
  await page.getByText('Blocks as a table').click()
  await page.getByRole('spinbutton', { name: 'How many of flock_2 to kill' }).fill('10000')
  await page.getByRole('button', { name: /^Kill the first 10.000 of flock_2/ }).click()
  await page.getByText(/^10.000 killed, all back in/).waitFor()
  return [
    ['a million started', started],
    ['gap while they start', starting],
    ['gap while they rest', looking],
    ['gap while 10 000 die', await longestGap(page)],
  ]
}

async function readPages(page: Page): Promise<Figures> {
  const searched = performance.now()
  await page.getByRole('searchbox', { name: 'Find one' }).fill('.777777>')
  await page.getByRole('button', { name: /777777/ }).click()
  await page.getByRole('heading', { name: 'member' }).waitFor()
  const found = performance.now() - searched
  await page.getByRole('tab', { name: 'Processes' }).click()
  await page.getByRole('columnheader', { name: 'Memory' }).getByRole('button').click()
  await page.getByRole('table').getByRole('row').nth(50).waitFor()
  await page.getByRole('tab', { name: 'Trees' }).click()
  await page.getByRole('button', { name: /777777/ }).click()
  await page
    .getByRole('button', { name: /^member <n1.777777>/, pressed: true })
    .nth(1)
    .waitFor()
  return [
    ['one found and told', found],
    ['gap in tables and trees', await longestGap(page)],
  ]
}

async function watchGaps(page: Page): Promise<void> {
  await page.evaluate(() => {
    let last = performance.now()
    const picture = () => {
      const now = performance.now()
      window.longestGap = Math.max(window.longestGap ?? 0, now - last)
      last = now
      requestAnimationFrame(picture)
    }
    requestAnimationFrame(picture)
  })
}

async function longestGap(page: Page): Promise<number> {
  return page.evaluate(() => {
    const gap = window.longestGap ?? 0
    window.longestGap = 0
    return gap
  })
}
