/**
 * The crowd's program, compiled as in the page: an application that fills a node; what is killed
 * comes back, and it is stopped and started again as a whole.
 */
import { expect, it } from 'vitest'
import { observe, type Term } from '../kernel/index.ts'
import { crowd, performOp } from '../lab/index.ts'
import { applicationsOn } from '../otp/index.ts'
import { World } from '../sim/index.ts'
import { install, loadCompiler, newCodeServer } from '../web/index.ts'

const { compileProgram } = await loadCompiler()
const compiled = compileProgram(crowd.files)
if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors))
const { modules } = compiled

function open(size: number, flocks: number) {
  const newCode = newCodeServer
  const world = new World({ seed: 1, newCode, load: (code) => install(code, modules) })
  const node = world.addNode('n1@heron')
  world.start(node.name, ['crowd', 'open', [size, flocks]])
  world.runUntil(1_000)
  const look = () =>
    observe(node, { ask: 'field', most: 20 }) as unknown as {
      readonly parent: number
      readonly label: string
      readonly alive: number
    }[]
  const sizes = () => {
    const all = look().filter(({ label }) => label.startsWith('flock_'))
    return all.map(({ alive }) => alive)
  }
  return { world, node, look, sizes }
}

it('starts as many as wanted, in flocks of the same size', () => {
  expect(open(120, 3).sizes()).toEqual([40, 40, 40])
})

it('has everybody back after a brush over a flock', () => {
  const { world, node, look } = open(120, 3)
  const { parent } = look().find(({ label }) => label === 'flock_2') as { parent: number }
  const { spawned } = node
  const cells = [
    [0, 9],
    [20, 29],
  ] as const
  performOp(node, { do: 'kill_cells', node: node.name, parent, cells }, true)
  world.apply({ do: 'send', target: { name: 'flock_1' }, message: 'go on' })
  world.runUntil(2_000)
  expect(node.spawned - spawned).toBe(20)
  expect(look().find((block) => block.parent === parent)?.alive).toBe(40)
})

it('is an application: stopped whole, and full again when it is started', () => {
  const { world, node, sizes } = open(120, 3)
  const told = () =>
    (applicationsOn(node, true) as { [key: string]: Term }[]).find(({ name }) => name === 'crowd')
  const ask = (what: 'start' | 'stop') => {
    world.apply({ do: `${what}_application`, node: node.name, name: 'crowd' })
    world.runUntil(world.now + 1_000)
  }
  expect(told()).toMatchObject({ state: 'running', root: { label: 'crowd', below: 123 } })
  ask('stop')
  expect(told()).toMatchObject({ state: 'loaded', root: null })
  expect(sizes()).toEqual([])
  ask('start')
  expect(told()).toMatchObject({ state: 'running', root: { label: 'crowd', below: 123 } })
  expect(sizes()).toEqual([40, 40, 40])
})

it('ends whole when its opener is told to', () => {
  const { world, node } = open(120, 3)
  world.apply({ do: 'crash', target: { name: 'crowd_opener' }, reason: 'shutdown' as Term })
  world.runUntil(2_000)
  expect(node.processes.size).toBe(0)
})
