/** The coach, reading the first minute as it really runs in a simulated world. */
import { describe, expect, it } from 'vitest'
import { counterTree } from '../lab/index.ts'
import { World } from '../sim/index.ts'
import { type Frame, firstMinute, frameOf, readOn } from '../tutor/index.ts'
import { install, loadCompiler, newCodeServer } from '../web/index.ts'

const { compileProgram } = await loadCompiler()

const compiled = compileProgram(counterTree.files)
if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors))
const { modules } = compiled

describe('the coach', () => {
  it('goes from frame to frame by what has happened, and tells the trace’s own figures', () => {
    const world = new World({ seed: 5, newCode: newCodeServer, load: (c) => install(c, modules) })
    let minute = firstMinute
    const frames: Frame[] = []
    const look = (inPast = false) => {
      minute = readOn(minute, world.trace, world.trace.end, 'heron')
      const frame = frameOf(minute, inPast, world.now)
      if (frames.at(-1) !== frame) frames.push(frame)
    }
    look()
    world.addNode('n1@heron')
    world.addNode('n2@heron')
    world.boot('n1@heron', 'root')
    for (const at of [3_000, 4_000, 5_000]) {
      world.at(at, () => world.apply({ do: 'kill', target: { name: 'counter' } }))
    }
    for (let time = 0; time <= 6_000; time += 250) {
      world.runUntil(time)
      look()
    }
    expect(minute).toMatchObject({ deaths: 3, death: { reason: 'killed' } })
    expect(minute.death?.restartedMs).toBeLessThan(5)
    world.addNode('n1@otter')
    world.report('heron', ['linked', { machine: 'otter', how: 'same_computer', tookMs: 300 }])
    world.runUntil(7_000)
    look()
    expect(minute.guest).toEqual({
      machine: 'otter',
      how: 'same_computer',
      tookMs: 300,
      echo: true,
      again: false,
    })
    world.stopNode('n1@otter', 40)
    world.runUntil(8_000)
    world.report('heron', [
      'down',
      { machine: 'otter', how: 'goodbye', lastHeardMs: 3, tookMs: 40 },
    ])
    look()
    look(true)
    minute = { ...minute, rewound: true }
    look()
    expect(frames).toEqual([
      'starting',
      'running',
      'dying',
      'restarted',
      'dying',
      'budget_spent',
      'dying',
      'gave_up',
      'joined',
      'machine_lost',
      'rewound',
      'done',
    ])
  })
})
