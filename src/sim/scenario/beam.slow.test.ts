/**
 * The stored traces of the scenarios are what the Erlang of this machine prints. Without Erlang the
 * test is skipped, and the run says so. One at a time, because a real Erlang's timers go on while a
 * busy machine makes its processes wait; what was late gets another try.
 */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareTraces, parseScenario } from '../index.ts'

const run = promisify(execFile)
const folder = fileURLToPath(new URL('../../../scenarios', import.meta.url))
const compiled = mkdtempSync(join(tmpdir(), 'let-it-crash-scenarios-'))
const isHere = ['erl', 'erlc'].every(isInstalled)

beforeAll(async () => {
  if (isHere) await run('erlc', ['-o', compiled, join(folder, 'oracle.erl')])
})

afterAll(() => rmSync(compiled, { recursive: true }))

const sets = isHere ? ['given', 'own'] : []

describe.each(sets)('on a real Erlang, a scenario of %s', (set) => {
  const files = readdirSync(join(folder, set)).filter((file) => file.endsWith('.json'))

  it.for(files)('%s', { retry: 2 }, async (file) => {
    const path = join(folder, set, file)
    const scenario = parseScenario(readFileSync(path, 'utf8'))
    const stored = linesOf(readFileSync(`${path}l`, 'utf8'))
    expect(compareTraces(stored, await ask(path), scenario)).toBe(null)
  })
})

it('is compiled by a real Erlang', ({ skip }) => {
  if (!isHere) skip("'erl' isn't installed")
  expect(existsSync(join(compiled, 'oracle.beam'))).toBe(true)
})

async function ask(path: string): Promise<readonly string[]> {
  const quietly = ['-noshell', '-kernel', 'logger_level', 'none', '-pa', compiled]
  const { stdout } = await run('erl', [...quietly, '-run', 'oracle', 'main', path])
  return linesOf(stdout)
}

function linesOf(text: string): readonly string[] {
  return text.trim().split('\n')
}

function isInstalled(command: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.some((each) => existsSync(join(each, command)))
}
