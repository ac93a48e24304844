/**
 * The lessons in real Erlang and Elixir: `NAME.escript` and `NAME.exs` must print the lesson's
 * transcript.txt, word for word but for the numbers of pids. Without Erlang or Elixir they are
 * skipped, and the run says so.
 */
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { lessonPaths } from '../scripts/vite/lesson-folders.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('.', import.meta.url))
const languages = [
  { name: 'Erlang', folder: 'erlang', ending: '.escript', command: 'escript' },
  { name: 'Elixir', folder: 'elixir', ending: '.exs', command: 'elixir' },
] as const

for (const path of lessonPaths(root)) {
  describe(`lesson ${basename(path)}`, () => {
    const transcript = readFileSync(join(path, 'transcript.txt'), 'utf8')
    for (const { name, folder, ending, command } of languages) {
      it(`says the same in ${name}`, { timeout: 60_000 }, async (context) => {
        if (!isInstalled(command)) context.skip(`'${command}' isn't installed`)
        const programs = readdirSync(join(path, folder)).filter((file) => file.endsWith(ending))
        expect(programs).toHaveLength(1)
        const { stdout } = await run(command, [join(path, folder, programs[0] as string)])
        expect(withCountedPids(stdout)).toBe(transcript)
      })
    }
  })
}

function isInstalled(command: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.some((folder) => existsSync(join(folder, command)))
}

/** `<0.85.0>` differs from run to run: the first pid becomes `<1>`, the next other one `<2>`. */
function withCountedPids(text: string): string {
  const seen: string[] = []
  return text.replace(/<\d+\.\d+\.\d+>/g, (pid) => {
    if (!seen.includes(pid)) seen.push(pid)
    return `<${seen.indexOf(pid) + 1}>`
  })
}
