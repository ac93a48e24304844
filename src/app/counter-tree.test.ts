/** The first minute's program, compiled as in the page, in a simulated world. */
import { describe, expect, it } from 'vitest'
import type { Term } from '../kernel/index.ts'
import { counterTree, Timeline } from '../lab/index.ts'
import { World } from '../sim/index.ts'
import { install, loadCompiler, newCodeServer } from '../web/index.ts'

const { compileProgram } = await loadCompiler()

const compiled = compileProgram(counterTree.files)
if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors))
const { modules } = compiled

function start() {
  const world = new World({
    seed: 3,
    newCode: newCodeServer,
    load: (code) => install(code, modules),
  })
  world.addNode('n1@heron')
  world.addNode('n2@heron')
  world.boot('n1@heron', 'root')
  const timeline = new Timeline(world.trace, null)
  const named = (name: string) =>
    [...timeline.systemAt(world.trace.end).processes.values()].find((p) => p.name === name)
  return { world, named }
}

const kill = (name: string) => ({ do: 'kill', target: { name } }) as const

describe('the counter tree', () => {
  it('runs counter and clock on the second node', () => {
    const { world, named } = start()
    world.runUntil(5_500)
    expect(named('counter')?.state).toBe(5)
    expect(named('counter')?.pid.node).toBe('n2@heron')
    expect(named('desk')?.pid.node).toBe('n1@heron')
  })

  it('escalates at the third kill and takes clock along', () => {
    const { world, named } = start()
    world.runUntil(3_500)
    const clock = named('clock')?.key
    for (const at of [4_000, 4_500, 5_000]) world.at(at, () => world.apply(kill('counter')))
    world.runUntil(6_500)
    expect(named('counter')?.state).toBe(1)
    expect(named('clock')?.key).not.toBe(clock)
    expect(named('root')?.supervisor?.restarts).toHaveLength(1)
  })

  it('comes back on the second node when that node dies and returns', () => {
    const { world, named } = start()
    world.runUntil(2_000)
    world.stopNode('n2@heron')
    world.addNode('n2@heron')
    world.runUntil(4_600)
    expect(named('counter')?.pid.node).toBe('n2@heron')
    expect(named('counter')?.pid.creation).toBe(2)
  })

  it('starts an echo on a machine that joins, and at home when it goes', () => {
    const { world, named } = start()
    world.runUntil(1_000)
    world.addNode('n1@otter')
    world.runUntil(4_500)
    expect(named('echo-otter')?.pid.node).toBe('n1@otter')
    expect(named('echo-otter')?.state).toMatchObject({ heard: 3 })
    world.stopNode('n1@otter', 40)
    world.runUntil(6_000)
    expect(named('echo-otter')?.pid.node).toBe('n1@heron')
    world.addNode('n1@otter')
    world.runUntil(8_000)
    expect(named('echo-otter')?.pid.node).toBe('n1@otter')
    expect(named('echo-otter')?.pid.creation).toBe(2)
  })

  it('gives every node the same code name for an endless loop', () => {
    const { world } = start()
    world.runUntil(1_000)
    const text =
      counterTree.files[0]?.text.replace('count + 1', '(() => { while (true) {} })()') ?? ''
    const bad = compileProgram([{ name: 'counter.ts', text }])
    if (!bad.ok) throw new Error('refused')
    install(world.node('n2@heron').code, bad.modules)
    world.runUntil(2_500)
    const reasons: Term[] = []
    for (let i = world.trace.first; i < world.trace.end; i++) {
      if (world.trace.kindAt(i) === 'exit') reasons.push(world.trace.at(i).term)
    }
    expect(reasons[0]).toEqual(['endless_loop', 'counter.ts', 11])
  })
})
