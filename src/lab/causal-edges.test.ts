/** The same program has the same edges wherever and whenever it runs, unless it is a race. */
import { describe, expect, it } from 'vitest'
import {
  exit,
  type Pid,
  random,
  receive,
  register,
  type Start,
  self,
  send,
  spawn,
  spawnOn,
  type Term,
  type Waits,
} from '../kernel/index.ts'
import { World } from '../sim/index.ts'
import { causalEdges, firstDifference } from './causal-edges.ts'

interface Ran {
  readonly seed: number
  /** Of its two nodes. */
  readonly names?: readonly [string, string]
  /** Processes that were there before. */
  readonly before?: number
}

/** The edges of `main`, which is told the other node. */
function edgesOf(
  functions: Readonly<Record<string, unknown>>,
  { seed, names = ['n1@a', 'n1@b'], before = 0 }: Ran,
): readonly string[] {
  const load = {
    ...functions,
    *neighbour(): Waits<void> {
      for (;;) yield receive(() => false, 1)
    },
  }
  const world = new World({ seed, load: (code) => code.load('m', '1', load) })
  for (const name of names) world.addNode(name)
  for (let count = 0; count < before; count++) world.start(names[1], ['m', 'neighbour', []])
  const main = world.start(names[0], ['m', 'main', [names[1]]])
  world.runUntil(1_000)
  return causalEdges(world.trace, main)
}

/** Whoever says it first is heard first; `end` is said to a name. */
const talk = {
  *main(other: string): Waits<void> {
    const child = yield* spawnOn(other, ['m', 'child', [self(), other]], { link: true })
    send(child, 'ping')
    yield receive((message) => message === 'pong')
    yield receive()
    send(['nobody', other], 'hello')
    send(['child', other], 'end')
    yield receive()
  },
  *child(parent: Pid, home: string): Waits<void> {
    register('child', self())
    yield receive()
    send(parent, 'pong')
    send(parent, home)
    yield receive()
    exit('done')
  },
}

/** Which word comes first is the network's doing. */
const race = {
  *main(other: string): Waits<void> {
    const words = ['here', 'there'].map((word) => ['m', 'say', [self(), word]] as const)
    spawn(words[0] as Start)
    yield* spawnOn(other, words[1] as Start)
    const heard = [(yield receive(isWord)) as Term, (yield receive(isWord)) as Term]
    send(self(), heard)
  },
  *say(to: Pid, word: string): Waits<void> {
    yield receive(() => false, random(5))
    send(to, ['word', word])
  },
}

const isWord = (message: Term) => Array.isArray(message) && message[0] === 'word'
const seeds = Array.from({ length: 20 }, (_, at) => at + 1)

describe('causal edges', () => {
  const expected = edgesOf(talk, { seed: 1 })

  it('tell steps in their order, causes, and what was said', () => {
    expect(expected).toContain(
      "child received on node 2 </m:main> 'ping' #3 → child sent on node 2 </m:main> [null, 'pong'] #4",
    )
    expect(expected).toContain(
      "child sent on node 2 </m:main> [null, 'node 2'] #5 ⇒ /m:main delivered <child> 'node 2' ~1",
    )
    const end =
      /^\/m:main exit_arrived <child> \['done', 'died'\] #\d+ → \/m:main exit 'done' #\d+$/
    expect(expected.filter((edge) => end.test(edge))).toHaveLength(1)
  })

  it('are the same whatever the seed, the names of nodes, and who else runs there', () => {
    for (const seed of seeds) {
      const ran = edgesOf(talk, { seed, names: ['heron', 'n7@otter'], before: seed % 4 })
      expect(firstDifference(expected, ran), `seed ${seed}`).toBeNull()
    }
  })

  it('of a race aren’t, and the first that differs is named', () => {
    const first = edgesOf(race, { seed: 1 })
    const differences = seeds.map((seed) => firstDifference(first, edgesOf(race, { seed })))
    expect(differences).toContain(null)
    const told = differences.filter((difference) => difference !== null)
    expect(told.length).toBeGreaterThan(3)
    expect(told[0]).toMatch(/^missing: .*received .*'word'/)
    expect(firstDifference([], ['a → b'])).toBe('not expected: a → b')
  })
})
