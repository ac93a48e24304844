/** What other libraries are asked is done by them, whole: an actor counts every operation. */
import * as nact from 'nact'
import { beforeAll, describe, expect, it } from 'vitest'
import { benchmarks } from '../catalogue.ts'
import { peerWorks } from '../peers.ts'
import { nactPrograms } from './nact.ts'
import { run } from './peer-main.ts'
import { xstatePrograms } from './xstate.ts'

/** Operations of size 3. */
const operations: Readonly<Record<string, number>> = {
  'ping-pong': 6,
  ring: 3_000,
  'fan-in': 150_000,
  'spawn-reply': 3,
  live: 3,
  call: 3,
}

beforeAll(() => {
  globalThis.nact = nact
})

describe('a peer', () => {
  it.each(Object.keys(nactPrograms))('nact does %s', async (program) => {
    const { operations: counted, ms } = await run({ peer: 'nact', program, size: 3 })
    expect(counted).toBe(operations[program])
    expect(ms).toBeGreaterThan(0)
  })

  it.each(Object.keys(xstatePrograms))('XState does %s', async (program) => {
    const { operations: counted } = await run({ peer: 'xstate', program, size: 3 })
    expect(counted).toBe(operations[program])
  })

  it('says that it has no such program', async () => {
    await expect(run({ peer: 'xstate', program: 'call', size: 1 })).rejects.toThrow(
      /no program call/,
    )
  })

  it('does work that is a benchmark of ours', () => {
    const names = benchmarks.map(({ name }) => name)
    for (const name of peerWorks) expect(names).toContain(name)
  })
})
