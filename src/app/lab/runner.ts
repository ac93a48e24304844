/**
 * Drives the boxed world for the page: orders one after the other, a slice when the page wants one.
 * A run that is to be shown is made beside the one that is, another one in a box of its own; it
 * takes its place when it has come to where it was to go, and nothing is lost when it doesn't.
 */
import { encodeTerm, type Term } from '../../kernel/index.ts'
import type { Op } from '../../lab/index.ts'
import type { Deed, Refusal } from '../../sim/index.ts'
import type { Breakpoint } from '../../views/index.ts'
import { Course, type Step } from './course.ts'
import { bounds, type Goal, type Opening, type Order, type Told } from './messages.ts'
import type { Origin } from './origin.ts'
import type { Stop } from './stops.ts'
import type { WorldBox, WorldBoxOptions } from './world-box.ts'

/** A boxed world; tests have one without a box. */
export type Boxed = Pick<WorldBox, 'isBusy' | 'isLate' | 'silentMs' | 'order' | 'look' | 'close'>

export interface RunnerOptions {
  newBox(options: WorldBoxOptions): Boxed
  /** The course that is shown has grown, or is another one. */
  grew(): void
  stopped(stop: Stop): void
  refused(why: Refusal): void
  /** Silent for so long; 0: it speaks again. */
  silent(ms: number): void
  failed(problem: string): void
}

/** Another beginning. */
export interface Start {
  readonly origin: Origin
  readonly deeds: readonly Deed[]
  readonly goal: Goal
  /** What the course that is shown has in common with it: up to there it needn't be told again. */
  readonly keep?: Step
  /** It may be left before it has come to its goal. */
  readonly isOptional?: boolean
  /** It won't come: why. The run that is shown is as it was. */
  readonly lost?: (problem: string) => void
}

interface Coming {
  readonly course: Course
  readonly box: Boxed
  readonly start: Start
  readonly arrived: () => void
  /** Null as soon as it is given. */
  first: Order | null
}

interface Wanted {
  readonly order: Order | null
  readonly answered: (told: Told) => void
}

export class Runner {
  course = new Course()
  /** How much of the way is done, 0 … 1, while a run is run again. */
  rerun: number | null = null
  private coming: Coming | null = null
  private box: Boxed | null = null
  /** What is open in the box. */
  private opened: Origin | null = null
  private queue: Wanted[] = []
  private breakpoints: readonly Breakpoint[] = []

  constructor(private readonly options: RunnerOptions) {}

  /** From the beginning, or what the box has kept, to that goal; then it is shown. */
  start(start: Start, then: () => void): void {
    const { origin, deeds, goal, keep } = start
    this.leaveComing()
    const { box: old } = this
    const isHere = old !== null && this.opened === origin && !old.isLate
    const box = isHere ? old : this.openBox()
    const course = keep === undefined ? new Course() : this.course.cutAt(keep)
    const journey = { deeds: encodeTerm(deeds as unknown as Term), goal, skip: keep?.end ?? 0 }
    const first: Order = isHere
      ? { do: 'again', journey }
      : { do: 'open', run: openingOf(origin), journey }
    this.coming = { course, box, start, arrived: then, first }
    this.rerun = 0
    this.pump()
  }

  /** Leaves a run that is being run again where it is now. */
  stopHere(): void {
    const { coming } = this
    if (coming?.start.isOptional && coming.course.trace.end > 0) this.arrive(coming)
  }

  /** On to that time, if the world has nothing else to do. */
  go(untilMs: number): void {
    this.pump()
    if (this.box === null || this.box.isBusy || this.coming !== null) return
    const { course } = this
    const order = { do: 'go', untilMs, budgetMs: bounds.sliceMs } as const
    this.box.order(order, (told) => {
      if (course === this.course) this.take(told)
      this.pump()
    })
  }

  act(op: Op, forget: boolean, then: () => void): void {
    const order = { do: 'act', op: encodeTerm(op as unknown as Term), forget } as const
    this.want(order, ({ refusal }) => {
      if (refusal !== null) this.options.refused(refusal)
      then()
    })
  }

  /** As soon as all that was ordered is answered; at once when nothing can be waited for. */
  settled(then: () => void): void {
    const { box, queue } = this
    if (box === null || box.isLate || (queue.length === 0 && !box.isBusy)) then()
    else queue.push({ order: null, answered: then })
  }

  deliver(then: () => void): void {
    if (this.queue.some(({ order }) => order?.do === 'deliver')) return
    this.want({ do: 'deliver' }, then)
  }

  watch(breakpoints: readonly Breakpoint[]): void {
    this.breakpoints = breakpoints
    this.want({ do: 'watch', breakpoints }, () => {})
  }

  /** Looked at once a frame. */
  look(): void {
    const { box, coming } = this
    box?.look()
    if (coming === null || coming.box === box) return
    coming.box.look()
    if (coming.box.silentMs > bounds.giveUpMs) this.lose(coming.box, 'It doesn’t answer.')
  }

  close(): void {
    this.leaveComing()
    this.box?.close()
    this.box = null
    this.queue = []
  }

  private leaveComing(): void {
    const { coming } = this
    this.coming = null
    this.rerun = null
    if (coming === null || coming.box === this.box) return
    coming.box.close()
    this.options.silent(0)
  }

  private openBox(): Boxed {
    const box: Boxed = this.options.newBox({
      silent: this.options.silent,
      failed: (problem) => this.lose(box, problem),
    })
    return box
  }

  /** Of one that is on its way the run that is shown knows nothing. */
  private lose(box: Boxed, problem: string): void {
    const { coming } = this
    const isComing = coming?.box === box
    if (isComing) this.leaveComing()
    if (box === this.box) {
      this.box = null
      this.queue = []
      this.options.failed(problem)
    } else if (isComing) coming.start.lost?.(problem)
    this.options.grew()
  }

  private want(order: Order, then: (told: Told) => void): void {
    if (this.coming !== null) return
    this.queue.push({
      order,
      answered: (told) => {
        this.take(told)
        then(told)
      },
    })
    this.pump()
  }

  private pump(): void {
    const { box } = this
    while (box !== null && box === this.box && !box.isBusy && this.queue.length > 0) {
      const { order, answered } = this.queue.shift() as Wanted
      if (order === null) (answered as () => void)()
      else
        box.order(order, (told) => {
          answered(told)
          this.pump()
        })
    }
    const { coming } = this
    if (coming === null || coming.box.isBusy) return
    const order = coming.first ?? ({ do: 'rerun', budgetMs: bounds.rerunSliceMs } as const)
    coming.first = null
    coming.box.order(order, (told) => {
      this.cameOn(coming, told)
      this.pump()
    })
  }

  private cameOn(coming: Coming, told: Told): void {
    // It may have been left meanwhile: then what comes is its tail.
    if (coming.course === this.course) return this.take(told)
    if (coming !== this.coming) return
    coming.course.take(told)
    this.rerun = told.goal
    if (told.goal === null) this.arrive(coming)
    else this.options.grew()
  }

  private arrive(coming: Coming): void {
    this.coming = null
    this.rerun = null
    this.course = coming.course
    if (coming.box !== this.box) {
      this.box?.close()
      this.queue = []
      this.box = coming.box
      this.opened = coming.start.origin
      this.options.silent(0)
    }
    if (this.breakpoints.length > 0) this.watch(this.breakpoints)
    coming.arrived()
    this.options.grew()
  }

  private take(told: Told): void {
    this.course.take(told)
    this.options.grew()
    if (told.stopped !== null) this.options.stopped(told.stopped)
  }
}

function openingOf(origin: Origin): Opening {
  const { program, shared, modules, seed, nodes, options, faults, ops } = origin
  return {
    program: 'id' in shared && program !== null ? { id: shared.id } : rootOf(shared),
    ...{ modules, seed, nodes, options, faults },
    ops: encodeTerm(ops as unknown as Term),
  }
}

function rootOf(shared: Origin['shared']): { readonly root: string } {
  return { root: 'root' in shared ? shared.root : '' }
}
