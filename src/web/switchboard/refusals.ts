/** Counts what was refused, by source and reason, and says when a count is worth a report. */
import type { MachineNews } from '../events.ts'
import type { Refusal } from './routing.ts'

export class Refusals {
  private readonly counts = new Map<string, number>()

  /**
   * The 1st, 10th, 100th … of a kind are reported, so that a flood of bytes is no flood of news.
   */
  add(from: string, why: Refusal | 'other_version'): MachineNews | null {
    const key = `${why} ${from}`
    const count = (this.counts.get(key) ?? 0) + 1
    this.counts.set(key, count)
    return /^10*$/.test(String(count)) ? { type: 'frame_refused', from, why, count } : null
  }
}
