/** What a node tells of itself: levels, filters, and nothing lost on the way. */
import { describe, expect, it } from 'vitest'
import {
  CodeServer,
  limits,
  Node,
  type Recorded,
  receive,
  self,
  send,
  spawn,
  spawnLink,
} from '../index.ts'

function talker(rounds: number) {
  const events: Recorded[] = []
  const code = new CodeServer()
  code.load('m', '1', {
    *main() {
      spawn(['m', 'other', []])
      for (let i = 0; i < rounds; i++) {
        send(self(), i)
        yield receive()
      }
    },
    other: () => 'done',
  })
  const node = new Node({
    name: 'n1@a',
    creation: 1,
    code,
    environment: {
      clock: { now: () => 0, wakeAt: () => {} },
      random: { next: () => 0 },
      transport: { send: () => {} },
      tracer: { record: (event) => void events.push(event) },
    },
  })
  const run = () => {
    node.spawn(['m', 'main', []])
    while (node.run(1_000));
    return events.slice(1).map(({ kind }) => kind)
  }
  return { node, events, run }
}

describe('a node', () => {
  it('hands over every event, in order, however many there are in a slice', () => {
    const { events, run } = talker(5_000)
    expect(run().filter((kind) => kind === 'received')).toHaveLength(5_000)
    expect(events.map(({ number }) => number)).toEqual(events.map((_, index) => index + 1))
  })

  it('tells nothing, or all but messages, when it is asked to', () => {
    const quiet = talker(3)
    quiet.node.watchFor({ level: 'nothing' })
    expect(quiet.run()).toEqual([])
    const life = talker(3)
    life.node.watchFor({ level: 'life' })
    expect(life.run()).toEqual(['spawn', 'spawn', 'exit', 'exit'])
  })

  it('tells only of the processes that are watched', () => {
    const { node, run } = talker(1)
    node.watchFor({ level: 'all', processes: [2] })
    expect(run()).toEqual(['spawn', 'exit'])
  })

  it('tells only of the kinds that are watched, as far as its level goes', () => {
    const some = talker(2)
    some.node.watchFor({ level: 'all', kinds: ['received', 'exit'] })
    expect(some.run()).toEqual(['received', 'received', 'exit', 'exit'])
    const life = talker(2)
    life.node.watchFor({ level: 'life', kinds: ['received', 'exit'] })
    expect(life.run()).toEqual(['exit', 'exit'])
    const none = talker(2)
    none.node.watchFor({ level: 'all', kinds: [] })
    expect(none.run()).toEqual([])
    expect(none.node.tracing).toBe(false)
  })

  it('begins to tell in the middle, of what comes from then on', () => {
    const { node, events } = talker(1)
    node.watchFor({ level: 'nothing' })
    const pid = node.spawn(['m', 'main', []])
    node.send(pid, 'early')
    node.watchFor({ level: 'all' })
    node.run(1_000)
    const told = (wanted: string) => events.filter(({ kind }) => kind === wanted)
    expect(told('received')).toMatchObject([{ term: 'early', cause: null }])
    expect(told('delivered')).toMatchObject([{ term: 0 }])
  })

  it('tells of a crowd only its first, and who is watched', () => {
    const { node, events } = talker(0)
    const extra = 20
    const first = limits.crowd + 2
    node.code.load('c', '1', {
      *main() {
        for (let i = 0; i < limits.crowd + extra; i++) spawnLink(['c', 'sleep', []])
        yield receive()
      },
      *sleep() {
        yield receive()
      },
    })
    node.watchFor({ level: 'all', crowd: [first + 1] })
    node.spawn(['c', 'main', []])
    while (node.run(1_000));
    const told = events.filter(({ kind }) => kind === 'spawn').map(({ subject }) => subject?.id)
    expect(told).toHaveLength(1 + limits.crowd + 1)
    expect(told.at(-1)).toBe(first + 1)
    expect(events.filter(({ kind }) => kind === 'link')).toHaveLength(limits.crowd + 1)
  })

  it('tells nothing of who is started quietly, and keeps it', () => {
    const { node, events } = talker(0)
    node.code.load('q', '1', {
      *main() {
        spawn(['q', 'sleep', []])
        yield receive()
      },
      *sleep() {
        yield receive()
      },
    })
    node.watchFor({ level: 'all', keeps: true })
    const pid = node.spawn(['q', 'main', []], { quiet: true })
    node.send(pid, 'end')
    while (node.run(1_000));
    expect(node.processes.size).toBe(1)
    expect(events.filter(({ subject }) => subject !== null)).toEqual([])
    const kept = node.log.recorder?.about(pid.id, 9).map(({ kind }) => kind)
    expect(kept).toEqual(['exit', 'spawn', 'delivered', 'spawn'])
  })
})
