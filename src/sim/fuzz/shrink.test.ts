/** Shrinking: down to what a difference needs, and never to what Erlang leaves open. */
import { describe, expect, it } from 'vitest'
import type { Scenario } from '../scenario/language.ts'
import { generate, isSettled } from './generate.ts'
import { shrinkNow } from './shrink.ts'

function has(scenario: Scenario, word: string): boolean {
  return scenario.steps.some((step) => step.do === word)
}

describe('shrink', () => {
  it('leaves the one step that counts, and whom it needs', () => {
    const seed = [...Array(200).keys()].find((at) => has(generate(at, 'plain'), 'unlink')) ?? 0
    const small = shrinkNow(generate(seed, 'plain'), (smaller) => has(smaller, 'unlink'))
    const kinds = small.steps.map((step) => step.do)
    expect(kinds.filter((kind) => kind !== 'spawn')).toEqual(['unlink'])
    for (const step of small.steps) expect(step).not.toHaveProperty('trap')
  })

  it('takes children and their fields away too', () => {
    const scenario: Scenario = {
      name: 'x',
      steps: [
        {
          do: 'supervisor',
          as: 's',
          strategy: 'rest_for_one',
          intensity: 3,
          children: [{ id: 'c1', trap: true }, { id: 'c2', restart: 'transient' }, { id: 'c3' }],
        },
        { do: 'which_children', sup: 's' },
        { do: 'child_exit', child: 'c2', reason: ['oops', 42] },
      ],
    }
    const small = shrinkNow(scenario, (smaller) => has(smaller, 'child_exit'))
    expect(small.steps).toEqual([
      { do: 'supervisor', as: 's', strategy: 'rest_for_one', children: [{ id: 'c2' }] },
      { do: 'child_exit', child: 'c2', reason: 'boom' },
    ])
  })

  it('asks only about sound scenarios, and keeps what nothing smaller shows', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const scenario = generate(seed)
      const kept = shrinkNow(scenario, (smaller) => {
        expect(isSettled(smaller.steps)).toBe(true)
        return false
      })
      expect(kept).toBe(scenario)
    }
  })
})
