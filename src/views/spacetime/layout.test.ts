/** The picture as marks: every arrow a pair of events, every oddity with a look of its own. */
import { describe, expect, it } from 'vitest'
import { type EventId, Pid } from '../../kernel/index.ts'
import { atStart, Recording, seek, type Trace } from '../../lab/index.ts'
import { killCounter, running } from '../sample.ts'
import type { Picture } from './marks.ts'
import { see, Told } from './sight.ts'

function killed() {
  const cast = running()
  const again = killCounter(cast)
  return { ...cast, again, trace: cast.sample.trace }
}

function pair() {
  const told = new Told()
  return { told, a: told.born('n1@a', 1, 'ann'), b: told.born('n1@b', 2, 'bob') }
}

const laneNames = ({ lanes }: Picture) => lanes.map(({ label, node }) => label ?? node)
const indexOf = (trace: Trace, id: EventId) => trace.find(id)

describe('lanes', () => {
  it('stand for who something happened to, by node and age', () => {
    const { trace } = killed()
    expect(laneNames(see(trace, { spanMs: 1_000 }).picture)).toEqual(['desk', 'counter'])
    const all = see(trace, { spanMs: 60_000 }).picture
    expect(laneNames(all)).toEqual(['root', 'desk', 'operator', 'counter', 'clock'])
  })

  it('have room for the idle when somebody wants to see them', () => {
    const { trace } = killed()
    const { lanes } = see(trace, { spanMs: 1_000, idle: true }).picture
    expect(lanes).toHaveLength(5)
    expect(lanes.find(({ label }) => label === 'clock')?.lives).toMatchObject([{ from: 0 }])
  })

  it('keep the place of who died for who comes after', () => {
    const { trace, counter, again } = killed()
    const { lanes } = see(trace, { axis: 'steps' }).picture
    const lane = lanes.find(({ label }) => label === 'counter')
    expect(lane?.processes).toEqual([counter, again].map((p) => `n2@heron/1/${p.id}`))
    expect(lane?.pid).toBe(`<n2@heron.${again.id}>`)
    expect(lane?.lives).toMatchObject([{ ends: 'exit' }, { begins: true, ends: null }])
    expect(lane?.lives[1]?.from).toBeGreaterThan(lane?.lives[0]?.to ?? 0)
  })

  it('are one for each node, or for all but the selected', () => {
    const { trace, again } = killed()
    expect(laneNames(see(trace, { spanMs: 60_000, grouping: 'nodes' }).picture)).toEqual([
      'n1@heron',
      'n2@heron',
    ])
    const selection = { thing: 'process', key: `n2@heron/1/${again.id}` } as const
    const alone = see(trace, { spanMs: 60_000, grouping: 'selected', selection }).picture
    expect(laneNames(alone)).toEqual(['n1@heron', 'counter', 'n2@heron'])
    expect(alone.lanes.map(({ selected }) => selected)).toEqual([false, true, false])
  })

  it('end with a question mark when their node is lost, and go on when it comes back', () => {
    const { told, a, b } = pair()
    told.wait(10).say('nodedown', null, { term: { node: 'n1@b', creation: 1, reason: 'cut' } })
    told.wait(10).say('boot', null, { node: 'n1@b', creation: 2, term: { creation: 2 } })
    told.born('n1@b', 2, 'bob', 2)
    told.say('state', a, { term: 1 })
    const { lanes, headings } = see(told.trace, { axis: 'steps' }).picture
    expect(laneNames(see(told.trace, { axis: 'steps' }).picture)).toEqual(['ann', 'bob'])
    expect(lanes[1]?.lives).toMatchObject([{ ends: 'lost' }, { begins: true, ends: null }])
    expect(headings).toMatchObject([
      { node: 'n1@a', life: 1 },
      { node: 'n1@b', life: 2 },
    ])
    expect(b.creation).toBe(1)
  })
})

describe('arrows', () => {
  it('are each a pair of events, of which one tells the other as its cause', () => {
    const { trace } = killed()
    const { arrows } = see(trace, { axis: 'steps' }).picture
    const pairs = arrows.filter(({ from, to }) => from !== null && to !== null)
    expect(pairs.length).toBeGreaterThan(0)
    for (const { from, to } of pairs) {
      const { cause } = trace.at(to ?? -1)
      expect(cause && trace.find(cause)).toBe(from)
    }
    expect(arrows.map(({ flavour }) => flavour)).toContain('exit')
    expect(arrows.find(({ flavour }) => flavour === 'exit')?.word).toBe('killed')
  })

  it('slant from sent to delivered and say what is carried', () => {
    const { told, a, b } = pair()
    const [sent, come] = told.post(a, b, ['$gen_call', [a, 'tag'], ['add', 3]], 20)
    const { arrows } = see(told.trace, { spanMs: 100 }).picture
    const ids = { from: indexOf(told.trace, sent), to: indexOf(told.trace, come) }
    expect(arrows).toMatchObject([{ ...ids, tip: 'arrives', word: "['add', 3]" }])
    expect((arrows[0]?.b.along ?? 0) - (arrows[0]?.a.along ?? 0)).toBeGreaterThan(150)
  })

  it('break off where a message reached nobody, was lost, or is told no more of', () => {
    const { told, a, b } = pair()
    const one = told.say('sent', a, { other: b, term: [null, 'one'] })
    told.wait(5).say('dropped', a, { node: 'n1@b', cause: one, term: [null, 'one'] })
    told.wait(50).say('sent', a, { other: b, term: [null, 'two'] })
    told.wait(50).say('nodedown', null, { term: { node: 'n1@b', creation: 1, reason: 'cut' } })
    told.wait(50).say('sent', a, { other: b, term: [null, 'three'] })
    const { arrows } = see(told.trace, { spanMs: 300 }).picture
    expect(arrows.map(({ word, tip }) => [word, tip])).toEqual([
      ['one', 'dropped'],
      ['two', 'lost'],
      ['three', 'open'],
    ])
  })

  it('break off where somebody took a message out of the network', () => {
    const { told, a, b } = pair()
    const sent = told.say('sent', a, { other: b, term: [null, 'gone'] })
    told.say('op', null, { term: { do: 'fault', fault: { do: 'drop', sent } } })
    expect(see(told.trace).picture.arrows).toMatchObject([{ tip: 'lost' }])
  })

  it('come from nowhere when nothing tells of their sending', () => {
    const { told, a, b } = pair()
    told.say('delivered', b, { other: a, term: 'hello' })
    told.wait(500).say('delivered', b, { other: a, cause: ['n1@a', 1, 99], term: 'hello' })
    told.wait(500).say('delivered', b, { term: 'tick' })
    const { arrows } = see(told.trace).picture
    expect(arrows.map(({ from, tail }) => [from, tail])).toEqual([
      [null, 'unknown'],
      [null, 'unknown'],
    ])
  })

  it('go back in time where two machines’ clocks differ', () => {
    const { told, a, b } = pair()
    const sent = told.wait(100).say('sent', a, { other: b, term: [null, 'hi'] })
    told.say('delivered', b, { other: a, cause: sent, at: 40, term: 'hi' })
    const [arrow] = see(told.trace, { spanMs: 200 }).picture.arrows
    expect(arrow?.b.along).toBeLessThan(arrow?.a.along ?? 0)
  })
})

describe('a crowd of events', () => {
  it('of one millisecond becomes flows with counts, and nothing is left out', () => {
    const { told, a, b } = pair()
    for (let i = 0; i < 2_500; i++) told.post(a, b, i, 0.0004)
    const { picture, stretch } = see(told.trace, { spanMs: 10 })
    expect(stretch.events).toHaveLength(told.trace.end)
    expect(picture.arrows.length + picture.flows.length).toBeLessThan(100)
    const drawn = picture.flows.reduce((sum, { count }) => sum + count, picture.arrows.length)
    expect(drawn).toBe(2_500)
    expect(picture.dots.length).toBeLessThan(200)
    const inDots = picture.dots.reduce((sum, { events }) => sum + events.length, 0)
    expect(inDots).toBe(told.trace.end)
  })

  it('is told apart step by step', () => {
    const { told, a, b } = pair()
    for (let i = 0; i < 2_500; i++) told.post(a, b, i, 0.0004)
    const { picture } = see(told.trace, { axis: 'steps' })
    expect(picture.dots.every(({ events }) => events.length === 1)).toBe(true)
    expect(picture.flows).toEqual([])
  })
})

describe('the past', () => {
  it('has an edge where it was let go', () => {
    const told = new Told(0, new Recording(20_000))
    const a = told.born('n1@a', 1, 'ann')
    for (let i = 0; i <= 20_000; i++) told.wait(0.01).say('state', a, { term: i })
    const { trace } = told
    expect(trace.first).toBeGreaterThan(0)
    const early = { anchor: trace.timeAt(trace.first) - 50, spanMs: 100 }
    expect(see(trace, early).picture.begins).toBeGreaterThan(100)
    expect(see(trace, { spanMs: 100 }).picture.begins).toBeNull()
  })

  it('is empty, or has one process, without ado', () => {
    const nothing = new Told()
    expect(see(nothing.trace).picture).toMatchObject({ lanes: [], dots: [], events: 0 })
    expect(see(nothing.trace, { axis: 'steps' }).picture).toMatchObject({ lanes: [], events: 0 })
    nothing.born('n1@a', 1, 'ann')
    const { lanes, dots } = see(nothing.trace).picture
    expect([lanes.length, dots.length]).toEqual([1, 1])
  })

  it('is lit where it could have caused the selected event, and else dimmed', () => {
    const { told, a, b } = pair()
    const c = told.born('n1@c', 3, 'cat')
    told.post(a, c, 'aside', 30)
    const [sent, come] = told.post(a, b, 'because', 50)
    const apart = told.wait(50).say('state', c, { term: 1 })
    const after = told.wait(50).say('exit', b, { cause: come, term: 'boom' })
    const playback = seek(atStart, told.trace, told.trace.find(come))
    const { picture } = see(told.trace, { cone: true, spanMs: 400, playback })
    const toneOf = (id: EventId) =>
      picture.dots.find(({ events }) => events.includes(told.trace.find(id)))?.tone
    expect([sent, come, apart, after].map(toneOf)).toEqual(['cause', 'self', 'dim', 'effect'])
    const tones = Object.fromEntries(picture.arrows.map(({ word, tone }) => [word, tone]))
    expect(tones).toEqual({ because: 'cause', aside: 'dim' })
  })
})

describe('faults and hands', () => {
  it('stand on the same axis, and point to whom they were done', () => {
    const { told, b } = pair()
    told.wait(100).say('op', b, { term: { do: 'kill', target: { name: 'bob' } } })
    told.wait(300).say('exit', b, { term: 'killed' })
    const { flags, lanes } = see(told.trace, { spanMs: 1_000 }).picture
    expect(flags.map(({ kind }) => kind)).toEqual(['hand', 'death'])
    expect(flags[0]?.across).toBe(lanes.find(({ label }) => label === 'bob')?.across)
    expect(new Pid('n1@b', 1, 2).id).toBe(b.id)
  })
})
