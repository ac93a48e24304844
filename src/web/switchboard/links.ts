/**
 * The other machines, as the switchboard knows them: one link each, the nodes at its other end,
 * and the plugs that were pulled. A plug belongs to a machine's name: it stays pulled when that
 * machine comes back. What its messages may do is the switchboard's business.
 */
import type { MachineNews } from '../events.ts'
import type { FromBoard, How, PeerName } from '../messages.ts'
import { Link, type LinkEvent } from './link.ts'
import type { Freight, Pipe } from './outbox.ts'
import { includes, missing } from './routing.ts'
import type { Hello, NodeName, WireMessage } from './wire.ts'

export interface Introduction {
  /** The page's number for the connection. */
  readonly link: number
  readonly peer: PeerName
  readonly how: How
  readonly lock: string | null
  /** Wall time since which it should be linked: the first meeting, or the end of the last link. */
  readonly since: number
}

export interface Peer extends Introduction {
  readonly connection: Link
  readonly stopWaiting: () => void
  /** Its nodes while it is linked. */
  nodes: readonly NodeName[]
  /** The highest creation among its nodes so far; 0 until it has been linked. */
  lastCreation: number
  waitingSince: number
}

export interface LinksEvents {
  now(): number
  hello(): Hello
  report(news: MachineNews): void
  page(message: FromBoard): void
  /** Calls `free` when the lock's holder is gone; answers how to stop waiting. */
  waitForLock(name: string, free: () => void): () => void
  nodeUp(node: NodeName): void
  nodeDown(name: string, reason: string): void
  /** Somebody listens anew, or missed something: everything alive should be told. */
  census(): void
  message(peer: Peer, message: WireMessage): void
  refused(machine: string, why: 'forged' | 'malformed' | 'oversized' | 'other_version'): void
}

export class Links {
  private readonly peers = new Map<number, Peer>()
  private readonly cuts = new Set<string>()
  /** Ids of machines that have been linked at least once. */
  private readonly linkedOnce = new Set<string>()

  constructor(private readonly events: LinksEvents) {}

  /** A copy: links may end while it is walked through. */
  get all(): readonly Peer[] {
    return [...this.peers.values()]
  }

  /** The link, for its channel to drive; null when another machine here has that name. */
  add(introduction: Introduction, pipe: Pipe): Link | null {
    const { link, peer, lock, since } = introduction
    if (!this.makeRoom(peer)) {
      pipe.close()
      this.events.report({ type: 'name_taken', machine: peer.machine })
      this.events.page({ type: 'finished', link, peer, gone: true, lastCreation: 0 })
      return null
    }
    const connection = new Link(pipe, this.events.hello, (event) => this.on(link, event), since)
    const proof = () => connection.finish('lock', this.events.now())
    const stopWaiting = lock === null ? () => {} : this.events.waitForLock(lock, proof)
    const fresh = { nodes: [], lastCreation: 0, waitingSince: since }
    this.peers.set(link, { ...introduction, ...fresh, connection, stopWaiting })
    if (this.cuts.has(peer.machine)) connection.setCut(true, since)
    return connection
  }

  closed(link: number): void {
    this.peers.get(link)?.connection.finish('closed', this.events.now())
  }

  /** Said beside the link; who is cut off doesn't hear it. */
  bye(id: string, sentAt: number): void {
    for (const { peer, connection } of this.all) {
      if (peer.id !== id || this.cuts.has(peer.machine)) continue
      connection.finish('goodbye', this.events.now(), sentAt)
    }
  }

  setCut(machine: string, cut: boolean): void {
    if (cut) this.cuts.add(machine)
    else this.cuts.delete(machine)
    for (const { peer, connection } of this.all) {
      if (peer.machine === machine) connection.setCut(cut, this.events.now())
    }
  }

  /** To one linked machine, or to all; answers how many that was. */
  send(message: WireMessage, freight: Freight, machine: string | null): number {
    const receivers = this.all.filter(({ peer, connection }) => {
      return connection.up && (machine === null || peer.machine === machine)
    })
    for (const { connection } of receivers) connection.send(message, freight)
    return receivers.length
  }

  /** Who has that life of that node. */
  holderOf(node: NodeName): Peer | undefined {
    return this.all.find(({ nodes }) => includes(nodes, node))
  }

  tick(lateMs: number, beat: boolean): void {
    const now = this.events.now()
    for (const { connection } of this.all) connection.tick(now, lateMs, beat)
  }

  /** Makes room for a new link: another machine of that name may not be linked, the same may. */
  private makeRoom({ id, machine }: PeerName): boolean {
    const old = this.all.filter(({ peer }) => peer.id === id || peer.machine === machine)
    if (old.some(({ peer, connection }) => peer.id !== id && connection.up)) return false
    for (const { connection } of old) connection.finish('closed', this.events.now())
    return true
  }

  private on(link: number, event: LinkEvent): void {
    const peer = this.peers.get(link)
    if (peer === undefined) return
    const { machine } = peer.peer
    switch (event.type) {
      case 'up':
        return this.up(peer, event.hello)
      case 'hello':
        return this.setNodes(peer, event.hello.nodes, 'node_down')
      case 'suspected':
      case 'heard_again':
        return this.events.report({ type: event.type, machine, silentMs: event.silentMs })
      case 'down':
        return this.down(peer, event)
      case 'message':
        return this.events.message(peer, event.message)
      case 'refused':
        return this.events.refused(machine, event.why)
      case 'gap':
        return this.events.report({ type: 'limit', what: 'trace_left_out', detail: machine })
      case 'gap_over':
        return this.events.census()
      case 'finished':
        return this.finished(peer, event.why)
    }
  }

  private up(peer: Peer, hello: Hello): void {
    const { id, machine } = peer.peer
    const sameVersion = hello.version === this.events.hello().version
    if (hello.id !== id || hello.machine !== machine || !sameVersion) {
      this.events.refused(machine, sameVersion ? 'forged' : 'other_version')
      return peer.connection.finish('closed', this.events.now())
    }
    const tookMs = Math.max(0, this.events.now() - peer.waitingSince)
    const again = this.linkedOnce.has(id)
    this.linkedOnce.add(id)
    this.events.report({ type: 'linked', machine, id, how: peer.how, tookMs, again })
    this.setNodes(peer, hello.nodes, 'node_down')
    this.events.census()
  }

  private down(peer: Peer, { how, lastHeardMs, sentAt }: LinkEvent & { type: 'down' }): void {
    const now = this.events.now()
    const sinceBye = peer.how === 'same_computer' ? Math.max(0, now - (sentAt ?? now)) : null
    const tookMs = sentAt === null ? lastHeardMs : sinceBye
    peer.waitingSince = now
    this.setNodes(peer, [], how)
    this.events.report({ type: 'down', machine: peer.peer.machine, how, lastHeardMs, tookMs })
  }

  private finished({ link, peer, lastCreation, stopWaiting }: Peer, why: string): void {
    stopWaiting()
    this.peers.delete(link)
    const gone = why === 'goodbye' || why === 'lock'
    this.events.page({ type: 'finished', link, peer, gone, lastCreation })
  }

  /** Tells which nodes of that machine came, went or began a new life. */
  private setNodes(peer: Peer, nodes: readonly NodeName[], reason: string): void {
    const before = peer.nodes
    peer.nodes = nodes
    peer.lastCreation = Math.max(peer.lastCreation, ...nodes.map(({ creation }) => creation))
    for (const { name } of missing(before, nodes)) this.events.nodeDown(name, reason)
    for (const node of missing(nodes, before)) this.events.nodeUp(node)
  }
}
