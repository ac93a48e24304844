/**
 * The switchboard of one machine: carries frames between its nodes and other machines, traces to
 * the page and to every linked machine, and watches over them all. It knows ports and links, no
 * browser objects: the worker around it (switchboard.worker.ts) supplies those, and the time.
 */
import type { MachineNews } from '../events.ts'
import type { FromBoard, NodeToBoard } from '../messages.ts'
import { Flow } from './flow.ts'
import type { Link } from './link.ts'
import { type Introduction, Links, type Peer } from './links.ts'
import { LocalNodes, type NodePort } from './local-nodes.ts'
import type { Pipe } from './outbox.ts'
import { Refusals } from './refusals.ts'
import { judgeFrames, type Refusal, refuseFrames, refuseTrace } from './routing.ts'
import type { Hello, NodeName, WireMessage } from './wire.ts'

export interface Outlets {
  now(): number
  page(message: FromBoard, transfer?: Transferable[]): void
  /** Calls `free` when the lock's holder is gone; answers how to stop waiting. */
  waitForLock(name: string, free: () => void): () => void
}

export class Switchboard {
  private readonly nodes = new LocalNodes()
  private readonly links: Links
  private readonly refusals = new Refusals()
  private readonly flow = new Flow((paused, unreadBytes) => this.setPaused(paused, unreadBytes))

  constructor(
    private readonly self: Omit<Hello, 'nodes'>,
    private readonly outlets: Outlets,
  ) {
    this.links = new Links({
      now: () => outlets.now(),
      hello: () => ({ ...this.self, nodes: this.nodes.names }),
      report: (news) => this.report(news),
      page: (message) => outlets.page(message),
      waitForLock: (name, free) => outlets.waitForLock(name, free),
      nodeUp: (node) => this.nodes.postAll({ type: 'node_up', ...node }),
      nodeDown: (name, reason) => this.nodes.postAll({ type: 'node_down', name, reason }),
      census: () => this.nodes.postAll({ type: 'census' }),
      message: (peer, message) => this.fromPeer(peer, message),
      refused: (machine, why) => this.refuse(machine, why),
    })
  }

  // ---- this machine's nodes

  addNode(name: string, creation: number, port: NodePort): void {
    this.nodes.add(name, creation, port)
  }

  removeNode(name: string): void {
    if (this.nodes.remove(name)) this.tellPeersOurNodes()
  }

  /** `name` and `creation` are those of the port that the message came through. */
  fromNode(name: string, creation: number, message: NodeToBoard): void {
    if (!this.nodes.has(name, creation)) return
    const now = this.outlets.now()
    this.nodes.heard(name, now)
    switch (message.type) {
      case 'ready':
        return this.nodeReady(name, creation, now)
      case 'pong':
        return this.nodes.answered(name, message.count, now)
      case 'frames': {
        const to = { name: message.to, creation: message.creation }
        return this.route({ name, creation }, to, message.bytes)
      }
      case 'trace':
        this.links.send({ type: 'trace', bytes: message.bytes }, 'trace', null)
        return this.pageTrace(this.self.machine, message.bytes)
      case 'refused':
        return this.refuse(message.from, message.why)
    }
  }

  // ---- other machines

  /** The link, for its channel to drive; null when another machine here has that name. */
  addLink(introduction: Introduction, pipe: Pipe): Link | null {
    return this.links.add(introduction, pipe)
  }

  linkClosed(link: number): void {
    this.links.closed(link)
  }

  peerBye(id: string, sentAt: number): void {
    this.links.bye(id, sentAt)
  }

  setCut(machine: string, cut: boolean): void {
    this.links.setCut(machine, cut)
  }

  /** An operation for one other machine, or for all. */
  sendOp(machine: string | null, bytes: Uint8Array): void {
    if (this.links.send({ type: 'op', bytes }, 'frames', machine) > 0) return
    const why = machine === null ? 'no such process' : `${machine} isn't connected`
    this.outlets.page({ type: 'op_failed', op: bytes, why })
  }

  bye(): void {
    for (const { connection } of this.links.all) connection.bye(this.outlets.now())
  }

  /** `lateMs`: how much too late this tick came; `beat`: whether it is time for heartbeats. */
  tick(lateMs: number, beat: boolean): void {
    this.links.tick(lateMs, beat)
    const now = this.outlets.now()
    const stuck = this.nodes.tick(now, lateMs, beat)
    const all = this.nodes.allSilent(now)
    for (const node of stuck) this.outlets.page({ type: 'stuck', ...node, all })
  }

  /** The page has read so many bytes of the trace. */
  traceRead(bytes: number): void {
    this.flow.read(bytes)
  }

  private nodeReady(name: string, creation: number, now: number): void {
    this.nodes.ready(name, now)
    for (const { nodes } of this.links.all) {
      for (const other of nodes) this.nodes.post(name, { type: 'node_up', ...other })
    }
    if (this.flow.paused) this.nodes.post(name, { type: 'pause' })
    this.outlets.page({ type: 'node_ready', name, creation })
    this.tellPeersOurNodes()
  }

  private tellPeersOurNodes(): void {
    for (const { connection } of this.links.all) if (connection.up) connection.sendHello()
  }

  private route(from: NodeName, to: NodeName, bytes: Uint8Array): void {
    const why = refuseFrames(bytes, from.name, to.name)
    if (why !== null) return this.refuse(from.name, why)
    this.links.holderOf(to)?.connection.send({ type: 'frames', from, to, bytes }, 'frames')
  }

  private fromPeer(peer: Peer, message: WireMessage): void {
    const { machine } = peer.peer
    if (message.type === 'op') this.outlets.page({ type: 'op', machine, op: message.bytes })
    else if (message.type === 'frames') this.deliver(peer, message)
    else if (message.type === 'trace') {
      const why = refuseTrace(message.bytes, machine)
      if (why === null) this.pageTrace(machine, message.bytes.slice())
      else this.refuse(machine, why)
    }
  }

  private deliver(peer: Peer, batch: WireMessage & { type: 'frames' }): void {
    const { machine } = peer.peer
    const verdict = judgeFrames(batch, machine, peer.nodes, this.nodes.names)
    if (verdict === 'late') return
    if (verdict !== 'pass') return this.refuse(machine, verdict)
    const bytes = batch.bytes.slice()
    this.nodes.post(batch.to.name, { type: 'frames', from: batch.from.name, bytes }, [bytes.buffer])
  }

  private pageTrace(machine: string, bytes: Uint8Array): void {
    this.flow.sent(bytes.length)
    this.outlets.page({ type: 'trace', machine, bytes }, [bytes.buffer])
  }

  private setPaused(paused: boolean, unreadBytes: number): void {
    this.nodes.postAll({ type: paused ? 'pause' : 'go' })
    if (paused) this.report({ type: 'limit', what: 'unread_trace', detail: `${unreadBytes} bytes` })
  }

  private refuse(from: string, why: Refusal | 'other_version'): void {
    const news = this.refusals.add(from, why)
    if (news !== null) this.report(news)
  }

  private report(news: MachineNews): void {
    this.outlets.page({ type: 'report', event: { at: this.outlets.now(), ...news } })
  }
}
