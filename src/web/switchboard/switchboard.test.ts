/** What a switchboard carries, and what it refuses to carry. */
import { describe, expect, it } from 'vitest'
import { encodeEvents, encodeFrames } from '../../kernel/index.ts'
import { event, frame, frames, linked } from './world.ts'

describe('two linked machines', () => {
  it('know each other’s nodes and take a census for the newcomer', () => {
    const { heron, otter, h1, o1 } = linked()
    expect(heron.toldOf(h1, 'node_up')).toEqual([{ type: 'node_up', name: o1, creation: 1 }])
    expect(otter.toldOf(o1, 'node_up')).toEqual([{ type: 'node_up', name: h1, creation: 1 }])
    expect(heron.toldOf(h1, 'census')).toHaveLength(1)
    expect(heron.newsOf('linked')).toMatchObject([{ machine: 'otter', again: false }])
  })

  it('carry frames from node to node', () => {
    const { world, heron, otter, h1, o1 } = linked()
    heron.board.fromNode(h1, 1, frames(h1, o1))
    world.settle()
    expect(otter.toldOf(o1, 'frames')).toMatchObject([{ from: h1 }])
  })

  it('drop and report what a node says in another one’s name', () => {
    const { world, heron, otter, h1, o1 } = linked()
    for (let i = 0; i < 12; i++) heron.board.fromNode(h1, 1, frames(h1, o1, 'n1@lynx'))
    world.settle()
    expect(otter.toldOf(o1, 'frames')).toEqual([])
    expect(heron.newsOf('frame_refused')).toMatchObject([
      { from: h1, why: 'forged', count: 1 },
      { from: h1, why: 'forged', count: 10 },
    ])
  })

  it('drop and report what a machine says in another one’s name', () => {
    const { world, heron, otter, o1, h1, ends } = linked()
    const from = { name: 'n1@lynx', creation: 1 }
    const bytes = encodeFrames([frame('n1@lynx', o1)])
    ends[0]?.send({ type: 'frames', from, to: { name: o1, creation: 1 }, bytes }, 'frames')
    const trace = encodeEvents([event(h1), event('n1@lynx')])
    ends[0]?.send({ type: 'trace', bytes: trace }, 'trace')
    ends[0]?.send({ type: 'trace', bytes: new Uint8Array([193]) }, 'trace')
    world.settle()
    expect(otter.toldOf(o1, 'frames')).toEqual([])
    expect(otter.toPage.filter(({ type }) => type === 'trace')).toEqual([])
    expect(otter.newsOf('frame_refused')).toMatchObject([{ why: 'forged' }, { why: 'malformed' }])
    expect(heron.newsOf('frame_refused')).toEqual([])
  })

  it('show each other their traces', () => {
    const { world, heron, otter, h1 } = linked()
    const bytes = encodeEvents([event(h1)])
    heron.board.fromNode(h1, 1, { type: 'trace', bytes })
    world.settle()
    expect(heron.toPage.at(-1)).toEqual({ type: 'trace', machine: 'heron', bytes })
    expect(otter.toPage.at(-1)).toEqual({ type: 'trace', machine: 'heron', bytes })
  })

  it('hear of a node’s new life, and take no frames for the old one', () => {
    const { world, heron, otter, h1, o1 } = linked()
    heron.board.removeNode(h1)
    heron.node('n1', 2)
    world.settle()
    expect(otter.toldOf(o1, 'node_down')).toMatchObject([{ name: h1 }])
    expect(otter.toldOf(o1, 'node_up').at(-1)).toEqual({ type: 'node_up', name: h1, creation: 2 })
    otter.board.fromNode(o1, 1, frames(o1, h1))
    world.settle()
    expect(heron.toldOf(h1, 'frames')).toEqual([])
    expect(otter.newsOf('frame_refused')).toEqual([])
  })

  it('pass operations on to the other page', () => {
    const { world, heron, otter } = linked()
    heron.board.sendOp('otter', new Uint8Array([1]))
    heron.board.sendOp('lynx', new Uint8Array([2]))
    world.settle()
    const ops = otter.toPage.filter(({ type }) => type === 'op')
    expect(ops).toEqual([{ type: 'op', machine: 'heron', op: new Uint8Array([1]) }])
  })
})

describe('a local node', () => {
  it('that stops answering is reported as stuck, once, with the evidence', () => {
    const { world, heron, h1 } = linked()
    heron.silent.add(h1)
    world.run(5_000)
    const stuck = heron.toPage.filter(({ type }) => type === 'stuck')
    expect(stuck).toMatchObject([{ name: h1, creation: 1, silentMs: 1_500, all: false }])
  })

  it('is one of all when the whole process of the boxes has gone', () => {
    const { world, heron, h1 } = linked()
    heron.silent.add(h1).add(heron.node('n2'))
    world.run(3_000)
    const stuck = heron.toPage.filter(({ type }) => type === 'stuck')
    expect(stuck).toMatchObject([{ all: true }, { all: true }])
  })

  it('pauses while the page is behind with the trace', () => {
    const { heron, h1 } = linked()
    const bytes = 3_000_000
    for (let i = 0; i < 3; i++) {
      heron.board.fromNode(h1, 1, { type: 'trace', bytes: new Uint8Array(bytes) })
    }
    expect(heron.toldOf(h1, 'pause')).toHaveLength(1)
    heron.board.traceRead(3 * bytes)
    expect(heron.toldOf(h1, 'go')).toHaveLength(1)
    expect(heron.newsOf('limit')).toMatchObject([{ what: 'unread_trace' }])
  })
})
