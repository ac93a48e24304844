/**
 * Makes a scenario smaller as long as something still holds for it. It asks by yielding a smaller
 * scenario and being told yes or no, because whoever answers may have to wait for a real Erlang.
 */
import type { ChildJson, Scenario, Step } from '../scenario/language.ts'
import { parseScenario } from '../scenario/read.ts'
import { type Trying, withFewer, withPlainer } from '../shrink/smaller.ts'
import { isSettled, scenarioOf } from './generate.ts'

export type Shrinking = Generator<Scenario, Scenario, boolean>

type Steps = readonly Step[]

/** Fewer steps first, then fewer and plainer fields; returns the smallest that still does it. */
export function* shrink(scenario: Scenario): Shrinking {
  let best = scenario
  function* tried(steps: Steps): Trying<Scenario, boolean> {
    if (steps.length === 0) return false
    const candidate = scenarioOf(scenario.name, steps)
    if (!isSound(candidate) || !(yield candidate)) return false
    best = candidate
    return true
  }
  for (;;) {
    const { steps } = best
    const fewer = yield* withFewer(steps, tried)
    if ((yield* withPlainer(fewer, plainer, tried)) === steps) return best
  }
}

/** With one who answers at once. */
export function shrinkNow(scenario: Scenario, still: (smaller: Scenario) => boolean): Scenario {
  const shrinking = shrink(scenario)
  let asked = shrinking.next()
  while (!asked.done) asked = shrinking.next(still(asked.value))
  return asked.value
}

function isSound(scenario: Scenario): boolean {
  try {
    parseScenario(JSON.stringify(scenario))
    return isSettled(scenario.steps)
  } catch {
    return false
  }
}

/** The same step with one thing less, or a plainer one. */
function plainer(step: Step): readonly Step[] {
  return variants({ ...step }) as readonly unknown[] as readonly Step[]
}

type Fields = Readonly<Record<string, unknown>>

const optional = ['by', 'how', 'trap', 'hold', 'opts', 'after', 'restart', 'significant'] as const
const alsoOptional = ['on_shutdown', 'fail_start_from', 'intensity', 'period', 'auto_shutdown']

function variants(from: Fields): readonly Fields[] {
  const shorter = [...optional, ...alsoOptional]
    .filter((name) => from[name] !== undefined)
    .map((name) => without(from, name))
  return [...shorter, ...plainerTerms(from), ...plainerTree(from)]
}

function without(from: Fields, name: string): Fields {
  // A reference is only a spawn's when it monitors.
  const gone = name === 'how' ? ['how', 'ref'] : [name]
  return Object.fromEntries(Object.entries(from).filter(([key]) => !gone.includes(key)))
}

function plainerTerms(from: Fields): readonly Fields[] {
  const found: Fields[] = []
  if (typeof from.reason === 'object') found.push({ ...from, reason: 'boom' })
  if (typeof from.msg === 'object') found.push({ ...from, msg: 'hi' })
  if (from.shutdown !== undefined && from.on_shutdown !== 'ignore') {
    found.push(without(from, 'shutdown'))
  }
  return found
}

function plainerTree(from: Fields): readonly Fields[] {
  const spec = from.spec as Fields | undefined
  const found: Fields[] = spec ? variants(spec).map((plain) => ({ ...from, spec: plain })) : []
  const children = (from.children ?? []) as readonly ChildJson[]
  children.forEach((child, at) => {
    found.push({ ...from, children: children.filter((_, i) => i !== at) })
    for (const plain of variants({ ...child })) {
      found.push({ ...from, children: (children as readonly unknown[]).with(at, plain) })
    }
  })
  return found
}
