/** Random scenarios on our runtime and on a real Erlang: 200 of them, `npm run fuzz` takes more. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Scenario } from '../../sim/index.ts'
import { type Beams, startBeams } from './beams.ts'
import { campaign } from './campaign.ts'
import { judge } from './judging.ts'
import { summaryOf, tellAll } from './telling.ts'

const noErlang = 'there is no Erlang on this machine (erl, erlc): apt-get install erlang-base'

let beams: Beams | null = null

beforeAll(() => {
  beams = startBeams(8)
})

afterAll(() => beams?.close())

describe('the differential fuzz', { timeout: 300_000 }, () => {
  test('finds no difference in 200 seeds', async (ctx) => {
    if (beams === null) return ctx.skip(noErlang)
    const outcome = await campaign({ beams, first: 1, seeds: 200 })
    process.stderr.write(`fuzz: ${summaryOf(outcome)}\n`)
    expect(tellAll(outcome.differences)).toBe('')
    expect(outcome.ran).toBe(200)
    expect(outcome.voids.length).toBeLessThan(10)
  })

  test('begins each scenario with nothing of the one before', async (ctx) => {
    if (beams === null) return ctx.skip(noErlang)
    const one = { ...beams, ask: beams.askParallel }
    for (let i = 0; i < 3; i++) expect(await judge(litter, one)).toBe('same')
  })

  test('calls a scenario void that names what was never made', async (ctx) => {
    if (beams === null) return ctx.skip(noErlang)
    const stray: Scenario = { name: 'stray', steps: [{ do: 'kill_child', child: 'c' }] }
    expect(await judge(stray, beams)).toBe('void')
  })

  test('sees a difference', async (ctx) => {
    if (beams === null) return ctx.skip(noErlang)
    const { ask } = beams
    const peaceful: Step = { do: 'child_exit', child: 'c1', reason: 'normal' }
    const wrong = { ...litter, steps: litter.steps.with(-1, peaceful) }
    const verdict = await judge(litter, { ...beams, ask: () => ask(wrong) })
    expect(verdict).toHaveProperty('says', expect.stringContaining('step 8 (child_exit) process s'))
  })
})

type Step = Scenario['steps'][number]

/** Leaves a name, a timer, a full mailbox, a watched and linked pair and a supervisor behind. */
const litter: Scenario = {
  name: 'litter',
  steps: [
    { do: 'spawn', as: 'a', hold: true },
    { do: 'spawn', as: 'b', by: 'a', how: 'link', trap: true },
    { do: 'register', proc: 'a', name: 'srv' },
    { do: 'send', proc: 'b', to_name: 'srv', msg: 'hi' },
    { do: 'monitor', proc: 'b', to_name: 'srv', ref: 'm1' },
    { do: 'send_after', proc: 'b', to: 'a', ms: 5_000, msg: 'late', timer: 't1' },
    { do: 'supervisor', as: 's', children: [{ id: 'c1' }, { id: 'c2', trap: true }] },
    { do: 'child_exit', child: 'c1', reason: 'boom' },
  ],
}
