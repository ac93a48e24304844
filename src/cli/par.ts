/** The command `par`: of each program's promises, the fewest faults that are known to break it. */
import { parseArgs } from 'node:util'
import { dareDelayMs, type Program, programs, wholeFaults } from '../lab/index.ts'
import { judge, type Run } from '../sim/index.ts'
import { BadInput, wholeNumbers } from './arguments.ts'
import { exitCode, type Io } from './command.ts'
import { compiled } from './compiled.ts'
import { searchPar } from './par/search.ts'

export const summary = 'finds the fewest faults that break each promise of the programs'

export const usage = `[PROGRAM] [--seed S] [--seeds N] [--until MS] [--seconds N]

For each promise of a program: storms of faults over some seeds until one breaks it, shrunk to the
fewest faults; then single faults and pairs as a hand would try them, at many times. Prints a JSON
line for each: par, the beginning of the run, and the faults that do it ("times": at how many of
the times tried the fault breaks it). "par": null when nothing was found, or when the promise does
not hold without faults. src/lab/challenge/pars.ts is made of these lines.

  --seed S     the first seed, and that of what is tried by hand (1)
  --seeds N    so many seeds get a storm, at most; the best of them for a hand begins (40)
  --until MS   how long a run is, in virtual ms (30000)
  --seconds N  so long is searched for each promise, at most (120)`

const whole = wholeNumbers({ seed: 2 ** 32 - 1, seeds: 10_000, until: 10_000_000, seconds: 36_000 })

interface Bounds {
  readonly seed: number
  readonly seeds: number
  readonly untilMs: number
  readonly patienceMs: number
}

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '40' },
      until: { type: 'string', default: '30000' },
      seconds: { type: 'string', default: '120' },
    },
  })
  try {
    const bounds = {
      seed: whole('seed', values.seed, 0),
      seeds: whole('seeds', values.seeds, 0),
      untilMs: whole('until', values.until, 5_000),
      patienceMs: 1_000 * whole('seconds', values.seconds, 1),
    }
    for (const program of chosen(positionals)) await tell(program, bounds, io)
    return exitCode.done
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    io.err(`par: ${error.message}`)
    return exitCode.usage
  }
}

function chosen(ids: readonly string[]): readonly Program[] {
  if (ids.length === 0) return programs
  return ids.map((id) => {
    const program = programs.find((each) => each.id === id)
    if (program !== undefined) return program
    throw new BadInput(`no program "${id}": ${programs.map((each) => each.id).join(', ')}`)
  })
}

async function tell(program: Program, bounds: Bounds, io: Io): Promise<void> {
  const newCode = await compiled(program)
  for (const { name } of program.promises ?? []) {
    io.out(JSON.stringify(await parOfPromise(program, name, newCode, bounds)))
  }
}

async function parOfPromise(
  program: Program,
  promise: string,
  newCode: Run['newCode'],
  { seed, seeds, untilMs, patienceMs }: Bounds,
) {
  const began = performance.now()
  const options = { delayMs: dareDelayMs }
  const nodes = program.nodes ?? 1
  const quiet: Run = { program, seed, nodes, untilMs, options, newCode }
  const about = { program: program.id, promise }
  const atOnce = judge(quiet, promise).failure
  if (atOnce !== null) return { ...about, par: null, why: `without faults: ${atOnce.observed}` }
  const goesOn = () => performance.now() - began < patienceMs
  const { best, shrunk, runs } = searchPar({ run: quiet, promise, seeds, goesOn })
  const figures = { shrunk, runs, wallMs: Math.round(performance.now() - began) }
  if (best === null) return { ...about, par: null, why: 'nothing broke it', ...figures }
  const { steps, failure, times } = best
  return {
    ...about,
    par: wholeFaults(steps).length,
    begin: { seed: best.seed, nodes, untilMs, options },
    solution: steps,
    brokenAtMs: failure.atMs,
    observed: failure.observed,
    times,
    ...figures,
  }
}
