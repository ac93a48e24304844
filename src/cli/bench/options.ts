/** What `bench` can be asked, and why it refuses. */
import { parseArgs } from 'node:util'
import { benchmarks } from './catalogue.ts'
import { peerWorks } from './peers.ts'

export const runtimeNames = [...new Set(benchmarks.map(({ name }) => name))]

const inBrowserOnly = ['detection', 'field', 'first-screen', 'trace-memory']
const ofThePage = [...inBrowserOnly, 'step-back']

export const usage = `[NAME…] [--browser] [--beam] [--peers] [--runs N] [--workers N] [--json]

Measures what is named, or all it can. The runtime:

${wrapped(runtimeNames)}

Many nodes:

  cores          the same program on 1, 2, … node workers: what more cores gain, and what they don't

The page, with --browser and a built app:

  detection      how soon a second tab has joined, and how soon its end is noticed
  field          how long the page stands still with a million processes
  first-screen   how soon the page can be used on a slow processor, and what it loads
  trace-memory   what a million events weigh, kept to be read again, and how soon one is back there

The lab, in a browser or not:

  step-back      how soon the picture, and the world itself, are back anywhere in a million events

  --browser      in a worker of headless Chromium; without it in a thread of Node
  --beam         the same work on \`erl +S 1:1\`, a run here, a run there, and ratios
  --peers        the same work in nact and XState, where they can do it, and ratios
  --runs N       runs of each, 5 without it
  --workers N    the most workers for \`cores\`: without it as many as cores, and at least 4
  --json         one JSON object instead of tables`

export interface BenchOptions {
  /** Of the runtime, of the page; and whether `cores` is among them. */
  readonly runtime: readonly string[]
  readonly pages: readonly string[]
  readonly cores: boolean
  /** Of the page, asked for by nobody and left out without a browser. */
  readonly leftOut: readonly string[]
  readonly browser: boolean
  readonly beam: boolean
  readonly peers: boolean
  readonly runs: number
  readonly workers: number | null
  readonly json: boolean
}

/** One line that says what is wrong, when it isn't options. */
export function readOptions(args: readonly string[]): BenchOptions | string {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      beam: { type: 'boolean', default: false },
      browser: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
      runs: { type: 'string', default: '5' },
      workers: { type: 'string' },
    },
  })
  const { workers, browser, ...rest } = values
  const refusal = refuse(positionals, values)
  if (refusal !== null) return refusal
  const isAsked = (name: string) => positionals.length === 0 || positionals.includes(name)
  const pages = ofThePage.filter(isAsked)
  return {
    ...rest,
    browser,
    runtime: runtimeNames.filter(isAsked),
    pages: pages.filter((name) => browser || !inBrowserOnly.includes(name)),
    leftOut: pages.filter((name) => !browser && inBrowserOnly.includes(name)),
    cores: isAsked('cores'),
    runs: Number(values.runs),
    workers: workers === undefined ? null : Number(workers),
  }
}

interface Given {
  readonly browser: boolean
  readonly peers: boolean
  readonly runs: string
  readonly workers?: string | undefined
}

function refuse(names: readonly string[], given: Given): string | null {
  const { browser, peers, runs, workers } = given
  const known = [...runtimeNames, 'cores', ...ofThePage]
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    return `there is no benchmark "${unknown}"; there are ${known.join(', ')}`
  }
  if (!/^[1-9]\d?$|^100$/.test(runs)) return `--runs takes a number from 1 to 100, not "${runs}"`
  if (workers !== undefined && !/^([1-9]|[12]\d|3[0-2])$/.test(workers)) {
    return `--workers takes a number from 1 to 32, not "${workers}"`
  }
  if (peers && names.length > 0 && !names.some((name) => peerWorks.includes(name))) {
    return `--peers: nact and XState can do ${peerWorks.join(', ')}`
  }
  const page = names.find((name) => inBrowserOnly.includes(name))
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
