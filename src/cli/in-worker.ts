/**
 * Runs a module in a web worker of headless Chromium. The module comes as the text of a bundle
 * (`import source from './entry.ts?bundled'`, see scripts/vite/bundled.ts) and exports a function
 * `run`, which may be async; what goes in and comes out is plain data.
 */
import type { Browser, CDPSession } from '@playwright/test'
import { findBrowser, howToGetOne } from '../../scripts/browser.mjs'
import type { Io } from './command.ts'

/** One module in a browser, which keeps what it has loaded from one question to the next. */
export interface ModuleInBrowser {
  /** What the module's `run(input)` answers; rejects with what it throws. */
  ask<Out>(input: unknown): Promise<Out>
  close(): Promise<void>
}

/** In a worker. */
export interface WorkerInBrowser extends ModuleInBrowser {
  /** Bytes of its heap and of what typed arrays hold, after a collection of garbage. */
  heapBytes(): Promise<number>
}

export interface WorkerBrowser {
  readonly version: string
  /** A new worker, in a page and a process of its own. */
  worker(source: string): Promise<WorkerInBrowser>
  /** The main thread of a new page. */
  page(source: string): Promise<ModuleInBrowser>
}

/** One question to a fresh worker. */
export function runInWorker<Out>(source: string, input: unknown, io: Io): Promise<Out> {
  return onWorkerBrowser(io, async (browser) => {
    const worker = await browser.worker(source)
    return worker.ask<Out>(input)
  })
}

/** Starts a browser for workers and closes it whatever happens, also when the person interrupts. */
export async function onWorkerBrowser<T>(
  io: Io,
  act: (browser: WorkerBrowser) => Promise<T>,
): Promise<T> {
  const found = await findBrowser()
  if (found === null) throw new Error(`there is no browser; type: ${howToGetOne}`)
  const { chromium } = await import('@playwright/test')
  const browser = await chromium.launch({ ...found })
  const end = () => void browser.close()
  io.interrupted.addEventListener('abort', end)
  try {
    return await act({
      version: browser.version(),
      worker: (source) => openWorker(browser, source),
      page: (source) => openPage(browser, source),
    })
  } finally {
    io.interrupted.removeEventListener('abort', end)
    await browser.close()
  }
}

async function openWorker(browser: Browser, source: string): Promise<WorkerInBrowser> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const devTools = await attachTo(await context.newCDPSession(page))
  await page.evaluate((text) => {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
    window.workerInBrowser = new Worker(url)
  }, source + answering)
  const session = await devTools.session
  return {
    ask: async <Out>(input: unknown) => {
      const answer = await page.evaluate(askWorker, input)
      if ('problem' in answer) throw new Error(`in the worker: ${answer.problem}`)
      return answer.value as Out
    },
    heapBytes: async () => {
      await session('HeapProfiler.enable')
      await session('HeapProfiler.collectGarbage')
      const { usedSize, backingStorageSize = 0 } = await session('Runtime.getHeapUsage')
      return (usedSize as number) + (backingStorageSize as number)
    },
    close: () => context.close(),
  }
}

async function openPage(browser: Browser, source: string): Promise<ModuleInBrowser> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addScriptTag({ content: source })
  return {
    ask: <Out>(input: unknown) =>
      page.evaluate((asked) => window.bundled?.run(asked), input) as Promise<Out>,
    close: () => context.close(),
  }
}

type Answer = { readonly value: unknown } | { readonly problem: string }

declare global {
  interface Window {
    workerInBrowser?: Worker
    bundled?: { run(input: unknown): unknown }
  }
}

/** Runs in the page. */
function askWorker(input: unknown): Promise<Answer> {
  return new Promise((resolve) => {
    const worker = window.workerInBrowser as Worker
    worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data)
    worker.onerror = ({ message, lineno }) => resolve({ problem: `${message} (line ${lineno})` })
    worker.postMessage(input)
  })
}

/**
 * Ends the worker's script: every message is a question. `run` may start another worker of the same
 * script, and ask it: `another(question, ports)`.
 */
const answering = `
;const another = (question, ports) => new Worker(location.href).postMessage(question, ports);
onmessage = async ({ data }) => {
  try { postMessage({ value: await bundled.run(data, another) }) }
  catch (problem) { postMessage({ problem: String(problem?.stack ?? problem) }) }
}`

type Session = (method: string) => Promise<Readonly<Record<string, unknown>>>

/**
 * The debugging session of the page's next worker. Playwright hands out sessions of pages only, so
 * the worker's messages go through its page's.
 */
async function attachTo(page: CDPSession): Promise<{ readonly session: Promise<Session> }> {
  const waiting = new Map<number, (result: Readonly<Record<string, unknown>>) => void>()
  let lastId = 0
  page.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message)
    waiting.get(id)?.(result ?? {})
    waiting.delete(id)
  })
  const session = new Promise<Session>((resolve) => {
    page.on('Target.attachedToTarget', ({ sessionId }) => {
      resolve((method) => {
        const id = ++lastId
        const answered = new Promise<Readonly<Record<string, unknown>>>((answer) => {
          waiting.set(id, answer)
        })
        const message = JSON.stringify({ id, method })
        return page.send('Target.sendMessageToTarget', { sessionId, message }).then(() => answered)
      })
    })
  })
  const options = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false }
  await page.send('Target.setAutoAttach', options)
  return { session }
}
