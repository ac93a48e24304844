/** What is done in a run that is shown: in words, in order, with what has happened of it. */
import { describe, expect, it } from 'vitest'
import { deedsIn } from './shown-deeds.ts'

/** An event each second, four so far. */
const trace = { first: 0, end: 4, timeAt: (index: number) => index * 1_000 }

describe('deedsIn', () => {
  it('tells script and hand in the order of their times, what is to come without a place', () => {
    const crash = { atMs: 5_000, do: 'crash', node: 'n1' } as const
    const kill = { do: 'kill', target: { name: 'counter' } } as const
    const told = deedsIn([crash], [{ atMs: 1_500, op: kill }], trace, () => '')
    expect(told).toEqual([
      { atMs: 1_500, what: 'kill counter', event: 2 },
      { atMs: 5_000, what: 'n1 crashes', event: null },
    ])
  })
})
