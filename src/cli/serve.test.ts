/** The command `serve` against a folder made for the test, over real sockets. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Io } from './command.ts'
import { main } from './main.ts'

const app = mkdtempSync(join(tmpdir(), 'let-it-crash-serve-'))
let end = new AbortController()

beforeAll(() => {
  mkdirSync(join(app, 'assets'))
  writeFileSync(join(app, 'index.html'), '<!doctype html><html><head></head></html>')
  writeFileSync(join(app, 'box.html'), '<!doctype html>')
  writeFileSync(join(app, 'assets', 'main-abc.js'), 'export {}')
})

afterEach(() => {
  end.abort()
  end = new AbortController()
})

afterAll(() => rmSync(app, { recursive: true }))

describe('serve', () => {
  test('prints one line on stdout when it can be opened, and ends when interrupted', async () => {
    const { url, lines, exited } = await serve()
    expect(lines).toEqual([`ready ${url}`])
    end.abort()
    expect(await exited).toBe(0)
    await expect(fetch(url)).rejects.toThrow()
  })

  test('tells the page of its introducer, and only the page', async () => {
    const { url } = await serve()
    const meta = '<meta name="introducer" content="introducer">'
    expect(await text(`${url}/`)).toContain(meta)
    expect(await text(`${url}/index.html?room=ABCDE`)).toContain(meta)
    expect(await text(`${url}/box.html`)).not.toContain(meta)
  })

  test('lets a browser keep what has a hash in its name and ask again for the rest', async () => {
    const { url } = await serve()
    const kept = async (path: string) => (await fetch(url + path)).headers.get('cache-control')
    expect(await kept('/assets/main-abc.js')).toBe('public, max-age=31536000, immutable')
    expect(await kept('/')).toBe('no-cache')
    expect(await kept('/box.html')).toBe('no-cache')
    const etag = (await fetch(url)).headers.get('etag') ?? ''
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304)
  })

  test('sends its safe headers with every answer', async () => {
    const { url } = await serve()
    for (const path of ['/', '/box.html', '/nothing', '/introducer/peerjs/id']) {
      const { headers } = await fetch(url + path)
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
      expect(headers.get('x-frame-options'), path).toBe('SAMEORIGIN')
    }
  })

  test('has nothing outside of the app', async () => {
    const { url } = await serve()
    for (const path of ['/nothing', '/.inputs', '/..%2f..%2fetc/passwd', '/assets/']) {
      expect((await fetch(url + path)).status, path).toBe(404)
    }
    expect((await fetch(url, { method: 'POST' })).status).toBe(405)
  })

  test('says in one line that the port is taken and how to choose another', async () => {
    const holder = createServer().listen(0)
    const { port } = holder.address() as { port: number }
    const { io, lines, errors } = recorded()
    expect(await main(['serve', '--port', String(port)], io)).toBe(1)
    holder.close()
    expect(lines).toEqual([])
    expect(errors).toEqual([`serve: port ${port} is taken; choose another one with --port N`])
  })

  test.each([
    [['serve', '--port', 'x'], 'serve: --port takes a number from 0 to 65535, not "x"'],
    [['serve', '--port', '70000'], 'serve: --port takes a number from 0 to 65535, not "70000"'],
    [['serve', '--colour'], "serve: Unknown option '--colour'"],
    [['sing'], 'let-it-crash: there is no command "sing"; --help lists them'],
    [['toString'], 'let-it-crash: there is no command "toString"; --help lists them'],
  ])('refuses %j in one line', async (args, line) => {
    const { io, errors } = recorded()
    expect(await main(args, io)).toBe(2)
    expect(errors).toEqual([line])
  })

  test('explains itself', async () => {
    const { io, lines } = recorded()
    expect(await main(['--help'], io)).toBe(0)
    expect(await main(['serve', '--help'], io)).toBe(0)
    expect(lines[0]).toMatch(/^let-it-crash COMMAND/)
    expect(lines[1]).toMatch(/^let-it-crash serve \[--port N\]/)
  })
})

function recorded() {
  const lines: string[] = []
  const errors: string[] = []
  let ready = () => {}
  const isReady = new Promise<void>((resolve) => {
    ready = resolve
  })
  const io: Io = {
    out: (line) => {
      lines.push(line)
      ready()
    },
    err: (line) => errors.push(line),
    app,
    interrupted: end.signal,
  }
  return { io, lines, errors, isReady }
}

async function serve() {
  const { io, lines, isReady } = recorded()
  const exited = main(['serve', '--port', '0', '--host', 'localhost'], io)
  await isReady
  return { url: lines[0]?.replace('ready ', '') ?? '', lines, exited }
}

async function text(url: string): Promise<string> {
  return (await fetch(url)).text()
}
