/**
 * The scenarios without races (lab/parity-program.ts) in a simulated world, and the causal edges
 * that any world's trace tells of each of them. The end-to-end test loads it beside its pages.
 */
import type { Pid, Term } from '../kernel/index.ts'
import { causalEdges, parityFiles, readJsonLines, type Trace } from '../lab/index.ts'
import { World } from '../sim/index.ts'
import { compiled } from './compiled.ts'

export { firstDifference, parityFiles, parityScenarios } from '../lab/index.ts'

const newCode = await compiled({ files: parityFiles })

export interface InWorld {
  readonly seed: number
  readonly delayMs?: readonly [least: number, most: number]
  /** Virtual ms. */
  readonly untilMs?: number
}

/** A machine's two nodes and that of a guest, where the scenarios have run with both others. */
export function inWorld({ seed, delayMs = [0.1, 0.5], untilMs = 2_000 }: InWorld): Trace {
  const world = new World({ seed, newCode, delayMs })
  for (const name of ['n1@a', 'n2@a', 'n1@b']) world.addNode(name)
  world.boot('n1@a', 'root')
  world.runUntil(untilMs)
  return world.trace
}

/** Of each scenario with that node its edges, by its name; only of those that are over. */
export function edgesWith(there: string, trace: Trace): ReadonlyMap<string, readonly string[]> {
  const started = new Map<string, Pid>()
  const found = new Map<string, readonly string[]>()
  for (let index = trace.first; index < trace.end; index++) {
    const { kind, subject, term } = trace.at(index)
    if (kind === 'spawn' && subject !== null) {
      const [, scenario, args] = term as readonly [string, string, readonly Term[]]
      if (args.length === 1 && args[0] === there) started.set(scenario, subject)
    }
    if (kind !== 'note') continue
    const [what, about] = term as readonly [string, Term]
    if (what !== 'over' || !Array.isArray(about) || about[1] !== there) continue
    const [scenario, , reason] = about as unknown as readonly [string, string, Term]
    const pid = started.get(scenario)
    if (pid === undefined) throw new Error(`${scenario} is over and never began`)
    if (reason !== 'normal') throw new Error(`${scenario} failed: ${JSON.stringify(reason)}`)
    found.set(scenario, causalEdges(trace, pid))
  }
  return found
}

/** A trace that came as JSON lines. */
export function readTrace(lines: readonly string[]): Trace {
  const read = readJsonLines(lines)
  if ('problem' in read) throw new Error(`line ${read.problem.line}: ${read.problem.message}`)
  return read.trace
}
