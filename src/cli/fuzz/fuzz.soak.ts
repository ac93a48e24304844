/** Random scenarios against a real Erlang for as long as there is time: some 100 a second. */
import { expect, test } from 'vitest'
import { startBeams } from './beams.ts'
import { campaign } from './campaign.ts'
import { summaryOf, tellAll } from './telling.ts'

const first = Number(process.env.LET_IT_CRASH_SEED ?? 1) >>> 0
const minutes = Number(process.env.LET_IT_CRASH_MINUTES ?? 1)

test(`our runtime does what Erlang does, from seed ${first} on`, async (ctx) => {
  const beams = startBeams(24)
  if (beams === null) return ctx.skip('there is no Erlang on this machine (erl, erlc)')
  try {
    const until = performance.now() + minutes * 60_000
    const isOver = () => performance.now() > until
    const seeds = Number.POSITIVE_INFINITY
    const outcome = await campaign({ beams, first, seeds, isOver })
    process.stderr.write(`fuzz: ${summaryOf(outcome)}, from seed ${first}\n`)
    expect(tellAll(outcome.differences)).toBe('')
    expect(outcome.ran).toBeGreaterThan(0)
  } finally {
    beams.close()
  }
})
