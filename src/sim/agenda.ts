/**
 * What will happen when: the world's events in virtual time, equal times in the order of entry.
 */
import { type Timer, Timers } from '../kernel/index.ts'

export class Agenda {
  now = 0
  /** How many things it has done. */
  turns = 0
  private readonly timers = new Timers()

  put(timeMs: number, act: Timer['fire'], subject: unknown = null): Timer {
    return this.timers.set(timeMs, act, subject)
  }

  cancel(timer: Timer): void {
    this.timers.cancel(timer)
  }

  /** What waits of those about which that can be said, in the order of its happening. */
  waiting(isMeant: (subject: unknown) => boolean): readonly Timer[] {
    return this.timers.pending().filter(({ subject }) => isMeant(subject))
  }

  /** Does the next thing due by `untilMs`; false when there is none, and then it is `untilMs`. */
  step(untilMs: number): boolean {
    const next = this.timers.due(untilMs)
    if (next === null) {
      this.now = Math.max(this.now, untilMs)
      return false
    }
    this.now = next.at
    this.turns++
    next.fire(next.subject)
    return true
  }
}
