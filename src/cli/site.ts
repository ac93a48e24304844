/**
 * The built app over http: its files, how long a browser may keep them, and the headers that a page
 * can't give itself. The page learns from a meta element that an introducer stands beside it; a
 * static server says nothing, and so the app never asks in vain.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'

export type Site = (request: IncomingMessage, response: ServerResponse) => void

/** Serves the folder `app`; `introducer` is its path as seen from the page. */
export function site(app: string, introducer: string): Site {
  const page = readPage(app, introducer)
  const files = sirv(app, {
    etag: true,
    setHeaders: (response, path) => response.setHeader('Cache-Control', keepFor(path)),
    onNoMatch: (_, response) => answer(response, 404, 'There is nothing here.\n'),
  })
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD')
      answer(response, 405, 'Only for reading.\n')
      return
    }
    const path = request.url?.split('?')[0]
    if (path === '/' || path === '/index.html') sendPage(request, response, page)
    else files(request, response)
  }
}

/** Headers of every answer, of the introducer's too. */
export function setSafeHeaders(response: ServerResponse): void {
  response.setHeader('X-Content-Type-Options', 'nosniff')
  // A link holds a room's code: nobody else needs to see it.
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('X-Frame-Options', 'SAMEORIGIN')
  response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=()')
}

interface Page {
  readonly html: string
  readonly etag: string
}

function readPage(app: string, introducer: string): Page {
  const meta = `<meta name="introducer" content="${introducer}">`
  const html = readFileSync(join(app, 'index.html'), 'utf8').replace(/<head[^>]*>/, `$&${meta}`)
  const etag = `"${createHash('sha256').update(html).digest('hex').slice(0, 16)}"`
  return { html, etag }
}

function sendPage(request: IncomingMessage, response: ServerResponse, page: Page): void {
  response.setHeader('Cache-Control', 'no-cache')
  response.setHeader('ETag', page.etag)
  if (request.headers['if-none-match'] === page.etag) {
    response.writeHead(304).end()
    return
  }
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Content-Length', Buffer.byteLength(page.html))
  response.writeHead(200).end(request.method === 'HEAD' ? undefined : page.html)
}

// Vite puts a hash of the content into the names under assets/.
function keepFor(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  response.writeHead(status).end(text)
}
