/** The command `replay`: runs a recording again, from its file or link. */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Recorded } from '../kernel/index.ts'
import {
  codeHashOf,
  lineOf,
  type Program,
  programs,
  type RecordProblem,
  type RunRecord,
  readRecord,
} from '../lab/index.ts'
import { runOfRecord, simulate } from '../sim/index.ts'
import { BadInput } from './arguments.ts'
import { exitCode, type Io } from './command.ts'
import { compiled } from './compiled.ts'
import { printed } from './simulate.ts'

export const summary = 'runs a recording again, prints its transcript and hash'

export const usage = `FILE-OR-LINK [--quiet] [--with-its-code]

Runs a recording again: a .letitcrash.json file, or a link or what stands behind its #. Prints each
event of its trace as a JSON object on a line, then one object with its traceHash, which is the same
each time, and what became of each promise of the program. Exit 1: one is broken; 2: it can't be
read, or not be run here.

  --quiet          prints only the last line
  --with-its-code  also runs a program that came with the recording. Do that only with what you
                   would run anyway: in a browser it is in a box, here it isn't`

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quiet: { type: 'boolean', default: false },
      'with-its-code': { type: 'boolean', default: false },
    },
  })
  try {
    const record = await recordIn(positionals)
    const program = programOf(record, values['with-its-code'])
    const isBroken = await replay(record, program, values.quiet, io)
    return isBroken ? exitCode.negative : exitCode.done
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    io.err(`replay: ${error.message}`)
    return exitCode.usage
  }
}

async function recordIn([source, ...more]: readonly string[]): Promise<RunRecord> {
  if (source === undefined || more.length > 0) throw new BadInput('name one file or link')
  const { name, text } = await textOf(source)
  const read = readRecord(text)
  if ('problem' in read) throw new BadInput(`${name}: ${toldProblem(read.problem)}`)
  const problem = unfit(read.record)
  if (problem !== null) throw new BadInput(`${name}: ${problem}`)
  return read.record
}

/** A file unless there is none; of a link what stands behind its # (and behind a name and `=`). */
async function textOf(source: string) {
  try {
    return { name: source, text: await readFile(source, 'utf8') }
  } catch (error) {
    const link = /^(?:[^#]*#(?:\w+=)?)(.*)$/s.exec(source)?.[1] ?? /^\d+\.\w.*$/s.exec(source)?.[0]
    if (link !== undefined) return { name: 'the link', text: link }
    const { code } = error as NodeJS.ErrnoException
    throw new BadInput(`${source}: no link, and can't be read as a file (${code})`)
  }
}

function toldProblem(problem: RecordProblem): string {
  switch (problem.code) {
    case 'empty':
      return 'there is nothing in it'
    case 'foreign':
      return 'it is no recording of Let It Crash'
    case 'truncated':
      return 'a part of it is missing at the end'
    case 'damaged':
      return 'it is damaged'
    case 'newer':
      return `a later version wrote it (${problem.version})`
    case 'too_large':
      return `it is longer than ${problem.limit} characters`
    case 'wrong_field':
      return `${problem.field} isn't as it should be${problem.why ? `: ${problem.why}` : ''}`
  }
}

/** What this world can't do, in words; null when it can do all. */
function unfit({ ops }: RunRecord): string | null {
  const strange = ops.find(({ op }) => op.do === 'load' || op.do === 'cut' || op.do === 'mend')
  return strange === undefined ? null : `'${strange.op.do}' can't be done in a simulated world`
}

function programOf({ program }: RunRecord, isTrusted: boolean): Program {
  if ('id' in program) {
    const known = programs.find(({ id }) => id === program.id)
    if (known === undefined) throw new BadInput(`there is no program "${program.id}" here`)
    return known
  }
  if (isTrusted) return { id: 'its own', ...program, promises: [] }
  throw new BadInput('its program came with it: see --with-its-code in --help')
}

async function replay(record: RunRecord, program: Program, isQuiet: boolean, io: Io) {
  if ('id' in record.program && codeHashOf(program.files) !== record.codeHash) {
    io.err('replay: it was recorded with another version of the program; this may be another run')
  }
  const newCode = await compiled(program).catch((error: Error) => {
    throw new BadInput(error.message)
  })
  let index = 0
  const read = (event: Recorded) => {
    if (!isQuiet) io.out(lineOf({ index, ...event }))
    index++
  }
  const { properties, ...outcome } = simulate({ ...runOfRecord(record, program, newCode), read })
  const { nodes, seed } = record
  const told = Object.entries(properties).map(([name, each]) => [name, printed(each)] as const)
  const last = { program: program.id, nodes, seed, ...outcome }
  io.out(JSON.stringify({ ...last, properties: Object.fromEntries(told) }))
  return Object.values(properties).some(({ status }) => status === 'failed')
}
