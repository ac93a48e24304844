/**
 * Watchers made of predicates, in the words of temporal logic (Pnueli 1977): always, eventually,
 * within. What a predicate remembers between events it keeps itself.
 */
import type { EventKind, Recorded } from '../../kernel/index.ts'
import { failed, passed, pending, type Verdict } from '../property.ts'
import type { Watcher } from './watcher.ts'

/** A time of a run as it is told: seconds, or milliseconds below one. */
export function told(ms: number): string {
  return ms < 1_000 ? `${Number(ms.toFixed(1))} ms` : `${(ms / 1_000).toFixed(2)} s`
}

/**
 * Holds as long as `wrong` finds nothing to say; what it says first is what was observed instead of
 * `expected`. `undefined`: this event says nothing about it. `held`: what is told when it held that
 * often.
 */
export function always(
  expected: string,
  kinds: readonly EventKind[],
  wrong: (event: Recorded, index: number) => string | null | undefined,
  held = (count: number) => `held ${count} of ${count} times`,
): Watcher {
  let broken: Verdict | null = null
  let last = -1
  let count = 0
  return {
    kinds,
    read(event, index) {
      if (broken !== null) return
      const observed = wrong(event, index)
      if (observed === undefined) return
      if (observed !== null) broken = failed(expected, observed, index)
      last = index
      count++
    },
    verdict() {
      if (broken !== null) return broken
      if (count === 0) return pending('nothing has happened yet that could break it')
      return passed(held(count), last)
    },
  }
}

/** Passes at the first event about which `found` has something to say; pending until then. */
export function eventually(
  expected: string,
  kinds: readonly EventKind[],
  found: (event: Recorded, index: number) => string | null,
): Watcher {
  let met: Verdict | null = null
  return {
    kinds,
    read(event, index) {
      const reason = met === null ? found(event, index) : null
      if (reason !== null) met = passed(reason, index)
    },
    verdict: () => met ?? pending(`still waits for this: ${expected}`),
  }
}

/** What a judge of `within` may say at an event. Times are those of the events. */
export interface Due {
  /** From now on that is due, unless it is already. `what` is told when it is late. */
  from(key: string, what: string): void
  /** It has come. */
  to(key: string): void
  /** It isn't due any more. */
  off(key: string): void
}

interface Debt {
  readonly what: string
  readonly sinceMs: number
  readonly event: number
}

/** What begins at `from` comes to its `to` in time, for each key by itself. */
export function within(
  limitMs: number,
  expected: string,
  kinds: readonly EventKind[],
  judge: (event: Recorded, due: Due) => void,
): Watcher {
  const open = new Map<string, Debt>()
  let late: { readonly debt: Debt; readonly tookMs: number | null } | null = null
  let [now, here, met, last, longestMs] = [0, -1, 0, -1, 0]
  const close = (key: string, isMet: boolean) => {
    const debt = open.get(key)
    open.delete(key)
    if (debt === undefined) return
    const tookMs = now - debt.sinceMs
    if (tookMs > limitMs) late ??= { debt, tookMs: isMet ? tookMs : null }
    if (!isMet) return
    longestMs = Math.max(longestMs, tookMs)
    met++
    last = here
  }
  const due: Due = {
    from: (key, what) => {
      if (!open.has(key)) open.set(key, { what, sinceMs: now, event: here })
    },
    to: (key) => close(key, true),
    off: (key) => close(key, false),
  }
  const tell = ({ what, sinceMs, event }: Debt, tookMs: number | null) => {
    const took = tookMs === null ? 'not until then' : `only ${told(tookMs)} later`
    return failed(expected, `${what} at ${told(sinceMs)}: ${took}`, event)
  }
  return {
    kinds,
    read(event, index) {
      // A node's clock may lag behind another's.
      now = Math.max(now, event.at)
      here = index
      judge(event, due)
    },
    verdict(nowMs) {
      const overdue = [...open.values()].find(({ sinceMs }) => nowMs - sinceMs > limitMs)
      const isOlder = overdue !== undefined && !(late !== null && late.debt.event < overdue.event)
      if (isOlder) return lateNow(expected, overdue, nowMs)
      if (late !== null) return tell(late.debt, late.tookMs)
      const [waiting] = open.values()
      if (waiting !== undefined) {
        return pending(`${waiting.what} at ${told(waiting.sinceMs)}: it isn't late yet`)
      }
      if (met === 0) return pending('nothing has happened yet that it speaks of')
      return passed(`${met} of ${met} in time, the slowest after ${told(longestMs)}`, last)
    },
  }
}

function lateNow(expected: string, { what, sinceMs, event }: Debt, nowMs: number): Verdict {
  return failed(expected, `${what} at ${told(sinceMs)}: not yet at ${told(nowMs)}`, event)
}
