/**
 * The field: every process of a node as one cell, in blocks by who started it. A cell keeps its
 * place: when its process dies it goes dark, and the next one of the same parent takes the place,
 * so that a supervisor's restarts are seen where the deaths were.
 */
import type { Node } from '../node.ts'
import type { Process } from '../process/process.ts'
import { initialCallOf } from './initial-call.ts'

/** A cell's process is gone, waits, could run, is held, or came since the last look. */
export const cell = { dark: 0, waiting: 1, runnable: 2, held: 3, young: 4 } as const

export interface Block {
  /** Number of the process that started them; 0 for one of another node or the console. */
  readonly parent: number
  readonly label: string
  readonly alive: number
  readonly cells: Uint8Array
}

/** One block while it grows. */
class Plot {
  /** Numbers of the processes by cell; 0 where it is dark. */
  readonly ids: number[] = []
  cells = new Uint8Array(16)
  alive = 0
  /** Dark cells, the foremost last. */
  private dark: number[] = []

  /** Of whoever started them, as last known. */
  label = ''

  refresh(node: Node): void {
    this.dark = []
    this.alive = 0
    for (let at = this.ids.length - 1; at >= 0; at--) {
      const id = this.ids[at] as number
      const process = id === 0 ? undefined : node.processes.get(id)
      if (process === undefined) {
        this.ids[at] = 0
        this.cells[at] = cell.dark
        this.dark.push(at)
      } else {
        this.cells[at] = lookOf(process)
        this.alive++
      }
    }
  }

  add(id: number): void {
    const at = this.dark.pop() ?? this.ids.length
    this.ids[at] = id
    if (at >= this.cells.length) {
      const larger = new Uint8Array(this.cells.length * 2)
      larger.set(this.cells)
      this.cells = larger
    }
    this.cells[at] = cell.young
    this.alive++
  }
}

function lookOf(process: Process): number {
  if (process.suspended) return cell.held
  return process.status === 'waiting' ? cell.waiting : cell.runnable
}

export class Field {
  private readonly plots = new Map<number, Plot>()
  private newest = 0

  constructor(private readonly node: Node) {}

  /** The largest blocks now, at most `most`. An empty one goes when its parent is dead, too. */
  look(most: number): Block[] {
    for (const [parent, plot] of this.plots) {
      const starter = this.node.processes.get(parent)
      if (starter !== undefined) plot.label = nameOf(starter)
      plot.refresh(this.node)
      if (plot.alive === 0 && !this.lives(parent)) this.plots.delete(parent)
    }
    for (const process of this.node.processes.since(this.newest)) {
      const { id } = process
      this.plotOf(process).add(id)
      this.newest = id
    }
    const largest = [...this.plots].sort(([, a], [, b]) => b.ids.length - a.ids.length)
    return largest.slice(0, most).map(([parent, { label, alive, cells, ids }]) => {
      return { parent, label, alive, cells: cells.slice(0, ids.length) }
    })
  }

  /** The living processes in some cells of a block, as it was last looked at. */
  within(parent: number, from: number, to: number): Process[] {
    const ids = this.plots.get(parent)?.ids.slice(from, to + 1) ?? []
    return ids.flatMap((id) => this.node.processes.get(id) ?? [])
  }

  /** The cell that a process lives in; null when it isn't in the field, or no more. */
  placeOf(id: number): { readonly parent: number; readonly at: number } | null {
    const process = this.node.processes.get(id)
    if (process === undefined) return null
    const parent = this.keyOf(process)
    const at = this.plots.get(parent)?.ids.indexOf(id) ?? -1
    return at < 0 ? null : { parent, at }
  }

  /** How many it has started live, as of the last look; 0: the roots, as `childrenOf` has them. */
  countOf(parent: number): number {
    const own = this.plots.get(parent)?.alive ?? 0
    if (parent !== 0) return own
    return this.orphaned().reduce((sum, { alive }) => sum + alive, own)
  }

  /**
   * Whom a process has started and who lives, oldest cell first; 0: the roots of all trees, which
   * are those from outside and those whose parent has died.
   */
  *childrenOf(parent: number): IterableIterator<Process> {
    const own = this.plots.get(parent)
    const all = parent === 0 ? this.orphaned() : []
    for (const { ids } of own === undefined ? all : [own, ...all]) {
      for (const id of ids) {
        const process = this.node.processes.get(id)
        if (process !== undefined) yield process
      }
    }
  }

  /** How many live below each process that has started somebody: children, theirs, and so on. */
  descendants(): ReadonlyMap<number, number> {
    const below = new Map<number, number>()
    const add = (id: number, count: number) => below.set(id, (below.get(id) ?? 0) + count)
    // A child is younger than its parent: going back from the youngest, each sum is complete.
    for (const parent of [...this.plots.keys()].sort((a, b) => b - a)) {
      add(parent, this.plots.get(parent)?.alive ?? 0)
      const process = this.node.processes.get(parent)
      if (process !== undefined) add(this.keyOf(process), below.get(parent) ?? 0)
    }
    return below
  }

  /**
   * The way to a process from its tree's root: at each step whose child, and which of its living
   * children. Null when it is dead or not in the field.
   */
  wayTo(id: number): readonly (readonly [parent: number, rank: number])[] | null {
    const way: (readonly [number, number])[] = []
    for (let child = this.node.processes.get(id); child !== undefined; ) {
      const above: Process | undefined = this.node.processes.get(this.keyOf(child))
      const parent = above?.id ?? 0
      const rank = rankIn(this.childrenOf(parent), child)
      if (rank === null) return null
      way.push([parent, rank])
      child = above
    }
    return way.length === 0 ? null : way.reverse()
  }

  private orphaned(): Plot[] {
    return [...this.plots].flatMap(([parent, plot]) => (this.lives(parent) ? [] : [plot]))
  }

  private lives(parent: number): boolean {
    return parent === 0 || this.node.processes.get(parent) !== undefined
  }

  /** Whose block it is in. */
  private keyOf({ parent }: Process): number {
    return parent !== null && parent.node === this.node.name ? parent.id : 0
  }

  private plotOf(process: Process): Plot {
    const key = this.keyOf(process)
    let plot = this.plots.get(key)
    if (plot === undefined) {
      plot = new Plot()
      const starter = this.node.processes.get(key)
      if (starter !== undefined) plot.label = nameOf(starter)
      this.plots.set(key, plot)
    }
    return plot
  }
}

function rankIn(all: Iterable<Process>, wanted: Process): number | null {
  let rank = 0
  for (const each of all) {
    if (each === wanted) return rank
    rank++
  }
  return null
}

/** A registered name, else the module it runs. */
export function nameOf(process: Process): string {
  return process.name ?? initialCallOf(process)?.[0] ?? process.entry.module
}
