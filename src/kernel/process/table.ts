/**
 * The table of a node's living processes by number. Numbers only grow; pages of the table that
 * nobody lives in any more are given back.
 */
import type { Process } from './process.ts'

const pageSize = 1024

interface Page {
  readonly rows: (Process | undefined)[]
  live: number
}

export class ProcessTable {
  size = 0
  private readonly pages = new Map<number, Page>()
  /** The page of the newest number. */
  private newest: Page = { rows: [], live: 0 }
  private newestStart = Number.NEGATIVE_INFINITY

  /** @param id larger than all before */
  add(id: number, process: Process): void {
    if (id - this.newestStart >= pageSize) this.turnPage(id)
    this.newest.rows[id - this.newestStart] = process
    this.newest.live++
    this.size++
  }

  get(id: number): Process | undefined {
    const at = id - this.newestStart
    if (at >= 0 && at < pageSize) return this.newest.rows[at]
    return this.pages.get(Math.floor(id / pageSize))?.rows[id % pageSize]
  }

  delete(id: number): void {
    const at = id - this.newestStart
    const isNewest = at >= 0 && at < pageSize
    const number = Math.floor(id / pageSize)
    const page = isNewest ? this.newest : this.pages.get(number)
    const row = isNewest ? at : id % pageSize
    if (page === undefined || page.rows[row] === undefined) return
    page.rows[row] = undefined
    this.size--
    if (--page.live === 0 && !isNewest) this.pages.delete(number)
  }

  /** The living ones, oldest first; some may die while they are read. */
  values(): IterableIterator<Process> {
    return this.since(0)
  }

  /** The living ones with a number above `id`, oldest first. */
  *since(id: number): IterableIterator<Process> {
    for (const [number, page] of [...this.pages]) {
      if ((number + 1) * pageSize <= id) continue
      for (let row = Math.max(0, id + 1 - number * pageSize); row < page.rows.length; row++) {
        const process = page.rows[row]
        if (process !== undefined) yield process
      }
    }
  }

  private turnPage(id: number): void {
    const before = Math.floor(this.newestStart / pageSize)
    if (this.newest.live === 0) this.pages.delete(before)
    const number = Math.floor(id / pageSize)
    this.newest = { rows: [], live: 0 }
    this.newestStart = number * pageSize
    this.pages.set(number, this.newest)
  }
}
