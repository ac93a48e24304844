/**
 * The field: every process of a node as one cell, in blocks by who started it. A cell keeps its
 * place: when its process dies it goes dark, and the next one of the same parent takes the place,
 * so that a supervisor's restarts are seen where the deaths were.
 */
import type { Node } from './node.ts'
import type { Process } from './process.ts'
import type { Term } from './term.ts'

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

  constructor(readonly label: string) {}

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

  /** The largest blocks now, at most `most`; a block whose cells are all dark is let go. */
  look(most: number): Block[] {
    for (const [parent, plot] of this.plots) {
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

  private lives(parent: number): boolean {
    return parent === 0 || this.node.processes.get(parent) !== undefined
  }

  private plotOf({ parent }: Process): Plot {
    const isHere = parent !== null && parent.node === this.node.name
    const key = isHere ? parent.id : 0
    let plot = this.plots.get(key)
    if (plot === undefined) {
      const starter = this.node.processes.get(key)
      plot = new Plot(starter === undefined ? '' : nameOf(starter))
      this.plots.set(key, plot)
    }
    return plot
  }
}

/** A registered name, else the module it runs. */
export function nameOf(process: Process): string {
  if (process.name !== null) return process.name
  const call = process.bonds?.dictionary?.get('$initial_call') as readonly Term[] | undefined
  return typeof call?.[0] === 'string' ? call[0] : process.entry.module
}
