/**
 * What will happen when: the world's events in virtual time, equal times in the order of entry.
 */
import { type Timer, Timers } from '../kernel/index.ts'

export class Agenda {
  now = 0
  private readonly timers = new Timers()
  private readonly alarms = new Map<string, Timer>()

  put(timeMs: number, act: () => void): Timer {
    return this.timers.set(timeMs, act)
  }

  /** One alarm for each name; a new time replaces the old one. */
  alarm(name: string, timeMs: number, act: () => void): void {
    const known = this.alarms.get(name)
    if (known !== undefined) {
      if (!known.over && known.at === timeMs) return
      this.timers.cancel(known)
    }
    const alarm = this.timers.set(timeMs, () => {
      if (this.alarms.get(name) === alarm) this.alarms.delete(name)
      act()
    })
    this.alarms.set(name, alarm)
  }

  /** Does the next thing due by `untilMs`; false when there is none, and then it is `untilMs`. */
  step(untilMs: number): boolean {
    const next = this.timers.due(untilMs)
    if (next === null) {
      this.now = Math.max(this.now, untilMs)
      return false
    }
    this.now = next.at
    next.fire(null)
    return true
  }
}
