/**
 * From a script into the command line: makes sure that it is built, then runs it in this process,
 * so that signals, stdin and stdout are its own.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './built.mjs'
import { root } from './shell.mjs'

/**
 * @param {readonly string[]} args
 * @param {...('app' | 'cli')} needed
 */
export async function command(args, ...needed) {
  await ensureBuilt(...needed)
  // npm runs scripts in the project's folder; files on the command line are meant from the
  // caller's.
  const { INIT_CWD } = process.env
  if (INIT_CWD && join(process.cwd(), '/') === root) process.chdir(INIT_CWD)
  if (process.env.npm_lifecycle_event) endWithNpm()
  const { main } = await import(pathToFileURL(join(root, 'dist-cli', 'main.js')).href)
  const code = await main(args)
  // Timers of a server may be left; a pipe must be written out first.
  // What can't be written is told, and ended, by whoever listens for stdout's errors.
  process.stdout.write('', (failed) => failed || process.exit(code))
}

// A signal to npm reaches the shell between it and us, not us: without this a server would stay
// behind on its port.
function endWithNpm() {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, 250)
  timer.unref()
}
