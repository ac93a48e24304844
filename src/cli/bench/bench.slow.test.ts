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
