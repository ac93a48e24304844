/**
 * Who runs next (Erlang: the run queues). `max` before `high` before the rest; among the rest a
 * `low` one gets its turn after eight normal ones.
 */
import type { Node } from '../node.ts'
import type { Priority, Process } from './process.ts'

class Line {
  first: Process | null = null
  private last: Process | null = null

  put(process: Process): void {
    process.next = null
    if (this.last === null) this.first = process
    else this.last.next = process
    this.last = process
  }

  take(): Process | null {
    const process = this.first
    if (process === null) return null
    this.first = process.next
    if (this.first === null) this.last = null
    process.next = null
    return process
  }

  *all(): IterableIterator<Process> {
    for (let process = this.first; process !== null; process = process.next) yield process
  }
}

const normalsPerLow = 8

export class RunQueue {
  private readonly normal = new Line()
  private readonly others: Readonly<Record<Exclude<Priority, 'normal'>, Line>> = {
    max: new Line(),
    high: new Line(),
    low: new Line(),
  }
  /** Processes in the other lines. */
  private unusual = 0
  normalsInARow = 0

  put(process: Process): void {
    const priority = process.bonds === null ? 'normal' : process.bonds.priority
    if (priority === 'normal') return this.normal.put(process)
    this.unusual++
    this.others[priority].put(process)
  }

  take(): Process | null {
    if (this.unusual === 0) return this.normal.take()
    const { max, high, low } = this.others
    return (
      this.takeUnusual(max) ??
      this.takeUnusual(high) ??
      (this.isLowsTurn() ? this.takeUnusual(low) : null) ??
      this.normal.take() ??
      this.takeUnusual(low)
    )
  }

  /** All that are in it, those of a priority in their order. */
  all(): Process[] {
    const { max, high, low } = this.others
    return [max, high, this.normal, low].flatMap((line) => [...line.all()])
  }

  get empty(): boolean {
    return this.normal.first === null && this.unusual === 0
  }

  private takeUnusual(line: Line): Process | null {
    const process = line.take()
    if (process !== null) this.unusual--
    return process
  }

  private isLowsTurn(): boolean {
    if (++this.normalsInARow <= normalsPerLow) return false
    this.normalsInARow = 0
    return true
  }
}

export function makeRunnable(node: Node, process: Process): void {
  if (process.suspended) {
    process.status = 'held'
    return
  }
  process.status = 'runnable'
  node.queue.put(process)
}
