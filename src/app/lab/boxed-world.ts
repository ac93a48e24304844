/**
 * The simulated world in its box: one Session, driven by the page's orders, and its past, so that
 * another branch begins near where it leaves. Links carry strangers' code, so this runs nowhere
 * else; it has nothing but the page's port.
 */
import { decodeTerm, encodeTerm, type Recorded, type Term } from '../../kernel/index.ts'
import { type Op, type Program, programs, type TimedOp } from '../../lab/index.ts'
import { type Deed, Past, pastLimits, type Refusal, type Session } from '../../sim/index.ts'
import { codeWith, TraceBatch, wallNow } from '../../web/index.ts'
import {
  bounds,
  type FromWorld,
  type Goal,
  type Journey,
  type Opening,
  type Order,
  type Told,
} from './messages.ts'
import { type Stop, Stops } from './stops.ts'

export class BoxedWorld {
  private past: Past | null = null
  private session: Session | null = null
  private stops = new Stops()
  private goal: Goal | null = null
  private batches: Uint8Array[] = []
  private readonly trace = new TraceBatch((bytes) => this.batches.push(bytes))
  private steps: number[] = []
  private index = 0
  private skip = 0
  private deedsTold = 0
  private stop: Stop | null = null
  /** The trace's end after the last turn that was noted, and the deeds by then. */
  private marked = 0
  private deedsMarked = 0
  private turnBegan = 0

  /** Does what the page has ordered, and answers. */
  answer(number: number, order: Order): FromWorld {
    try {
      const refusal = this.obey(order)
      return { number, told: this.told(refusal) }
    } catch (thrown) {
      this.session = null
      return { number, problem: textOf(thrown) }
    }
  }

  private obey(order: Order): Refusal | null {
    if (order.do === 'open') this.past = this.pastOf(order.run)
    if (order.do === 'open' || order.do === 'again') {
      this.begin(order.journey)
      return null
    }
    const session = this.running()
    switch (order.do) {
      case 'rerun':
        this.rerun(session, order.budgetMs)
        return null
      case 'go':
        this.goal = null
        this.goOn(session, order.untilMs, order.budgetMs, () => this.stop !== null)
        return null
      case 'deliver':
        this.deliver(session)
        return null
      case 'act': {
        if (order.forget) session.forgetTheRest()
        this.turnBegan = session.events
        const refusal = session.act(decodeTerm(order.op) as unknown as Op)
        this.mark(session)
        return refusal
      }
      case 'watch':
        this.stops.watch(order.breakpoints, session.verdicts)
        return null
    }
  }

  private running(): Session {
    if (this.session === null) throw new Error('nothing runs here')
    return this.session
  }

  private pastOf({ program, modules, seed, nodes, options, faults, ops }: Opening): Past {
    const run = {
      program: programOf(program),
      ...{ seed, nodes, options, faults },
      ops: decodeTerm(ops) as unknown as readonly TimedOp[],
      newCode: codeWith(modules),
      read: (event: Recorded) => this.read(event),
      memory: {
        save: () => this.stops.known,
        load: (names: unknown) => this.stops.know(names as Stops['known']),
      },
    }
    return new Past(run, pastLimits, wallNow)
  }

  private begin({ deeds, goal, skip }: Journey): void {
    if (this.past === null) throw new Error('nothing is open here')
    this.goal = goal
    this.skip = skip
    this.stops = new Stops()
    this.batches = []
    this.steps = []
    this.index = this.turnBegan = this.marked = this.deedsMarked = this.deedsTold = 0
    const { atMs, turns = Number.POSITIVE_INFINITY, events = skip } = goal
    const place = { atMs, turns, events: Math.min(skip, events) }
    const session = this.past.sessionAt(decodeTerm(deeds) as unknown as readonly Deed[], place)
    this.session = session
    this.index = session.events
    this.mark(session)
    this.stop = null
    if (isThere(session, goal) || goal.atMs <= 0) this.arrive(session, goal)
  }

  private read(event: Recorded): void {
    const index = this.index++
    if (index - this.turnBegan > bounds.turnEvents) {
      throw new Error(
        `more than ${bounds.turnEvents} events at one moment: it never rests, or is too much`,
      )
    }
    this.stops.read(event, index)
    if (index >= this.skip) this.trace.record(event)
  }

  private rerun(session: Session, budgetMs: number): void {
    const { goal } = this
    if (goal === null) return
    const isOver = this.goOn(session, goal.atMs, budgetMs, () => isThere(session, goal))
    if (isOver || isThere(session, goal)) this.arrive(session, goal)
    this.stop = null
  }

  /** False when it had to stop before: for its time, for much to tell, or because `isEnough`. */
  private goOn(
    session: Session,
    untilMs: number,
    budgetMs: number,
    isEnough: () => boolean,
  ): boolean {
    const end = wallNow() + budgetMs
    const most = Math.max(session.events, this.skip) + bounds.toldEvents
    let count = 0
    const isOver = session.goOn(untilMs, () => {
      this.mark(session)
      if (isEnough() || session.events >= most) return false
      return ++count % turnsPerLook !== 0 || wallNow() < end
    })
    this.mark(session)
    return isOver
  }

  /** Nothing more happens, only its moment comes. */
  private arrive(session: Session, { atMs, turns }: Goal): void {
    this.goal = null
    if (turns !== undefined && session.now < atMs) session.goOn(atMs, () => true)
    this.mark(session)
  }

  private deliver(session: Session): void {
    const { happened } = session
    const untilMs = session.now + bounds.deliverMs
    while (session.happened === happened && session.next(untilMs)) this.mark(session)
    this.stop = null
  }

  /** Notes where a turn has ended that left a trace. */
  private mark(session: Session): void {
    const { events, turns, deeds } = session
    this.turnBegan = events
    if (events === this.marked && deeds.length === this.deedsMarked) return
    this.marked = events
    this.deedsMarked = deeds.length
    if (events > this.skip) this.steps.push(turns, events, deeds.length)
    this.stop ??= this.stops.take(() => session.verdicts, events)
  }

  private told(refusal: Refusal | null): Told {
    const session = this.running()
    this.trace.flush()
    const { turns, events, traceHash, nodes, left, verdicts, deeds } = session
    const told: Told = {
      batches: this.batches,
      steps: Float64Array.from(this.steps),
      deeds: encodeTerm(deeds.slice(this.deedsTold) as unknown as Term),
      ...{ turns, nowMs: session.now, events, traceHash, nodes, left, verdicts },
      goal: this.goal === null ? null : partOf(session, this.goal),
      stopped: this.stop,
      refusal,
    }
    this.batches = []
    this.steps = []
    this.deedsTold = deeds.length
    this.stop = null
    return told
  }
}

/** Between two looks at the clock. */
const turnsPerLook = 16

function isThere(session: Session, { turns, deeds, events }: Goal): boolean {
  if (turns === undefined && deeds === undefined && events === undefined) return false
  return (
    session.turns >= (turns ?? 0) &&
    session.deeds.length >= (deeds ?? 0) &&
    session.events >= (events ?? 0)
  )
}

function partOf(session: Session, { atMs, turns, events }: Goal): number {
  const part = (done: number, all: number) => (all === 0 ? 1 : Math.min(1, done / all))
  if (turns !== undefined) return part(session.turns, turns)
  return events === undefined ? part(session.now, atMs) : part(session.events, events)
}

/** One that came along promises nothing that anybody could judge. */
function programOf(program: Opening['program']): Program {
  if ('root' in program) return { id: 'its own', root: program.root, files: [], promises: [] }
  const known = programs.find(({ id }) => id === program.id)
  if (known === undefined) throw new Error(`there is no program ${program.id}`)
  return known
}

function textOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
