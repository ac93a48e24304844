/** The command `scenario` over real files. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { main } from './main.ts'

const given = fileURLToPath(new URL('../../scenarios/given', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'let-it-crash-scenario-'))

afterAll(() => rmSync(folder, { recursive: true }))

describe('scenario', () => {
  test('prints the traces of its files, one after the other', async () => {
    const names = ['sup-01-one-for-one', 'mon-07-by-name']
    const { code, out, err } = await scenario(...names.map((name) => join(given, `${name}.json`)))
    const stored = names.map((name) => readFileSync(join(given, `${name}.jsonl`), 'utf8'))
    expect([code, err]).toEqual([0, []])
    expect(`${out.join('\n')}\n`).toBe(stored.join(''))
  })

  test('says in one line what is wrong with which file, and prints no trace', async () => {
    const bad = fileWith('bad.json', '{"name": "bad", "steps": [{"do": "spawn"}]}')
    const { code, out, err } = await scenario(join(given, 'end-01-error-has-stack.json'), bad)
    expect([code, out]).toEqual([2, []])
    expect(err).toEqual([`scenario: ${bad}: step 1 (spawn): "as" is missing`])
  })

  test('says so when a file is missing, and when none is named', async () => {
    const missing = join(folder, 'missing.json')
    expect(await scenario(missing)).toEqual({
      code: 2,
      out: [],
      err: [`scenario: ${missing}: can't be read (ENOENT)`],
    })
    expect((await scenario()).code).toBe(2)
  })
})

function fileWith(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

async function scenario(...files: readonly string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await main(['scenario', ...files], {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    app: folder,
    interrupted: new AbortController().signal,
  })
  return { code, out, err }
}
