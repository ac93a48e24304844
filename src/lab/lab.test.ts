/** Recording, timeline and playback over traces of a real simulated system. */
import { describe, expect, it } from 'vitest'
import { self, sendAfter, type Term } from '../kernel/index.ts'
import { World } from '../sim/index.ts'
import { atStart, follow, goLive, type Recording, seek, slowFactor, Timeline } from './index.ts'
import { pace } from './playback.ts'

const tick = () => sendAfter(100, self(), 'tick')
const counter = {
  init: () => [tick(), ['ok', 0]][1],
  handleInfo: (_: Term, count: number) => [tick(), ['noreply', count + 1]][1],
}
const child = (id: string) => ({
  id,
  start: ['gen_server', 'startLink', ['counter', null, { name: id }]],
})
const tree = { init: () => ['ok', [{ intensity: 2, period: 10 }, [child('a'), child('b')]]] }

function run(untilMs: number, killAt: readonly number[] = []) {
  const world = new World({
    seed: 7,
    load(code) {
      code.load('counter', '1', counter)
      code.load('tree', '1', tree)
    },
  })
  world.addNode('n1@here')
  world.boot('n1@here', 'tree')
  for (const at of killAt) world.at(at, () => world.apply({ do: 'kill', target: { name: 'a' } }))
  world.runUntil(untilMs)
  return world
}

const named = (timeline: Timeline, cursor: number, name: string) =>
  [...timeline.systemAt(cursor).processes.values()].find((p) => p.name === name)

describe('the timeline', () => {
  it('knows names, states and the supervisor’s children', () => {
    const { trace } = run(1050)
    const timeline = new Timeline(trace, null)
    expect(named(timeline, trace.end, 'a')?.state).toBe(10)
    const children = named(timeline, trace.end, 'tree')?.supervisor?.children.map((c) => c.id)
    expect(children).toEqual(['a', 'b'])
  })

  it('gives the same picture forwards, backwards and from a fresh start', () => {
    const { trace } = run(5000, [1000, 2000])
    const timeline = new Timeline(trace, null)
    const show = (t: Timeline, cursor: number) => JSON.stringify([...t.systemAt(cursor).processes])
    const forwards = []
    for (let cursor = 0; cursor <= trace.end; cursor += 7) forwards.push(show(timeline, cursor))
    for (let i = forwards.length - 1; i >= 0; i--) {
      expect(show(timeline, i * 7)).toBe(forwards[i])
      expect(show(new Timeline(trace, null), i * 7)).toBe(forwards[i])
    }
  })

  it('keeps a post-mortem of the dead with the reason and the last message', () => {
    const { trace } = run(1100, [1050])
    const dead = [...new Timeline(trace, null).systemAt(trace.end).processes.values()].find(
      (p) => p.status === 'dead',
    )
    expect(dead).toMatchObject({ label: 'a', lastMessage: 'tick', exit: { reason: 'killed' } })
  })
})

describe('the recording', () => {
  it('finds the event that caused another', () => {
    const { trace } = run(500)
    for (let i = trace.first; i < trace.end; i++) {
      const event = trace.at(i)
      if (event.kind !== 'received' || event.cause === null) continue
      const cause = trace.at(trace.find(event.cause))
      expect(cause.kind).toBe('delivered')
      expect(cause.term).toEqual(event.term)
    }
  })

  it('is the same for the same seed', () => {
    const text = (r: Recording) => JSON.stringify(Array.from({ length: r.end }, (_, i) => r.at(i)))
    expect(text(run(3000, [1000]).trace)).toBe(text(run(3000, [1000]).trace))
  })
})

describe('the playback', () => {
  it('tells a fault slowly, event by event, and then catches up', () => {
    const { trace } = run(3000, [1050])
    let playback = { ...atStart }
    const moments: number[] = []
    for (let now = 0; now < 6000; now += 50) {
      playback = follow(playback, trace, now, 50)
      if (moments.at(-1) !== playback.cursor) moments.push(playback.cursor)
    }
    const next = moments.map((cursor) => (cursor < trace.end ? trace.at(cursor).kind : 'end'))
    expect(next.slice(0, 2)).toEqual(['exit_arrived', 'spawn'])
    expect(playback).toMatchObject({ mode: 'live', slow: null, cursor: trace.end })
  })

  it('takes at most four seconds for a long story', () => {
    const { trace } = run(1070, [1050, 1055, 1060])
    let playback = { ...atStart }
    let slowMs = 0
    for (let now = 0; now < 20_000; now += 20) {
      playback = follow(playback, trace, now, 20)
      if (playback.slow !== null) slowMs += 20
    }
    expect(slowMs).toBeLessThanOrEqual(pace.wholeMs + pace.perEventMs)
    expect(playback.slow).toBeNull()
  })

  it('says how much slower it tells than it was', () => {
    const { trace } = run(3000, [1050])
    let playback = { ...atStart }
    for (let now = 0; now < 500; now += 50) playback = follow(playback, trace, now, 50)
    expect(playback.slow).not.toBeNull()
    if (playback.slow !== null)
      expect(slowFactor(playback.slow, trace).reallyMs).toBeGreaterThanOrEqual(0)
  })

  it('stands still where it was put and goes back to live', () => {
    const { trace } = run(1000)
    const past = seek(atStart, trace, 10)
    expect(follow(past, trace, 99, 10)).toMatchObject({ mode: 'paused', cursor: 11 })
    expect(goLive(past, trace)).toMatchObject({ mode: 'live', cursor: trace.end })
  })
})
