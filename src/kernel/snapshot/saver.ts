/**
 * Writes nodes down as data, all of a world with one saver: what they have in common stays in
 * common. Every process must be at rest, which means in a handler's hands or not yet begun.
 */

import { type Attempt, tireOf } from '../net/net-kernel.ts'
import type { Node } from '../node.ts'
import type { Alias } from '../process/bonds.ts'
import type { Process } from '../process/process.ts'
import { expire } from '../process/scheduler.ts'
import { aliasIn, closed, homeOf, isClosed, Pid, Ref } from '../terms/names.ts'
import type { Timer } from '../timers.ts'
import { type Reminder, remind } from '../verbs/reminder.ts'
import { processRow, restOf } from './process-rows.ts'
import { Replica, Unsaveable } from './replica.ts'
import type { AliasRow, GhostRow, NodeRow, PartedRow, TimerRow } from './rows.ts'
import { storageRow } from './storage-rows.ts'

/** What is found out about a node while others are written down, too. */
interface Findings {
  readonly ghosts: Map<number, GhostRow>
  readonly aliases: Map<Alias, AliasRow>
}

export class Saver {
  /** For whatever else belongs to the same world. */
  readonly replica = new Replica({
    pid: (pid) => this.pid(pid),
    ref: (ref) => this.ref(ref),
  })
  private readonly findings: ReadonlyMap<Node, Findings>

  /** @throws {Unsaveable} when a process isn't at rest: that is found before anything is copied */
  constructor(nodes: readonly Node[]) {
    for (const { processes } of nodes) for (const process of processes.values()) restOf(process)
    this.findings = new Map(nodes.map((node) => [node, { ghosts: new Map(), aliases: new Map() }]))
  }

  /** Of each node its row. @throws {Unsaveable} when a state is no data */
  rows(): NodeRow[] {
    const rows = [...this.findings.keys()].map((node) => [node, this.row(node)] as const)
    // Any of them, and whatever was written down before, may have known of ghosts and aliases.
    return rows.map(([node, row]) => {
      const { ghosts, aliases } = this.findings.get(node) as Findings
      return { ...row, ghosts: [...ghosts.values()], aliases: [...aliases.values()] }
    })
  }

  /** A process by its number, remembered if it is dead. */
  idOf(process: Process): number {
    if (process.status === 'dead') this.ghost(process)
    return process.id
  }

  private row(node: Node): Omit<NodeRow, 'ghosts' | 'aliases'> {
    const { replica } = this
    const { name, creation, log, queue, storage } = node
    return {
      name,
      creation,
      console: replica.of(node.console),
      spawned: node.spawned,
      referred: node.referred,
      reductions: node.reductions,
      dropped: node.dropped,
      halted: replica.of(node.halted),
      lamport: log.lamport,
      count: log.count,
      watch: replica.of(log.asked),
      processes: [...node.processes.values()].map((process) => processRow(this, process)),
      names: [...node.names].map(([name, { id }]) => [name, id]),
      peers: [...node.peers],
      parted: [...node.parted].map(([name, parted]) => this.parted(name, parted)),
      timers: node.timers.pending().map((timer) => this.timer(timer)),
      spawning: [...node.spawning.values()]
        .flatMap((asked) => [...asked.values()])
        .map(({ owner, ...rest }) => ({ ...replica.of(rest), owner: this.idOf(owner) })),
      news: this.news(node),
      queue: queue.all().flatMap(({ id, status }) => (status === 'dead' ? [] : [id])),
      normalsInARow: queue.normalsInARow,
      storage: storage === null ? null : storageRow(this, storage),
    }
  }

  private news({ news }: Node): NodeRow['news'] {
    return {
      all: news.all.map(({ process, options }) => [this.idOf(process), { ...options }]),
      losses: news.losses.map(({ process, name }) => [this.idOf(process), name]),
      connections: [...news.connections],
      lastConnection: news.lastConnection,
    }
  }

  private parted(name: string, parted: Attempt['parted']): PartedRow {
    const { creation, attempt, waiting, asking } = parted
    return {
      name,
      creation,
      attempt,
      waiting: this.replica.of(waiting),
      asking: asking.map(({ owner, ref }) => [this.idOf(owner), this.replica.of(ref)]),
    }
  }

  private timer({ at, fire, subject }: Timer): TimerRow {
    switch (fire) {
      case expire:
        return { do: 'expire', at, id: this.idOf(subject as Process) }
      case tireOf:
        return { do: 'tire', at, name: (subject as Attempt).name }
      case remind: {
        const { owner, ref, to, message, isNamed, cause } = subject as Reminder
        const { replica } = this
        const said = { ref: replica.of(ref), to: replica.of(to), message: replica.of(message) }
        const id = owner === null ? null : this.idOf(owner)
        return { do: 'remind', at, ...said, owner: id, isNamed, cause }
      }
      default:
        throw new Unsaveable(null, 'a timer that is a function')
    }
  }

  private pid(pid: Pid): Pid {
    const home = homeOf(pid)
    const ghost = home?.status === 'dead' ? this.ghost(home) : null
    return ghost !== null && home?.given === pid ? ghost.given : bare(pid)
  }

  /** Null if it belonged to an earlier life of its node. */
  private ghost({ node, id, given, entry, quiet, cause }: Process): GhostRow | null {
    const ghosts = this.findings.get(node)?.ghosts
    if (ghosts === undefined) return null
    const known = ghosts.get(id)
    if (known !== undefined) return known
    const row: GhostRow = {
      id,
      given: bare(given),
      entry: [entry.module, entry.func],
      quiet,
      cause,
    }
    ghosts.set(id, row)
    this.replica.learn(given, row.given)
    return row
  }

  private ref(ref: Ref): Ref {
    const copy = new Ref(ref.node, ref.creation, ref.id)
    const alias = aliasIn(ref)
    if (alias === null || !alias.active || alias.owner.status === 'dead') return copy
    const aliases = this.findings.get(alias.owner.node)?.aliases
    const { mode, listed, owner } = alias
    aliases?.set(alias, { ref: copy, owner: owner.id, mode, listed })
    return copy
  }
}

/** The same name without a cache of whom it names. */
function bare(pid: Pid): Pid {
  const copy = new Pid(pid.node, pid.creation, pid.id)
  return isClosed(pid) ? closed(copy) : copy
}
