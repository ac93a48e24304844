/**
 * The ready programs run where real time and chance are traps, and where other work, another
 * order, another zone and another language surround them: none of it is in their traces.
 */
import { execFileSync } from 'node:child_process'
import { beforeAll, describe, expect, it } from 'vitest'
import { programs } from '../lab/index.ts'
import type { CompiledModule } from '../web/index.ts'
import { modulesOf } from './compiled.ts'
import type { Asked } from './hashes.ts'
import source from './hashes.ts?bundled'
import { runTrapped } from './trapped.ts'

const seeds = [1]
let asked: Asked
let expected: unknown

beforeAll(async () => {
  const compiled = programs.map(async (program) => [program.id, await modulesOf(program)] as const)
  asked = { seeds, compiled: Object.fromEntries(await Promise.all(compiled)) }
  expected = elsewhere({})
})

describe('a simulated run', () => {
  it('asks for no real time and no real chance', () => {
    const { leaks, answer } = runTrapped(source, asked)
    expect(leaks).toEqual([])
    expect(answer).toEqual(expected)
    expect(answer).toHaveLength(programs.length * seeds.length)
  })

  it.each([
    ['the kernel', 'now() {', 'Date.now();', 'Date.now'],
    ['the network', 'carry(frame, creation) {', 'setTimeout(() => {}, 1);', 'setTimeout'],
    ['the trace’s reader', 'add(event) {', 'performance.now();', 'performance.now'],
    ['chance', 'next() {', 'crypto.getRandomValues([]);', 'crypto.getRandomValues'],
  ])('of a build in which %s leaks is caught', (_, before, leak, name) => {
    const leaking = source.replaceAll(before, `${before} ${leak}`)
    expect(leaking).not.toBe(source)
    expect(runTrapped(leaking, asked).leaks).toContain(name)
  })

  it.each(['Math.random()', 'new Date()', '(1.5).toLocaleString()'])(
    'of a program that knows %s is caught',
    (leak) => {
      const leaking = (module: CompiledModule) => ({
        ...module,
        source: module.source.replaceAll('{$guard(', `{${leak};$guard(`),
      })
      const modules = (asked.compiled.heartbeat ?? []).map(leaking)
      const { leaks } = runTrapped(source, {
        ...asked,
        compiled: { ...asked.compiled, heartbeat: modules },
      })
      expect(leaks).toHaveLength(1)
    },
  )

  it('is the same after other work, in another order, with its modules in another order', () => {
    const backwards = Object.entries(asked.compiled).map(([id, modules]) => [
      id,
      modules.toReversed(),
    ])
    const other = { seeds: [7, 1], compiled: Object.fromEntries(backwards) }
    const [first, between, again] = runTrapped(source, asked, other, asked).answer as string[][]
    expect(again).toEqual(first)
    expect(between).toEqual(expect.arrayContaining(first as string[]))
  })

  it('is the same in another time zone and another language', () => {
    const env = { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }
    expect(
      elsewhere(env, '[new Date(2026, 0).getTimezoneOffset(), (1.5).toLocaleString()]'),
    ).toEqual([-840, '1,5'])
    expect(elsewhere(env)).toEqual(expected)
  })
})

/** What an expression is in a process of Node with that environment; else what the run answers. */
function elsewhere(env: Readonly<Record<string, string>>, asks?: string): unknown {
  const ask = asks ?? `bundled.run(${JSON.stringify(asked)})`
  const input = `${source};process.stdout.write(JSON.stringify(${ask}))`
  const options = { input, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 }
  return JSON.parse(execFileSync(process.execPath, ['-'], options).toString())
}
