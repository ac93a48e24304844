/** One seed of a campaign, in a thread of its own: bundled as one script, it has a `run`. */
import { type FaultStep, programs } from '../../lab/index.ts'
import { type Judged, judge, type Run } from '../../sim/index.ts'
import type { CompiledModule } from '../../web/index.ts'
import { codeWith } from '../../web/index.ts'

/** What all seeds have in common. */
export interface Trial {
  /** Of a ready program. */
  readonly id: string
  readonly modules: readonly CompiledModule[]
  readonly nodes: number
  readonly untilMs: number
  readonly faults: readonly FaultStep[]
}

export interface SeedAnswer {
  readonly seed: number
  readonly events: number
  readonly traceHash: string
  readonly failure: Judged['failure']
}

export function run({ trial, seed }: { readonly trial: Trial; readonly seed: number }): SeedAnswer {
  const { events, traceHash, failure } = judge(runOf(trial, seed))
  return { seed, events, traceHash, failure }
}

export function runOf({ id, modules, ...trial }: Trial, seed: number): Run {
  const program = programs.find((each) => each.id === id)
  if (program === undefined) throw new Error(`there is no program ${id}`)
  return { ...trial, program, seed, newCode: codeWith(modules) }
}
