/** The command `history`, and what `check-history` says of it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from './main.ts'

const folder = mkdtempSync(join(tmpdir(), 'let-it-crash-history-'))

afterAll(() => rmSync(folder, { recursive: true }))

async function ask(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await main(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    app: '',
    interrupted: new AbortController().signal,
  })
  return { code, out, err }
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const kv = ['history', 'kv-store', '--clients', '6', '--ops', '600']

async function verdictOn(...args: readonly string[]) {
  const { code, out, err } = await ask(...kv, ...args)
  expect([code, err, out.length]).toEqual([0, [], 600])
  return ask('check-history', file('history.jsonl', out.join('\n')))
}

/** The primary dies before its copies have heard of what its clients were told is done. */
const crash = file('crash.json', '[{ "atMs": 5000, "do": "crash", "node": "n1" }]')

describe('history', () => {
  it('prints as many operations as asked, of as many clients and keys', async () => {
    const { code, out, err } = await ask(...kv, '--keys', '2', '--nodes', '5')
    expect([code, err, out.length]).toEqual([0, [], 600])
    const operations = out.map((line) => JSON.parse(line))
    const seen = (field: string) => [...new Set(operations.map((each) => each[field]))].sort()
    expect(seen('client')).toEqual([0, 1, 2, 3, 4, 5])
    expect(seen('key')).toEqual(['k1', 'k2'])
    expect(seen('op')).toEqual(['append', 'cas', 'delete', 'get', 'put'])
    expect(seen('status')).toEqual(['ok'])
    expect(operations.at(-1).call).toBeGreaterThan(15_000_000)
    expect(out[0]).toMatch(/^\{"client":0,"key":"k\d","op":"/)
  })

  it('prints the same for the same seed', async () => {
    const [first, again, other] = [
      await ask(...kv),
      await ask(...kv),
      await ask(...kv, '--seed', '2'),
    ]
    expect(again).toEqual(first)
    expect(other.out).not.toEqual(first.out)
  })

  it('is linearizable as long as nothing fails', async () => {
    for (const seed of ['1', '2', '3']) {
      const { code, out } = await verdictOn('--seed', seed)
      expect([code, JSON.parse(out[0] ?? '').verdict]).toEqual([0, 'linearizable'])
    }
  })

  it('is not when the primary crashes at the wrong time', async () => {
    const { code, out } = await verdictOn('--seed', '4', '--faults', crash)
    expect([code, JSON.parse(out[0] ?? '').verdict]).toEqual([1, 'not linearizable'])
  })

  it('prints few operations, too, and those that nobody but a new life can ask', async () => {
    const { code, out } = await ask('history', 'kv-store', '--clients', '9', '--ops', '2')
    expect([code, out.length]).toEqual([0, 2])
    const faults = [1, 2, 3].flatMap((n) => [
      { atMs: 100, do: 'crash', node: `n${n}` },
      { atMs: 60_000, do: 'restart', node: `n${n}` },
    ])
    const late = await ask(...kv, '--faults', file('late.json', JSON.stringify(faults)))
    expect([late.code, late.out.length]).toEqual([0, 600])
  })

  it('says so when the clients ask no more', async () => {
    const all = [1, 2, 3].map((n) => ({ atMs: 100, do: 'crash', node: `n${n}` }))
    const { code, out, err } = await ask(...kv, '--faults', file('all.json', JSON.stringify(all)))
    expect([code, out.length < 600]).toEqual([1, true])
    expect(err).toEqual([`history: only ${out.length} of 600: the clients asked no more`])
  })

  it.each([
    [[], 'which program? kv-store'],
    [['ping-pong'], 'no key-value program "ping-pong": kv-store'],
    [['kv-store', 'x'], 'one program at a time, not also "x"'],
    [['kv-store', '--ops', '9'], '--clients is needed; --help tells more'],
    [['kv-store', '--clients', '9'], '--ops is needed; --help tells more'],
    [
      ['kv-store', '--ops', '0', '--clients', '1'],
      '--ops must be a whole number from 1 to 10000000',
    ],
  ])('says what is wrong with %j', async (args, line) => {
    expect(await ask('history', ...args)).toEqual({ code: 2, out: [], err: [`history: ${line}`] })
  })
})
