/** Takes the seconds that it takes to be sure that somebody is gone. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDoor } from './door.ts'

test('a page that no longer answers loses its id', { timeout: 20_000 }, async () => {
  const app = mkdtempSync(join(tmpdir(), 'let-it-crash-door-'))
  writeFileSync(join(app, 'index.html'), '<!doctype html><head></head>')
  const door = await openDoor({ app, port: 0, host: 'localhost' })
  const silent = await enter(door.port)
  await new Promise((resolve) => silent.on('close', resolve).resume())
  const successor = await enter(door.port, 'another-token')
  const first = await new Promise((resolve) => successor.once('data', resolve))
  expect(String(first)).toContain('"OPEN"')
  successor.destroy()
  door.close()
  rmSync(app, { recursive: true })
})

/** Opens a web socket by hand, so that nobody answers its pings. */
function enter(port: number, token = 'token'): Promise<Socket> {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.alloc(16).toString('base64'),
  }
  const path = `/introducer/peerjs?key=peerjs&id=heron&token=${token}`
  return new Promise((resolve, reject) => {
    get({ port, path, headers })
      .on('upgrade', (_, socket, head) => {
        if (head.length > 0) socket.unshift(head)
        resolve(socket)
      })
      .on('error', reject)
  })
}
