/** Where the page is served from: a sub-path of a static server, an origin that isn't secure. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium } from '@playwright/test'
import sirv from 'sirv'
import { findBrowser } from '../scripts/browser.mjs'
import { comeIn, counts, expect, face, machineOf, report, test, watch } from './test.ts'

test('the built app runs from a sub-path of a static server, and tabs still join', async ({
  browser,
  complaints,
}) => {
  const server = await serveStatically('/some/where/')
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const context = await browser.newContext()
  watch(context, origin, complaints)
  const page = await context.newPage()
  await comeIn(page, `${origin}/some/where/`)
  const guest = await context.newPage()
  await guest.goto(page.url())
  await report(guest, 'linked')
  await counts(page, `echo-${await machineOf(guest)}`)
  await context.close()
  server.close()
})

test('an origin that isn’t secure loses nothing silently: it runs, joins, and notices an end', async ({
  baseURL,
  complaints,
}) => {
  const found = await findBrowser()
  const { port } = new URL(baseURL ?? '')
  const browser = await chromium.launch({
    ...found,
    args: [...(found?.args ?? []), '--host-resolver-rules=MAP classroom.test 127.0.0.1'],
  })
  const origin = `http://classroom.test:${port}`
  const context = await browser.newContext()
  watch(context, origin, complaints)
  const page = await context.newPage()
  await comeIn(page, origin)
  expect(await page.evaluate(() => isSecureContext)).toBe(false)
  const guest = await context.newPage()
  await guest.goto(page.url())
  await report(guest, 'linked')
  const name = await machineOf(guest)
  await counts(page, `echo-${name}`)
  await guest.close()
  await report(page, 'down')
  await counts(page, `echo-${name}`)
  await face(page, 'counter').press('k')
  await expect(face(page, 'counter')).toBeVisible()
  await browser.close()
})

test('a browser without WebRTC is told in a sentence, and the rest works', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'RTCPeerConnection')
  })
  await comeIn(page)
  await expect(page.getByText(/WebRTC/).first()).toBeVisible()
})

test('a browser without workers is told in a sentence', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'Worker')
  })
  await page.goto('/')
  await expect(page.getByText(/workers/i).first()).toBeVisible()
})

function serveStatically(prefix: string): Promise<Server> {
  const files = sirv('dist', { dev: true })
  const server = createServer((request, response) => {
    if (request.url?.startsWith(prefix) !== true) return response.writeHead(404).end()
    request.url = `/${request.url.slice(prefix.length)}`
    files(request, response)
  })
  return new Promise((resolve) => server.listen(0, 'localhost', () => resolve(server)))
}
