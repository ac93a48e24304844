/**
 * What stands between a browser and the app: the page loads from one port without a complaint, its
 * content policy lets it reach its own introducer and nobody else's.
 */
import { expect, test } from '@playwright/test'

test('the page loads without an error, a failed request or a breach of its policy', async ({
  page,
}) => {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
  })
  await page.goto('/', { waitUntil: 'load' })
  await expect(page.locator('#root')).not.toBeEmpty()
  expect(complaints).toEqual([])
})

test('the page is told of its introducer and may speak to it', async ({ page }) => {
  await page.goto('/')
  const path = await page.locator('meta[name="introducer"]').getAttribute('content')
  const socket = `${path}/peerjs?key=peerjs&id=door-spec&token=t`
  expect(await page.evaluate(firstMessage, new URL(socket, page.url()).href)).toBe(
    '{"type":"OPEN"}',
  )
})

test('the page may speak to no other host', async ({ page }) => {
  await page.goto('/')
  const other = new URL('introducer/peerjs?key=peerjs&id=other&token=t', page.url())
  other.hostname = '127.0.0.1'
  expect(await page.evaluate(firstMessage, other.href)).toBe('against connect-src')
})

test('the introducer hands an offer from one page to another, whatever else it hears', async ({
  page,
}) => {
  await page.goto('/')
  const heard = await page.evaluate(async () => {
    const enter = (id: string) =>
      new Promise<WebSocket>((resolve) => {
        const url = new URL(`introducer/peerjs?key=peerjs&token=t&id=${id}`, location.href)
        const socket = new WebSocket(url.href.replace(/^http/, 'ws'))
        socket.addEventListener('message', () => resolve(socket), { once: true })
      })
    const [heron, otter] = [await enter('door-heron'), await enter('door-otter')]
    for (const noise of ['', 'null', '{', '[]', '{"type":"OFFER"}']) heron.send(noise)
    const message = new Promise<string>((resolve) => {
      otter.addEventListener('message', (event) => resolve(event.data))
    })
    heron.send('{"type":"OFFER","dst":"door-otter","payload":"sdp"}')
    return message
  })
  expect(JSON.parse(heard)).toEqual({
    type: 'OFFER',
    src: 'door-heron',
    dst: 'door-otter',
    payload: 'sdp',
  })
})

test('the id of a closed page is free at once', async ({ page, context }) => {
  for (const token of ['first', 'second']) {
    const visitor = token === 'second' ? page : await context.newPage()
    await visitor.goto('/')
    const socket = new URL(
      `introducer/peerjs?key=peerjs&id=door-crane&token=${token}`,
      visitor.url(),
    )
    expect(await visitor.evaluate(firstMessage, socket.href)).toBe('{"type":"OPEN"}')
    if (visitor !== page) await visitor.close()
  }
})

function firstMessage(address: string): Promise<string> {
  return new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => {
      resolve(`against ${event.effectiveDirective}`)
    })
    const socket = new WebSocket(address.replace(/^http/, 'ws'))
    socket.addEventListener('message', (event) => resolve(String(event.data)))
  })
}
