/**
 * Trace hashes of the playground's programs over many seeds, quiet and in a storm. The same module
 * runs in Node and, bundled, in a browser: all must say the same.
 */
import { type FaultStep, type Program, programs } from '../lab/index.ts'
import { simulate } from '../sim/index.ts'
import { type CompiledModule, codeWith } from '../web/index.ts'

export interface Asked {
  readonly seeds: readonly number[]
  /** Of each program its modules, by its id. */
  readonly compiled: Readonly<Record<string, readonly CompiledModule[]>>
}

/** Virtual ms of a run; a ball is hit so often that little time tells as much. */
const untilMs = (id: string) => (id === 'ping-pong' ? 60 : 20_000)

/** A line for each program and seed: its hash when all goes well, and in a storm. */
export function run({ seeds, compiled }: Asked): string[] {
  const lines: string[] = []
  for (const program of programs) {
    const modules = compiled[program.id] ?? []
    for (const seed of seeds) {
      const hashes = [[], [storm(untilMs(program.id))]].map((faults) =>
        hashOf(program, modules, seed, faults),
      )
      lines.push([program.id, seed, ...hashes].join(' '))
    }
  }
  return lines
}

function hashOf(
  program: Program,
  modules: readonly CompiledModule[],
  seed: number,
  faults: readonly FaultStep[],
): string {
  const newCode = codeWith(modules)
  const nodes = program.nodes ?? 1
  const run = { program, seed, nodes, untilMs: untilMs(program.id), faults, newCode, promises: [] }
  return simulate(run).traceHash
}

function storm(untilMs: number): FaultStep {
  const chances = { lossPercent: 5, jitterMs: 3, duplicatePercent: 5, reorderPercent: 5 }
  const perMin = (count: number) => Math.ceil((count * 60_000) / untilMs)
  return {
    atMs: untilMs / 10,
    do: 'random',
    untilMs: (untilMs * 9) / 10,
    ...chances,
    corruptPercent: 1,
    crashPerMin: perMin(3),
    pausePerMin: perMin(3),
    partitionPerMin: perMin(2),
    diskFaultPerMin: perMin(2),
  }
}
