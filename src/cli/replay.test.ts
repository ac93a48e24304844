/** The command `replay`: the same run from a file and a link; what it can't run is told in a line. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  codeHashOf,
  heartbeat,
  type RunRecord,
  writeRecord,
  writeRecordFile,
} from '../lab/index.ts'
import { main } from './main.ts'

async function ask(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await main(['replay', ...args], {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    app: '',
    interrupted: new AbortController().signal,
  })
  return { code, out, err }
}

const record: RunRecord = {
  version: 1,
  program: { id: heartbeat.id },
  codeHash: codeHashOf(heartbeat.files),
  seed: 7,
  nodes: 3,
  options: { untilMs: 9_000 },
  ops: [{ atMs: 2_000, op: { do: 'kill', target: { name: 'heart' } } }],
  faults: [{ atMs: 3_000, do: 'crash', node: 'n2' }],
  cursor: null,
  more: {},
}

const link = (changes: Partial<RunRecord> = {}) => writeRecord({ ...record, ...changes }).text

describe('replay', () => {
  it('runs a file, a link and what stands behind its # alike', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'replay-'))
    const file = join(folder, 'run.letitcrash.json')
    await writeFile(file, writeRecordFile(record))
    const first = await ask(file)
    expect([first.code, first.err]).toEqual([0, []])
    const { traceHash, ...last } = JSON.parse(first.out.at(-1) ?? '')
    expect(last).toMatchObject({ program: 'heartbeat', seed: 7, nodes: 3, virtualMs: 9_000 })
    const kinds = first.out.slice(0, -1).map((line) => JSON.parse(line).kind)
    expect(kinds.filter((kind) => kind === 'op')).toHaveLength(2)
    expect(await ask(`https://example.org/#run=${link()}`)).toEqual(first)
    expect((await ask(link(), '--quiet')).out).toEqual(first.out.slice(-1))
    const others = [link({ ops: [] }), link({ faults: [] }), link({ seed: 8 })]
    for (const other of others) expect((await ask(other)).out.join()).not.toContain(traceHash)
    await rm(folder, { recursive: true })
  })

  it('tells when the program has changed since', async () => {
    const { code, out, err } = await ask(link({ codeHash: '0123456789abcdef' }), '--quiet')
    expect([code, out.length, err.length]).toEqual([0, 1, 1])
    expect(err[0]).toMatch(/another version of the program/)
  })

  it('runs code that came along only when it is told to', async () => {
    const program = { root: heartbeat.root, files: heartbeat.files }
    const { code, err } = await ask(link({ program }))
    expect([code, err]).toEqual([2, [expect.stringMatching(/--with-its-code/)]])
    const trusted = await ask(link({ program, ops: [] }), '--with-its-code', '--quiet')
    expect([trusted.code, trusted.err]).toEqual([0, []])
    const files = [{ name: 'root.ts', text: 'export function init( {' }]
    const broken = await ask(link({ program: { root: 'root', files } }), '--with-its-code')
    expect([broken.code, broken.err.length]).toEqual([2, 1])
    expect(broken.err[0]).toMatch(/^replay: .*root\.ts:1: /)
  })

  it.each([
    [[], 'replay: name one file or link'],
    [['a', 'b'], 'replay: name one file or link'],
    [['no-such-file'], "replay: no-such-file: no link, and can't be read as a file (ENOENT)"],
    [['x#'], 'replay: the link: there is nothing in it'],
    [['x#hello'], 'replay: the link: it is no recording of Let It Crash'],
    [[link().slice(0, -5)], 'replay: the link: a part of it is missing at the end'],
    [[link().replace(/.$/, '~')], 'replay: the link: it is damaged'],
    [[`x#${link().replace(/^1/, '9')}`], 'replay: the link: a later version wrote it (9)'],
    [[link({ program: { id: 'chess' } })], 'replay: there is no program "chess" here'],
    [
      [link({ ops: [{ atMs: 1, op: { do: 'cut', machine: 'heron' } }] })],
      "replay: the link: 'cut' can't be done in a simulated world",
    ],
    [
      [link({ faults: [{ atMs: 1, do: 'crash', node: 'n4' }] })],
      expect.stringMatching(/^replay: the link: .*n4/),
    ],
  ])('says what is wrong with %j', async (args, line) => {
    expect(await ask(...args)).toEqual({ code: 2, out: [], err: [line] })
  })
})
