/**
 * The command line: the same core, without a screen. This is only the table of commands and what
 * all of them share: help, unknown names, bad flags and the end. A command loads when it is asked
 * for.
 */
import { fileURLToPath } from 'node:url'
import { type Command, exitCode, type Io } from './command.ts'

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  bench: () => import('./bench/bench.ts'),
  'check-history': () => import('./check-history.ts'),
  history: () => import('./history.ts'),
  par: () => import('./par.ts'),
  replay: () => import('./replay.ts'),
  scenario: () => import('./scenario.ts'),
  simulate: () => import('./simulate.ts'),
  serve: () => import('./serve.ts'),
}

/** Runs the command that `args` ask for, to its end; gives the exit code. */
export async function main(args: readonly string[], io: Io = ofThisProcess()): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    ;(name === undefined ? io.err : io.out)(await overview())
    return name === undefined ? exitCode.usage : exitCode.done
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) {
    io.err(`let-it-crash: there is no command "${name}"; --help lists them`)
    return exitCode.usage
  }
  const command = await load()
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(`let-it-crash ${name} ${command.usage}`)
    return exitCode.done
  }
  return guarded(name, command, rest, io)
}

async function guarded(name: string, command: Command, args: readonly string[], io: Io) {
  try {
    return await command.run(args, io)
  } catch (error) {
    if (isBadFlag(error)) {
      io.err(`${name}: ${error.message}`)
      return exitCode.usage
    }
    io.err(`${name}: ${error instanceof Error ? error.stack : String(error)}`)
    return exitCode.bug
  }
}

/** What `parseArgs` of node:util throws. */
function isBadFlag(error: unknown): error is Error {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS')
}

async function overview(): Promise<string> {
  const rows = Object.entries(commands).map(async ([name, load]) => {
    return `  ${name.padEnd(14)} ${(await load()).summary}`
  })
  return ['let-it-crash COMMAND [--help]', ...(await Promise.all(rows))].join('\n')
}

function ofThisProcess(): Io {
  let end: AbortController | null = null
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe may leave early (`| head`); that is no error of ours.
    if (error.code === 'EPIPE') process.exit(exitCode.done)
    process.stderr.write(`let-it-crash: the result could not be written: ${error.message}\n`)
    process.exit(exitCode.unwritten)
  })
  return {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    app: fileURLToPath(new URL(/* @vite-ignore */ '../dist', import.meta.url)),
    // Whoever never asks is ended by the signal itself, in the middle of whatever it does.
    get interrupted() {
      end ??= interruption()
      return end.signal
    },
  }
}

function interruption(): AbortController {
  const end = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort())
  return end
}
