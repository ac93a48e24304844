/**
 * Where a run begins: its program as compiled modules, its seed, its nodes, what a script does. As
 * data, so that it can be run again, shared, and compared.
 */
import modules from 'virtual:lab-programs'
import {
  codeHashOf,
  type FaultStep,
  type Program,
  programs,
  type RunOptions,
  type RunRecord,
  recordVersion,
  type SharedProgram,
  type TimedOp,
} from '../../lab/index.ts'
import type { Deed } from '../../sim/index.ts'
import { type CompiledModule, loadCompiler } from '../../web/index.ts'

export interface Origin {
  /** Null of one that came along with a record. */
  readonly program: Program | null
  readonly shared: SharedProgram
  readonly codeHash: string
  readonly modules: readonly CompiledModule[]
  readonly seed: number
  readonly nodes: number
  readonly options: Omit<RunOptions, 'untilMs'>
  readonly faults: readonly FaultStep[]
  /** Ops of a script, which have no turn. */
  readonly ops: readonly TimedOp[]
  /** What else came with its record. */
  readonly more: RunRecord['more']
}

/** People can follow messages that travel so long, ms. */
const humanDelayMs = [40, 120] as const

/** A ready program as it begins by itself; null when there is none of that name. */
export function readyOrigin(id: string, seed: number, nodes?: number): Origin | null {
  const program = programs.find((each) => each.id === id)
  if (program === undefined) return null
  return {
    program,
    shared: { id },
    codeHash: codeHashOf(program.files),
    modules: modules[id] ?? [],
    seed,
    nodes: nodes ?? usualNodes(program),
    options: { delayMs: humanDelayMs },
    faults: [],
    ops: [],
    more: {},
  }
}

/**
 * Virtual ms for each of the viewer's: a message is under way for nearly a second where there are
 * many, and where there are few nobody waits long for the next one.
 */
export function usualSpeed({ shared }: Origin): number {
  return ('id' in shared ? speeds[shared.id] : undefined) ?? 0.1
}

const speeds: Readonly<Record<string, number>> = {
  'counter-tree': 1,
  ring: 0.2,
  heartbeat: 0.2,
  chat: 0.2,
  'worker-pool': 0.2,
}

/** How many it has when nobody says otherwise. */
export function usualNodes(program: Program): number {
  return program.nodes ?? 1
}

export type FromRecord =
  | { readonly origin: Origin; readonly deeds: readonly Deed[]; readonly isOther: boolean }
  | { readonly unknown: string }
  /** Its code doesn't compile, or the compiler can't be had. */
  | { readonly problem: string }

/** Of a record; `isOther`: it was recorded with another version of the program. */
export async function originOf(record: RunRecord): Promise<FromRecord> {
  const { program: shared, codeHash, seed, nodes, faults, more } = record
  const { untilMs: _, ...options } = record.options
  const deeds = record.ops.filter((op): op is Deed => op.after !== undefined)
  const ops = record.ops.filter((op) => op.after === undefined)
  const rest = { shared, seed, nodes, options, faults, ops, more }
  if ('id' in shared) {
    const ready = readyOrigin(shared.id, seed, nodes)
    if (ready === null) return { unknown: shared.id }
    return { origin: { ...ready, ...rest }, deeds, isOther: ready.codeHash !== codeHash }
  }
  try {
    const { compileProgram } = await loadCompiler()
    const made = compileProgram(shared.files)
    if (made.ok) {
      const origin = { ...rest, program: null, codeHash, modules: made.modules }
      return { origin, deeds, isOther: false }
    }
    const [error] = made.errors
    return { problem: `${error?.file}:${error?.line}: ${error?.message}` }
  } catch (thrown) {
    return { problem: String(thrown) }
  }
}

export function recordOf(
  origin: Origin,
  deeds: readonly Deed[],
  untilMs: number,
  cursor: number | null,
): RunRecord {
  const { shared: program, codeHash, seed, nodes, faults, ops, more } = origin
  const options = { ...origin.options, untilMs }
  return {
    version: recordVersion,
    ...{ program, codeHash, seed, nodes, options, faults, cursor, more },
    ops: [...ops, ...deeds],
  }
}
