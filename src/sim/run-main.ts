/**
 * A world with one process to look at: `main` of a module `m` on `n1@a`, with `n1@b` beside it. How
 * a test gives its subject a world in one line.
 */
import type { Pid, Term } from '../kernel/index.ts'
import { World } from './world.ts'

export interface MainRun {
  readonly world: World
  /** The process that runs `main`. */
  readonly pid: Pid
  /** Exit reasons so far, with the number of the process. */
  exits(): readonly (readonly [id: number, reason: Term])[]
}

export function runMain(functions: Readonly<Record<string, unknown>>): MainRun {
  const world = new World({ seed: 1, load: (code) => code.load('m', '1', { ...functions }) })
  world.addNode('n1@a')
  world.addNode('n1@b')
  const pid = world.start('n1@a', ['m', 'main', []])
  return { world, pid, exits: () => exitsOf(world) }
}

function exitsOf({ trace }: World): (readonly [number, Term])[] {
  const found: (readonly [number, Term])[] = []
  for (let index = trace.first; index < trace.end; index++) {
    const event = trace.at(index)
    if (event.kind === 'exit') found.push([event.subject?.id ?? 0, event.term])
  }
  return found
}
