/**
 * Trace hashes of the playground's programs over many seeds, quiet and in a storm; each run is also
 * saved in its middle, and loaded. The same module runs in Node and, bundled, in a browser: all
 * must say the same.
 */
import { type FaultStep, type Program, programs } from '../lab/index.ts'
import { type Begun, type Moment, Session } from '../sim/index.ts'
import { type CompiledModule, codeWith } from '../web/index.ts'

export interface Asked {
  readonly seeds: readonly number[]
  /** Of each program its modules, by its id. */
  readonly compiled: Readonly<Record<string, readonly CompiledModule[]>>
}

/** Virtual ms of a run; a ball is hit so often that little time tells as much. */
const untilMs = (id: string) => (id === 'ping-pong' ? 60 : 20_000)

/**
 * A line for each program and seed: its hash when all goes well, and in a storm. One that is
 * another one after save and load says so, and one that nowhere could be saved.
 */
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
  const run: Begun = { program, seed, nodes, faults, newCode, promises: [] }
  const last = untilMs(program.id)
  const session = new Session(run)
  session.runUntil(last / 2)
  const moment = savedSoon(session, last)
  session.runUntil(last)
  const { traceHash } = session
  if (moment === null) return `${traceHash}, never saved`
  const again = new Session(run, moment)
  again.runUntil(last)
  return again.traceHash === traceHash ? traceHash : `${traceHash}, loaded ${again.traceHash}`
}

/** At the next turn after which all processes are at rest. */
function savedSoon(session: Session, lastMs: number): Moment | null {
  do {
    const moment = session.save()
    if (!('cannot' in moment)) return moment
  } while (session.next(lastMs))
  return null
}

/** Everything at once, in most of that time. */
export function storm(untilMs: number): FaultStep {
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
