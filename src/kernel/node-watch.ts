/**
 * Who wants to hear of nodes that come and go (Erlang: net_kernel:monitor_nodes/1, monitor_node/2).
 */
import type { Node } from './node.ts'
import type { Process } from './process.ts'

export class NodeWatch {
  private readonly all = new Set<Process>()
  /** One entry for each call of monitor_node. */
  private losses: { readonly process: Process; readonly name: string }[] = []

  constructor(private readonly node: Node) {}

  monitorNodes(process: Process, on: boolean): void {
    if (on) this.all.add(process)
    else this.all.delete(process)
  }

  monitorNode(process: Process, name: string, on: boolean): void {
    if (!on) {
      const at = this.losses.findLastIndex((l) => l.process === process && l.name === name)
      if (at >= 0) this.losses.splice(at, 1)
    } else if (name !== this.node.name && !this.node.peers.has(name)) {
      this.tell(process, 'nodedown', name)
    } else this.losses.push({ process, name })
  }

  up(name: string): void {
    for (const process of this.all) this.tell(process, 'nodeup', name)
  }

  down(name: string): void {
    for (const process of this.all) this.tell(process, 'nodedown', name)
    const told = this.losses.filter((loss) => loss.name === name)
    this.losses = this.losses.filter((loss) => loss.name !== name)
    for (const { process } of told) this.tell(process, 'nodedown', name)
  }

  forget(process: Process): void {
    this.all.delete(process)
    if (this.losses.length === 0) return
    this.losses = this.losses.filter((loss) => loss.process !== process)
  }

  private tell(process: Process, what: string, name: string): void {
    const { console: from } = this.node
    this.node.apply({ type: 'send', from, to: process.pid, message: [what, name] }, null)
  }
}
