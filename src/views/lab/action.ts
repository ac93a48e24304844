/**
 * What people ask of the simulated world, as data: time, faults, branches, other programs. Who
 * performs them is the page; in the past a fault forks the run and keeps the old future.
 */
import type { Fault } from '../../lab/index.ts'

export type LabAction =
  /** Virtual ms for each ms of the viewer: 1/1000 … 10. */
  | { readonly act: 'speed'; readonly factor: number }
  /** One delivery further, or back. */
  | { readonly act: 'turn'; readonly by: 1 | -1 }
  /** A fault, where the reading cursor stands. */
  | { readonly act: 'fault'; readonly fault: Fault }
  /** Ends one of the faults in force, by its place in the list. */
  | { readonly act: 'end'; readonly place: number }
  | { readonly act: 'heal' }
  /** The last thing done by hand is taken back: the run goes on from just before it, without it. */
  | { readonly act: 'undo' }
  /** Leaves the reader's place as another branch, with nothing changed yet. */
  | { readonly act: 'fork' }
  | { readonly act: 'branch'; readonly id: number }
  /** Two branches side by side; null closes it. */
  | { readonly act: 'compare'; readonly branch: number | null }
  | { readonly act: 'breakpoint'; readonly breakpoint: Breakpoint }
  | { readonly act: 'clearBreakpoint'; readonly place: number }
  /** A new run from the beginning. */
  | { readonly act: 'seed'; readonly seed: number }
  | { readonly act: 'program'; readonly id: string; readonly nodes?: number }
  /** More or fewer nodes while it serves. */
  | { readonly act: 'scale'; readonly nodes: number }
  /** The partition brush: nodes painted onto one side; null puts it away. */
  | { readonly act: 'brush'; readonly side: readonly string[] | null }
  | { readonly act: 'partition' }
  | { readonly act: 'share' }
  /** The recording as a file. */
  | { readonly act: 'save' }
  /** A recording as text, out of a file or a link. */
  | { readonly act: 'open'; readonly text: string }
  | { readonly act: 'export'; readonly as: ExportKind }
  | { readonly act: 'panel'; readonly panel: LabPanel }
  /**
   * Tries to break that promise with as few faults as possible, from the dare's beginning, again
   * and again; null leaves the challenge.
   */
  | { readonly act: 'challenge'; readonly promise: string | null }
  /** Shows how it can be done: the sender's run, or the one that par is known from. */
  | { readonly act: 'giveUp' }
  | { readonly act: 'senderRun' }
  /** Judges the clients' history as far as it is known, within a bound. */
  | { readonly act: 'judge' }

export type ExportKind = 'svg' | 'png' | 'json-lines' | 'shiviz' | 'mermaid'

/** What stands in the left column. */
export type LabPanel = 'programs' | 'faults' | 'promises' | 'challenge' | 'history'

/** The run pauses by itself when this happens. */
export type Breakpoint =
  /** That promise is broken. */
  | { readonly on: 'broken'; readonly promise: string }
  /** The next event whose words match, of that kind or of any. */
  | { readonly on: 'event'; readonly kind: string | null; readonly text: string }
