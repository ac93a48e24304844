/** The generator: every seed gives a sound scenario, the same one each time. */
import { describe, expect, it } from 'vitest'
import type { Scenario, Step } from '../scenario/language.ts'
import { parseScenario } from '../scenario/read.ts'
import { families, generate, isSettled, scenarioOf } from './generate.ts'

const seeds = Array.from({ length: 300 }, (_, i) => i + 1)
const all = families.flatMap((family) => seeds.map((seed) => generate(seed, family)))

describe('generate', () => {
  it('gives the same scenario for the same seed', () => {
    for (const family of families) expect(generate(7, family)).toEqual(generate(7, family))
    expect(generate(7)).not.toEqual({ ...generate(8), name: generate(7).name })
  })

  it('gives scenarios of the language, of a few steps and at most five plain processes', () => {
    for (const scenario of all) {
      expect(() => parseScenario(JSON.stringify(scenario)), scenario.name).not.toThrow()
      expect(scenario.steps.length, scenario.name).toBeGreaterThan(3)
      expect(scenario.steps.length, scenario.name).toBeLessThan(15)
      expect(scenario.steps.filter((step) => step.do === 'spawn').length).toBeLessThan(6)
      expect(isSettled(scenario.steps), scenario.name).toBe(true)
    }
  })

  it('uses the whole language', () => {
    const used = new Set(all.flatMap(({ steps }) => steps.map((step) => step.do)))
    const missing = words.filter((word) => !used.has(word))
    expect(missing).toEqual([])
  })

  it('marks the steps in which a whole tree dies at once', () => {
    const tree = { do: 'supervisor', as: 's', children: [{ id: 'c' }, { id: 'd' }] } as const
    const killed = scenarioOf('x', [tree, { do: 'stop_sup', sup: 's', reason: 'kill' }])
    expect(killed.unordered_steps).toEqual([2])
    const stopped: Scenario = scenarioOf('x', [tree, { do: 'stop_sup', sup: 's' }])
    expect(stopped.unordered_steps).toBeUndefined()
  })
})

const words: readonly Step['do'][] = [
  ...(['spawn', 'link', 'unlink', 'monitor', 'demonitor', 'trap', 'send', 'exit_signal'] as const),
  ...(['exit', 'error', 'throw', 'badmatch', 'return', 'register', 'unregister'] as const),
  ...(['whereis', 'alive', 'links', 'hold', 'recv', 'recv_any', 'send_after'] as const),
  ...(['cancel_timer', 'catch_exit', 'call', 'supervisor', 'child_exit', 'kill_child'] as const),
  ...(['terminate_child', 'restart_child', 'delete_child', 'start_child'] as const),
  ...(['which_children', 'count_children', 'stop_sup', 'wait'] as const),
]

const [a, b, c]: readonly Step[] = ['a', 'b', 'c'].map((as) => ({ do: 'spawn', as }) as const)
const held: Step = { do: 'spawn', as: 'h', trap: true, hold: true }
const timer: Step = { do: 'send_after', proc: 'a', to: 'b', ms: 300, msg: 'x', timer: 't' }

describe('isSettled', () => {
  const link = (proc: string, to: string): Step => ({ do: 'link', proc, to })

  it('keeps two senders from racing into a held mailbox', () => {
    const race = [a, b, held, link('h', 'a'), link('h', 'b'), link('a', 'b')] as readonly Step[]
    const end: Step = { do: 'exit', proc: 'a', reason: 'boom' }
    expect(isSettled([...race, end])).toBe(false)
    expect(isSettled([...race.slice(0, 4), end])).toBe(true)
    expect(isSettled([...race, { ...end, reason: 'normal' }])).toBe(true)
    expect(isSettled([...race, { do: 'trap', proc: 'b', on: true }, end])).toBe(true)
  })

  it('keeps a timer from coming near the end of a step', () => {
    const start = [a, b, timer] as readonly Step[]
    expect(isSettled([...start, { do: 'wait', ms: 1_000 }])).toBe(true)
    expect(isSettled([...start, { do: 'wait', ms: 300 }])).toBe(false)
    expect(isSettled([...start, { do: 'wait', ms: 50 }])).toBe(true)
  })

  it('lets only the surely living make what later steps name', () => {
    const dead: readonly Step[] = [a as Step, b as Step, { do: 'return', proc: 'a' }]
    expect(isSettled([...dead, { do: 'monitor', proc: 'a', to: 'b', ref: 'm1' }])).toBe(false)
    expect(isSettled([...dead, { do: 'spawn', as: 'c', by: 'a' }])).toBe(false)
    expect(isSettled([...dead, c as Step, { do: 'links', proc: 'a' }])).toBe(true)
  })
})
