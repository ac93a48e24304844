/** Which stretch is seen: it follows the run, stands still for who reads, and is found by words. */
import { describe, expect, it } from 'vitest'
import { atStart, goLive, seek, type Trace } from '../../lab/index.ts'
import { startMemory } from './model.ts'
import { eventsAt, flagAt, walked } from './reach.ts'
import { see, Told } from './sight.ts'
import { arranged, emptySpacetime } from './state.ts'
import { shifted } from './stretch.ts'

/** Ann says something to Bob every 100 ms, for ten seconds. */
function talking(): { told: Told; trace: Trace } {
  const told = new Told()
  const ann = told.born('n1@a', 1, 'ann')
  const bob = told.born('n1@b', 2, 'bob')
  for (let i = 0; i < 100; i++) {
    told.post(ann, bob, ['word', i], 40)
    told.wait(60)
  }
  return { told, trace: told.trace }
}

describe('the stretch', () => {
  it('follows the newest in Live, in either axis', () => {
    const { trace } = talking()
    const { stretch, follows } = see(trace, { spanMs: 2_000 })
    expect(stretch.toMs).toBeGreaterThan(trace.timeAt(trace.end - 1))
    expect(follows).toBe(true)
    expect(see(trace, { axis: 'steps' }).stretch.events.at(-1)).toBe(trace.end - 1)
  })

  it('stays where somebody went, and follows no more', () => {
    const { trace } = talking()
    const { stretch, follows } = see(trace, { anchor: 3_000, spanMs: 1_000 })
    expect(stretch.fromMs).toBe(3_000)
    expect(follows).toBe(false)
  })

  it.each(['time', 'steps'] as const)('stands still while the clock moves in it: %s', (axis) => {
    const { trace } = talking()
    const memory = startMemory()
    const at = (index: number) =>
      see(trace, { axis, memory, spanMs: 2_000, playback: seek(atStart, trace, index) }).stretch
    const begin = at(150).begin
    expect(at(153).begin).toBe(begin)
    expect(at(148).begin).toBe(begin)
    const far = at(20)
    expect(far.begin).toBeLessThan(begin)
    expect(far.events).toContain(20)
  })

  it.each(['time', 'steps'] as const)('is moved by as many px as it was dragged: %s', (axis) => {
    const { trace } = talking()
    const { reel, options, stretch } = see(trace, { axis, spanMs: 2_000 })
    const back = shifted(trace, reel, options, stretch, -260)
    expect(back).toBeLessThan(stretch.begin)
    const moved = see(trace, { axis, spanMs: 2_000, anchor: back })
    const on = shifted(trace, moved.reel, moved.options, moved.stretch, 260)
    expect(on).toBeCloseTo(stretch.begin)
  })

  it('goes by pages for who wants no motion', () => {
    const { trace, told } = talking()
    const begin = () => see(trace, { still: true, spanMs: 3_000 }).stretch.begin
    const before = begin()
    told.wait(10).born('n1@a', 7, 'eve')
    expect(begin()).toBe(before)
  })

  it('has the page’s clock in it, wherever that stands', () => {
    const { trace } = talking()
    const live = see(trace, { playback: goLive(atStart, trace) })
    expect(live.picture.cursor).toBeLessThanOrEqual(live.stretch.length)
    const rewound = see(trace, { playback: seek(atStart, trace, 10) })
    expect(rewound.selected).toBe(10)
    expect(rewound.picture.cursor).toBeCloseTo(rewound.stretch.alongOf(10))
  })
})

describe('lanes', () => {
  it('stand by machine, then by node', () => {
    const told = new Told()
    for (const node of ['n2@a', 'n1@b', 'n1@a']) told.born(node, 1, node)
    const { headings } = see(told.trace).picture
    expect(headings.map(({ node }) => node)).toEqual(['n1@a', 'n2@a', 'n1@b'])
  })

  it('show how long a message is held back', () => {
    const told = new Told()
    const [ann, bob] = [told.born('n1@a', 1, 'ann'), told.born('n1@b', 2, 'bob')]
    const held = told.say('held', ann, { other: bob, term: [null, 'x'] })
    told.wait(500).say('sent', ann, { other: bob, cause: held, term: [null, 'x'] })
    const [wait] = see(told.trace, { spanMs: 1_000 }).picture.waits
    expect((wait?.to ?? 0) - (wait?.from ?? 0)).toBeCloseTo(500, 0)
  })
})

describe('finding', () => {
  it('is by kind, by process and by what was said; around the end it goes on', () => {
    const { trace } = talking()
    const { search, picture } = see(trace, { query: 'Received BOB 42' })
    expect(search.matches.map((index) => trace.at(index).kind)).toEqual(['received'])
    const all = see(trace, { query: 'sent' }).search
    expect(all.matches).toHaveLength(100)
    const [first, second] = all.matches
    expect(all.next(first ?? -1, 1)).toBe(second)
    expect(all.next(first ?? -1, -1)).toBe(all.matches.at(-1))
    expect(all.placeOf(second ?? -1)).toBe(2)
    expect(picture.dots.some(({ found }) => found)).toBe(false)
    expect(see(trace, { query: 'sent' }).picture.dots.some(({ found }) => found)).toBe(true)
  })

  it('goes on with the trace, and finds nothing when nothing is asked', () => {
    const { trace, told } = talking()
    const memory = startMemory()
    expect(see(trace, { memory, query: 'spawn' }).search.matches).toHaveLength(2)
    told.born('n1@a', 7, 'eve')
    expect(see(trace, { memory, query: 'spawn' }).search.matches).toHaveLength(3)
    expect(see(trace, { memory, query: ' ' }).search.matches).toEqual([])
  })
})

describe('reaching', () => {
  it('finds the event under a pointer: a dot, an arrow, or nothing', () => {
    const { trace } = talking()
    const { picture } = see(trace, { axis: 'steps', stepPx: 84 })
    const near = { dot: 12, line: 6 }
    const [dot] = picture.dots
    const [arrow] = picture.arrows
    if (dot === undefined || arrow === undefined) throw new Error('a dot and an arrow were wanted')
    expect(eventsAt(picture, dot, near)).toEqual(dot.events)
    const { a, b } = arrow
    const middle = { along: (a.along + b.along) / 2, across: (a.across + b.across) / 2 }
    expect(eventsAt(picture, middle, near)).toEqual([arrow.to])
    expect(eventsAt(picture, { along: 9_999, across: -50 }, near)).toBeNull()
    expect(flagAt(picture, 0, 10)).toBeNull()
  })

  it('walks along a lane, between lanes, to the cause and to the effect', () => {
    const { trace } = talking()
    const { picture, reel } = see(trace, { axis: 'steps' })
    const sent = trace.end - 6
    expect(trace.at(sent).kind).toBe('sent')
    expect(walked(picture, reel, sent, 'effect')).toBe(sent + 1)
    expect(walked(picture, reel, sent + 1, 'cause')).toBe(sent)
    expect(walked(picture, reel, sent, 'on')).toBe(sent + 3)
    expect(walked(picture, reel, sent, 'back')).toBe(sent - 3)
    expect(trace.at(walked(picture, reel, sent, 'after') ?? -1).subject?.node).toBe('n1@b')
    expect(walked(picture, reel, sent, 'before')).toBeNull()
    expect(walked(picture, reel, sent + 2, 'effect')).toBeNull()
    expect(walked(picture, reel, sent, 'last')).toBe(trace.end - 1)
  })
})

describe('wishes', () => {
  it('zoom through round stops and stay at the last', () => {
    const nearer = arranged(emptySpacetime, { act: 'zoom', by: 1, anchor: null })
    expect(nearer.spanMs).toBe(2_000)
    const least = { ...emptySpacetime, spanMs: 0.01 }
    expect(arranged(least, { act: 'zoom', by: 1, anchor: null }).spanMs).toBe(0.01)
    const steps = arranged({ ...emptySpacetime, axis: 'steps' }, { act: 'zoom', by: -1, anchor: 4 })
    expect(steps).toMatchObject({ stepPx: 18, anchor: 4 })
  })

  it('follow again when the axis changes', () => {
    const gone = arranged(emptySpacetime, { act: 'anchor', anchor: 12 })
    expect(arranged(gone, { act: 'axis', axis: 'steps' }).anchor).toBeNull()
  })
})
