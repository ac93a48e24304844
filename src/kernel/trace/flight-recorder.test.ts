/** A node's flight recorder: the newest of what isn't told, bounded, in brief. */
import { describe, expect, it } from 'vitest'
import {
  CodeServer,
  limits,
  Node,
  Pid,
  type Recorded,
  receive,
  self,
  send,
  spawn,
  type Watch,
} from '../index.ts'
import { FlightRecorder } from './flight-recorder.ts'

function world(watch: Watch) {
  const told: Recorded[] = []
  const code = new CodeServer()
  code.load('m', '1', {
    *main() {
      const echo = spawn(['m', 'echo', []])
      send(echo, ['ask', self(), { large: 'x'.repeat(50) }])
      yield receive()
      throw ['bad', 'x'.repeat(50)]
    },
    *echo(): Generator {
      const [, from] = (yield receive()) as [string, Pid]
      send(from, 'yes')
    },
  })
  const node = new Node({
    name: 'n1@a',
    creation: 1,
    code,
    environment: {
      clock: { now: () => 7, wakeAt: () => {} },
      random: { next: () => 0 },
      transport: { send: () => {} },
      tracer: { record: (event) => void told.push(event) },
    },
  })
  node.watchFor(watch)
  node.spawn(['m', 'main', []])
  while (node.run(1_000));
  const kept = (id: number) =>
    (node.log.recorder?.about(id, 100) ?? []).map(({ kind, subject, other, term }) => {
      return [kind, subject.id, other?.id ?? null, term]
    })
  return { node, told: told.slice(1).map(({ kind }) => kind), kept }
}

describe('a flight recorder', () => {
  it('keeps what had to do with a process, the newest first, in brief', () => {
    const { told, kept } = world({ level: 'nothing', keeps: true })
    expect(told).toEqual([])
    expect(kept(1)).toEqual([
      ['exit', 1, null, ['nocatch', '…']],
      ['delivered', 1, 2, 'yes'],
      ['delivered', 2, 1, ['ask', '…']],
      ['spawn', 2, 1, ['m', 'echo']],
      ['spawn', 1, null, ['m', 'main']],
    ])
    expect(kept(3)).toEqual([])
  })

  it('keeps nothing of what is told', () => {
    const { told, kept } = world({ level: 'life', keeps: true })
    expect(told).toEqual(['spawn', 'spawn', 'exit', 'exit'])
    expect(kept(1).map(([kind]) => kind)).toEqual(['delivered', 'delivered'])
    expect(world({ level: 'all', keeps: true }).kept(1)).toEqual([])
  })

  it('is there only when it is wanted, and stays while it is', () => {
    expect(world({ level: 'all' }).node.log.recorder).toBeNull()
    const { node, kept } = world({ level: 'nothing', keeps: true })
    node.watchFor({ level: 'all', keeps: true })
    expect(kept(2)).not.toEqual([])
    node.watchFor({ level: 'all' })
    expect(node.log.recorder).toBeNull()
  })

  it('forgets the oldest, and says how many', () => {
    const recorder = new FlightRecorder('n1@a', 1)
    const most = limits.keptEvents
    for (let at = 1; at <= most + 5; at++) recorder.keep('exit', at, at, null, 'normal')
    expect(recorder.lost).toBe(5)
    expect(recorder.about(5, 10)).toEqual([])
    expect(recorder.about(6, 10)).toMatchObject([{ at: 6, term: 'normal' }])
    expect(recorder.about(most + 5, 10)).toMatchObject([{ at: most + 5 }])
  })

  it('knows an earlier life of its node as somebody else', () => {
    const recorder = new FlightRecorder('n1@a', 2)
    const before = new Pid('n1@a', 1, 4)
    recorder.keepMessage('delivered', 1, 3, before, 'hi')
    expect(recorder.about(4, 9)).toEqual([])
    expect(recorder.about(3, 9)).toMatchObject([{ other: before }])
  })

  it('keeps no long words, and nothing that is large', () => {
    const recorder = new FlightRecorder('n1@a', 1)
    const long = 'x'.repeat(41)
    for (const term of [long, [long, 1], { a: 1 }, ['EXIT', ['bad', long], 5n]]) {
      recorder.keep('note', 1, 3, null, term)
      recorder.keepMessage('delivered', 1, 3, null, term)
    }
    const terms = recorder.about(3, 9).map(({ term }) => term)
    expect(terms).toEqual([
      ['EXIT', '…'],
      ['EXIT', 'bad', '…'],
      '…',
      '…',
      ['…', '…'],
      ['…', 1],
      '…',
      '…',
    ])
  })

  it('answers at most so many, and knows pids of other nodes', () => {
    const recorder = new FlightRecorder('n1@a', 2)
    const other = new Pid('n1@b', 1, 4)
    for (let at = 0; at < 9; at++) recorder.keep('delivered', at, 3, other, at)
    const found = recorder.about(3, 2)
    expect(found).toEqual([
      { number: 9, kind: 'delivered', at: 8, subject: new Pid('n1@a', 2, 3), other, term: 8 },
      { number: 8, kind: 'delivered', at: 7, subject: new Pid('n1@a', 2, 3), other, term: 7 },
    ])
    expect(recorder.about(4, 2)).toEqual([])
    recorder.keepMessage('sent', 9, 3, other, ['ask', { much: 'more' }])
    expect(recorder.about(3, 1)).toMatchObject([
      { kind: 'sent', other, term: [null, ['ask', '…']] },
    ])
  })
})
