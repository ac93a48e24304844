/**
 * The test that every end-to-end file uses: it watches all pages of its context, so that no request
 * leaves for another origin and nothing complains in the console, whatever else is tested.
 */
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import type { OpenTrace } from '../src/lab/index.ts'

declare global {
  interface Window {
    readonly letItCrash?: OpenTrace
  }
}

interface Fixtures {
  /** What any page complained about; a test may take out what it has provoked itself. */
  readonly complaints: string[]
}

export const test = base.extend<Fixtures>({
  complaints: [
    async ({ context, baseURL }, use) => {
      const complaints: string[] = []
      watch(context, baseURL ?? '', complaints)
      await use(complaints)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** Collects console errors, exceptions and requests to anywhere but `origin`. */
export function watch(context: BrowserContext, origin: string, complaints: string[]): void {
  const { host } = new URL(origin)
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  context.on('weberror', (error) => complaints.push(String(error.error())))
  context.on('request', (request) => {
    const url = new URL(request.url())
    const inside = url.protocol === 'blob:' || url.protocol === 'data:' || url.host === host
    if (!inside) complaints.push(`request to ${request.url()}`)
  })
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      if (new URL(socket.url()).host !== host) complaints.push(`socket to ${socket.url()}`)
    })
  })
}

/** Comes in by the plain address and waits until the counter counts. */
export async function comeIn(page: Page, address = '/'): Promise<void> {
  await page.goto(address)
  await counterTreeOf(page)
}

/** Waits until the first minute's system runs there. */
export async function counterTreeOf(page: Page): Promise<void> {
  await expect(face(page, 'counter')).toBeVisible()
  await counts(page, 'counter')
}

/** The button on the picture that stands for a process that runs. */
export function face(page: Page, name: string) {
  return page.getByRole('button', {
    name: new RegExp(`^${name}, (worker|supervisor) on .*running`),
  })
}

/** Waits until that process has taken a further message. */
export async function counts(page: Page, name: string): Promise<void> {
  const received = () =>
    page.evaluate((wanted) => {
      const all = [...(window.letItCrash?.system().processes.values() ?? [])]
      return all.find((p) => p.name === wanted && p.exit === null)?.received ?? -1
    }, name)
  const before = await received()
  await expect.poll(received).toBeGreaterThan(before)
}

/** The machine's own name for itself. */
export function machineOf(page: Page): Promise<string> {
  return page.evaluate(() => window.letItCrash?.machine ?? '')
}

/** Waits until the page's trace holds a host's report of that kind; answers its details. */
export async function report(page: Page, what: string): Promise<Record<string, unknown>> {
  const found = await page.waitForFunction((kind) => {
    const reports = window.letItCrash?.events('host') ?? []
    const terms = reports.map(({ term }) => term as unknown as [string, Record<string, unknown>])
    return terms.findLast(([type]) => type === kind)?.[1]
  }, what)
  return (await found.jsonValue()) as Record<string, unknown>
}

/** Exit reasons of processes of that label, oldest first. */
export function deaths(page: Page, label: string): Promise<unknown[]> {
  return page.evaluate((wanted) => {
    const labels = new Map<string, boolean>()
    const reasons: unknown[] = []
    for (const event of window.letItCrash?.events() ?? []) {
      const { subject, kind, term } = event
      if (subject === null) continue
      const key = [subject.node, subject.creation, subject.id].join('/')
      if (kind === 'register') labels.set(key, term === wanted)
      if (kind === 'exit' && labels.get(key) === true) reasons.push(term)
    }
    return reasons
  }, label)
}
