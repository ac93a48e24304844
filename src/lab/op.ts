/**
 * Operations: everything a person can do to a running system, as data. An op is applied by a host
 * and written into the trace (kind `op`), so a run can be told, checked and one day played again.
 */
import type { Term } from '../kernel/index.ts'
import type { Fault } from './faults/script.ts'

/** A file of a program, as the learner sees it: `{ name: 'counter.ts', text: '…' }`. */
export interface SourceFile {
  readonly name: string
  readonly text: string
}

/** Which process: its registered name on any node, or its exact pid as `pidKey` writes it. */
export type Target = { readonly name: string } | { readonly pid: string }

export type Op =
  /** exit(Pid, kill): nothing can catch it. */
  | { readonly do: 'kill'; readonly target: Target }
  /** exit(Pid, Reason). */
  | { readonly do: 'crash'; readonly target: Target; readonly reason: Term }
  /** erlang:suspend_process/1 and resume_process/1: its mail goes on arriving. */
  | { readonly do: 'suspend'; readonly target: Target }
  | { readonly do: 'resume'; readonly target: Target }
  /** Pid ! Message. */
  | { readonly do: 'send'; readonly target: Target; readonly message: Term }
  /** New text for some files of the program, on every node. */
  | { readonly do: 'load'; readonly files: readonly SourceFile[] }
  /** Stops a whole node without warning. */
  | { readonly do: 'kill_node'; readonly node: string }
  /** Kills what lives in those cells of a node's field: `[first, last]` places in a block. */
  | {
      readonly do: 'kill_cells'
      readonly node: string
      /** Number of the process whose block it is. */
      readonly parent: number
      readonly cells: readonly (readonly [first: number, last: number])[]
    }
  /** application:start/1 and stop/1, asked on that node as at its shell. */
  | {
      readonly do: 'start_application' | 'stop_application'
      readonly node: string
      readonly name: string
    }
  /** Pulls and puts back the plug between this machine and another. */
  | { readonly do: 'cut'; readonly machine: string }
  | { readonly do: 'mend'; readonly machine: string }
  /**
   * So many nodes from now on: `nodeNames` of them. New ones boot the program's root; of those that
   * are too many the highest stop in order, their root first, and leave.
   */
  | { readonly do: 'scale'; readonly nodes: number }
  /** A fault of the world, now: as a script has it, without its time. */
  | { readonly do: 'fault'; readonly fault: Fault }
  /** The prediction a learner makes before the answer is shown. */
  | { readonly do: 'predict'; readonly step: string; readonly choice: string }
