/**
 * Every scenario of the folder `scenarios` gives, in virtual time, what a real Erlang printed: the
 * stored trace, byte for byte.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { compareTraces, parseScenario, runScenario } from '../index.ts'

const folder = fileURLToPath(new URL('../../../scenarios', import.meta.url))

describe.each(['given', 'own'])('a scenario of %s', (set) => {
  const files = readdirSync(join(folder, set)).filter((file) => file.endsWith('.json'))

  it('is there', () => {
    expect(files.length).toBeGreaterThanOrEqual(set === 'given' ? 16 : 80)
  })

  it.each(files)('%s', (file) => {
    const scenario = parseScenario(readFileSync(join(folder, set, file), 'utf8'))
    const stored = readFileSync(join(folder, set, `${file}l`), 'utf8')
    const trace = runScenario(scenario)
    expect(compareTraces(stored.trim().split('\n'), trace, scenario)).toBe(null)
    if (scenario.unordered_steps === undefined) expect(`${trace.join('\n')}\n`).toBe(stored)
  })
})
