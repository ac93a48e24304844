/** The command itself, in a thread of Node and against a real BEAM where there is one. */
import { describe, expect, it } from 'vitest'
import { startBeam } from './beam.ts'
import { run } from './bench.ts'

async function bench(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) }
  const interrupted = new AbortController().signal
  const code = await run(args, { ...io, app: '', interrupted })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

describe('bench', () => {
  it('measures in a thread of Node: rates, weights, two workers', async () => {
    const names = ['big', 'bytes-per-process', 'workers-round-trip']
    const { code, out, err } = await bench(...names, '--json', '--runs', '1')
    expect(code).toBe(0)
    expect(err).toMatch(/^big : .* ops\/s$/m)
    const { results } = JSON.parse(out)
    expect(results).toMatchObject([
      { name: 'big', where: 'node', unit: 'ops/s', beam: null, ratio: null },
      { name: 'bytes-per-process', body: 'generator', unit: 'bytes' },
      { name: 'bytes-per-process', body: 'handler', unit: 'bytes' },
      { name: 'workers-round-trip', unit: 'us' },
    ])
    for (const { ours } of results) expect(ours).toBeGreaterThan(0)
  })

  it('measures the same program on one worker and on two', async () => {
    const { code, out } = await bench('cores', '--json', '--runs', '1', '--workers', '2')
    expect(code).toBe(0)
    const { results, cores } = JSON.parse(out)
    expect(results.map(({ body }: { body: string }) => body)).toEqual([
      'large jobs, 1 worker',
      'large jobs, 2 workers',
      'tiny jobs, 1 worker',
      'tiny jobs, 2 workers',
    ])
    expect(cores.curves[0].points).toMatchObject([{ workers: 1, speedUp: 1 }, { workers: 2 }])
  })

  it('compares with other libraries, and says what they can’t do', async () => {
    const { code, out } = await bench('call-gen-server', '--peers', '--json', '--runs', '1')
    expect(code).toBe(0)
    const [{ peers }] = JSON.parse(out).results
    expect(peers.nact.figure).toBeGreaterThan(0)
    expect(peers.nact.ratio).toBeGreaterThan(0)
    expect(peers.xstate.cannot).toMatch(/no question with an answer/)
  })

  const beam = startBeam()
  it.skipIf(beam === null)('compares with the BEAM', async () => {
    // there is no erl
    await beam?.close()
    const { out } = await bench('big', 'workers-round-trip', '--beam', '--json', '--runs', '1')
    for (const { ours, beam, ratio } of JSON.parse(out).results) {
      expect(beam).toBeGreaterThan(0)
      expect(ours).toBeGreaterThan(0)
      expect(ratio).toBeGreaterThan(0)
    }
  })
})
