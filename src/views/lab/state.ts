/** What the views of the simulated world are given beside the trace: plain data of the page. */
import type {
  DarePhase,
  InForce,
  Operation,
  TraceEvent,
  Verdict,
  Violation,
} from '../../lab/index.ts'
import type { Breakpoint, LabPanel } from './action.ts'

export interface LabState {
  readonly program: LabProgram
  /** Ready programs, one click away. */
  readonly programs: readonly LabProgram[]
  readonly seed: number
  readonly nodes: number
  /** How far the world has run: its turns, and its time (virtual ms). */
  readonly turns: number
  readonly nowMs: number
  /** The world is being run again up to a place: how much of the way is done, 0 … 1; else null. */
  readonly rerun: number | null
  readonly promises: readonly Lamp[]
  /** At the reading cursor. */
  readonly inForce: readonly InForce[]
  /** The branch shown is among them; the first is the run as it began. */
  readonly branches: readonly Branch[]
  readonly branch: number
  /** The branch beside it, and where the two part. */
  readonly compared: { readonly branch: number; readonly partedAt: Parting | null } | null
  readonly breakpoints: readonly Breakpoint[]
  /** Why it stopped by itself, until it goes on. */
  readonly stopped: { readonly breakpoint: Breakpoint; readonly index: number } | null
  /** Something was done by hand that can be taken back. */
  readonly canUndo: boolean
  /** What came of the last thing done, or how the run came here; until the reader goes on. */
  readonly said: {
    readonly what: 'branched' | 'shared' | 'recorded' | 'idle'
    readonly atMs: number
  } | null
  readonly meter: Meter
  readonly brush: readonly string[] | null
  readonly panel: LabPanel
  readonly challenge: ChallengeState | null
  /** A key-value program's operations so far, and what is wrong with them. */
  readonly history: HistoryState | null
  /** What was made to be copied. */
  readonly link: { readonly href: string; readonly tooLong: boolean } | null
}

export interface LabProgram {
  /** Its words are `lab.program.<id>.title` and `.idea`. */
  readonly id: string
  readonly nodes: number
  /** The promise that people dare each other to break, and with how few faults it can be done. */
  readonly dare: { readonly promise: string; readonly par: number } | null
}

export interface Lamp {
  readonly name: string
  readonly inWords: string
  readonly verdict: Verdict
}

export interface Branch {
  readonly id: number
  /** The one it comes from; null for the first. */
  readonly parent: number | null
  /** Virtual ms at which it left its parent, and the turn. */
  readonly fromMs: number
  readonly fromTurn: number
  /** How far it was run. */
  readonly untilMs: number
  /** What was done first in it, in words; '' when nothing was. */
  readonly deed: string
  /** What was taken back when it left its parent, in words; '' when nothing was. */
  readonly without: string
}

/** The first event in which two branches differ, as the one that is shown has it. */
export interface Parting {
  readonly index: number
  readonly atMs: number
  /** What the other branch has in its place. */
  readonly there: TraceEvent
}

/** Of the trace that is kept. */
export interface Meter {
  readonly events: number
  readonly mostEvents: number
  /** Let go, the oldest first. */
  readonly lost: number
}

/** What the `DareState` of lab/challenge knows, and what the page adds. */
export interface ChallengeState {
  readonly promise: string
  readonly inWords: string
  readonly par: number
  readonly phase: DarePhase
  /** Faults used so far in this run. */
  readonly faults: number
  readonly verdict: Verdict
  /** Virtual ms of the event that broke it. */
  readonly brokenAtMs: number | null
  /** Of a run that shows how it is done: what was done in it, and when; else null. */
  readonly shown: readonly ShownDeed[] | null
  /** A sender's run waits to be seen after a try. */
  readonly sender: { readonly faults: number } | null
  readonly tried: boolean
  /** The broken run as a link that dares others; null before, or when it is too long for one. */
  readonly link: string | null
}

export interface ShownDeed {
  readonly atMs: number
  /** In words. */
  readonly what: string
  /** Index of an event to go to; null as long as it is still to come. */
  readonly event: number | null
}

/** `HistoryFold` of this room makes it out of the trace. */
export interface HistoryState {
  readonly operations: readonly Operation[]
  /** Of each operation: the event of its return, or of its call while nothing has returned. */
  readonly events: readonly number[]
  /** Clients, in the order in which they began; the places of their operations, by call. */
  readonly rows: readonly HistoryRow[]
  readonly keys: readonly string[]
  readonly judged: HistoryJudged
  readonly violation: Violation | null
}

export interface HistoryRow {
  readonly name: string
  readonly places: readonly number[]
}

/** What the checker said of the first `checked` operations; `undecided` is no `holds`. */
export interface HistoryJudged {
  readonly verdict: 'unasked' | 'holds' | 'broken' | 'undecided'
  readonly checked: number
  /** Why it is undecided; else ''. */
  readonly reason: string
}
