/**
 * The command `bench`: figures measured in this very run, on this machine. What can't be measured
 * here is left out and said so; a figure without its circumstances is never printed.
 */
import { cpus, type } from 'node:os'
import { parseArgs } from 'node:util'
import { exitCode, type Io } from '../command.ts'
import type { Bench, Result } from './result.ts'

export const summary = 'measures speeds and times, here and now'

export const usage = `[NAME…] [--browser] [--runs N] [--json]

Measures what is named, or all it can. Needs a built app and, with --browser, a Chromium.

  detection      how soon a second tab has joined, and how soon its end is noticed
  first-screen   how soon the page can be used on a slow processor, and what it loads

  --browser      benchmarks that need a browser are run (all of them do, so far)
  --runs N       runs of each, 5 without it
  --json         one JSON object instead of a table`

const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  detection: () => import('./detection.ts'),
  'first-screen': () => import('./first-screen.ts'),
}

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      browser: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      runs: { type: 'string', default: '5' },
    },
  })
  const names = positionals.length === 0 ? Object.keys(benches) : positionals
  const unknown = names.find((name) => !Object.hasOwn(benches, name))
  if (unknown !== undefined) {
    io.err(
      `bench: there is no benchmark "${unknown}"; there are ${Object.keys(benches).join(', ')}`,
    )
    return exitCode.usage
  }
  const runs = Number(values.runs)
  if (!Number.isInteger(runs) || runs < 1 || runs > 100) {
    io.err(`bench: --runs takes a number from 1 to 100, not "${values.runs}"`)
    return exitCode.usage
  }
  if (!values.browser) {
    io.err(`bench: ${names.join(', ')} run in a browser; say so with --browser`)
    return exitCode.usage
  }
  const results: Result[] = []
  for (const name of names) {
    io.err(`measuring ${name}, ${runs} runs …`)
    const bench = await (benches[name] as () => Promise<Bench>)()
    results.push(...(await bench.measure(runs, io)))
  }
  print(results, values.json, io)
  return results.every(({ ours, must }) => ours <= must) ? exitCode.done : exitCode.negative
}

function print(results: readonly Result[], json: boolean, io: Io): void {
  const machine = {
    system: type(),
    processors: cpus().length,
    model: cpus()[0]?.model ?? 'unknown',
  }
  if (json) return io.out(JSON.stringify({ machine, results }))
  io.out(`${machine.system}, ${machine.processors} × ${machine.model}`)
  for (const { name, body, unit, ours, least, most, must } of results) {
    const verdict = ours <= must ? 'holds' : 'TOO SLOW'
    const figures = `${ours} ${unit} (${least} … ${most}), must ${must}`
    io.out(`${name.padEnd(13)} ${body.padEnd(24)} ${figures.padEnd(40)} ${verdict}`)
  }
}
