/** What is seen from above of nodes that crash, come back, leave, and believe what isn't so. */
import { expect, it } from 'vitest'
import { receive } from '../kernel/index.ts'
import { World } from '../sim/index.ts'
import { fromAbove, Timeline } from './index.ts'

function* idle(): Generator {
  yield receive('never')
}

function world() {
  const world = new World({ seed: 1, load: (code) => code.load('m', '1', { idle }) })
  for (const name of ['n1', 'n2']) {
    world.addNode(name)
    world.start(name, ['m', 'idle', []])
  }
  world.runUntil(10)
  const timeline = new Timeline(world.trace, fromAbove)
  const seen = () => {
    const { nodes, processes } = timeline.systemAt(world.trace.end)
    const all = [...processes.values()].map(({ pid, status }) => [pid.node, status])
    return [[...nodes.values()].map(({ status }) => status), all]
  }
  return { world, seen }
}

it('sees a crash when it happens, and nothing of that life after the restart', () => {
  const { world: it, seen } = world()
  it.strike({ do: 'crash', node: 'n2' })
  const crashed = [
    ['up', 'down'],
    [
      ['n1', 'alive'],
      ['n2', 'lost'],
    ],
  ]
  expect(seen()).toEqual(crashed)
  it.runUntil(3_000)
  expect(seen()).toEqual(crashed)
  it.strike({ do: 'restart', node: 'n2' })
  it.runUntil(3_100)
  expect(seen()).toEqual([['up', 'up'], [['n1', 'alive']]])
})

it('sees both sides of a cut alive, whatever they believe of each other', () => {
  const { world: it, seen } = world()
  const before = seen()
  it.strike({ do: 'cut', from: 'n1', to: 'n2' })
  it.runUntil(5_000)
  expect(seen()).toEqual(before)
})

it('sees a node leave', () => {
  const { world: it, seen } = world()
  it.stopNode('n2')
  it.report('n2', ['node_left', { node: 'n2' }])
  expect(seen()[0]).toEqual(['up', 'down'])
})
