/** Every program does its work, and tells how much: on a real node, at a small size. */
import { describe, expect, it } from 'vitest'
import { CodeServer } from '../../../kernel/index.ts'
import { installBehaviours } from '../../../otp/index.ts'
import { install, newCodeServer } from '../../../web/index.ts'
import { benchmarks } from '../catalogue.ts'
import { compiledWork } from '../compiled-work.ts'
import { drive } from '../drive.ts'
import bench from '../erl/bench.erl?raw'
import benchOtp from '../erl/bench_otp.erl?raw'
import { pairs, programs } from './all.ts'
import { calling } from './calling.ts'
import type { Exports } from './stopwatch.ts'

/** Operations of a size, where they aren't the size itself. */
const operationsOf: Readonly<Record<string, (size: number) => number>> = {
  'ping-pong': (size) => 2 * size,
  'ping-pong-delegated': (size) => 2 * size,
  ring: (size) => 1_000 * size,
  'fan-in': (size) => 50_000 * size,
  big: (size) => 2 * size * (size - 1),
  cast: (size) => 10_000 * size,
}

const sizes: Readonly<Record<string, number>> = { ring: 3, 'fan-in': 1, cast: 1 }

const all = Object.entries(programs).flatMap(([name, bodies]) =>
  Object.entries(bodies).map(([body, program]) => [name, body, program as Exports] as const),
)

describe('a program', () => {
  it.each(all)('%s (%s) ends and counts its operations', async (name, _, program) => {
    const code = new CodeServer()
    installBehaviours(code)
    const size = sizes[name] ?? 40
    const { measured } = await drive(code, program, size)
    expect(measured.operations).toBe(operationsOf[name]?.(size) ?? size)
    expect(measured.ms).toBeGreaterThan(0)
  })

  it('that fails is told instead of waited for', async () => {
    const program = {
      *main() {
        yield* []
        throw new TypeError('no ring')
      },
    }
    await expect(drive(new CodeServer(), program, 1)).rejects.toThrow(/no ring/)
  })

  it.each(['calls', 'loops'])('of plain code (%s) runs with guards and without', async (work) => {
    for (const guards of [true, false]) {
      const modules = await compiledWork(guards)
      expect(modules[0]?.source.includes('$guard(')).toBe(guards)
      const code = newCodeServer()
      install(code, modules)
      expect((await drive(code, calling(work), 2)).measured.operations).toBe(2)
    }
  })
})

describe('the catalogue', () => {
  it.each(benchmarks)('asks for what is there: $name $body', async ({ question, beam, beside }) => {
    const asked = await question(1)
    if ('program' in asked) expect(programs[asked.program]?.[asked.body]).toBeDefined()
    if ('pair' in asked) expect(pairs[asked.pair]).toBeDefined()
    const named = [
      ...(beam === null ? [] : [beam]),
      ...(beside !== undefined && 'beam' in beside ? [beside.beam] : []),
    ]
    for (const name of named) expect(bench + benchOtp).toMatch(new RegExp(`\\brun\\('?${name}'?,`))
  })
})
