/**
 * Which cells are new: those in which somebody lives where at the last look nobody did. A block
 * that looks as before stays the same object, so that it needn't be painted.
 */
import { cell } from '../../kernel/index.ts'
import type { Bed } from '../observer/state.ts'

/** For how long a cell counts as new, in tenths of a second. */
export const freshTenths = 15
/** A block as it was last looked at. */
export interface Known {
  readonly cells: Uint8Array
  /** Since when somebody lives in each cell, in tenths of a second; 0: for long. */
  readonly since: Uint32Array
  /** Until then some cell is new. */
  readonly until: number
  /** When it was looked at. */
  readonly now: number
}

/** What is new in each block, look after look: who lives where at the last look nobody did. */
export class Freshness {
  private readonly known = new Map<number, Known>()
  private now = 0

  look(beds: readonly Bed[], nowMs: number): void {
    this.now = Math.floor(nowMs / 100) + freshTenths
    const there = new Set(beds.map(({ parent }) => parent))
    for (const parent of this.known.keys()) if (!there.has(parent)) this.known.delete(parent)
    for (const { parent, cells } of beds) {
      const before = this.known.get(parent)
      if (before !== undefined && before.until === 0 && isSame(before.cells, cells)) continue
      this.known.set(parent, this.compared(cells, before))
    }
  }

  of(parent: number): Known | null {
    return this.known.get(parent) ?? null
  }

  private compared(cells: Uint8Array, before: Known | undefined): Known {
    const { now } = this
    const was = before?.cells ?? nobody
    const old = before?.since ?? nothing
    const since = new Uint32Array(cells.length)
    let newest = 0
    for (let at = 0; at < cells.length; at++) {
      const look = cells[at]
      const isNew = look === cell.young || (before !== undefined && (was[at] ?? 0) === cell.dark)
      const moment = isNew && look !== cell.dark ? now : (old[at] ?? 0)
      since[at] = moment
      if (moment > newest) newest = moment
    }
    const until = now - newest < freshTenths ? newest + freshTenths : 0
    return { cells, since, until, now }
  }
}

const nobody = new Uint8Array(0)
const nothing = new Uint32Array(0)

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}
