/**
 * One scenario on our runtime and on a real Erlang. A difference counts only when Erlang gives the
 * same answer each time it is asked.
 */
import {
  compareTraces,
  inSenderOrder,
  runScenario,
  type Scenario,
  shrink,
} from '../../sim/index.ts'
import type { Answer, Beams } from './beams.ts'

export interface Difference {
  readonly scenario: Scenario
  readonly expected: readonly string[]
  readonly actual: readonly string[]
  /** The first one, in words. */
  readonly says: string
}

export type Verdict = 'same' | 'void' | Difference

/** Asks once. */
export async function judge(scenario: Scenario, beams: Beams): Promise<Verdict> {
  return compare(scenario, await beams.ask(scenario), ours(scenario))
}

/**
 * Asks again with nothing else running, on one scheduler and twice on several: null when Erlang
 * isn't of one mind.
 */
export async function confirm(scenario: Scenario, beams: Beams): Promise<Verdict | null> {
  const answer = await beams.ask(scenario)
  for (let i = 0; i < 2; i++) {
    const again = await beams.askParallel(scenario)
    if ('none' in answer || 'none' in again) return 'void'
    if (differenceOf(answer.trace, again.trace, scenario) !== null) return null
  }
  return compare(scenario, answer, ours(scenario))
}

/** For shrinking one difference: then the smallest so far has to do. */
const shrinkingMs = 30_000

/** The smallest scenario found that still differs, confirmed; the first one when none is. */
export async function shrunk(difference: Difference, beams: Beams): Promise<Difference> {
  const until = performance.now() + shrinkingMs
  const shrinking = shrink(difference.scenario)
  let asked = shrinking.next()
  while (!asked.done) {
    const isTime = performance.now() < until
    const verdict = isTime ? await judge(asked.value, beams) : 'same'
    asked = shrinking.next(typeof verdict === 'object')
  }
  const small = await confirm(asked.value, beams)
  return small !== null && typeof small === 'object' ? small : difference
}

function compare(scenario: Scenario, theirs: Answer, actual: readonly string[]): Verdict {
  if ('none' in theirs) return 'void'
  const says = differenceOf(theirs.trace, actual, scenario)
  return says === null ? 'same' : { scenario, expected: theirs.trace, actual, says }
}

/** What our runtime does wrong mustn't stop a campaign. */
function ours(scenario: Scenario): readonly string[] {
  try {
    return runScenario(scenario)
  } catch (error) {
    return [JSON.stringify({ scenario: scenario.name }), JSON.stringify({ failed: String(error) })]
  }
}

function differenceOf(a: readonly string[], b: readonly string[], scenario: Scenario) {
  const failed = b.find((line) => line.startsWith('{"failed":'))
  return failed ?? compareTraces(inSenderOrder(a), inSenderOrder(b), scenario)
}
