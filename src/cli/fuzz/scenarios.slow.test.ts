/**
 * The stored traces of the scenarios are what the Erlang of this machine prints. Without Erlang the
 * test is skipped, and the run says so. A real Erlang's timers go on while a busy machine makes its
 * processes wait, so what differs is asked again, alone.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { compareTraces, parseScenario, type Scenario } from '../../sim/index.ts'
import { type Answer, startBeams } from './beams.ts'

const folder = fileURLToPath(new URL('../../../scenarios', import.meta.url))
const besideEachOther = 6
const tries = 3

interface Stored {
  readonly scenario: Scenario
  readonly trace: readonly string[]
}

it('are confirmed by a real Erlang', { timeout: 900_000 }, async ({ skip }) => {
  const beams = startBeams(besideEachOther)
  if (beams === null) return skip("'erl' isn't installed")
  try {
    const all = ['given', 'own'].flatMap(readSet)
    const asked = await Promise.all(
      all.map(async (stored) => (differs(stored, await beams.ask(stored.scenario)) ? stored : [])),
    )
    const wrong: string[] = []
    for (const stored of asked.flat()) {
      let difference: string | null = null
      for (let left = tries; left > 0; left--) {
        difference = differs(stored, await beams.askParallel(stored.scenario))
        if (difference === null) break
      }
      if (difference !== null) wrong.push(`${stored.scenario.name}: ${difference}`)
    }
    expect(all.length).toBeGreaterThan(400)
    expect(wrong).toEqual([])
  } finally {
    beams.close()
  }
})

function readSet(set: string): Stored[] {
  const files = readdirSync(join(folder, set)).filter((file) => file.endsWith('.json'))
  return files.map((file) => ({
    scenario: parseScenario(readFileSync(join(folder, set, file), 'utf8')),
    trace: readFileSync(join(folder, set, `${file}l`), 'utf8')
      .trim()
      .split('\n'),
  }))
}

function differs({ scenario, trace }: Stored, answer: Answer): string | null {
  return 'none' in answer ? answer.none : compareTraces(trace, answer.trace, scenario)
}
