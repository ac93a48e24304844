/**
 * The past of a run on all its branches: moments that were kept as it went, so that it goes on from
 * anywhere without beginning anew. How many are kept, how much they weigh and how often one is made
 * is bounded. What a moment costs is timed where the world outside lends its clock, else counted;
 * which ones there are changes nothing in the run.
 */
import { equalTerms, type Term } from '../kernel/index.ts'
import { limits } from '../lab/index.ts'
import { type Begun, type Deed, type Moment, Session } from './session.ts'

export type PastLimits = Readonly<Record<keyof typeof pastLimits, number>>

/** Every bound of a past, in one place. */
export const pastLimits = {
  /** Moments kept, and how many small objects they may hold together, about. */
  moments: 256,
  size: 500_000,
  /** Events from one to the next, at least; and when it is time, however dear: for each object. */
  events: 500,
  dueEvents: 10_000,
  eventsPerObject: 6,
  /** With a clock it is also time when so many times what the last has cost has gone by. */
  timesCost: 20,
  /** Events between two looks at the clock, and ms that count between them at most. */
  lookEvents: 250,
  lookMs: 10,
  /** After so many events it is tried again when a process was in the middle of something. */
  retryEvents: 16,
} as const

/** A place in a run. */
export interface Place {
  readonly atMs: number
  readonly turns?: number
  readonly events?: number
}

interface Kept {
  readonly moment: Moment
  /** The one before it on its branch. */
  before: Kept | null
}

export class Past {
  private kept: readonly Kept[] = []
  /** The newest on the branch that goes on now, and after how many events another may be made. */
  private newest: Kept | null = null
  private due: number
  private patience: number
  /** What making one takes, how long the run has gone on since, and when that was looked at, ms. */
  private costMs = 0
  private spentMs = 0
  private lookedAt = 0

  /** Of `run` the ops that have no turn belong to it; deeds differ from branch to branch. */
  constructor(
    private readonly run: Begun,
    private readonly bounds: PastLimits = pastLimits,
    /** The computer's clock, ms. */
    private readonly clock: (() => number) | null = null,
  ) {
    this.due = bounds.events
    this.patience = bounds.retryEvents
  }

  /**
   * The branch with these deeds, from the last moment that is not after that place: the session has
   * still to go there. The one that went on before goes on no more.
   */
  sessionAt(deeds: readonly Deed[], place: Place): Session {
    let best: Kept | null = null
    for (const each of this.kept) {
      const { moment } = each
      const isLater = best === null || moment.events > best.moment.events
      if (isLater && isOnTheWay(moment, deeds, place)) best = each
    }
    this.newest = best
    this.due = (best?.moment.events ?? 0) + this.distanceAfter(best)
    this.patience = this.bounds.retryEvents
    const given = (this.run.ops ?? []).filter(({ after }) => after === undefined)
    const ahead = deeds.slice(best?.moment.deeds.length)
    const run = { ...this.run, ops: [...given, ...ahead], past: this }
    return new Session(run, best?.moment ?? null)
  }

  /** How many moments there are now. */
  get length(): number {
    return this.kept.length
  }

  /** After each turn: keeps the moment if it is time for one. */
  look(session: Session): void {
    const { events } = session
    if (events < this.due || !this.isPaid(events)) return
    const moment = session.save()
    if ('cannot' in moment) {
      // Somebody is seldom at rest, or never.
      this.due = events + this.patience
      this.patience = Math.min(this.patience * 2, this.distanceAfter(this.newest))
      return
    }
    this.newest = { moment, before: this.newest }
    this.kept = [...this.kept, this.newest]
    this.patience = this.bounds.retryEvents
    this.due = events + this.distanceAfter(this.newest)
    this.thin(this.newest)
    this.pay()
  }

  /** Whether the run has gone on for long enough since the last one was made. */
  private isPaid(events: number): boolean {
    const { clock, bounds } = this
    const { events: from = 0, size = 0 } = this.newest?.moment ?? {}
    const isDue = events - from >= Math.max(bounds.dueEvents, size * bounds.eventsPerObject)
    const now = clock?.() ?? 0
    this.spentMs += Math.min(now - this.lookedAt, bounds.lookMs)
    this.lookedAt = now
    const isTime = clock !== null && this.spentMs >= this.costMs * bounds.timesCost
    if (isDue || isTime) return true
    this.due = events + bounds.lookEvents
    return false
  }

  /** One was made since the clock was looked at. */
  private pay(): void {
    if (this.clock === null) return
    const now = this.clock()
    const costMs = now - this.lookedAt
    // Once in a while it takes long for no reason of its own.
    this.costMs = this.costMs === 0 ? costMs : Math.min(costMs, 2 * this.costMs)
    this.spentMs = 0
    this.lookedAt = now
  }

  /** The larger what it costs, and the longer the run, the longer until the next. */
  private distanceAfter(kept: Kept | null): number {
    if (kept === null) return this.bounds.events
    const share = Math.min(kept.moment.events, limits.traceEvents) / this.bounds.moments
    return Math.max(this.bounds.events, share)
  }

  private thin(newest: Kept): void {
    let size = this.kept.reduce((sum, { moment }) => sum + moment.size, 0)
    while (this.kept.length > this.bounds.moments || size > this.bounds.size) {
      const gone = this.leastMissed(newest)
      if (gone === null) return
      size -= gone.moment.size
      this.kept = this.kept.filter((each) => each !== gone)
      for (const each of this.kept) if (each.before === gone) each.before = gone.before
    }
  }

  /** The one without which the way to what comes after it is the shortest. */
  private leastMissed(newest: Kept): Kept | null {
    /** Of each the end of the way that begins with it. */
    const ends = new Map<Kept, number>()
    for (const { before, moment } of this.kept) {
      if (before !== null) ends.set(before, Math.max(ends.get(before) ?? 0, moment.events))
    }
    const gone = newest.moment.events - limits.traceEvents
    let [least, way]: [Kept | null, number] = [null, Number.POSITIVE_INFINITY]
    for (const each of this.kept) {
      if (each === newest) continue
      const end = ends.get(each) ?? each.moment.events
      // Of what no trace tells any more nobody goes back to.
      const without = end < gone ? 0 : end - (each.before?.moment.events ?? 0)
      if (without < way) [least, way] = [each, without]
    }
    return least
  }
}

/** Whether a run with these deeds comes to that place by that moment. */
function isOnTheWay(moment: Moment, deeds: readonly Deed[], { atMs, turns, events }: Place) {
  const { world, deeds: done } = moment
  if (world.now > atMs || world.turns > (turns ?? Number.POSITIVE_INFINITY)) return false
  if (moment.events > (events ?? Number.POSITIVE_INFINITY)) return false
  const next = deeds[done.length]
  if (next !== undefined && (next.after < world.turns || next.atMs < world.now)) return false
  return done.length <= deeds.length && done.every((deed, at) => isSame(deed, deeds[at] as Deed))
}

function isSame(a: Deed, b: Deed): boolean {
  return a === b || equalTerms(a as unknown as Term, b as unknown as Term)
}
