/** Faults as stretches of time, and their rows on the tape. */
import { describe, expect, it } from 'vitest'
import type { Fault } from '../../lab/index.ts'
import { Sample } from '../sample.ts'
import { barsOf, forceSpans } from './force-spans.ts'

function strike(sample: Sample, fault: Fault): void {
  sample.add('op', 'world', {}, { do: 'fault', fault: JSON.parse(JSON.stringify(fault)) })
}

describe('forceSpans', () => {
  it('lasts from the fault to what ends it', () => {
    const sample = new Sample()
    sample.wait(100)
    strike(sample, { do: 'crash', node: 'n1' })
    sample.wait(400)
    strike(sample, { do: 'cut', from: 'n1', to: 'n2' })
    strike(sample, { do: 'restart', node: 'n1' })
    const spans = forceSpans(sample.trace)
    expect(spans.map(({ fault, fromMs, toMs }) => [fault.do, fromMs, toMs])).toEqual([
      ['crash', 100, 500],
      ['cut', 500, Number.POSITIVE_INFINITY],
    ])
  })

  it('ends a pause by itself, and reads on by the new tail', () => {
    const sample = new Sample()
    strike(sample, { do: 'pause', node: 'n1', forMs: 2_000 })
    expect(forceSpans(sample.trace)).toMatchObject([{ fromMs: 0, toMs: 2_000 }])
    sample.wait(500)
    strike(sample, { do: 'heal', all: true })
    expect(forceSpans(sample.trace)).toMatchObject([{ fromMs: 0, toMs: 500 }])
  })
})

describe('barsOf', () => {
  const span = (fromMs: number, toMs: number) => ({
    fault: { do: 'crash', node: 'n1' } as const,
    fromMs,
    toMs,
  })
  const bars = (spans: readonly ReturnType<typeof span>[]) => barsOf(spans, (ms) => ms, 1_000, 2)

  it('lays none over another, and counts those beyond its rows', () => {
    const { bars: put, hidden } = bars([
      span(0, 300),
      span(100, 400),
      span(200, 500),
      span(400, 900),
    ])
    // The longest first: 400 to 900; then as they began.
    expect(put.map(({ row, from }) => [row, from])).toEqual([
      [0, 400],
      [0, 0],
      [1, 100],
    ])
    expect(hidden).toBe(1)
  })

  it('keeps a short one wide enough to be read, and leaves out what isn’t on the paper', () => {
    const { bars: put } = bars([span(100, 101), span(-300, -200), span(1_200, 1_300)])
    expect(put).toHaveLength(1)
    expect((put[0]?.to ?? 0) - (put[0]?.from ?? 0)).toBeGreaterThanOrEqual(64)
  })
})
