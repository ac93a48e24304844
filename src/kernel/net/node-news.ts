/**
 * Who wants to hear of nodes that come and go (Erlang: net_kernel:monitor_nodes/2, monitor_node/2).
 */

import type { Node } from '../node.ts'
import { isRunning } from '../process/current.ts'
import type { Process } from '../process/process.ts'
import type { Term } from '../terms/term.ts'

/** What a subscription is told besides the name. */
export interface NewsOptions {
  readonly connectionId: boolean
  /** Why a node is down. */
  readonly nodedownReason: boolean
  /** Of which type the node is; null when nobody asks. Of hidden ones there is nothing to hear. */
  readonly nodeType: 'visible' | 'hidden' | 'all' | null
  /** The shape of what is told: a list of pairs or a map. */
  readonly as: 'nothing' | 'list' | 'map'
}

export interface Subscription {
  readonly process: Process
  readonly options: NewsOptions
}

export interface Loss {
  readonly process: Process
  readonly name: string
}

export class NodeNews {
  /** One entry for each call of monitor_nodes. */
  all: Subscription[] = []
  /** One entry for each call of monitor_node. */
  losses: Loss[] = []
  readonly connections = new Map<string, number>()
  lastConnection = 0

  constructor(private readonly node: Node) {}

  /** One subscription more, or none of the process with these options. */
  monitorNodes(process: Process, on: boolean, options: NewsOptions): void {
    if (on) this.all.push({ process, options })
    else this.all = this.all.filter((s) => s.process !== process || !isSame(s.options, options))
  }

  /** @param isThere whether that node is connected, or is being connected */
  monitorNode(process: Process, name: string, on: boolean, isThere: boolean): void {
    if (!on) {
      const at = this.losses.findLastIndex((l) => l.process === process && l.name === name)
      if (at >= 0) this.losses.splice(at, 1)
    } else if (isThere) this.losses.push({ process, name })
    else this.tell(process, ['nodedown', name])
  }

  up(name: string): void {
    this.connections.set(name, ++this.lastConnection)
    this.tellAll('nodeup', name, null)
  }

  /** After all else that the loss brings. */
  down(name: string, reason: Term): void {
    this.tellAll('nodedown', name, inErlang(reason))
    this.connections.delete(name)
  }

  /** For those who asked for that node's loss alone. */
  lost(name: string): void {
    const told = this.losses.filter((loss) => loss.name === name)
    if (told.length === 0) return
    this.losses = this.losses.filter((loss) => loss.name !== name)
    for (const { process } of told) this.tell(process, ['nodedown', name])
  }

  forget(process: Process): void {
    if (this.all.length > 0) this.all = this.all.filter((each) => each.process !== process)
    if (this.losses.length === 0) return
    this.losses = this.losses.filter((loss) => loss.process !== process)
  }

  private tellAll(what: 'nodeup' | 'nodedown', name: string, reason: Term): void {
    for (const { process, options } of this.all) {
      if (options.nodeType === 'hidden') continue
      const info: (readonly [string, Term])[] = []
      if (options.connectionId) info.push(['connection_id', this.connections.get(name) ?? 0])
      if (options.nodedownReason && what === 'nodedown') info.push(['nodedown_reason', reason])
      if (options.nodeType !== null) info.push(['node_type', 'visible'])
      const { as } = options
      if (as === 'nothing') this.tell(process, [what, name])
      else this.tell(process, [what, name, as === 'list' ? info : Object.fromEntries(info)])
    }
  }

  /** Not before the signals that wait for the running process. */
  private tell(process: Process, message: Term): void {
    const { node } = this
    const signal = { type: 'send', from: node.console, to: process.pid, message } as const
    if (isRunning(process)) node.inbox.defer(signal, null)
    else node.apply(signal, null)
  }
}

function isSame(a: NewsOptions, b: NewsOptions): boolean {
  const { nodedownReason, nodeType, connectionId, as } = a
  if (as !== b.as || nodeType !== b.nodeType) return false
  return nodedownReason === b.nodedownReason && connectionId === b.connectionId
}

/** A world has many words for the loss of a connection; a program hears Erlang's. */
function inErlang(reason: Term): Term {
  if (reason === 'disconnect') return reason
  return reason === 'silence' ? 'net_tick_timeout' : 'connection_closed'
}
