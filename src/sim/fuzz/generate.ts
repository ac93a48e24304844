/**
 * A scenario for each seed: the same one for ever, as long as this folder stays as it is. Two
 * families, plain processes and supervision trees; what Erlang leaves open is left out or marked.
 */
import type { Scenario, Step, TreeJson } from '../scenario/language.ts'
import { diceOf } from './dice.ts'
import { plainSteps } from './plain.ts'
import { Sketch } from './sketch.ts'
import { supervisedSteps } from './supervised.ts'

export const families = ['plain', 'supervised'] as const

export type Family = (typeof families)[number]

/** Without a family the seed chooses. */
export function generate(seed: number, family?: Family): Scenario {
  const chosen = family ?? diceOf(seed, 'family').pick(families)
  const dice = diceOf(seed, chosen)
  const steps = chosen === 'plain' ? plainSteps(dice) : supervisedSteps(dice)
  return scenarioOf(`${chosen}-${seed}`, steps)
}

/** With the steps marked whose events come in no promised order. */
export function scenarioOf(name: string, steps: readonly Step[]): Scenario {
  const unordered = unorderedIn(steps)
  return { name, steps, ...(unordered.length > 0 ? { unordered_steps: unordered } : {}) }
}

/** False when a step asks for something that Erlang leaves open (see Sketch). */
export function isSettled(steps: readonly Step[]): boolean {
  const sketch = new Sketch()
  return steps.every((step) => {
    if (!sketch.admits(step)) return false
    sketch.add(step)
    return true
  })
}

/**
 * Children of a supervisor that is killed, those of a simple_one_for_one that stops, and those told
 * together end at the same time; each tells the same log.
 */
function unorderedIn(steps: readonly Step[]): number[] {
  const supervisors = new Set<string>()
  let isSimple = false
  return steps.flatMap((step, at) => {
    if (step.do === 'supervisor') {
      supervisors.add(step.as)
      for (const id of nestedIn(step)) supervisors.add(id)
      isSimple ||= step.strategy === 'simple_one_for_one'
    }
    if (step.do === 'start_child' && step.spec?.spec) supervisors.add(step.spec.id)
    const isKill =
      step.do === 'children_exit' ||
      (step.do === 'kill_child' && supervisors.has(step.child)) ||
      (step.do === 'stop_sup' && step.reason === 'kill') ||
      (step.do === 'exit_signal' && step.reason === 'kill' && supervisors.has(step.to))
    const isParallel = isSimple && mayStop.has(step.do)
    return isKill || isParallel ? [at + 1] : []
  })
}

const mayStop: ReadonlySet<string> = new Set([
  'child_exit',
  'kill_child',
  'stop_sup',
  'exit_signal',
  'exit',
])

function nestedIn({ children = [] }: TreeJson): readonly string[] {
  return children.flatMap(({ id, spec }) => (spec ? [id, ...nestedIn(spec)] : []))
}
