/**
 * The tape's scale: windows, places, clusters of signs, and the way back from a place to an event.
 */
import { describe, expect, it } from 'vitest'
import { killCounter, running } from '../sample.ts'
import { readOn, startReading } from './reading.ts'
import {
  clustersOf,
  faultFrom,
  indexAt,
  PEN_ROOM,
  penPath,
  stepOf,
  timeAtX,
  windowOf,
  xOf,
} from './tape.ts'

const window = { fromMs: 0, toMs: 60_000 }

function killed() {
  const cast = running()
  killCounter(cast)
  const { trace } = cast.sample
  return { trace, reading: readOn(startReading(), trace) }
}

describe('windowOf', () => {
  it('follows the newest event in Live', () => {
    const { trace } = killed()
    const last = trace.timeAt(trace.end - 1)
    const live = windowOf(trace, last, true, 10_000, null)
    expect(live).toEqual({ fromMs: last - 10_000, toMs: last })
  })

  it('goes on with the clock when nothing happens', () => {
    const { trace } = killed()
    const now = trace.timeAt(trace.end - 1) + 1_200
    const live = windowOf(trace, now, true, 10_000, null)
    expect(xOf(now, live, 800)).toBe(800 - PEN_ROOM)
    expect(live).toEqual({ fromMs: now - 10_000, toMs: now })
    expect(windowOf(trace, now, true, null, null).toMs).toBe(now)
  })

  it('stays where it is while the pen moves inside it', () => {
    const { trace } = killed()
    const before = { fromMs: 30_000, toMs: 40_000 }
    expect(windowOf(trace, 35_000, false, 10_000, before)).toBe(before)
  })

  it('goes along when the pen leaves it', () => {
    const { trace } = killed()
    const before = { fromMs: 30_000, toMs: 40_000 }
    const moved = windowOf(trace, 12_000, false, 10_000, before)
    expect(moved.fromMs).toBeLessThanOrEqual(12_000)
    expect(moved.toMs).toBeGreaterThanOrEqual(12_000)
  })

  it('shows everything when asked to', () => {
    const { trace } = killed()
    const all = windowOf(trace, 0, false, null, null)
    expect(all).toEqual({ fromMs: trace.timeAt(0), toMs: trace.timeAt(trace.end - 1) })
  })
})

describe('places', () => {
  it('go both ways', () => {
    for (const time of [0, 1_234, 59_000]) {
      expect(timeAtX(xOf(time, window, 800), window, 800)).toBeCloseTo(time)
    }
  })

  it('lead to the last event at or before a time', () => {
    const { trace } = killed()
    const at = indexAt(trace, 41_000)
    expect(trace.timeAt(at)).toBeLessThanOrEqual(41_000)
    expect(trace.timeAt(at + 1)).toBeGreaterThan(41_000)
    expect(indexAt(trace, -5)).toBe(0)
    expect(indexAt(trace, 1e9)).toBe(trace.end - 1)
  })
})

describe('clustersOf', () => {
  it('tells signs that stand too close together as one, by the gravest', () => {
    const { reading } = killed()
    const clusters = clustersOf(reading.marks, window, 800, 26)
    expect(clusters.map(({ kind, marks }) => [kind, marks.length])).toEqual([['death', 3]])
  })

  it('leaves out what lies beyond the window', () => {
    const { reading } = killed()
    expect(clustersOf(reading.marks, { fromMs: 0, toMs: 1_000 }, 800, 26)).toEqual([])
  })
})

describe('faultFrom', () => {
  it('goes from fault to fault, over what people did', () => {
    const { reading, trace } = killed()
    const first = faultFrom(reading.marks, -1, 1)
    expect(first?.kind).toBe('death')
    expect(faultFrom(reading.marks, first?.event ?? 0, 1)?.kind).toBe('restart')
    expect(faultFrom(reading.marks, trace.end, 1)).toBeNull()
  })
})

describe('the axis', () => {
  it('takes a round step that leaves room for labels', () => {
    expect(stepOf(window, 800, 88)).toBe(10_000)
    expect(stepOf({ fromMs: 0, toMs: 100 }, 800, 88)).toBe(100)
  })

  it('swings further where more happens', () => {
    const path = penPath(new Map([[40, 100]]), { fromMs: 0, toMs: 20_000 }, 420, 250, 9)
    const heights = [...path.matchAll(/ (-?[\d.]+)/g)].map(([, y]) => Number(y))
    expect(Math.max(...heights)).toBe(9)
    expect(heights.filter((y) => y === 0).length).toBeGreaterThan(50)
  })
})
