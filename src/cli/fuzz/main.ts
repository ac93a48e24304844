/**
 * `npm run fuzz`: random scenarios on our runtime and on a real Erlang. Differences go to stdout,
 * progress to stderr.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  type Family,
  families,
  parseScenario,
  type Scenario,
  ScenarioError,
} from '../../sim/index.ts'
import { exitCode } from '../command.ts'
import { progressBar } from '../progress-bar.ts'
import { type Beams, startBeams } from './beams.ts'
import { campaign } from './campaign.ts'
import { confirm } from './judging.ts'
import { summaryOf, tell, tellAll } from './telling.ts'

const usage = `npm run fuzz -- [--seeds N] [--from S] [--family ${families.join('|')}] [--beams N]
npm run fuzz -- --scenario FILE.json`

interface Flags {
  readonly seeds: number
  readonly from: number
  readonly family?: Family
  readonly beams: number
  readonly scenario?: Scenario
}

class BadUsage extends Error {}

/** Gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  let beams: Beams | null = null
  try {
    const flags = readFlags(args)
    beams = startBeams(flags.beams)
    if (beams === null) {
      say('fuzz: there is no Erlang here (erl, erlc): nothing was compared.')
      return exitCode.undecided
    }
    return flags.scenario
      ? await compareOne(flags.scenario, beams)
      : await compareMany(flags, beams)
  } catch (error) {
    if (!(error instanceof BadUsage || error instanceof ScenarioError)) throw error
    say(`fuzz: ${error.message}\n${usage}`)
    return exitCode.usage
  } finally {
    beams?.close()
  }
}

async function compareMany({ seeds, from, family }: Flags, beams: Beams): Promise<number> {
  say(`${seeds} seeds from ${from} on ${beams.count} Erlangs`)
  const bar = progressBar(seeds)
  const choice = family === undefined ? {} : { family }
  const outcome = await campaign({ beams, first: from, seeds, ...choice, onSeed: bar.show })
  bar.end()
  if (outcome.differences.length > 0) {
    process.stdout.write(`${tellAll(outcome.differences, family)}\n`)
  }
  process.stdout.write(`${summaryOf(outcome)}\n`)
  return outcome.differences.length === 0 ? exitCode.done : exitCode.negative
}

async function compareOne(scenario: Scenario, beams: Beams): Promise<number> {
  const verdict = await confirm(scenario, beams)
  if (verdict !== null && typeof verdict === 'object') {
    process.stdout.write(`${tell(verdict)}\n`)
    return exitCode.negative
  }
  process.stdout.write(`${verdict ?? 'unstable on Erlang'}\n`)
  return verdict === 'same' ? exitCode.done : exitCode.undecided
}

function readFlags(args: readonly string[]): Flags {
  const values = parsed(args)
  const { family, scenario } = values
  if (family !== undefined && !families.includes(family as Family)) {
    throw new BadUsage(`--family takes ${families.join(' or ')}, not "${family}"`)
  }
  return {
    seeds: wholeFrom(1, 'seeds', values.seeds ?? '1000'),
    from: wholeFrom(0, 'from', values.from ?? String(Math.floor(Math.random() * 2 ** 31))),
    beams: wholeFrom(1, 'beams', values.beams ?? '24'),
    ...(family === undefined ? {} : { family: family as Family }),
    ...(scenario === undefined ? {} : { scenario: parseScenario(textIn(scenario)) }),
  }
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const
  const options = { seeds: text, from: text, family: text, beams: text, scenario: text }
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new BadUsage((error as Error).message)
  }
}

function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new BadUsage((error as Error).message)
  }
}

function wholeFrom(least: number, flag: string, text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number >= least) return number
  throw new BadUsage(`--${flag} takes a whole number from ${least}, not "${text}"`)
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
