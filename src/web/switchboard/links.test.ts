/** How machines come and go, and how the others know. */
import { describe, expect, it } from 'vitest'
import { limits } from '../limits.ts'
import { frames, linked, World } from './world.ts'

describe('a machine that goes', () => {
  it('says goodbye', () => {
    const { world, heron, otter, o1 } = linked()
    heron.board.bye()
    world.now += 4
    world.settle()
    expect(otter.newsOf('down')).toMatchObject([{ machine: 'heron', how: 'goodbye', tookMs: 4 }])
    expect(otter.toldOf(o1, 'node_down')).toMatchObject([{ reason: 'goodbye' }])
    expect(otter.toPage).toContainEqual(expect.objectContaining({ type: 'finished', gone: true }))
  })

  it('is missed at once when its lock is free', () => {
    const world = new World()
    const [heron, otter] = [world.machine('heron'), world.machine('otter')]
    heron.node('n1')
    world.connect(otter, heron, 'lock of heron')
    otter.locks[0]?.free()
    expect(otter.newsOf('down')).toMatchObject([{ machine: 'heron', how: 'lock' }])
  })

  it('is suspected after 1.5 s of silence and given up after 4 s, at both ends of a cut', () => {
    const { world, heron, otter } = linked()
    heron.board.setCut('otter', true)
    const start = world.now
    world.run(6_000)
    for (const machine of [heron, otter]) {
      const [suspected, down] = [machine.newsOf('suspected'), machine.newsOf('down')]
      expect(suspected).toMatchObject([{ silentMs: 1_500 }])
      expect(down).toMatchObject([{ how: 'silence' }])
      expect((down[0]?.at ?? 0) - start).toBeLessThanOrEqual(4_000)
    }
  })

  it('is suspected at both ends when only one direction is dead', () => {
    const { world, heron, otter, line } = linked()
    line.aToB = false
    world.run(1_600)
    expect(heron.newsOf('suspected')).toHaveLength(1)
    expect(otter.newsOf('suspected')).toHaveLength(1)
  })

  it('is not accused by somebody who slept', () => {
    const { world, heron, line } = linked()
    line.aToB = false
    line.bToA = false
    world.now += 60_000
    heron.board.tick(60_000, true)
    expect(heron.newsOf('suspected')).toEqual([])
    line.aToB = true
    line.bToA = true
    world.run(3_000)
    expect(heron.newsOf('down')).toEqual([])
  })
})

describe('a plug', () => {
  it('that is put back brings a fresh connection', () => {
    const { world, heron, otter, h1, o1 } = linked()
    heron.board.setCut('otter', true)
    world.run(5_000)
    heron.board.setCut('otter', false)
    world.run(1_000)
    expect(otter.newsOf('linked')).toMatchObject([{ again: false }, { again: true }])
    expect(otter.toldOf(o1, 'node_up')).toHaveLength(2)
    heron.board.fromNode(h1, 1, frames(h1, o1))
    world.settle()
    expect(otter.toldOf(o1, 'frames')).toHaveLength(1)
  })

  it('that was out for a moment costs the connection when something was lost', () => {
    const { world, heron, otter, h1, o1 } = linked()
    heron.board.setCut('otter', true)
    heron.board.fromNode(h1, 1, frames(h1, o1))
    world.run(300)
    heron.board.setCut('otter', false)
    world.run(1_000)
    expect(heron.newsOf('down')).toMatchObject([{ how: 'cut' }])
    expect(otter.newsOf('down')).toMatchObject([{ how: 'reset' }])
    expect(otter.newsOf('linked')).toHaveLength(2)
  })

  it('that was out for a moment costs nothing when nothing was lost', () => {
    const { world, heron, otter } = linked()
    heron.board.setCut('otter', true)
    world.run(600)
    heron.board.setCut('otter', false)
    world.run(3_000)
    expect([...heron.newsOf('down'), ...otter.newsOf('down')]).toEqual([])
  })

  it('stays pulled for the machine’s next life, and hears no goodbye', () => {
    const { world, heron, otter } = linked()
    heron.board.setCut('otter', true)
    heron.board.peerBye(otter.id, world.now)
    expect(heron.newsOf('down')).toEqual([])
    world.run(5_000)
    const again = world.machine('otter')
    again.node('n1', 2)
    world.connect(heron, again)
    world.run(1_000)
    expect(again.newsOf('linked')).toEqual([])
    heron.board.setCut('otter', false)
    world.run(1_000)
    expect(again.newsOf('linked')).toHaveLength(1)
  })
})

describe('a link', () => {
  it('is refused to a second machine of the same name', () => {
    const { world, heron } = linked()
    const impostor = world.machine('otter')
    Object.defineProperty(impostor, 'id', { value: 'impostor00000000' })
    world.connect(heron, impostor)
    expect(heron.newsOf('name_taken')).toMatchObject([{ machine: 'otter' }])
    expect(heron.newsOf('linked')).toHaveLength(1)
  })

  it('is refused to another version, with no harm to either', () => {
    const world = new World()
    const [heron, otter] = [world.machine('heron'), world.machine('otter', '2')]
    world.connect(heron, otter)
    expect(heron.newsOf('frame_refused')).toMatchObject([{ from: 'otter', why: 'other_version' }])
    expect(heron.newsOf('linked')).toEqual([])
  })

  it('is let go when it never comes up', () => {
    const world = new World()
    const [heron, otter] = [world.machine('heron'), world.machine('otter')]
    const { line } = world.connect(heron, otter)
    expect(heron.newsOf('linked')).toHaveLength(1)
    line.aToB = false
    line.bToA = false
    const lynx = world.machine('lynx')
    world.machines.splice(world.machines.indexOf(lynx), 1)
    heron.board.addLink(
      {
        link: 99,
        peer: { id: lynx.id, machine: 'lynx' },
        how: 'introducer',
        lock: null,
        since: world.now,
      },
      { buffered: 0, send: () => {}, close: () => {} },
    )
    world.run(limits.linkMs + 500)
    expect(heron.toPage).toContainEqual(
      expect.objectContaining({ type: 'finished', link: 99, gone: false }),
    )
  })
})
