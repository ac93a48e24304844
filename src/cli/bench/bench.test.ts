/** What can't be measured is refused in one line, before anything starts. */
import { describe, expect, it } from 'vitest'
import { exitCode } from '../command.ts'
import { run, usage } from './bench.ts'
import { benchmarks } from './catalogue.ts'

async function bench(...args: string[]) {
  const said: string[] = []
  const io = { out: (line: string) => said.push(line), err: (line: string) => said.push(line) }
  const interrupted = new AbortController().signal
  return { code: await run(args, { ...io, app: '', interrupted }), said: said.join('\n') }
}

describe('bench', () => {
  it('knows no benchmark of that name, and says which it knows', async () => {
    const { code, said } = await bench('rings')
    expect(code).toBe(exitCode.usage)
    expect(said).toMatch(/no benchmark "rings"; there are ping-pong, .*step-back$/)
  })

  it.each(['0', '101', 'many', '2.5'])('refuses %s runs', async (runs) => {
    expect((await bench('ring', '--runs', runs)).code).toBe(exitCode.usage)
  })

  it.each(['0', '33', 'all', '1.5'])('refuses %s workers', async (workers) => {
    const { code, said } = await bench('cores', '--workers', workers)
    expect(code).toBe(exitCode.usage)
    expect(said).toMatch(/--workers takes a number from 1 to 32/)
  })

  it('says what other libraries can do when none of what is asked is among it', async () => {
    const { code, said } = await bench('timers-1e5', '--peers')
    expect(code).toBe(exitCode.usage)
    expect(said).toMatch(/nact and XState can do ping-pong, ring, /)
  })

  it('says that a page needs a browser', async () => {
    const { code, said } = await bench('first-screen')
    expect(code).toBe(exitCode.usage)
    expect(said).toMatch(/--browser/)
  })

  it('names every benchmark in its help', () => {
    for (const { name } of benchmarks) expect(usage).toContain(` ${name}`)
    expect(usage).toContain(' cores ')
    for (const line of usage.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  })
})
