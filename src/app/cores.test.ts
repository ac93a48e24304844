/** The program of one to many cores, compiled as in the page, on simulated nodes. */
import { expect, it } from 'vitest'
import type { Term } from '../kernel/index.ts'
import { coresProgram } from '../lab/index.ts'
import { World } from '../sim/index.ts'
import { install, loadCompiler, newCodeServer } from '../web/index.ts'

const { compileProgram } = await loadCompiler()
const compiled = compileProgram(coresProgram)
if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors))
const { modules } = compiled

function worldOf(nodes: number) {
  const newCode = newCodeServer
  const world = new World({ seed: 1, newCode, load: (code) => install(code, modules) })
  for (let at = 1; at <= nodes; at++) world.addNode(`n${at}@heron`)
  const told = (kind: string): Term[] => {
    const terms: Term[] = []
    for (let index = world.trace.first; index < world.trace.end; index++) {
      if (world.trace.kindAt(index) === kind) terms.push(world.trace.at(index).term)
    }
    return terms
  }
  const counted = () => told('note').map((term) => (term as readonly Term[])[1])
  return { world, told, counted }
}

it.each([1, 2, 4])('counts the same primes on %d of four nodes', (count) => {
  const { world, counted } = worldOf(4)
  world.start('n1@heron', ['cores', 'main', [1_000, 30, count]])
  world.runUntil(60_000)
  expect(counted()).toEqual([[count, 168, expect.any(Number)]])
})

it.each([1, 999, 1_000, 5_000])('counts them in jobs of %d numbers', (grain) => {
  const { world, counted } = worldOf(3)
  world.start('n1@heron', ['cores', 'main', [1_000, grain, 3]])
  world.runUntil(60_000)
  expect(counted()).toEqual([[3, 168, expect.any(Number)]])
})

it('gives work to all of them', () => {
  const { world } = worldOf(3)
  world.start('n1@heron', ['cores', 'main', [1_000, 10, 3]])
  world.runUntil(60_000)
  const answers = new Map<string, number>()
  for (let index = world.trace.first; index < world.trace.end; index++) {
    const { kind, node, term } = world.trace.at(index)
    const [, message] = (kind === 'sent' ? term : []) as readonly Term[]
    const isAnswer = Array.isArray(message) && typeof message[1] === 'number'
    if (isAnswer) answers.set(node, (answers.get(node) ?? 0) + 1)
  }
  expect([...answers.keys()].sort()).toEqual(['n1@heron', 'n2@heron', 'n3@heron'])
  // A hundred jobs, each given once and answered once.
  expect([...answers.values()].reduce((sum, count) => sum + count)).toBe(200)
})

it('leaves nobody behind when it has ended', () => {
  const { world } = worldOf(3)
  const before = [1, 2, 3].map((at) => world.node(`n${at}@heron`).processes.size)
  world.start('n1@heron', ['cores', 'main', [1_000, 10, 3]])
  world.runUntil(60_000)
  expect([1, 2, 3].map((at) => world.node(`n${at}@heron`).processes.size)).toEqual(before)
})

it('ends without an answer when a worker’s node is lost, and says why', () => {
  const { world, told, counted } = worldOf(2)
  world.start('n1@heron', ['cores', 'main', [1_000, 10, 2]])
  world.runUntil(1)
  world.stopNode('n2@heron')
  world.runUntil(60_000)
  expect(counted()).toEqual([])
  expect(told('exit')).toContain('noconnection')
})
