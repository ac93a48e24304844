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
  pinged,
  silence,
  startWatch,
  type Watch,
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
  watch: Watch | null
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
    this.nodes.set(name, { name, creation, port, watch: null })
  }

  remove(name: string): boolean {
    const node = this.nodes.get(name)
    node?.port.close()
    return this.nodes.delete(name) && node?.watch !== null
  }

  /** Whether that life of the node is the one at the end of the port. */
  has(name: string, creation: number): boolean {
    return this.nodes.get(name)?.creation === creation
  }

  ready(name: string, now: number): void {
    const node = this.nodes.get(name)
    if (node !== undefined) node.watch = startWatch(now)
  }

  /** The nodes that run. */
  get names(): NodeName[] {
    const running = [...this.nodes.values()].filter((node) => node.watch !== null)
    return running.map(({ name, creation }) => ({ name, creation }))
  }

  post(name: string, message: BoardToNode, transfer: Transferable[] = []): void {
    this.nodes.get(name)?.port.post(message, transfer)
  }

  postAll(message: BoardToNode): void {
    for (const node of this.nodes.values()) if (node.watch !== null) node.port.post(message)
  }

  heard(name: string, now: number): void {
    const node = this.nodes.get(name)
    if (node?.watch) node.watch = heard(node.watch, now)
  }

  answered(name: string, ping: number, now: number): void {
    const node = this.nodes.get(name)
    if (node?.watch) node.watch = answered(node.watch, ping, now)
  }

  /** Whether nobody has answered the last two pings: then something took the boxes' process. */
  allSilent(now: number): boolean {
    const watches = [...this.nodes.values()].flatMap(({ watch }) => watch ?? [])
    return watches.length > 1 && watches.every((watch) => silence(watch, now) > 2 * limits.beatMs)
  }

  /** Those who have just become too silent; with `beat` everybody is pinged. */
  tick(now: number, lateMs: number, beat: boolean): Stuck[] {
    const stuck: Stuck[] = []
    for (const node of this.nodes.values()) {
      if (node.watch === null) continue
      const before = excuse(node.watch, lateMs, now)
      const { watch, change } =
        lateMs > 0 ? { watch: before, change: null } : judge(before, now, patience)
      node.watch = beat ? pinged(watch) : watch
      if (beat) node.port.post({ type: 'ping', count: node.watch.lastPing })
      if (change !== 'lost') continue
      const { name, creation } = node
      stuck.push({ name, creation, silentMs: silence(before, now), lastAnswer: before.lastAnswer })
    }
    return stuck
  }
}
