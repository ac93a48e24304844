/** The command `simulate`: runs one of the playground's programs in the simulated world. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Recorded } from '../kernel/index.ts'
import { type FaultStep, type Program, programs, type Verdict } from '../lab/index.ts'
import { simulate } from '../sim/index.ts'
import { BadInput, faultsOf, wholeNumbers } from './arguments.ts'
import { exitCode, type Io } from './command.ts'
import { compiled, modulesOf } from './compiled.ts'
import { TraceFile } from './trace-file.ts'

export const summary = 'runs a program in the simulated world, prints what came of it as JSON'

export const usage = `PROGRAM [--nodes N] [--seed S] [--until MS] [--faults FILE] [--trace FILE]
       PROGRAM --seeds N [--from S] [--nodes N] [--until MS] [--faults FILE] [--shrink]
       --list

Runs a program of the playground in a world with virtual time and seeded chance, and prints one
JSON object on one line: events (frames that arrived, timers that fired, answers of disks),
virtualMs, wallMs (without start-up), traceHash, which covers when, where, who, why and what of
each event of the trace: the same seed gives the same hash on every machine; and properties: what
became of each promise of the program. "pending": it can't be known yet. Of one that is broken it
tells what was expected and observed, and the event's line in the trace. Exit 1: one is broken.

  --nodes N      how many nodes, called n1, n2 … (each program has a number of its own)
  --seed S       where chance begins (1)
  --until MS     how long, in virtual milliseconds (20000)
  --faults FILE  what goes wrong, and when: a fault script
  --trace FILE   writes each event of the trace there, a JSON object on a line
  --seeds N      runs so many seeds on all cores; prints a line for each that breaks a promise, and
                 a summary
  --from S       the first of them (--seed)
  --shrink       then shrinks the first failing one to few faults, few nodes and short times on
                 which the same promise is broken; prints it with a record for replay
  --list         the names of the programs`

const whole = wholeNumbers({
  nodes: 20_000,
  seed: 2 ** 32 - 1,
  seeds: 2 ** 32,
  from: 2 ** 32 - 1,
  until: 2 ** 40,
})

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      nodes: { type: 'string', default: '' },
      seed: { type: 'string', default: '1' },
      until: { type: 'string', default: '20000' },
      faults: { type: 'string' },
      trace: { type: 'string' },
      seeds: { type: 'string' },
      from: { type: 'string' },
      shrink: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  })
  if (values.list) {
    for (const { id } of programs) io.out(id)
    return exitCode.done
  }
  try {
    const question = read(positionals, values)
    const { trace } = values
    if (trace !== undefined && values.faults !== undefined && isSameFile(trace, values.faults)) {
      throw new BadInput(`${trace}: the trace would overwrite the fault script`)
    }
    const faults = await faultsOf(values.faults, question.nodes)
    if (values.seeds !== undefined || values.from !== undefined || values.shrink) {
      return await answerMany(question, faults, values, io)
    }
    const { outcome, isBroken } = await answer(question, faults, trace)
    io.out(JSON.stringify(outcome))
    return isBroken ? exitCode.negative : exitCode.done
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    io.err(`simulate: ${error.message}`)
    return exitCode.usage
  }
}

function isSameFile(one: string, other: string): boolean {
  return resolve(one) === resolve(other)
}

interface Question {
  readonly program: Program
  readonly nodes: number
  readonly seed: number
  readonly until: number
}

function read(
  [id, ...more]: readonly string[],
  values: { readonly nodes: string; readonly seed: string; readonly until: string },
): Question {
  const known = programs.map((each) => each.id).join(', ')
  const program = programs.find((each) => each.id === id)
  if (id === undefined) throw new BadInput(`which program? ${known}`)
  if (program === undefined) throw new BadInput(`no program "${id}": ${known}`)
  if (more.length > 0) throw new BadInput(`one program at a time, not also "${more[0]}"`)
  return {
    program,
    nodes: values.nodes === '' ? (program.nodes ?? 1) : whole('nodes', values.nodes, 1),
    seed: whole('seed', values.seed, 0),
    until: whole('until', values.until, 0),
  }
}

async function answer(question: Question, faults: readonly FaultStep[], path: string | undefined) {
  const { program, nodes, seed, until } = question
  const written = path === undefined ? null : new TraceFile(path)
  const newCode = await compiled(program)
  const began = performance.now()
  const run = { program, nodes, seed, untilMs: until, faults, newCode }
  const read = (event: Recorded) => written?.add(event)
  const outcome = simulate(written === null ? run : { ...run, read })
  const wallMs = Math.round(performance.now() - began)
  written?.end()
  const isBroken = Object.values(outcome.properties).some(({ status }) => status === 'failed')
  // Read in full again, so that events have the places that they have in a written trace.
  const { properties } =
    isBroken && written === null ? simulate({ ...run, read: () => {} }) : outcome
  const verdicts = Object.entries(properties).map(([name, each]) => [name, printed(each)] as const)
  const told = { ...outcome, properties: Object.fromEntries(verdicts), wallMs }
  return { outcome: { program: program.id, nodes, seed, ...told }, isBroken }
}

interface Seeds {
  readonly seeds?: string
  readonly from?: string
  readonly shrink: boolean
  readonly trace?: string
}

async function answerMany(
  { program, nodes, seed, until: untilMs }: Question,
  faults: readonly FaultStep[],
  { seeds = '1', from, shrink, trace }: Seeds,
  io: Io,
): Promise<number> {
  if (trace !== undefined) throw new BadInput('--trace is for one run, without --seeds or --shrink')
  const count = whole('seeds', seeds, 1)
  const first = from === undefined ? seed : whole('from', from, 0)
  const { manySeeds } = await import('./campaign/many-seeds.ts')
  const modules = await modulesOf(program)
  const trial = { id: program.id, modules, nodes, untilMs, faults }
  return manySeeds({ trial, first, seeds: count, shrink }, io)
}

/** An event's line in a trace, as an editor counts them. */
export function printed(verdict: Verdict) {
  if (verdict.status !== 'failed') return verdict.status
  const { expected, observed, event } = verdict
  return { failed: expected, observed, event, line: event + 1 }
}
