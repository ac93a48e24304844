/** Faults where others are, or that can't be; and whose time it is. */
import { describe, expect, it } from 'vitest'
import {
  append,
  eventKinds,
  Kinds,
  read,
  receive,
  self,
  send,
  sync,
  type Term,
} from '../kernel/index.ts'
import { talk } from './talk-trial.ts'
import { World } from './world.ts'

const all = Array.from({ length: 40 }, (_, n) => n + 1)

describe('a fault in place of another', () => {
  const lives = (world: World) => [...world.living].map(({ name, creation }) => [name, creation])
  const eventsOf = ({ trace }: World, kind: string) =>
    Array.from({ length: trace.end }, (_, index) => trace.at(index)).filter((e) => e.kind === kind)

  it('of a node that is down already boots nobody', () => {
    const { world } = talk((plan) => {
      plan(100, { do: 'crash', node: 'n3' })
      plan(200, { do: 'crash', node: 'n3' })
    })
    expect(lives(world)).toEqual([
      ['n1', 1],
      ['n2', 1],
    ])
    expect(eventsOf(world, 'boot')).toHaveLength(3)
  })

  it('of the network connects nobody in between', () => {
    const { world } = talk((plan) => {
      plan(100, { do: 'partition', groups: [['n1'], ['n2', 'n3']] })
      plan(2_000, { do: 'partition', groups: [['n1'], ['n2'], ['n3']] })
    })
    expect(eventsOf(world, 'nodeup').filter(({ at }) => at > 0)).toEqual([])
  })

  it('that names a node of another world does nothing', () => {
    const { numbers } = talk((plan) => {
      for (const node of ['n9', '']) {
        plan(5, { do: 'crash', node })
        plan(5, { do: 'restart', node })
        plan(5, { do: 'pause', node, forMs: 9 })
        plan(5, { do: 'slow', node, factor: 9 })
        plan(5, { do: 'clock', node, driftPpm: 9 })
        plan(5, { do: 'disk', node, fault: 'full' })
      }
    })
    expect(numbers).toEqual(all)
  })

  it('that damages a disk does it at once', () => {
    const kept: Term[] = []
    const program = {
      *main() {
        yield* append('log', Uint8Array.of(1, 2, 3))
        yield* sync('log')
        yield receive(undefined, 100)
        kept.push((yield* read('log')) as Term)
      },
    }
    const world = new World({ seed: 1, load: (code) => code.load('m', '1', program) })
    world.addNode('n1')
    world.start('n1', ['m', 'main', []])
    world.at(50, () => world.strike({ do: 'disk', node: 'n1', fault: 'lost' }))
    world.runUntil(1_000)
    expect(kept).toEqual(['eof'])
  })
})

describe('time', () => {
  it('is the world’s in the trace, whatever a node’s clock says', () => {
    const { trace } = talk((plan) => plan(5, { do: 'clock', node: 'n1', driftPpm: 500_000 })).world
    let last = 0
    for (let index = trace.first; index < trace.end; index++) {
      expect(trace.timeAt(index)).toBeGreaterThanOrEqual(last)
      last = trace.timeAt(index)
    }
  })

  it('goes on although a process never waits: its node is taken away', () => {
    const program = {
      *main() {
        for (;;) {
          send(self(), 1)
          yield receive()
        }
      },
    }
    const world = new World({
      seed: 1,
      load: (code) => code.load('m', '1', program),
      stepsPerInstant: 50,
      read: () => {},
      ignores: new Kinds(eventKinds),
    })
    for (const name of ['n1', 'n2']) world.addNode(name)
    world.start('n1', ['m', 'main', []])
    world.runUntil(10)
    expect([world.now, world.living.map(({ name }) => name)]).toEqual([10, ['n2']])
  })
})
