/**
 * Runs a module in a page of Debian's firefox-esr, headless, where it is installed. The module comes
 * as the text of a bundle with a function `run`, as for in-worker.ts. Firefox is driven by nothing:
 * the page is served from here, and sends here what the module answers.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Firefox {
  readonly path: string
}

/** What to type where there is none. */
export const howToGetFirefox = 'apt-get install -y firefox-esr'

export function findFirefox(): Firefox | null {
  const folders = (process.env.PATH ?? '').split(':')
  const path = folders.map((folder) => join(folder, 'firefox-esr')).find(existsSync)
  return path === undefined ? null : { path }
}

interface Answer {
  readonly version: string
  readonly value?: unknown
  readonly problem?: string
}

/** What `run(asked)` answers there, and which Firefox it was. */
export async function runInFirefox<Out>(
  { path }: Firefox,
  bundle: string,
  asked: unknown,
): Promise<{ readonly value: Out; readonly version: string }> {
  const home = mkdtempSync(join(tmpdir(), 'let-it-crash-firefox-'))
  writeFileSync(join(home, 'user.js'), preferences)
  let browser: ChildProcess | undefined
  const answer = new Promise<Answer>((resolve, reject) => {
    const script = `${bundle};${answering.replace('ASKED', () => JSON.stringify(asked))}`
    const server = createServer((request, response) => serve(request, response, script, resolve))
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      const args = ['--headless', '--no-remote', '--profile', home, `http://127.0.0.1:${port}/`]
      browser = spawn(path, args, { stdio: 'ignore', env: { ...process.env, HOME: home } })
      browser.on('error', reject)
      browser.on('exit', (code) => {
        server.close()
        reject(new Error(`firefox ended before it answered (${code})`))
      })
    })
  })
  try {
    const { value, version, problem } = await answer
    if (problem !== undefined) throw new Error(`in firefox: ${problem}`)
    return { value: value as Out, version }
  } finally {
    await ended(browser)
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

function serve(
  request: IncomingMessage,
  response: ServerResponse,
  script: string,
  answered: (answer: Answer) => void,
): void {
  const type = request.url === '/script.js' ? 'text/javascript' : 'text/html'
  response.setHeader('content-type', `${type}; charset=utf-8`)
  if (request.method !== 'POST') {
    const page = '<!doctype html><script src="/script.js"></script>'
    response.end(request.url === '/script.js' ? script : page)
    return
  }
  let text = ''
  request.setEncoding('utf8').on('data', (piece) => {
    text += piece
  })
  request.on('end', () => {
    response.end()
    answered(JSON.parse(text))
  })
}

function ended(browser: ChildProcess | undefined): Promise<void> {
  if (browser === undefined || browser.exitCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    browser.once('exit', () => resolve())
    browser.kill()
  })
}

const answering = `
(async () => {
  const version = navigator.userAgent
  const send = (answer) => fetch('/', { method: 'POST', body: JSON.stringify({ version, ...answer }) })
  try { await send({ value: await bundled.run(ASKED) }) }
  catch (problem) { await send({ problem: String(problem) }) }
})()`

/** No questions, no first visit, nothing to say to anybody but this server. */
const preferences = [
  ['browser.aboutwelcome.enabled', false],
  ['browser.shell.checkDefaultBrowser', false],
  ['browser.startup.homepage_override.mstone', 'ignore'],
  ['datareporting.policy.dataSubmissionEnabled', false],
  ['datareporting.healthreport.uploadEnabled', false],
  ['toolkit.telemetry.enabled', false],
  ['app.normandy.enabled', false],
  ['app.update.enabled', false],
  ['browser.safebrowsing.update.enabled', false],
  ['extensions.update.enabled', false],
  ['network.captive-portal-service.enabled', false],
  ['network.connectivity-service.enabled', false],
  ['services.settings.server', 'http://127.0.0.1:9/'],
  ['dom.max_script_run_time', 0],
]
  .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
  .join('')
