/**
 * What a node answers to those who inspect it (Erlang: observer_backend): a page of rows, one
 * process, the names, the field. It never answers the whole table, which may hold a million.
 */

import type { Node } from '../node.ts'
import { queueLength } from '../process/mailbox.ts'
import type { Process } from '../process/process.ts'
import type { Term } from '../terms/term.ts'
import { Field, nameOf } from './field.ts'
import { rowOf, wholeOf } from './observe-process.ts'
import { sizeOf } from './sizes.ts'

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
  /** Who lives in that cell: as `process` tells one; null when it is dark. */
  | { readonly ask: 'cell'; readonly parent: number; readonly at: number }
  /** Which cell a process lives in: `{ parent, at }`; null when it is dead. */
  | { readonly ask: 'place'; readonly id: number }
  /** Rows of whom a process has started, 0 for the roots of all trees: `{ lives, total, rows }`. */
  | {
      readonly ask: 'children'
      readonly parent: number
      readonly from: number
      readonly count: number
      /** Looks at the field first; else it is as it was last looked at. */
      readonly look: boolean
    }
  /** What its flight recorder has of one process: `{ lost, events }`; null without a recorder. */
  | { readonly ask: 'kept'; readonly id: number; readonly count: number }
  /** The way down to a process, as Field.wayTo has it; null when it is dead, or too deep. */
  | { readonly ask: 'way'; readonly id: number }

/** At most so many rows in one answer. */
export const mostRows = 500

export function observe(node: Node, question: Question): Term {
  switch (question.ask) {
    case 'totals':
      return totals(node)
    case 'processes':
      return page(node, question)
    case 'process':
      return wholeOf(node, question.id)
    case 'names':
      return [...node.names].slice(0, mostRows).map(([name, { pid }]) => [name, pid])
    case 'field':
      node.field ??= new Field(node)
      return node.field.look(question.most).map((block) => ({ ...block }))
    case 'cell': {
      // Who lived there may be dead since the field was looked at, and somebody else have come.
      const { parent, at } = question
      const [found] = fieldOf(node, true).within(parent, at, at)
      return found === undefined ? null : wholeOf(node, found.pid.id)
    }
    case 'place':
      return fieldOf(node, false).placeOf(question.id)
    case 'children':
      return branch(node, question)
    case 'kept':
      return kept(node, question.id, Math.min(question.count, mostRows))
    case 'way': {
      const way = fieldOf(node, true).wayTo(question.id)
      return way === null || way.length > mostDeep ? null : way
    }
  }
}

/** Nobody reads a tree that is deeper than that. */
const mostDeep = 200

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

/** The field now, or as it was last looked at. */
function fieldOf(node: Node, look: boolean): Field {
  const isNew = node.field === null
  node.field ??= new Field(node)
  if (look || isNew) node.field.look(0)
  return node.field
}

type Branch = Extract<Question, { ask: 'children' }>

function branch(node: Node, { parent, from, count, look }: Branch): Term {
  const field = fieldOf(node, look)
  const end = from + Math.min(count, mostRows)
  const shown: Process[] = []
  let at = 0
  for (const child of field.childrenOf(parent)) {
    if (at >= end) break
    if (at++ >= from) shown.push(child)
  }
  const lives = parent === 0 || node.processes.get(parent) !== undefined
  return { lives, total: field.countOf(parent), rows: rowsIn(field, shown) }
}

/** Rows of a tree, of those of them who live; `look`: at the field as it is now. */
export function treeRows(node: Node, ids: readonly number[], look: boolean): readonly Term[] {
  const living = ids.flatMap((id) => node.processes.get(id) ?? [])
  return rowsIn(fieldOf(node, look), living)
}

/** With how many each has started who live, and how many live below it in all. */
function rowsIn(field: Field, shown: readonly Process[]): Term[] {
  const below = field.descendants()
  return shown.map((process) => {
    const { id } = process
    return { ...rowOf(process), children: field.countOf(id), below: below.get(id) ?? 0 }
  })
}

type Page = Extract<Question, { ask: 'processes' }>

/** `rows` of the wanted page in order, and how many there are in all. */
function page(node: Node, { sort, descending, search, parent, from, count }: Page): Term {
  const matches = search === '' ? null : matcher(node, search.toLowerCase())
  const most = Math.min(from + Math.min(count, mostRows), mostSorted)
  const best = new Best(most, descending)
  let total = 0
  for (const process of node.processes.values()) {
    if (parent !== null && !isChild(node, process, parent)) continue
    if (matches !== null && !matches(process)) continue
    total++
    best.offer(keys[sort](process), process)
  }
  return { total, rows: best.rows().slice(from).map(rowOf) }
}

/** Beyond this many rows a page isn't sorted out any more: search for it. */
const mostSorted = 10_000

const keys: Readonly<Record<Column, (process: Process) => number | string>> = {
  id: ({ id }) => id,
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

/** Whether a process is called that, or its pid as it is written or said anywhere: `<n1.17>`. */
function matcher({ name, creation }: Node, words: string): (process: Process) => boolean {
  const lower = name.toLowerCase()
  const starts = [lower, lower.replace(/@.*/, '')].map((called) => `<${called}.`)
  const ends = creation === 1 ? ['>'] : ['>', `/${creation}>`]
  const isPid = (id: number) =>
    starts.some((start) => ends.some((end) => `${start}${id}${end}`.includes(words)))
  const mayBePid = /\d/.test(words)
  return (process) =>
    nameOf(process).toLowerCase().includes(words) || (mayBePid && isPid(process.id))
}

/** Those of its newest events that weren't told, the newest first: see ../trace/flight-recorder.ts. */
function kept({ log: { recorder } }: Node, id: number, count: number): Term {
  if (recorder === null) return null
  return { lost: recorder.lost, events: recorder.about(id, count).map((each) => ({ ...each })) }
}
