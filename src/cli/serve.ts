/** The command `serve`: the built app and its introducer on one port. `npm start` ends here. */
import { networkInterfaces } from 'node:os'
import { parseArgs } from 'node:util'
import { exitCode, type Io } from './command.ts'
import { openDoor } from './door.ts'

export const summary = 'serves the built app and its introducer on one port'

export const usage = `[--port N] [--host H]

Serves the built app and the introducer that lets machines find each other. Prints one
line "ready http://…" on stdout when it can be opened; Ctrl+C ends it.

  --port N   the port, 4000 without it; 0 takes any free one
  --host H   the address to listen on; all of this machine without it`

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { port: { type: 'string', default: '4000' }, host: { type: 'string' } },
  })
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN
  if (!(port <= 65_535)) {
    io.err(`serve: --port takes a number from 0 to 65535, not "${values.port}"`)
    return exitCode.usage
  }
  const host = values.host || null
  const door = await openDoor({ app: io.app, port, host }).catch((error: NodeJS.ErrnoException) => {
    io.err(`serve: ${refusal(error, port, host)}`)
    return null
  })
  if (!door) return exitCode.negative
  announce(door.port, host, io)
  await ended(io.interrupted)
  door.close()
  return exitCode.done
}

function announce(port: number, host: string | null, io: Io): void {
  const here = host === null || isAnyOrLoopback(host) ? 'localhost' : host
  if (host === null || host === '0.0.0.0' || host === '::') {
    for (const address of lanAddresses()) io.err(`for other machines: http://${address}:${port}`)
  }
  io.out(`ready http://${here.includes(':') ? `[${here}]` : here}:${port}`)
}

function isAnyOrLoopback(host: string): boolean {
  return ['0.0.0.0', '::', 'localhost', '127.0.0.1', '::1'].includes(host)
}

function lanAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((addresses) =>
    (addresses ?? [])
      .filter((address) => address.family === 'IPv4' && !address.internal)
      .map((address) => address.address),
  )
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function refusal(error: NodeJS.ErrnoException, port: number, host: string | null): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `port ${port} is taken; choose another one with --port N`
    case 'EACCES':
      return `port ${port} is not allowed here; choose one above 1023 with --port N`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is no address of this machine; choose another one with --host H`
    case 'ENOENT':
      return `the app is not built: npm run build`
    default:
      throw error
  }
}
