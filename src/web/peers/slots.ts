/**
 * A seat at the introducer: the first free one of a room's eight ids at the PeerServer, which lets
 * each id be taken once. Keeps the seat while it can, and asks again, ever more slowly, when the
 * server can't be reached. Loaded only when the page names an introducer.
 */
import { type DataConnection, Peer, type PeerError, type PeerErrorType } from 'peerjs'
import { limits } from '../limits.ts'
import { wallNow } from '../names.ts'
import { rtcConfiguration } from './connection.ts'

export interface SlotEvents {
  /** `taken`: the slots below, which others hold. */
  seated(slot: number, taken: readonly number[]): void
  called(connection: DataConnection): void
  /** Nobody holds that slot. */
  nobody(slot: number): void
  full(): void
  unreachable(problem: string, retryMs: number): void
}

export class Slots {
  private peer: Peer | null = null
  private slot = 1
  private seated = false
  private failures = 0
  private retryAt = Number.POSITIVE_INFINITY
  private closed = false

  constructor(
    private readonly path: string,
    private readonly room: string,
    private readonly events: SlotEvents,
  ) {
    this.claim()
  }

  get mine(): number {
    return this.slot
  }

  call(slot: number, metadata: unknown): DataConnection | null {
    if (this.peer === null || this.peer.disconnected) return null
    // PeerJS answers nothing when it couldn't begin, whatever its types say.
    const options = { reliable: true, serialization: 'json', metadata }
    return (this.peer.connect(this.id(slot), options) as DataConnection | undefined) ?? null
  }

  tick(now: number): void {
    if (this.closed || now < this.retryAt) return
    this.retryAt = Number.POSITIVE_INFINITY
    const { peer } = this
    if (peer?.disconnected === true && !peer.destroyed) peer.reconnect()
    else this.claim()
  }

  /** Gives the seat back; connections that were made here end with it. */
  close(): void {
    this.closed = true
    this.peer?.destroy()
  }

  private claim(): void {
    const url = new URL(this.path, document.baseURI)
    const secure = url.protocol === 'https:'
    const peer = new Peer(this.id(this.slot), {
      host: url.hostname,
      port: Number(url.port) || (secure ? 443 : 80),
      path: url.pathname,
      secure,
      config: rtcConfiguration,
      debug: 0,
    })
    this.peer = peer
    peer.on('open', () => this.opened())
    peer.on('connection', (connection) => this.events.called(connection))
    peer.on('error', (problem) => this.failed(peer, problem))
  }

  private opened(): void {
    this.failures = 0
    this.seated = true
    const below = Array.from({ length: this.slot - 1 }, (_, i) => i + 1)
    this.events.seated(this.slot, below)
  }

  private failed(peer: Peer, problem: PeerError<`${PeerErrorType}`>): void {
    if (this.closed || peer !== this.peer) return
    if (problem.type === 'peer-unavailable') {
      const slot = Number(/(\d)$/.exec(problem.message)?.[1])
      if (slot > 0) this.events.nobody(slot)
    } else if (problem.type === 'unavailable-id') this.next()
    else if (problem.type !== 'webrtc') this.retry(problem.message)
  }

  private next(): void {
    // A seat that was lost while the server was away: take another, the old connections stay.
    this.slot = this.seated ? 1 : this.slot + 1
    this.seated = false
    if (this.slot > limits.machines) this.events.full()
    else this.claim()
  }

  private retry(problem: string): void {
    const waits = limits.introducerRetryMs
    const retryMs = waits[Math.min(this.failures, waits.length - 1)] as number
    this.failures++
    this.retryAt = wallNow() + retryMs
    this.events.unreachable(problem, retryMs)
  }

  private id(slot: number): string {
    return `lic-${this.room}-${slot}`
  }
}
