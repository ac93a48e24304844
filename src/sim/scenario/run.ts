/**
 * Runs a scenario in a simulated world: one node, virtual time, real processes of the kernel and
 * OTP's supervisor. Lines come out as oracle.erl prints them on a real Erlang.
 */
import { CodeServer } from '../../kernel/index.ts'
import { installBehaviours } from '../../otp/index.ts'
import { World } from '../world.ts'
import { actor } from './actor.ts'
import { Book, module } from './book.ts'
import { drive, type Listener } from './driver.ts'
import { type ChildJson, type Scenario, ScenarioError } from './language.ts'
import { observe } from './observer.ts'
import { quoted, someStack } from './terms.ts'
import { child, init, type Origin, startChild } from './tree.ts'

/** A node without a name has this one in Erlang. */
const node = 'nonode@nohost'

/** Virtual ms between two looks at whether the scenario is over. */
const sliceMs = 1_000
/** Virtual ms that one step may take beyond all that the scenario itself speaks of. */
const patienceMs = 60_000

/**
 * The trace: a line for the scenario and one for each step.
 * @throws {ScenarioError} when a step can't be done or never ends.
 */
export function runScenario(scenario: Scenario): readonly string[] {
  const lines = [`{"scenario":${quoted(scenario.name)}}`]
  let failure: ScenarioError | null = null
  const world = worldOf(scenario, {
    line: (text) => lines.push(text),
    failed: (step, why) => {
      failure = problem(scenario, step, why)
    },
  })
  world.addNode(node)
  world.start(node, [module, 'drive', []])
  const patience = patienceMs + sumOfNumbers(scenario)
  for (let since = 0, seen = 0; lines.length <= scenario.steps.length; ) {
    world.runUntil(world.now + sliceMs)
    if (failure !== null) throw failure
    if (lines.length > seen) [since, seen] = [world.now, lines.length]
    else if (world.now - since > patience) throw problem(scenario, seen, 'never ends')
  }
  return lines
}

function problem({ steps }: Scenario, step: number, why: string): ScenarioError {
  return new ScenarioError(`step ${step} (${steps[step - 1]?.do}): ${why}`)
}

function worldOf(scenario: Scenario, listener: Listener): World {
  const book = new Book(node)
  return new World({
    seed: 1,
    newCode: () => {
      const code = new CodeServer(() => someStack)
      installBehaviours(code)
      return code
    },
    load: (code) =>
      code.load(module, '1', {
        drive: () => drive(book, scenario, listener),
        observe: () => observe(book),
        actor: (name: string, trap: boolean, hold: boolean) => actor(book, name, trap, hold),
        child: (...origin: Origin) => child(book, ...origin),
        child_start: (name: string, spec: ChildJson, as?: string) =>
          startChild(book, name, spec, as),
        init,
      }),
  })
}

/** Waits, timers and shutdown times: more than their sum can't pass by intent. */
function sumOfNumbers(value: unknown): number {
  if (typeof value === 'number') return Math.max(0, value)
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce((sum: number, each) => sum + sumOfNumbers(each), 0)
}
