/** The scenarios for parity have no races: their edges are the same however long frames take. */
import { describe, expect, it } from 'vitest'
import { jsonLines } from '../lab/index.ts'
import { edgesWith, firstDifference, inWorld, parityScenarios, readTrace } from './parity.ts'

const expected = edgesWith('n2@a', inWorld({ seed: 1 }))

describe('the scenarios for parity', () => {
  it('all run, and tell much', () => {
    expect([...expected.keys()]).toEqual(parityScenarios)
    for (const edges of expected.values()) expect(edges.length).toBeGreaterThan(30)
  })

  it.each([
    ['fast', [0, 0]],
    ['slow', [30, 30]],
    ['uneven', [0, 40]],
  ] as const)('have the same edges on a %s network, with either node', (_, delayMs) => {
    for (let seed = 1; seed <= 5; seed++) {
      const trace = inWorld({ seed, delayMs, untilMs: 8_000 })
      for (const there of ['n2@a', 'n1@b']) {
        const actual = edgesWith(there, trace)
        for (const [scenario, edges] of expected) {
          const difference = firstDifference(edges, actual.get(scenario) ?? [])
          expect(difference, `${scenario} with ${there}, seed ${seed}`).toBeNull()
        }
      }
    }
  })

  it('have them also after their trace was written and read', () => {
    const trace = inWorld({ seed: 1 })
    const again = edgesWith('n2@a', readTrace([...jsonLines(trace)]))
    expect(again).toEqual(expected)
  })
})
