/**
 * Makes nodes of rows, all of a world with one loader: first every process is there by name, then
 * each gets what it had. Nothing is told to anybody, and the rows stay as they are.
 */

import { type Attempt, type Parted, tireOf } from '../net/net-kernel.ts'
import { Node, type NodeOptions } from '../node.ts'
import type { Alias } from '../process/bonds.ts'
import { bondsOf, type Process } from '../process/process.ts'
import { expire } from '../process/scheduler.ts'
import { bindAliasTo, bindHome, closed, isClosed, Pid, Ref, refKey } from '../terms/names.ts'
import { keepReminder, type Reminder, remind } from '../verbs/reminder.ts'
import { fillProcess, newProcess } from './process-rows.ts'
import { Replica } from './replica.ts'
import type { GhostRow, NodeRow, TimerRow } from './rows.ts'
import { fillStorage } from './storage-rows.ts'

export class Loader {
  /** For whatever else belongs to the same world. */
  readonly replica = new Replica({
    pid: (pid) => this.pid(pid),
    ref: (ref) => this.ref(ref),
  })
  private readonly processes = new Map<string, Map<number, Process>>()
  private readonly creations = new Map<string, number>()
  private readonly aliases = new Map<string, Alias>()

  /** Answers the nodes, in the order of their rows; the environments must be theirs already. */
  nodes(rows: readonly NodeRow[], options: (row: NodeRow) => Pick<NodeOptions, Given>): Node[] {
    const nodes = rows.map((row) => {
      const { name, creation } = row
      return this.opened(new Node({ name, creation, goesOn: true, ...options(row) }), row)
    })
    for (const [i, node] of nodes.entries()) this.fill(node, rows[i] as NodeRow)
    return nodes
  }

  process(node: Node, id: number): Process {
    const process = this.processes.get(node.name)?.get(id)
    if (process === undefined) throw new Error(`no process ${id} on ${node.name}`)
    return process
  }

  /** All whom somebody knows are there by name. */
  private opened(node: Node, row: NodeRow): Node {
    const known = new Map<number, Process>()
    this.processes.set(node.name, known)
    this.creations.set(node.name, node.creation)
    if (isClosed(row.console)) closed(node.console)
    this.replica.learn(row.console, node.console)
    const meet = (each: GhostRow) => {
      const given = sameName(each.given)
      const process = newProcess(node, each, given)
      bindHome(given, process)
      this.replica.learn(each.given, given)
      known.set(each.id, process)
      return process
    }
    for (const ghost of row.ghosts) meet(ghost)
    for (const each of row.processes) node.processes.add(each.id, meet(each))
    for (const { ref, owner: id, mode, listed } of row.aliases) {
      const owner = known.get(id) as Process
      const alias = { ref: new Ref(ref.node, ref.creation, ref.id), owner, mode, listed }
      this.aliases.set(refKey(ref), { ...alias, active: true })
    }
    return node
  }

  private fill(node: Node, row: NodeRow): void {
    const { replica } = this
    const { log, queue } = node
    node.spawned = row.spawned
    node.referred = row.referred
    node.reductions = row.reductions
    node.dropped = row.dropped
    node.halted = replica.of(row.halted)
    log.lamport = row.lamport
    log.count = row.count
    if (row.watch !== null) node.watchFor(replica.of(row.watch))
    for (const each of row.processes) fillProcess(this, this.process(node, each.id), each)
    for (const { ref } of row.aliases) this.list(node, this.aliases.get(refKey(ref)) as Alias)
    for (const [name, id] of row.names) node.names.set(name, this.process(node, id))
    for (const [name, creation] of row.peers) node.peers.set(name, creation)
    for (const { name, creation, attempt, waiting, asking } of row.parted) {
      const asks = asking.map(([id, ref]) => ({
        owner: this.process(node, id),
        ref: replica.of(ref),
      }))
      const open = { waiting: [...replica.of(waiting)], asking: asks }
      node.parted.set(name, { creation, attempt, timer: null, ...open })
    }
    for (const timer of row.timers) this.timer(node, timer)
    for (const { owner: id, ...rest } of row.spawning) {
      const owner = this.process(node, id)
      const open = node.spawning.get(owner) ?? new Map()
      node.spawning.set(owner, open.set(rest.ref.id, { owner, ...replica.of(rest) }))
    }
    this.news(node, row)
    for (const id of row.queue) queue.put(this.process(node, id))
    queue.normalsInARow = row.normalsInARow
    if (row.storage !== null) node.storage = fillStorage(this, node, row.storage)
  }

  private news(node: Node, { news: row }: NodeRow): void {
    const { news } = node
    const process = (id: number) => this.process(node, id)
    news.all = row.all.map(([id, options]) => ({ process: process(id), options: { ...options } }))
    news.losses = row.losses.map(([id, name]) => ({ process: process(id), name }))
    for (const [name, number] of row.connections) news.connections.set(name, number)
    news.lastConnection = row.lastConnection
  }

  private timer(node: Node, row: TimerRow): void {
    const { replica } = this
    switch (row.do) {
      case 'expire': {
        const process = this.process(node, row.id)
        bondsOf(process).deadline = node.timers.set(row.at, expire, process)
        return
      }
      case 'tire': {
        const { name } = row
        const parted = node.parted.get(name) as Parted
        const attempt: Attempt = { node, name, parted }
        parted.timer = node.timers.set(row.at, tireOf, attempt)
        return
      }
      case 'remind': {
        const { do: _, at, owner: id, ...said } = row
        const owner = id === null ? null : this.process(node, id)
        const reminder: Reminder = { node, owner, ...replica.of(said) }
        keepReminder(reminder, node.timers.set(at, remind, reminder))
      }
    }
  }

  /** Nodes that it came to as bytes find it by its number. */
  private list(node: Node, alias: Alias): void {
    if (!alias.listed) return
    const bonds = bondsOf(alias.owner)
    bonds.listed ??= new Set()
    bonds.listed.add(alias.ref.id)
    node.aliases.set(alias.ref.id, alias)
  }

  private pid(pid: Pid): Pid {
    const copy = sameName(pid)
    if (this.creations.get(pid.node) !== pid.creation) return copy
    const home = this.processes.get(pid.node)?.get(pid.id)
    if (home !== undefined) bindHome(copy, home)
    return copy
  }

  private ref(ref: Ref): Ref {
    const copy = new Ref(ref.node, ref.creation, ref.id)
    const alias = this.aliases.size === 0 ? undefined : this.aliases.get(refKey(ref))
    if (alias !== undefined) bindAliasTo(copy, alias)
    return copy
  }
}

type Given = 'environment' | 'code'

function sameName(pid: Pid): Pid {
  const copy = new Pid(pid.node, pid.creation, pid.id)
  return isClosed(pid) ? closed(copy) : copy
}
