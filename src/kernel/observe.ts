/**
 * What a node answers to those who inspect it (Erlang: observer_backend): a page of rows, one
 * process, the names, the field. It never answers the whole table, which may hold a million.
 */
import { Field, nameOf } from './field.ts'
import { messagesOf, queueLength } from './mailbox.ts'
import { Pid } from './names.ts'
import type { Node } from './node.ts'
import { type Process, priorityOf } from './process.ts'
import { sizeOf } from './sizes.ts'
import type { Term } from './term.ts'
import { forTrace } from './trace-term.ts'

export type Column = 'id' | 'name' | 'reductions' | 'messages' | 'memory'

export type Question =
  | { readonly ask: 'totals' }
  | {
      readonly ask: 'processes'
      readonly sort: Column
      readonly descending: boolean
      /** Part of a name, a module or a pid; empty for all. */
      readonly search: string
      /** Only those that this process started. */
      readonly parent: number | null
      readonly from: number
      readonly count: number
    }
  | { readonly ask: 'process'; readonly id: number }
  | { readonly ask: 'names' }
  | { readonly ask: 'field'; readonly most: number }

/** At most so many rows in one answer. */
export const mostRows = 500

export function observe(node: Node, question: Question): Term {
  switch (question.ask) {
    case 'totals':
      return totals(node)
    case 'processes':
      return page(node, question)
    case 'process':
      return one(node, question.id)
    case 'names':
      return [...node.names].slice(0, mostRows).map(([name, { pid }]) => [name, pid])
    case 'field':
      node.field ??= new Field(node)
      return node.field.look(question.most).map((block) => ({ ...block }))
  }
}

function totals(node: Node): Term {
  return {
    processes: node.processes.size,
    spawned: node.spawned,
    reductions: node.reductions,
    dropped: node.dropped,
    timers: node.timers.size,
    names: node.names.size,
    aliases: node.aliases.size,
    nodes: [...node.peers.keys()],
  }
}

type Page = Extract<Question, { ask: 'processes' }>

/** `rows` of the wanted page in order, and how many there are in all. */
function page(node: Node, { sort, descending, search, parent, from, count }: Page): Term {
  const words = search.toLowerCase()
  const most = Math.min(from + Math.min(count, mostRows), mostSorted)
  const best = new Best(most, descending)
  let total = 0
  for (const process of node.processes.values()) {
    if (parent !== null && !isChild(node, process, parent)) continue
    if (words !== '' && !matches(process, words)) continue
    total++
    best.offer(keys[sort](process), process)
  }
  return { total, rows: best.rows().slice(from).map(rowOf) }
}

/** Beyond this many rows a page isn't sorted out any more: search for it. */
const mostSorted = 10_000

const keys: Readonly<Record<Column, (process: Process) => number | string>> = {
  id: ({ pid }) => pid.id,
  name: nameOf,
  reductions: ({ reductions }) => reductions,
  messages: queueLength,
  memory: (process) => sizeOf(process, false),
}

/** The first few of many, kept in order as they are offered. */
class Best {
  private readonly kept: { readonly key: number | string; readonly process: Process }[] = []

  constructor(
    private readonly most: number,
    private readonly descending: boolean,
  ) {}

  offer(key: number | string, process: Process): void {
    const { kept, most } = this
    const last = kept.at(-1)
    if (kept.length >= most && (last === undefined || !this.before(key, last.key))) return
    let [low, high] = [0, kept.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.before(key, (kept[middle] as { key: number | string }).key)) high = middle
      else low = middle + 1
    }
    kept.splice(low, 0, { key, process })
    if (kept.length > most) kept.pop()
  }

  rows(): Process[] {
    return this.kept.map(({ process }) => process)
  }

  private before(a: number | string, b: number | string): boolean {
    return this.descending ? a > b : a < b
  }
}

function isChild(node: Node, { parent }: Process, id: number): boolean {
  return parent !== null && parent.id === id && parent.node === node.name
}

function matches(process: Process, words: string): boolean {
  const { id } = process
  const node = process.node.name
  return nameOf(process).toLowerCase().includes(words) || `<${node}.${id}>`.includes(words)
}

/** A process as a page shows it. */
export function rowOf(process: Process): { readonly [key: string]: Term } {
  const { pid, parent, entry, handler, reductions } = process
  const now = handler ?? entry
  return {
    pid,
    name: process.name,
    label: nameOf(process),
    initialCall: [entry.module, entry.func],
    currentFunction: [now.module, now.func],
    status: process.suspended ? 'suspended' : process.status,
    reductions,
    messages: queueLength(process),
    memory: sizeOf(process, false),
    parent,
  }
}

/** One process whole, or null when it is dead. Mailbox and dictionary only as far as one reads. */
function one(node: Node, id: number): Term {
  const process = node.processes.get(id)
  if (process === undefined) return null
  const { bonds } = process
  const dictionary = Object.fromEntries([...(bonds?.dictionary ?? [])].slice(0, mostShown))
  return {
    ...rowOf(process),
    memory: sizeOf(process, true),
    state: process.handler === null ? null : forTrace(process.state),
    mailbox: messagesOf(process)
      .slice(0, mostShown)
      .map((message) => forTrace(message)),
    dictionary: forTrace(dictionary),
    links: (bonds?.links.values() ?? []).slice(0, mostShown).map(({ pid }) => pid),
    monitors: (bonds?.monitors.values() ?? [])
      .slice(0, mostShown)
      .map(({ target, node: where }) => (target instanceof Pid ? target : [target, where])),
    monitoredBy: (bonds?.watchers.values() ?? []).slice(0, mostShown).map(({ owner }) => owner),
    linkCount: bonds?.links.size ?? 0,
    trapExit: process.trapExit,
    priority: priorityOf(process),
  }
}

const mostShown = 100
