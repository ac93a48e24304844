/**
 * A run as data: all that it takes to run it again, bit for bit, and to stand at the same moment.
 * It is a term, and travels as JSON: packed in a link's fragment, or readable in a file.
 */
import type { Term } from '../../kernel/index.ts'
import type { FaultStep } from '../faults/script.ts'
import type { Op, SourceFile } from '../op.ts'
import { hashTerm } from '../trace-hash.ts'

export const recordVersion = 1

/** How the name of a file with a record ends. */
export const recordEnding = '.letitcrash.json'

export interface RunRecord {
  readonly version: typeof recordVersion
  readonly program: SharedProgram
  /** `codeHashOf` the program's files when it ran: whoever has others may see another run. */
  readonly codeHash: string
  /** 0 … 2^32 − 1. */
  readonly seed: number
  /** How many nodes the world has: `nodeNames` of them. */
  readonly nodes: number
  readonly options: RunOptions
  /** What people did by hand, in order. */
  readonly ops: readonly TimedOp[]
  readonly faults: readonly FaultStep[]
  /** Where its reader stood: an index of the trace; null: at its end. */
  readonly cursor: number | null
  /** What else belongs to it (a challenge's promise and par): whoever doesn't know it keeps it. */
  readonly more: { readonly [key: string]: Term }
}

/** A ready program by its id, or the text of one and the module of its root supervisor. */
export type SharedProgram =
  | { readonly id: string }
  | { readonly root: string; readonly files: readonly SourceFile[] }

/**
 * Those of the world: whether all nodes are connected, how long a frame travels, and until when it
 * runs, in ms.
 */
export interface RunOptions {
  readonly mesh?: boolean
  readonly delayMs?: readonly [least: number, most: number]
  readonly untilMs?: number
}

export interface TimedOp {
  /** Virtual ms. */
  readonly atMs: number
  /**
   * How many turns the world had taken: the exact place of a hand's deed among things that happen
   * at the same time. Without it, it is one of them.
   */
  readonly after?: number
  readonly op: Op
}

/** 16 hexadecimal digits. */
export function codeHashOf(files: readonly SourceFile[]): string {
  return hashTerm(files.map(({ name, text }) => [name, text]))
}

/** `n1`, `n2` …: each node of a recorded run is a machine of its own. */
export function nodeNames(nodes: number): readonly string[] {
  return Array.from({ length: nodes }, (_, index) => `n${index + 1}`)
}
