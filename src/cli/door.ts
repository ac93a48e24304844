/**
 * One port for the app and its introducer (PeerServer of the package `peer`). An introducer only
 * hands on offers and answers between pages; what they say to each other never passes here.
 */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type IClient, PeerServer } from 'peer'
import { setSafeHeaders, site } from './site.ts'

export interface Door {
  readonly port: number
  close(): void
}

export interface DoorOptions {
  /** The folder of the built app. */
  readonly app: string
  /** 0: any free one. */
  readonly port: number
  /** Null: every address of this machine. */
  readonly host: string | null
}

/** The introducer's path as a page at the root sees it; PeerJS takes it as its `path`. */
const introducerPath = 'introducer'

const limits = {
  /** Between two pings to a page. */
  pingMs: 2_000,
  /** Pings without an answer until a page counts as gone and its id is free again. */
  pings: 3,
  /** Until an offer to an id that isn't there goes back to its sender. */
  expireMs: 2_000,
  /** Pages introduced at a time. */
  pages: 500,
} as const

/** Rejects with the system's error when it can't listen there. */
export function openDoor({ app, port, host }: DoorOptions): Promise<Door> {
  const serveFile = site(app, introducerPath)
  return new Promise((resolve, reject) => {
    const introducer = PeerServer(
      {
        port,
        // An empty host is Node's way to listen on all addresses, with or without IPv6.
        host: host ?? '',
        path: `/${introducerPath}`,
        expire_timeout: limits.expireMs,
        cleanup_out_msgs: 500,
        concurrent_limit: limits.pages,
      },
      (server) => {
        server.prependListener('request', (_, response) => setSafeHeaders(response))
        resolve({ port: (server.address() as AddressInfo).port, close: () => close(server) })
      },
    )
    // Errors of single sockets come here too, later: those close themselves, and this is settled.
    introducer.on('error', reject)
    introducer.on('connection', dropWhenSilent)
    introducer.use((request, response) => serveFile(request, response))
  })
}

/**
 * PeerJS's own heartbeat comes from the page's timers, which stand still in a hidden tab, so its
 * timeout has to be long. Browsers answer a web socket's ping without waking the page: a silent one
 * is a closed laptop or a cut cable.
 */
function dropWhenSilent(client: IClient): void {
  const socket = client.getSocket()
  if (!socket) return
  let unanswered = 0
  const timer = setInterval(() => {
    if (unanswered >= limits.pings) socket.terminate()
    else socket.ping()
    unanswered += 1
  }, limits.pingMs)
  socket.on('pong', () => {
    unanswered = 0
  })
  socket.on('close', () => clearInterval(timer))
}

function close(server: Server): void {
  server.close()
  server.closeAllConnections()
}
