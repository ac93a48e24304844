/**
 * What the page knows of the run that it shows: the trace as told, where each turn of the world
 * ended in it, what was done by hand, and how far the world is.
 */
import {
  decodeEvents,
  decodeTerm,
  equalTerms,
  type Recorded,
  type Term,
} from '../../kernel/index.ts'
import {
  type FaultStep,
  faultIn,
  fromAbove,
  Recording,
  Timeline,
  type Verdict,
} from '../../lab/index.ts'
import type { Deed } from '../../sim/index.ts'
import type { Told } from './messages.ts'

/** The end of a turn that left something in the trace, or of a deed. */
export interface Step {
  readonly turns: number
  /** Index after its last event. */
  readonly end: number
  /** Deeds done by then. */
  readonly deeds: number
}

/** A fault as it was told. */
interface ToldFault {
  readonly event: number
  readonly step: FaultStep
}

export class Course {
  readonly deeds: Deed[] = []
  readonly faults: ToldFault[] = []
  turns = 0
  nowMs = 0
  nodes = 1
  left = 0
  traceHash = ''
  verdicts: Readonly<Record<string, Verdict>> = {}
  private readonly steps: Step[] = []

  constructor(
    readonly trace = new Recording(),
    readonly timeline = new Timeline(trace, fromAbove),
  ) {}

  /** The same up to the end of that step, and nothing since. */
  cutAt(step: Step): Course {
    const trace = this.trace.cutAt(step.end)
    const copy = new Course(trace, this.timeline.cutAt(trace))
    copy.steps.push(...this.steps.slice(0, this.after(step.end)))
    copy.faults.push(...this.faults.filter(({ event }) => event < step.end))
    return copy
  }

  take(told: Told): void {
    for (const batch of told.batches) {
      for (const event of decodeEvents(batch)) {
        this.learnFault(event)
        this.trace.append(event)
      }
    }
    const { steps } = told
    for (let at = 0; at < steps.length; at += 3) {
      const [turns = 0, end = 0, deeds = 0] = steps.subarray(at, at + 3)
      this.steps.push({ turns, end, deeds })
    }
    this.letGo()
    this.deeds.push(...(decodeTerm(told.deeds) as unknown as readonly Deed[]))
    this.turns = told.turns
    this.nowMs = told.nowMs
    this.nodes = told.nodes
    this.left = told.left
    this.traceHash = told.traceHash
    this.verdicts = told.verdicts
  }

  /** The step that was over when the reader at `cursor` had seen what happened. */
  stepAt(cursor: number): Step {
    const { steps } = this
    return steps[this.after(cursor - 1)] ?? steps.at(-1) ?? { turns: 0, end: 0, deeds: 0 }
  }

  /** What was done by hand before the turn was over in which that event happened. */
  deedsBy(event: number): readonly Deed[] {
    return this.deeds.slice(0, this.stepAt(event + 1).deeds)
  }

  /** Virtual ms of its last event. */
  timeOf({ end }: Step): number {
    return end > this.trace.first ? this.trace.timeAt(end - 1) : 0
  }

  /** Where the step before, or the next one, ended; null: there is none. */
  neighbour(cursor: number, by: 1 | -1): number | null {
    const at = by === 1 ? this.after(cursor) : this.after(cursor - 1) - 1
    const end = this.steps[at]?.end
    return end === undefined || end < this.trace.first ? null : end
  }

  /** The last step before so many deeds were done. */
  before(deeds: number): Step {
    return this.lastStep((step) => step.deeds < deeds)
  }

  /** The last step of a run with those deeds that this one has gone through, too. */
  commonWith(deeds: readonly Deed[], untilTurn: number): Step {
    const parted = deeds.findIndex((deed, at) => !isSame(deed, this.deeds[at]))
    const common = parted < 0 ? deeds.length : parted
    const here = this.deeds[common]?.after ?? this.turns
    const there = deeds[common]?.after ?? untilTurn
    const last = Math.min(here, there, untilTurn)
    return this.lastStep(({ turns, deeds }) => turns <= last && deeds <= common)
  }

  private lastStep(isMeant: (step: Step) => boolean): Step {
    return this.steps.findLast(isMeant) ?? { turns: 0, end: 0, deeds: 0 }
  }

  /** Place of the first step that ends after that index. */
  private after(index: number): number {
    let [low, high] = [0, this.steps.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.steps[middle] as Step).end <= index) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Steps of what the trace has let go; nobody goes back there. */
  private letGo(): void {
    const gone = this.after(this.trace.first)
    if (gone > 10_000) this.steps.splice(0, gone)
  }

  private learnFault(event: Recorded): void {
    const fault = faultIn(event)
    if (fault !== null)
      this.faults.push({ event: this.trace.end, step: { atMs: event.at, ...fault } })
  }
}

function isSame(a: Deed, b: Deed | undefined): boolean {
  return b !== undefined && equalTerms(a as unknown as Term, b as unknown as Term)
}
