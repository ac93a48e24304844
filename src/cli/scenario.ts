/**
 * The command `scenario`: runs scenario files in the simulated world and prints their traces, as
 * scenarios/oracle.erl does on a real Erlang.
 */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { exitCode, type Io } from './command.ts'
import { run as runHere, type ScenarioFile, type Traces } from './scenario-traces.ts'

export const summary = 'runs scenario files, trace as JSON lines'

export const usage = `FILE… [--browser]

Runs each scenario (scenarios/README.md tells what they are) and prints its trace as JSON
lines, the same as a real Erlang's: see scenarios/oracle.erl.

  --browser   runs them in a web worker of headless Chromium`

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { browser: { type: 'boolean', default: false } },
  })
  if (positionals.length === 0) {
    io.err('scenario: name at least one file; --help tells more')
    return exitCode.usage
  }
  const files = await readAll(positionals)
  const traces = 'problem' in files ? files : await tracesOf(files, values.browser, io)
  if ('problem' in traces) {
    io.err(`scenario: ${traces.problem}`)
    return exitCode.usage
  }
  for (const line of traces.lines) io.out(line)
  return exitCode.done
}

type Unreadable = { readonly problem: string }

async function readAll(paths: readonly string[]): Promise<readonly ScenarioFile[] | Unreadable> {
  const files: ScenarioFile[] = []
  for (const path of paths) {
    try {
      files.push({ path, text: await readFile(path, 'utf8') })
    } catch (error) {
      return { problem: `${path}: can't be read (${(error as NodeJS.ErrnoException).code})` }
    }
  }
  return files
}

async function tracesOf(files: readonly ScenarioFile[], browser: boolean, io: Io): Promise<Traces> {
  if (!browser) return runHere(files)
  const { runInWorker } = await import('./in-worker.ts')
  const { default: source } = await import('./scenario-traces.ts?bundled')
  return runInWorker<Traces>(source, files, io)
}
