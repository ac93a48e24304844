/**
 * The first minute's program in a storm drawn from a seed: kills, crashes, suspensions, nodes that die
 * and come back, on three machines, for 60 virtual seconds. The same module runs here and, bundled,
 * in a worker of a browser.
 */
import { formatTerm, pidKey, stream } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { type CompiledModule, install, newCodeServer } from '../../web/index.ts'

const nodes = ['n1@heron', 'n2@heron', 'n1@otter', 'n1@lynx'] as const
const names = ['root', 'desk', 'counter', 'clock', 'operator', 'echo-otter', 'echo-lynx'] as const

/** Runs one storm; `look` is called every half second, before the next fault. */
export function storm(
  seed: number,
  modules: readonly CompiledModule[],
  look: (world: World) => void = () => {},
): World {
  const dice = stream(seed, 'storm')
  const upTo = (below: number) => dice.next() % below
  const world = new World({ seed, newCode: newCodeServer, load: (code) => install(code, modules) })
  for (const name of nodes) world.addNode(name)
  world.boot('n1@heron', 'root')
  for (let time = 500; time <= 60_000; time += 500) {
    world.runUntil(time)
    look(world)
    strike(world, upTo)
  }
  return world
}

export interface Asked {
  readonly seeds: readonly number[]
  readonly modules: readonly CompiledModule[]
}

/** The whole trace of each of these storms, a line for each event. */
export function run({ seeds, modules }: Asked): string[][] {
  return seeds.map((seed) => {
    const { trace } = storm(seed, modules)
    const lines: string[] = []
    for (let index = trace.first; index < trace.end; index++) {
      const { kind, at, node, creation, number, lamport, subject, other, cause, term } =
        trace.at(index)
      const whom = [subject, other].map((pid) => (pid === null ? '-' : pidKey(pid)))
      const stamps = [at, `${node}/${creation}/${number}`, lamport, cause?.join('/') ?? '-']
      lines.push([kind, ...stamps, ...whom, formatTerm(term)].join(' '))
    }
    return lines
  })
}

function strike(world: World, upTo: (below: number) => number): void {
  const target = { name: names[upTo(names.length)] ?? 'counter' }
  const node = nodes[1 + upTo(nodes.length - 1)] ?? 'n2@heron'
  switch (upTo(12)) {
    case 0:
      return world.apply({ do: 'kill', target })
    case 1:
      return world.apply({ do: 'crash', target, reason: ['storm', upTo(9)] })
    case 2:
      return world.apply({ do: 'suspend', target })
    case 3:
    case 4:
      return world.apply({ do: 'resume', target })
    case 5:
      return world.apply({ do: 'send', target, message: ['hello', upTo(9)] })
    case 6:
      world.stopNode(node, upTo(3) * 400)
      return world.at(world.now + 100 + upTo(3_000), () => world.addNode(node))
    default:
  }
}
