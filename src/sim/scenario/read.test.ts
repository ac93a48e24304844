/** What is told about a scenario that makes no sense: the step, the field and why. */
import { describe, expect, it } from 'vitest'
import { parseScenario, runScenario, ScenarioError } from '../index.ts'

const spawnA = { do: 'spawn', as: 'a' }
const supervisor = { do: 'supervisor', as: 's', children: [{ id: 'c' }] }

function scenarioOf(...steps: readonly object[]) {
  return parseScenario(JSON.stringify({ name: 'x', steps }))
}

function complaintAbout(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof ScenarioError) return error.message
    throw error
  }
  return 'nothing'
}

describe('a scenario', () => {
  it.each([
    ['{"name": "x",\n oops', /^this is no JSON: [^\n]*$/],
    ['[]', 'a scenario must be a JSON object'],
    ['{"steps": []}', '"name" must be a string'],
    ['{"name": "x"}', '"steps" must be a list'],
    [
      '{"name": "x", "steps": [], "unordered_steps": ["1"]}',
      '"unordered_steps" must be a list of step numbers',
    ],
    ['{"name": "x", "steps": [3]}', 'step 1 must be a JSON object'],
  ])('is refused as a file: %j', (text, complaint) => {
    expect(complaintAbout(() => parseScenario(text))).toMatch(complaint)
  })

  it.each<[complaint: string, steps: readonly object[]]>([
    ['step 1: "do" is no step: "spwan"', [{ do: 'spwan', as: 'a' }]],
    ['step 1: "do" is no step: "toString"', [{ do: 'toString' }]],
    ['step 1 (spawn): "as" is missing', [{ do: 'spawn' }]],
    [
      'step 2 (link): "to" must be a process that an earlier step has made, not "b"',
      [spawnA, { do: 'link', proc: 'a', to: 'b' }],
    ],
    [
      'step 2 (trap): "on" must be true or false, not "yes"',
      [spawnA, { do: 'trap', proc: 'a', on: 'yes' }],
    ],
    [
      'step 2 (monitor): "to" or "to_name" is missing',
      [spawnA, { do: 'monitor', proc: 'a', ref: 'm' }],
    ],
    ['step 1 (spawn): "ref" is missing', [{ ...spawnA, how: 'monitor' }]],
    [
      'step 2 (demonitor): "ref" must be a reference that an earlier step has made, not "m"',
      [spawnA, { do: 'demonitor', proc: 'a', ref: 'm' }],
    ],
    [
      'step 2 (cancel_timer): "timer" must be a timer that an earlier step has made, not "t"',
      [spawnA, { do: 'cancel_timer', proc: 'a', timer: 't' }],
    ],
    [
      'step 2 (exit): "reason" has a number that is not whole',
      [spawnA, { do: 'exit', proc: 'a', reason: ['x', 1.5] }],
    ],
    [
      'step 2 (exit): "reason" has the pid of "z", which no earlier step has made',
      [spawnA, { do: 'exit', proc: 'a', reason: { list: [{ pid: 'z' }] } }],
    ],
    [
      'step 2 (exit): "reason" has {"map":1}, which is neither {"pid": …} nor {"list": […]}',
      [spawnA, { do: 'exit', proc: 'a', reason: { map: 1 } }],
    ],
    [
      'step 2 (wait): "ms" must be a whole number of milliseconds, 0 or more, not -1',
      [spawnA, { do: 'wait', ms: -1 }],
    ],
    [
      'step 2 (links): "proc" must be a process that an earlier step has spawned, not "c"',
      [supervisor, { do: 'links', proc: 'c' }],
    ],
    [
      'step 2 (which_children): "sup" must be a supervisor that an earlier step has made, not "c"',
      [supervisor, { do: 'which_children', sup: 'c' }],
    ],
    [
      'step 1 (supervisor): "children", child 2: "id" is missing',
      [{ ...supervisor, children: [{ id: 'c' }, {}] }],
    ],
    [
      'step 1 (supervisor): "children", child 1: "spec" is missing',
      [{ ...supervisor, children: [{ id: 'c', type: 'supervisor' }] }],
    ],
  ])('is refused: %s', (complaint, steps) => {
    expect(complaintAbout(() => scenarioOf(...steps))).toBe(complaint)
  })

  it('may say more than is asked, and name what a supervisor refuses', () => {
    const odd = { ...supervisor, strategy: 'odd', intensity: -1, comment: 'refused by OTP' }
    expect(complaintAbout(() => scenarioOf(spawnA, odd))).toBe('nothing')
  })

  it('is stopped at a step that speaks of a child that never started', () => {
    const never = { ...supervisor, children: [{ id: 'c', fail_start_from: 1 }] }
    const scenario = scenarioOf(never, { do: 'kill_child', child: 'c' })
    expect(complaintAbout(() => runScenario(scenario))).toBe(
      'step 2 (kill_child): there is no process "c" yet',
    )
  })

  it('is stopped at a step that never ends', () => {
    const stubborn = { id: 'c', trap: true, shutdown: 'infinity', on_shutdown: 'ignore' }
    const scenario = scenarioOf(
      { ...supervisor, children: [stubborn] },
      { do: 'terminate_child', sup: 's', id: 'c' },
    )
    expect(complaintAbout(() => runScenario(scenario))).toBe('step 2 (terminate_child): never ends')
  })
})
