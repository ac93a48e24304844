/** The command `par`, and that what it found before still holds: each par, replayed. */
import { describe, expect, it } from 'vitest'
import { type Par, pars, programs, usedFaults, wholeFaults } from '../lab/index.ts'
import { judge, type Run } from '../sim/index.ts'
import { compiled } from './compiled.ts'
import { main } from './main.ts'

async function ask(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await main(['par', ...args], {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    app: '',
    interrupted: new AbortController().signal,
  })
  return { code, out: out.map((line) => JSON.parse(line)), err }
}

async function runOf({ program: id, begin }: Par): Promise<Run> {
  const program = programs.find((each) => each.id === id)!
  return { ...begin, program, newCode: await compiled(program) }
}

describe('each par', () => {
  it.each(pars.map((par) => [`${par.program}: ${par.promise}`, par] as const))(
    '%s',
    async (_, par) => {
      const run = await runOf(par)
      expect(judge(run, par.promise).failure).toBe(null)
      const { failure, properties } = judge({ ...run, faults: par.solution }, par.promise)
      const verdict = properties[par.promise]
      expect(failure?.name).toBe(par.promise)
      expect(wholeFaults(par.solution)).toHaveLength(par.par)
      const ops = par.solution.map(({ atMs, ...fault }) => ({
        atMs,
        op: { do: 'fault', fault } as const,
      }))
      expect(usedFaults({ ops }, par.begin)).toBe(par.par)
      // All of them were struck before it was known to be broken.
      const knownMs = verdict?.status === 'failed' ? verdict.knownMs : undefined
      expect(usedFaults({ ops }, par.begin, knownMs ?? failure?.atMs)).toBe(par.par)
      expect(judge({ ...run, ops }, par.promise).failure?.name).toBe(par.promise)
    },
  )
})

describe('par', () => {
  it('tells the fewest faults, where to begin, and what they are', async () => {
    const { code, out, err } = await ask('counter-tree', '--seeds', '1')
    expect([code, err]).toEqual([0, []])
    const { promise, par, begin, solution, times } = out[0]
    expect([promise, par, begin.seed, solution.length]).toEqual(['counter-counts', 1, 1, 1])
    expect(times.broke).toBeGreaterThan(0)
  })

  it.each([
    [['nobody'], 'par: no program "nobody": '],
    [['--seed', 'x'], 'par: --seed must be a whole number from 0 to 4294967295'],
    [['--seconds', '0'], 'par: --seconds must be a whole number from 1 to 36000'],
  ])('says what is wrong with %j', async (args, line) => {
    const { code, out, err } = await ask(...args)
    expect([code, out, err.length]).toEqual([2, [], 1])
    expect(err[0]).toContain(line)
  })
})
