/**
 * What must be known of a scenario's processes so far to write its next step: who surely lives, who
 * may be linked to whom, when timers are due. It never decides what Erlang does, it only keeps the
 * generator (and the shrinker) off what Erlang leaves open: a race of two senders into a held
 * mailbox, a timer too near to the end of a step, a name that was perhaps never made.
 */
import type { Step, StepNamed } from '../scenario/language.ts'

export interface Actor {
  /** Surely: false means dead or perhaps dead. */
  lives: boolean
  /** Known for those who surely live. */
  traps: boolean
  holds: boolean
}

interface Timer {
  readonly to: string
  readonly due: Span
}

/** Earliest and latest, ms since the first step. */
type Span = readonly [early: number, late: number]

/** How long the driver may take for a step that waits for nothing, on a busy machine. */
const slackMs = 45
/** Nothing that counts happens nearer than this to a timer. */
const marginMs = 60

const ends: ReadonlySet<string> = new Set(['exit', 'error', 'throw', 'badmatch', 'return'])

export class Sketch {
  readonly actors = new Map<string, Actor>()
  /** Whose each is: null for the driver's. */
  readonly refs = new Map<string, string | null>()
  readonly timers = new Map<string, Timer>()
  private readonly links = new Set<string>()
  private readonly watches: (readonly [by: string, on: string])[] = []
  /** Who may have each name. */
  readonly owners = new Map<string, Set<string>>()
  /** Somebody has a link to what is no actor. */
  isTied = false
  private clock: Span = [0, 0]

  /** False when the step would ask for something that Erlang leaves open. */
  admits(step: Step): boolean {
    if (makes(step) && !this.surelyRuns(step)) return false
    return this.knows(step) && this.isTimely(step) && !this.isRace(step)
  }

  private knows(step: Step): boolean {
    if (step.do === 'demonitor' && !this.refs.has(step.ref)) return false
    if (step.do === 'cancel_timer' && !this.timers.has(step.timer)) return false
    return !('proc' in step) || this.actors.has(step.proc)
  }

  /** Who may be linked to it, or watched by it. */
  partnersOf(name: string): readonly string[] {
    return [...this.actors.keys()].filter((other) => other !== name && this.hearsOf(name, other))
  }

  /** Whoever does the step, the driver included, surely lives. */
  private surelyRuns(step: Step): boolean {
    const who = step.do === 'spawn' ? step.by : 'proc' in step ? step.proc : undefined
    return who === undefined || this.actors.get(who)?.lives === true
  }

  private isTimely(step: Step): boolean {
    const [, startsBy] = this.clock
    const wait = waitOf(step)
    const surelyTill = this.clock[0] + wait
    const perhapsTill = this.clock[1] + wait + slackMs
    const due = [...this.timers.values()].map((timer) => timer.due)
    if (step.do === 'send_after') {
      const own = this.dueOf(step)
      const rivals = [...this.timers.values()].filter(({ to }) => to === step.to)
      if (rivals.some((rival) => !isApart(rival.due, own))) return false
      if (step.settle !== undefined) due.push(own)
    }
    return due.every(
      ([early, late]) =>
        early > perhapsTill + marginMs ||
        late < this.clock[0] ||
        (early > startsBy + marginMs && late < surelyTill - marginMs),
    )
  }

  private dueOf({ ms }: StepNamed<'send_after'>): Span {
    return [this.clock[0] + ms, this.clock[1] + ms + slackMs]
  }

  /** Two processes may end in this step and tell the same one, who keeps it in its mailbox. */
  private isRace(step: Step): boolean {
    const falling = this.mayFall(step)
    return [...this.actors].some(
      ([name, { holds }]) =>
        holds && [...falling].filter((f) => f !== name && this.hearsOf(name, f)).length > 1,
    )
  }

  private hearsOf(name: string, of: string): boolean {
    return (
      this.links.has(pair(name, of)) ||
      this.watches.some(
        ([by, on]) => by === name && (on === of || this.owners.get(on)?.has(of) === true),
      )
    )
  }

  /** Who may die in this step. */
  private mayFall(step: Step): ReadonlySet<string> {
    const first = victimOf(step)
    const falling = new Set<string>()
    if (first === null) return falling
    const survives = (name: string) => {
      const actor = this.actors.get(name)
      return actor === undefined || (actor.lives && actor.traps)
    }
    if (step.do === 'exit_signal' && step.reason !== 'kill' && survives(first)) return falling
    falling.add(first)
    if (ends.has(step.do) && isNormal(step)) return falling
    // A set's iteration goes on to what is added on the way.
    for (const one of falling) {
      for (const name of this.actors.keys()) {
        if (this.links.has(pair(one, name)) && !survives(name)) falling.add(name)
      }
    }
    return falling
  }

  /** Takes the step as done. */
  add(step: Step): void {
    for (const name of this.mayFall(step)) {
      const actor = this.actors.get(name)
      if (actor) actor.lives = false
    }
    if (step.do === 'send_after') {
      this.timers.set(step.timer, { to: step.to, due: this.dueOf(step) })
    }
    const wait = waitOf(step)
    const canEndEarly = step.do === 'recv' || step.do === 'recv_any' || step.do === 'call'
    const [early, late] = this.clock
    this.clock = [early + (canEndEarly ? (step.settle ?? 0) : wait), late + wait + slackMs]
    this.note(step)
  }

  private note(step: Step): void {
    if (step.do === 'spawn') return this.noteSpawn(step)
    if (!('proc' in step)) return
    const actor = this.actors.get(step.proc)
    if (actor === undefined) return
    if (step.do === 'link') this.noteLink(step.proc, step.to)
    if (step.do === 'unlink' && actor.lives) this.links.delete(pair(step.proc, step.to))
    if (step.do === 'trap') actor.traps = step.on
    if (step.do === 'hold') actor.holds = step.on
    if (step.do === 'monitor') {
      this.refs.set(step.ref, step.proc)
      this.watches.push([step.proc, step.to ?? step.to_name ?? ''])
    }
    if (step.do === 'register') {
      this.owners.set(step.name, (this.owners.get(step.name) ?? new Set()).add(step.proc))
    }
  }

  private noteSpawn({ as, by, how, trap, hold, ref }: StepNamed<'spawn'>): void {
    this.actors.set(as, { lives: true, traps: trap ?? false, holds: hold ?? false })
    if (by !== undefined && how === 'link') this.noteLink(by, as)
    if (ref === undefined || how !== 'monitor') return
    this.refs.set(ref, by ?? null)
    if (by !== undefined) this.watches.push([by, as])
  }

  /** A link to what isn't an actor (a supervisor, its child) is as bad as a link to the dying. */
  private noteLink(one: string, other: string): void {
    this.links.add(pair(one, other))
    const actor = this.actors.get(one)
    if (actor === undefined || this.actors.has(other)) return
    this.isTied = true
    actor.lives = false
  }
}

/** A name for later steps: nobody can use it when its maker was dead. */
function makes(step: Step): boolean {
  return step.do === 'spawn' || step.do === 'monitor' || step.do === 'send_after'
}

function victimOf(step: Step): string | null {
  if (step.do === 'exit_signal') {
    return step.reason === 'normal' && step.to !== step.proc ? null : step.to
  }
  return ends.has(step.do) && 'proc' in step ? step.proc : null
}

function isNormal(step: Step): boolean {
  return step.do === 'return' || (step.do === 'exit' && step.reason === 'normal')
}

function waitOf(step: Step): number {
  const settle = step.settle ?? 0
  if (step.do === 'wait') return settle + step.ms
  if (step.do === 'recv' || step.do === 'recv_any') return settle + (step.after ?? 0)
  return step.do === 'call' ? settle + (step.after ?? 20) : settle
}

function isApart(a: Span, b: Span): boolean {
  return a[1] + marginMs < b[0] || b[1] + marginMs < a[0]
}

function pair(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`
}
