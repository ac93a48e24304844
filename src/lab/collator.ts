/**
 * Traces of several nodes as one: in the order they arrive, but an event is held back until the
 * event of another node that caused it is there. What never comes (it was lost with its node, or is
 * older than this recording) is waited for only so long.
 */
import type { EventId, Recorded } from '../kernel/index.ts'
import { limits } from './limits.ts'
import type { Recording } from './recording.ts'

interface Held {
  readonly event: Recorded
  readonly since: number
}

export class Collator {
  /**
   * By node and incarnation: events that wait, oldest first. One that waits holds up those behind.
   */
  private readonly held = new Map<string, Held[]>()
  /** The newest event number appended of each incarnation. */
  private readonly newest = new Map<string, number>()

  constructor(private readonly recording: Recording) {}

  /** Takes in what has arrived at `nowMs` and appends all that may be told now. */
  offer(events: readonly Recorded[], nowMs: number): void {
    for (const event of events) {
      const key = lifeOf(event)
      const queue = this.held.get(key)
      if (queue === undefined) this.held.set(key, [{ event, since: nowMs }])
      else queue.push({ event, since: nowMs })
    }
    this.look(nowMs)
  }

  /** Appends what may be told by now, and what has waited too long. */
  look(nowMs: number): void {
    for (let moved = true; moved; ) {
      moved = false
      for (const [key, queue] of this.held) {
        const ready = queue.findIndex((held) => !this.mayTell(held, nowMs))
        const told = ready < 0 ? queue.splice(0) : queue.splice(0, ready)
        for (const { event } of told) this.append(key, event)
        if (queue.length === 0) this.held.delete(key)
        moved ||= told.length > 0
      }
    }
  }

  private append(key: string, event: Recorded): void {
    this.newest.set(key, event.number)
    this.recording.append(event)
  }

  private mayTell({ event, since }: Held, nowMs: number): boolean {
    const { cause } = event
    if (cause === null || nowMs - since >= limits.holdMs) return true
    if (cause[0] === event.node && cause[1] === event.creation) return true
    return (this.newest.get(keyOf(cause)) ?? 0) >= cause[2]
  }
}

function lifeOf(event: Recorded): string {
  return `${event.node}/${event.creation}`
}

function keyOf([node, creation]: EventId): string {
  return `${node}/${creation}`
}
