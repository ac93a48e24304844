/**
 * What all scripts share: where the project is, how they speak (on stderr, so that stdout stays
 * for results) and how they run a tool of node_modules without a shell in between.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Where reports and stamps of the toolchain go; thrown away with node_modules. */
export const cache = join(root, 'node_modules', '.cache', 'let-it-crash')

export const tools = {
  biome: '@biomejs/biome/bin/biome',
  playwright: '@playwright/test/cli.js',
  tsc: 'typescript/bin/tsc',
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/**
 * Says one line and ends the script.
 * @param {string} line
 * @param {number} [code]
 * @returns {never}
 */
export function stop(line, code = 1) {
  say(line)
  process.exit(code)
}

/**
 * Runs a tool to its end; its stdout goes to our stderr.
 * @param {keyof typeof tools} name
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>} its exit code
 */
export function run(name, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', tools[name]), ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 2, 2],
    })
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(signal ? 128 : (code ?? 1)))
  })
}
