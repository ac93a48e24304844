/** The command `simulate`: the same seed gives the same run; what it can't do is told in a line. */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { programs } from '../lab/index.ts'
import { main } from './main.ts'

async function ask(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await main(['simulate', ...args], {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    app: '',
    interrupted: new AbortController().signal,
  })
  return { code, out, err }
}

async function outcome(...args: readonly string[]) {
  const { code, out } = await ask(...args)
  expect([code, out.length]).toEqual([0, 1])
  const { wallMs, ...rest } = JSON.parse(out[0] ?? '')
  expect(wallMs).toBeGreaterThanOrEqual(0)
  return rest
}

const names = programs.map(({ id }) => id).join(', ')

describe('simulate', () => {
  for (const { id, nodes = 1 } of programs) {
    it(`runs ${id} twice alike, with other work in between`, async () => {
      const first = await outcome(id, '--until', '3000')
      const other = await outcome(id, '--until', '3000', '--seed', '2')
      expect(await outcome(id, '--until', '3000')).toEqual(first)
      // What one node does without chance is the same with every seed.
      expect(other.traceHash === first.traceHash).toBe(nodes === 1)
      expect(first).toMatchObject({ program: id, virtualMs: 3000 })
      expect(first.events).toBeGreaterThan(0)
    })
  }

  it('runs as many nodes as it is told', async () => {
    const few = await outcome('heartbeat', '--nodes', '3', '--until', '10000')
    const many = await outcome('heartbeat', '--nodes', '300', '--until', '10000')
    expect(many.events).toBeGreaterThan(50 * few.events)
  })

  it('lets go wrong what a script says, and tells where a script is wrong', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simulate-'))
    const [good, bad] = [join(folder, 'good.json'), join(folder, 'bad.json')]
    const storm = { atMs: 1000, do: 'random', untilMs: 9000, crashPerMin: 60, lossPercent: 20 }
    await writeFile(good, JSON.stringify([storm]))
    await writeFile(bad, '[\n{ "atMs": 1, "do": "crush", "node": "n1" }]')
    const quiet = await outcome('heartbeat', '--until', '10000')
    const stormy = await outcome('heartbeat', '--until', '10000', '--faults', good)
    expect(stormy.traceHash).not.toBe(quiet.traceHash)
    expect(await outcome('heartbeat', '--until', '10000', '--faults', good)).toEqual(stormy)
    const { code, err } = await ask('heartbeat', '--faults', bad)
    expect([code, err.length]).toEqual([2, 1])
    expect(err[0]).toMatch(/^simulate: .*bad\.json:2: .*crush/)
    expect((await ask('heartbeat', '--faults', join(folder, 'none'))).code).toBe(2)
    const same = await ask('heartbeat', '--faults', good, '--trace', `${folder}/./good.json`)
    expect([same.code, same.err[0]]).toEqual([2, expect.stringMatching(/would overwrite/)])
    expect(await readFile(good, 'utf8')).toContain('random')
    await rm(folder, { recursive: true })
  })

  it('writes the trace as JSON lines', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simulate-'))
    const file = join(folder, 'trace.jsonl')
    const traced = await outcome('heartbeat', '--until', '5000', '--trace', file)
    expect(traced).toEqual(await outcome('heartbeat', '--until', '5000'))
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
    expect(lines.length).toBeGreaterThan(50)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ kind: 'boot', node: 'n1' })
    await rm(folder, { recursive: true })
  })

  const full = existsSync('/dev/full') ? [['/dev/full', 'ENOSPC']] : []
  it.each([['/no/such/folder/trace', 'ENOENT'], [tmpdir(), 'EISDIR'], ...full])(
    'tells in a line that %s can’t be written',
    async (path, code) => {
      const line = `simulate: ${path}: can't be written (${code})`
      const said = await ask('heartbeat', '--until', '5000', '--trace', path)
      expect(said).toEqual({ code: 2, out: [], err: [line] })
    },
  )

  it('tells what became of each promise, and the line of the trace that breaks one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simulate-'))
    const [faults, trace] = [join(folder, 'faults.json'), join(folder, 'trace.jsonl')]
    await writeFile(faults, '[{ "atMs": 5000, "do": "crash", "node": "n1" }]')
    const kept = { 'no-acknowledged-write-lost': 'passed', linearizable: 'passed' }
    expect((await outcome('kv-store', '--until', '8000')).properties).toEqual(kept)
    const args = ['kv-store', '--until', '8000', '--seed', '3', '--faults', faults]
    const { code, out } = await ask(...args)
    const told = JSON.parse(out[0] ?? '').properties['no-acknowledged-write-lost']
    expect([code, told.failed]).toEqual([1, expect.stringMatching(/^whoever reads after a write/)])
    const written = JSON.parse((await ask(...args, '--trace', trace)).out[0] ?? '')
    expect(written.properties['no-acknowledged-write-lost']).toEqual(told)
    const line = (await readFile(trace, 'utf8')).split('\n')[told.line - 1] ?? ''
    const { index, kind, term } = JSON.parse(line)
    expect([index, kind, term[0]]).toEqual([told.event, 'note', 'return'])
    await rm(folder, { recursive: true })
  })

  it('lists its programs', async () => {
    expect((await ask('--list')).out).toEqual(programs.map(({ id }) => id))
  })

  it.each([
    [[], `simulate: which program? ${names}`],
    [['chess'], `simulate: no program "chess": ${names}`],
    [['ping-pong', 'x'], 'simulate: one program at a time, not also "x"'],
    [['ping-pong', '--nodes', '0'], 'simulate: --nodes must be a whole number from 1 to 20000'],
    [['ping-pong', '--seed', 'x'], 'simulate: --seed must be a whole number from 0 to 4294967295'],
    [
      ['ping-pong', '--until', '1.5'],
      'simulate: --until must be a whole number from 0 to 1099511627776',
    ],
  ])('says what is wrong with %j', async (args, line) => {
    expect(await ask(...args)).toEqual({ code: 2, out: [], err: [line] })
  })
})
