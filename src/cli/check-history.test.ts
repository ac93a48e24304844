/** The command `check-history` over real files. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { main } from './main.ts'

const folder = mkdtempSync(join(tmpdir(), 'let-it-crash-check-history-'))

afterAll(() => rmSync(folder, { recursive: true }))

const put1 = '{"client":0,"key":"x","op":"put","value":"1","call":0,"ret":10,"status":"ok"}'
const put2 = '{"client":0,"key":"x","op":"put","value":"2","call":20,"ret":30,"status":"ok"}'
const get1 = '{"client":1,"key":"x","op":"get","result":"1","call":40,"ret":50,"status":"ok"}'
const get2 = '{"client":1,"key":"x","op":"get","result":"2","call":40,"ret":50,"status":"ok"}'

describe('check-history', () => {
  test('prints on one line that a history is linearizable', async () => {
    const { code, out, err } = await check(`\uFEFF${put1}\r\n\r\n${put2}\r\n${get2}`)
    expect([code, err]).toEqual([0, []])
    expect(out.map((line) => JSON.parse(line))).toEqual([
      { verdict: 'linearizable', operations: 3, keys: 1 },
    ])
  })

  test('names key, window, lines and reason of one that is not', async () => {
    const { code, out, err } = await check([put1, '', put2, get1, ''].join('\n'))
    expect([code, err, out.length]).toEqual([1, [], 1])
    expect(JSON.parse(out[0]!)).toEqual({
      verdict: 'not linearizable',
      operations: 3,
      keys: 1,
      key: 'x',
      window: {
        from: 20,
        to: 50,
        operations: [
          { line: 3, ...JSON.parse(put2) },
          { line: 4, ...JSON.parse(get1) },
        ],
      },
      line: 4,
      reason:
        'get of client 1 returned "1", but before it began put "2" of client 0 had returned, and nothing made it "1" after that',
      failingKeys: ['x'],
    })
  })

  test('is undecided beyond its limit', async () => {
    const { code, out } = await check([put1, put2, get2].join('\n'), '--steps', '2')
    expect([code, JSON.parse(out[0]!).verdict]).toEqual([3, 'undecided'])
  })

  test('says that a history has no operations, which holds', async () => {
    const { code, out, err, path } = await check('')
    expect([code, out.length, err]).toEqual([0, 1, [`check-history: ${path}: no operations`]])
  })

  test.each([
    ['bad JSON', `${put1}\n{"client":`, 'line 2: no JSON: {"client":'],
    [
      'a bad field',
      `\n${put1.replace('10', '"10"')}`,
      'line 2: "ret" must be a whole number, not "10"',
    ],
    [
      'a busy client',
      `${put1}\n${put2.replace('20', '5')}`,
      'line 2: client 0 still has an operation open (line 1)',
    ],
    ['no UTF-8', Buffer.from([...Buffer.from(`${put1}\n"`), 0xff]), 'line 2: not UTF-8'],
  ])('says line and what of %s', async (_, text, problem) => {
    const { code, out, err, path } = await check(text)
    expect([code, out, err]).toEqual([2, [], [`check-history: ${path}: ${problem}`]])
  })

  test('says so when a file is missing, none or two are named, or the limit is no number', async () => {
    const missing = join(folder, 'missing.jsonl')
    expect(await command(missing)).toEqual({
      code: 2,
      out: [],
      err: [`check-history: ${missing}: can't be read (ENOENT)`],
    })
    for (const args of [[], ['a', 'b'], ['a', '--steps', '0'], ['a', '--steps', 'x'], ['--nope']]) {
      const { code, out, err } = await command(...args)
      expect([code, out, err.length]).toEqual([2, [], 1])
    }
  })

  test('tells the format with --help', async () => {
    const { code, out } = await command('--help')
    expect([code, out.join('\n')]).toEqual([0, expect.stringContaining('status   ok, fail')])
  })
})

async function check(text: string | Buffer, ...args: readonly string[]) {
  const path = join(folder, 'history.jsonl')
  writeFileSync(path, text)
  return { path, ...(await command(path, ...args)) }
}

async function command(...args: readonly string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await main(['check-history', ...args], {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    app: folder,
    interrupted: new AbortController().signal,
  })
  return { code, out, err }
}
