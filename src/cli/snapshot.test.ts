/**
 * The playground's programs, saved at some turn and loaded into a new world: what follows is what
 * followed anyway, bit for bit, quiet and in a storm.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { stream } from '../kernel/index.ts'
import {
  type FaultStep,
  nodeNames,
  type Program,
  programs,
  TraceHash,
  unhashed,
  withoutStorms,
} from '../lab/index.ts'
import { type Snapshot, World } from '../sim/index.ts'
import { compiled } from './compiled.ts'
import { storm } from './hashes.ts'

const code = new Map<string, Awaited<ReturnType<typeof compiled>>>()

beforeAll(async () => {
  for (const program of programs) code.set(program.id, await compiled(program))
})

interface Trial {
  readonly program: Program
  readonly seed: number
  readonly untilMs: number
  readonly faults?: readonly FaultStep[]
}

/** What a world of the trial is told, all of which `hash` hears. */
function optionsOf({ program, seed }: Trial, hash: TraceHash) {
  const nodes = program.nodes ?? 1
  const revive = (world: World, name: string) => {
    const number = Number(name.slice(1))
    if (program.nodes !== undefined) world.boot(name, program.root, { number, nodes })
    else if (number === 1) world.boot(name, program.root)
  }
  const newCode = code.get(program.id)!
  const read = (event: Parameters<TraceHash['add']>[0]) => hash.add(event)
  return { seed, newCode, revive, read, ignores: unhashed }
}

function begun(trial: Trial, hash: TraceHash): World {
  const options = optionsOf(trial, hash)
  const world = new World(options)
  const names = nodeNames(trial.program.nodes ?? 1)
  for (const name of names) world.addNode(name)
  for (const name of names) options.revive(world, name)
  for (const { atMs, ...fault } of withoutStorms(trial.faults ?? [], trial.seed, names)) {
    world.plan(atMs, { strike: fault })
  }
  return world
}

function hashOf(trial: Trial): string {
  const hash = new TraceHash()
  begun(trial, hash).runUntil(trial.untilMs)
  return hash.digest()
}

interface Saved {
  readonly snapshot: Snapshot
  readonly hash: TraceHash['state']
}

/** The same run with a look for a snapshot after some of its turns. */
function saved(trial: Trial, perMille: number) {
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

function wentOn(trial: Trial, { snapshot, hash }: Saved): string {
  const rest = new TraceHash(hash)
  World.load(optionsOf(trial, rest), snapshot).runUntil(trial.untilMs)
  return rest.digest()
}

const seeds = Array.from({ length: 8 }, (_, i) => i + 1)
const untilMs = (id: string) => (id === 'ping-pong' ? 40 : 20_000)
/** Of a thousand turns; a ball is hit so often. */
const looks: Readonly<Record<string, number>> = { 'counter-tree': 500, 'ping-pong': 2 }

const trialsOf = (program: Program, isStormy: boolean) =>
  seeds.map((seed): Trial => {
    const last = untilMs(program.id)
    return { program, seed, untilMs: last, faults: isStormy ? [storm(last)] : [] }
  })

describe.each(programs.map((program) => [program.id, program] as const))('%s', (id, program) => {
  it.each([
    ['quiet', false],
    ['in a storm', true],
  ] as const)('goes on from any turn as without: %s', (_, isStormy) => {
    let snapshots = 0
    for (const trial of trialsOf(program, isStormy)) {
      const { found, hash } = saved(trial, looks[id] ?? 20)
      expect(hash).toBe(hashOf(trial))
      for (const each of found) {
        const where = `seed ${trial.seed}, turn ${each.snapshot.turns}`
        expect(wentOn(trial, each), where).toBe(hash)
      }
      snapshots += found.length
    }
    expect(snapshots).toBeGreaterThan(8)
  })

  it('goes on alike twice, with other work in between', () => {
    const [trial, other] = trialsOf(program, true) as [Trial, Trial]
    const { found, hash } = saved(trial, looks[id] ?? 20)
    const first = found[0] as Saved
    const before = JSON.stringify(first)
    expect(wentOn(trial, first)).toBe(hash)
    expect(hashOf(other)).not.toBe(hash)
    expect(wentOn(trial, first)).toBe(hash)
    expect(JSON.stringify(first)).toBe(before)
  })
})
