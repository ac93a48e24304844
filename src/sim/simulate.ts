/**
 * One run of a program in a simulated world, from its seed to its end: what the command line, the
 * campaigns over many seeds and the tests have in common.
 */
import type { CodeServer, Recorded } from '../kernel/index.ts'
import {
  type FaultStep,
  nodeNames,
  type Program,
  type Promised,
  type RunOptions,
  type TimedOp,
  TraceHash,
  unhashed,
  type Verdict,
  Watching,
  withoutStorms,
} from '../lab/index.ts'
import { World } from './world.ts'

export interface Run {
  readonly program: Program
  readonly seed: number
  readonly nodes: number
  readonly untilMs: number
  /** What goes wrong, and when. */
  readonly faults?: readonly FaultStep[]
  /** What a person does by hand. */
  readonly ops?: readonly TimedOp[]
  /** Of the world; without them it is as usual. */
  readonly options?: Omit<RunOptions, 'untilMs'>
  /** Makes a code server with the program's modules in it. */
  readonly newCode: () => CodeServer
  /** Also takes each event of the trace, and keeps none. */
  readonly read?: (event: Recorded) => void
  /** What is judged; without it what the program promises. */
  readonly promises?: readonly Promised[]
  /** What a root on each node is told beside its place. */
  readonly argument?: Readonly<Record<string, number>>
  /** Asked each virtual second: true ends the run before its time. */
  readonly isOver?: () => boolean
}

export interface Outcome {
  /** Frames that arrived and alarms that rang. */
  readonly events: number
  readonly virtualMs: number
  /** Of the whole trace: see TraceHash. */
  readonly traceHash: string
  /**
   * What became of each promise, by its name. Places in the trace are those among the events that
   * `read` was given; without it some that say nothing are left out.
   */
  readonly properties: Readonly<Record<string, Verdict>>
}

const second = 1_000

/** So many nodes can all be connected with each other from the start. */
const mostInMesh = 20

export function simulate({
  program,
  seed,
  nodes,
  untilMs,
  faults = [],
  ops = [],
  options,
  newCode,
  read,
  promises = program.promises ?? [],
  argument = {},
  isOver,
}: Run): Outcome {
  const hash = new TraceHash()
  const watching = new Watching(promises)
  const boot = (world: World, name: string) => {
    const number = names.indexOf(name) + 1
    const isOnEach = program.nodes !== undefined
    if (isOnEach) world.boot(name, program.root, { number, nodes, ...argument })
    else if (number === 1) world.boot(name, program.root)
  }
  const names = nodeNames(nodes)
  const world = new World({
    seed,
    newCode,
    mesh: nodes <= mostInMesh,
    ...options,
    revive: boot,
    ...(read === undefined ? { ignores: unhashed } : {}),
    read: (event) => {
      hash.add(event)
      watching.read(event)
      read?.(event)
    },
  })
  for (const name of names) world.addNode(name)
  for (const name of names) boot(world, name)
  for (const { atMs, ...fault } of withoutStorms(faults, seed, names)) {
    world.at(atMs, () => world.strike(fault))
  }
  for (const { atMs, op } of ops) world.at(atMs, () => world.apply(op))
  if (isOver === undefined) world.runUntil(untilMs)
  else runUnless(isOver, world, untilMs)
  const properties = watching.verdicts(world.now)
  return { events: world.happened, virtualMs: world.now, traceHash: hash.digest(), properties }
}

function runUnless(isOver: () => boolean, world: World, untilMs: number): void {
  while (world.now < untilMs && !isOver()) world.runUntil(Math.min(untilMs, world.now + second))
}
