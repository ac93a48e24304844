/**
 * The nodes of this tab, as the switchboard sees them: a port each, pings, and the watchdog that
 * says which of them has stopped answering (Erlang: heart). What to do about it is the page's
 * business.
 */
import { limits } from '../limits.ts'
import type { BoardToNode } from '../messages.ts'
import {
  answered,
  excuse,
  heard,
  judge,
  type Liveness,
  pinged,
  silence,
  startLiveness,
} from './liveness.ts'
import type { NodeName } from './wire.ts'

export interface NodePort {
  post(message: BoardToNode, transfer?: Transferable[]): void
  close(): void
}

interface LocalNode {
  readonly name: string
  readonly creation: number
  readonly port: NodePort
  /** Null until the node has said that it is ready. */
  liveness: Liveness | null
}

export interface Stuck {
  readonly name: string
  readonly creation: number
  readonly silentMs: number
  readonly lastAnswer: number
}

/** Half a tick less, as for machines. */
const stuckMs = limits.stuckMs - limits.tickMs / 2
const patience = { suspectMs: stuckMs, lostMs: stuckMs }

export class LocalNodes {
  private readonly nodes = new Map<string, LocalNode>()

  add(name: string, creation: number, port: NodePort): void {
    this.remove(name)
    this.nodes.set(name, { name, creation, port, liveness: null })
  }

  remove(name: string): boolean {
    const node = this.nodes.get(name)
    node?.port.close()
    return this.nodes.delete(name) && node?.liveness !== null
  }

  /** Whether that life of the node is the one at the end of the port. */
  has(name: string, creation: number): boolean {
    return this.nodes.get(name)?.creation === creation
  }

  ready(name: string, now: number): void {
    const node = this.nodes.get(name)
    if (node !== undefined) node.liveness = startLiveness(now)
  }

  /** The nodes that run. */
  get names(): NodeName[] {
    const running = [...this.nodes.values()].filter((node) => node.liveness !== null)
    return running.map(({ name, creation }) => ({ name, creation }))
  }

  post(name: string, message: BoardToNode, transfer: Transferable[] = []): void {
    this.nodes.get(name)?.port.post(message, transfer)
  }

  postAll(message: BoardToNode): void {
    for (const node of this.nodes.values()) if (node.liveness !== null) node.port.post(message)
  }

  heard(name: string, now: number): void {
    const node = this.nodes.get(name)
    if (node?.liveness) node.liveness = heard(node.liveness, now)
  }

  answered(name: string, ping: number, now: number): void {
    const node = this.nodes.get(name)
    if (node?.liveness) node.liveness = answered(node.liveness, ping, now)
  }

  /** Whether nobody has answered the last two pings: then something took the boxes' process. */
  allSilent(now: number): boolean {
    const all = [...this.nodes.values()].flatMap(({ liveness }) => liveness ?? [])
    return all.length > 1 && all.every((liveness) => silence(liveness, now) > 2 * limits.beatMs)
  }

  /** Those who have just become too silent; with `beat` everybody is pinged. */
  tick(now: number, lateMs: number, beat: boolean): Stuck[] {
    const stuck: Stuck[] = []
    for (const node of this.nodes.values()) {
      if (node.liveness === null) continue
      const before = excuse(node.liveness, lateMs, now)
      const { liveness, change } =
        lateMs > 0 ? { liveness: before, change: null } : judge(before, now, patience)
      node.liveness = beat ? pinged(liveness) : liveness
      if (beat) node.port.post({ type: 'ping', count: node.liveness.lastPing })
      if (change !== 'lost') continue
      const { name, creation } = node
      stuck.push({ name, creation, silentMs: silence(before, now), lastAnswer: before.lastAnswer })
    }
    return stuck
  }
}
