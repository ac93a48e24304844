/**
 * Watchers made of predicates, in the words of temporal logic (Pnueli 1977): always, eventually,
 * within. What a predicate remembers between events is given to it with each, and nowhere else: a
 * run that forks copies it (see copied.ts).
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
 * often. `memory`: what `wrong` remembers.
 */
export function always<const Memory = null>(
  expected: string,
  kinds: readonly EventKind[],
  wrong: Wrong<Memory>,
  held = (count: number) => `held ${count} of ${count} times`,
  memory: Memory = null as Memory,
): Watcher {
  return new Always(expected, kinds, wrong, held, memory)
}

type Wrong<Memory> = (event: Recorded, index: number, memory: Memory) => string | null | undefined

class Always<Memory> implements Watcher {
  private broken: Verdict | null = null
  private last = -1
  private count = 0

  constructor(
    private readonly expected: string,
    readonly kinds: readonly EventKind[],
    private readonly wrong: Wrong<Memory>,
    private readonly held: (count: number) => string,
    private readonly memory: Memory,
  ) {}

  read(event: Recorded, index: number): void {
    if (this.broken !== null) return
    const observed = this.wrong(event, index, this.memory)
    if (observed === undefined) return
    if (observed !== null) this.broken = failed(this.expected, observed, index)
    this.last = index
    this.count++
  }

  verdict(): Verdict {
    if (this.broken !== null) return this.broken
    if (this.count === 0) return pending('nothing has happened yet that could break it')
    return passed(this.held(this.count), this.last)
  }
}

/** Passes at the first event about which `found` has something to say; pending until then. */
export function eventually<const Memory = null>(
  expected: string,
  kinds: readonly EventKind[],
  found: Found<Memory>,
  memory: Memory = null as Memory,
): Watcher {
  return new Eventually(expected, kinds, found, memory)
}

type Found<Memory> = (event: Recorded, index: number, memory: Memory) => string | null

class Eventually<Memory> implements Watcher {
  private met: Verdict | null = null

  constructor(
    private readonly expected: string,
    readonly kinds: readonly EventKind[],
    private readonly found: Found<Memory>,
    private readonly memory: Memory,
  ) {}

  read(event: Recorded, index: number): void {
    const reason = this.met === null ? this.found(event, index, this.memory) : null
    if (reason !== null) this.met = passed(reason, index)
  }

  verdict(): Verdict {
    return this.met ?? pending(`still waits for this: ${this.expected}`)
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

/**
 * What begins at `from` comes to its `to` in time, for each key by itself. `isSteady`: something is
 * always due, so that it holds as long as nothing is late. `memory`: what `judge` remembers.
 */
export function within<const Memory = null>(
  limitMs: number,
  expected: string,
  kinds: readonly EventKind[],
  judge: Judge<Memory>,
  isSteady = false,
  memory: Memory = null as Memory,
): Watcher {
  return new Within(limitMs, expected, kinds, judge, isSteady, memory)
}

type Judge<Memory> = (event: Recorded, due: Due, memory: Memory) => void

class Within<Memory> implements Watcher, Due {
  private readonly open = new Map<string, Debt>()
  private late: { readonly debt: Debt; readonly tookMs: number | null } | null = null
  private now = 0
  private here = -1
  private met = 0
  private last = -1
  private longestMs = 0

  constructor(
    private readonly limitMs: number,
    private readonly expected: string,
    readonly kinds: readonly EventKind[],
    private readonly judge: Judge<Memory>,
    private readonly isSteady: boolean,
    private readonly memory: Memory,
  ) {}

  read(event: Recorded, index: number): void {
    // A node's clock may lag behind another's.
    this.now = Math.max(this.now, event.at)
    this.here = index
    this.judge(event, this, this.memory)
  }

  from(key: string, what: string): void {
    if (!this.open.has(key)) this.open.set(key, { what, sinceMs: this.now, event: this.here })
  }

  to(key: string): void {
    this.close(key, true)
  }

  off(key: string): void {
    this.close(key, false)
  }

  verdict(nowMs: number): Verdict {
    const { open, late, met, limitMs } = this
    const overdue = [...open.values()].find(({ sinceMs }) => nowMs - sinceMs > limitMs)
    const isOlder = overdue !== undefined && !(late !== null && late.debt.event < overdue.event)
    if (isOlder) return this.tell(overdue, `not by ${told(overdue.sinceMs + limitMs)}`)
    if (late !== null) {
      const { debt, tookMs } = late
      return this.tell(debt, tookMs === null ? 'not until then' : `only ${told(tookMs)} later`)
    }
    const [waiting] = open.values()
    if (waiting !== undefined && !(this.isSteady && met > 0)) {
      return pending(`${waiting.what} at ${told(waiting.sinceMs)}: it isn't late yet`)
    }
    if (met === 0) return pending('nothing has happened yet that it speaks of')
    const slowest = told(this.longestMs)
    return passed(`${met} of ${met} in time, the slowest after ${slowest}`, this.last)
  }

  private close(key: string, isMet: boolean): void {
    const debt = this.open.get(key)
    this.open.delete(key)
    if (debt === undefined) return
    const tookMs = this.now - debt.sinceMs
    if (tookMs > this.limitMs) this.late ??= { debt, tookMs: isMet ? tookMs : null }
    if (!isMet) return
    this.longestMs = Math.max(this.longestMs, tookMs)
    this.met++
    this.last = this.here
  }

  private tell({ what, sinceMs, event }: Debt, took: string): Verdict {
    const observed = `${what} at ${told(sinceMs)}: ${took}`
    return failed(this.expected, observed, event, sinceMs + this.limitMs)
  }
}
