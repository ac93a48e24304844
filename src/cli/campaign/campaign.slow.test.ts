/** Many seeds, the smallest run of a broken promise, and its record replayed. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../main.ts'

let folder = ''
const within = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'campaign-'))
  const storm = { atMs: 0, do: 'random', untilMs: 10_000, lossPercent: 5, crashPerMin: 30 }
  await writeFile(within('storm.json'), JSON.stringify([{ ...storm, partitionPerMin: 30 }]))
})

afterAll(() => rm(folder, { recursive: true }))

async function ask(args: readonly string[], end = new AbortController(), onLine = () => {}) {
  const [out, err]: [string[], string[]] = [[], []]
  const io = {
    out: (line: string) => {
      out.push(line)
      onLine()
    },
    err: (line: string) => void err.push(line),
    app: '',
    interrupted: end.signal,
  }
  const code = await main(args, io)
  return { code, out: out.map((line) => JSON.parse(line)), err }
}

const stormy = () => ['kv-store', '--until', '12000', '--faults', within('storm.json')]

describe('simulate --seeds', () => {
  it('tells each seed that breaks a promise, as the seed alone does', async () => {
    const { code, out, err } = await ask(['simulate', ...stormy(), '--seeds', '6', '--from', '4'])
    const summary = out.pop()
    expect([code, err]).toEqual([1, []])
    expect(summary).toMatchObject({ program: 'kv-store', from: 4, seeds: 6, ran: 6 })
    expect(summary.failed).toBe(out.length)
    expect(out.length).toBeGreaterThan(0)
    const [{ seed, property, traceHash }] = out
    const alone = await ask(['simulate', ...stormy(), '--seed', String(seed)])
    expect([alone.code, alone.out[0].traceHash]).toEqual([1, traceHash])
    expect(alone.out[0].properties[property]).toHaveProperty('failed')
  })

  it('finds nothing where nothing goes wrong', async () => {
    const { code, out } = await ask(['simulate', 'heartbeat', '--seeds', '3', '--shrink'])
    expect(code).toBe(0)
    expect(out).toMatchObject([{ seeds: 3, ran: 3, failed: 0 }])
  })

  it('ends when it is interrupted, with what it has found', async () => {
    const end = new AbortController()
    const args = ['simulate', ...stormy(), '--seeds', '1000000', '--shrink']
    const { code, out } = await ask(args, end, () => end.abort())
    const { ran, failed } = out.pop()
    expect([code, failed, out.length]).toEqual([1, 1, 1])
    expect(ran).toBeLessThan(1_000_000)
  })

  it('shrinks the first failing one to a record that replays it', async () => {
    const { code, out } = await ask(['simulate', ...stormy(), '--seeds', '8', '--shrink'])
    const { shrunk } = out.pop()
    expect(code).toBe(1)
    expect(shrunk).toMatchObject({ isDone: true })
    expect(shrunk.faults).toBeLessThanOrEqual(10)
    await writeFile(within('run.letitcrash.json'), shrunk.record)
    const link = `https://example.org/#run=${shrunk.record}`
    for (const source of [link, shrunk.record, within('run.letitcrash.json')]) {
      const replayed = await ask(['replay', source, '--quiet'])
      expect([replayed.code, replayed.out.length, replayed.err]).toEqual([1, 1, []])
      expect(replayed.out[0].traceHash).toBe(shrunk.traceHash)
      expect(replayed.out[0].properties[shrunk.property].observed).toBe(shrunk.observed)
    }
    const { out: transcript } = await ask(['replay', shrunk.record])
    expect(transcript.pop().traceHash).toBe(shrunk.traceHash)
    expect(transcript[0]).toMatchObject({ kind: 'boot', node: 'n1' })
    expect(transcript.at(-1).at).toBeLessThanOrEqual(shrunk.untilMs)
  })

  it.each([
    [['--seeds', '0'], 'simulate: --seeds must be a whole number from 1 to 4294967296'],
    [['--from', '-1'], null],
    [['--from', 'x'], 'simulate: --from must be a whole number from 0 to 4294967295'],
    [
      ['--shrink', '--trace', 'file'],
      'simulate: --trace is for one run, without --seeds or --shrink',
    ],
  ])('says what is wrong with %j', async (args, line) => {
    const { code, out, err } = await ask(['simulate', 'heartbeat', ...args])
    expect([code, out, err.length]).toEqual([2, [], 1])
    if (line !== null) expect(err).toEqual([line])
  })
})
