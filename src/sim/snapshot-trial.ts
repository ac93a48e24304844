/**
 * For tests: a run that is saved on its way, and what becomes of its snapshots. All that a world
 * tells is in the hash.
 */
import { CodeServer, type Recorded, type Start, stream } from '../kernel/index.ts'
import { type FaultStep, nodeNames, TraceHash, withoutStorms } from '../lab/index.ts'
import { installBehaviours } from '../otp/index.ts'
import type { Snapshot } from './snapshot.ts'
import { World } from './world.ts'

export interface Trial {
  readonly seed: number
  readonly untilMs: number
  readonly nodes: number
  readonly modules: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** What begins on each node. */
  readonly start: Start
  readonly faults: readonly FaultStep[]
  readonly mesh?: boolean
}

export function optionsOf({ seed, modules, start, mesh = true }: Trial, hash: TraceHash) {
  const newCode = () => {
    const code = new CodeServer()
    installBehaviours(code)
    for (const [name, exports] of Object.entries(modules)) code.load(name, '1', exports)
    return code
  }
  const revive = (world: World, name: string) => void world.start(name, start)
  const read = (event: Recorded) => hash.add(event)
  return { seed, newCode, revive, read, mesh }
}

/** A world in which all nodes have started. */
export function begun(trial: Trial, hash: TraceHash): World {
  const options = optionsOf(trial, hash)
  const world = new World(options)
  const names = nodeNames(trial.nodes)
  for (const name of names) world.addNode(name)
  for (const name of names) options.revive(world, name)
  for (const { atMs, ...fault } of withoutStorms(trial.faults, trial.seed, names)) {
    world.plan(atMs, { strike: fault })
  }
  return world
}

/** A snapshot, and what was told by then. */
export interface Saved {
  readonly snapshot: Snapshot
  readonly hash: TraceHash['state']
}

/** The whole run, with a look for a snapshot after so many of a thousand turns. */
export function run(trial: Trial, perMille: number) {
  const hash = new TraceHash()
  const world = begun(trial, hash)
  const dice = stream(trial.seed, 'saves')
  const found: Saved[] = []
  do {
    if (dice.next() % 1_000 >= perMille) continue
    const snapshot = world.save()
    if ('cannot' in snapshot) continue
    found.push({ snapshot, hash: hash.state })
  } while (world.turn(trial.untilMs))
  return { found, hash: hash.digest() }
}

/** The hash of the whole, when the world of the snapshot goes on. */
export function wentOn(trial: Trial, { snapshot, hash }: Saved): string {
  const rest = new TraceHash(hash)
  World.load(optionsOf(trial, rest), snapshot).runUntil(trial.untilMs)
  return rest.digest()
}
