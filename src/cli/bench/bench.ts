/**
 * The command `bench`: figures measured in this very run, on this machine. What can't be measured
 * here is left out and said so; a figure without its circumstances is never printed.
 */
import { parseArgs } from 'node:util'
import { exitCode, type Io } from '../command.ts'
import { benchmarks } from './catalogue.ts'
import { printJson, printTable } from './print.ts'
import { type Bench, holds, type Result } from './result.ts'
import { measureRuntime, textOf } from './runtime.ts'

export const summary = 'measures speeds, sizes and times, here and now'

const runtimeNames = [...new Set(benchmarks.map(({ name }) => name))]

export const usage = `[NAME…] [--browser] [--beam] [--runs N] [--json]

Measures what is named, or all it can. The runtime:

${wrapped(runtimeNames)}

The page, with --browser and a built app:

  detection      how soon a second tab has joined, and how soon its end is noticed
  first-screen   how soon the page can be used on a slow processor, and what it loads

  --browser      in a worker of headless Chromium; without it in a thread of Node
  --beam         the same work on \`erl +S 1:1\`, a run here, a run there, and ratios
  --runs N       runs of each, 5 without it
  --json         one JSON object instead of a table`

const ofThePage: Readonly<Record<string, () => Promise<Bench>>> = {
  detection: () => import('./detection.ts'),
  'first-screen': () => import('./first-screen.ts'),
}

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      beam: { type: 'boolean', default: false },
      browser: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      runs: { type: 'string', default: '5' },
    },
  })
  const { browser, beam, json } = values
  const runs = Number(values.runs)
  const refusal = refuse(positionals, values.runs, browser)
  if (refusal !== null) {
    io.err(`bench: ${refusal}`)
    return exitCode.usage
  }
  const isAsked = (name: string) => positionals.length === 0 || positionals.includes(name)
  const pages = Object.keys(ofThePage).filter(isAsked)
  if (!browser && pages.length > 0) io.err(`without --browser: no ${pages.join(', no ')}`)
  const names = runtimeNames.filter(isAsked)
  const options = { names, runs, browser, beam }
  const runtime = names.length > 0 ? await measureRuntime(options, io) : null
  const page = await measurePages(browser ? pages : [], runs, io)
  const results = [...(runtime?.results ?? []), ...page.results]
  const failed = [...(runtime?.failed ?? []), ...page.failed]
  const print = json ? printJson : printTable
  print(results, runtime?.versions ?? [], io)
  const isHeld = results.every((result) => holds(result) !== false)
  return isHeld && failed.length === 0 ? exitCode.done : exitCode.negative
}

async function measurePages(names: readonly string[], runs: number, io: Io) {
  const results: Result[] = []
  const failed: string[] = []
  for (const name of names) {
    io.err(`${name}, ${runs} runs …`)
    try {
      const { measure } = await (ofThePage[name] as () => Promise<Bench>)()
      results.push(...(await measure(runs, io)))
    } catch (problem) {
      failed.push(name)
      io.err(`${name} FAILED: ${textOf(problem)}`)
    }
  }
  return { results, failed }
}

function refuse(names: readonly string[], runs: string, browser: boolean): string | null {
  const known = [...runtimeNames, ...Object.keys(ofThePage)]
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    return `there is no benchmark "${unknown}"; there are ${known.join(', ')}`
  }
  if (!/^[1-9]\d?$|^100$/.test(runs)) return `--runs takes a number from 1 to 100, not "${runs}"`
  const page = names.find((name) => Object.hasOwn(ofThePage, name))
  return !browser && page !== undefined ? `${page} runs in a browser; say so with --browser` : null
}

/** Names as lines of a help text. */
function wrapped(names: readonly string[]): string {
  const lines = ['']
  for (const name of names) {
    const line = `${lines.at(-1)} ${name}`
    if (line.length > 90) lines.push(` ${name}`)
    else lines[lines.length - 1] = line
  }
  return lines.map((line) => ` ${line}`).join('\n')
}
