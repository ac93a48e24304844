/**
 * The command `check-history`: is a client history linearizable? Reads the file by its lines, so
 * that only operations are kept, and prints the verdict as one JSON object.
 */
import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  checkHistory,
  HistoryReader,
  type HistoryVerdict,
  historyLimits,
  type Operation,
} from '../lab/index.ts'
import { exitCode, type Io } from './command.ts'

export const summary = 'is a client history linearizable? Names the smallest failing window'

export const usage = `FILE [--steps N]

Checks a history of a key-value store, one operation a line:

  {"client":0,"key":"x","op":"put","value":"1","call":10,"ret":20,"status":"ok"}

  op       get (result: string or null), put (value), append (value), delete,
           cas (expect: string or null, value, result: true or false)
  status   ok, fail (surely without effect), unknown (no ret: it may take effect at any later
           time or never; the client goes on under a new id)
  call, ret   whole numbers of one clock; equal times of different clients overlap

Keys start absent; a client has one operation open at a time. Prints one JSON object on one line:
verdict, operations, keys, and for a failing history the key, the window (from, to, the operations
with their lines) and the reason. Exit 0: linearizable; 1: not; 2: bad input; 3: undecided.

  --steps N   gives up as undecided after so many steps (${historyLimits.steps})`

const longestLine = 64 * 1024 * 1024
const lineFeed = 10

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { steps: { type: 'string', default: String(historyLimits.steps) } },
  })
  const [file, ...more] = positionals
  const steps = Number(values.steps)
  const isCount = /^\d+$/.test(values.steps) && Number.isSafeInteger(steps) && steps > 0
  if (file === undefined || more.length > 0 || !isCount) {
    const what = isCount ? 'name one file' : `--steps must be a whole number above 0`
    io.err(`check-history: ${what}; --help tells more`)
    return exitCode.usage
  }
  const history = await read(file)
  if ('problem' in history) {
    io.err(`check-history: ${file}: ${history.problem}`)
    return exitCode.usage
  }
  const { operations, lines } = history
  if (operations.length === 0) io.err(`check-history: ${file}: no operations`)
  const checked = checkHistory(operations, { steps })
  io.out(JSON.stringify(printed(checked, operations, lines)))
  return codes[checked.verdict]
}

const codes: Readonly<Record<HistoryVerdict['verdict'], number>> = {
  linearizable: exitCode.done,
  'not linearizable': exitCode.negative,
  undecided: exitCode.undecided,
}

/** The smallest violation in full, and only the keys of others. */
function printed(
  checked: HistoryVerdict,
  operations: readonly Operation[],
  lines: readonly number[],
): unknown {
  if (checked.verdict !== 'not linearizable') return checked
  const { violations, ...about } = checked
  const { key, window, culprit, reason } = violations[0]!
  const shown = window.operations.map((index) => ({ line: lines[index], ...operations[index] }))
  return {
    ...about,
    key,
    window: { ...window, operations: shown },
    line: lines[culprit],
    reason,
    failingKeys: violations.map((violation) => violation.key),
  }
}

type Read =
  | { readonly operations: readonly Operation[]; readonly lines: readonly number[] }
  | { readonly problem: string }

async function read(file: string): Promise<Read> {
  const reader = new HistoryReader()
  try {
    let count = 0
    for await (const line of linesOf(file)) {
      count += 1
      if (typeof line === 'string') {
        const problem = reader.take(line)
        if (problem !== null) return told(problem)
      } else return told({ line: count, problem: line.problem })
    }
  } catch (error) {
    return { problem: `can't be read (${(error as NodeJS.ErrnoException).code})` }
  }
  const end = reader.end()
  return 'problem' in end ? told(end) : end
}

function told({ line, problem }: { readonly line: number; readonly problem: string }) {
  return { problem: `line ${line}: ${problem}` }
}

/** Only line feeds end lines: JSON text may hold the other separators that readline knows. */
async function* linesOf(file: string): AsyncIterable<string | { readonly problem: string }> {
  let rest: Buffer[] = []
  let length = 0
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0
    for (let to = chunk.indexOf(lineFeed); to >= 0; to = chunk.indexOf(lineFeed, from)) {
      yield textOf([...rest, chunk.subarray(from, to)])
      from = to + 1
      rest = []
      length = 0
    }
    rest.push(chunk.subarray(from))
    length += chunk.length - from
    if (length > longestLine) yield { problem: `longer than ${longestLine} bytes` }
  }
  if (length > 0) yield textOf(rest)
}

function textOf(pieces: readonly Buffer[]): string | { readonly problem: string } {
  const bytes = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
  return isUtf8(bytes) ? bytes.toString('utf8') : { problem: 'not UTF-8' }
}
