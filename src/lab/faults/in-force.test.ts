/** Which faults are in force, and what ends them. */
import { describe, expect, it } from 'vitest'
import { endOf, inForce } from './in-force.ts'
import type { Fault, LastingFault } from './script.ts'

const [a, b] = ['n1@heron', 'n2@heron']
const lossy = { do: 'link', from: a, to: b, lossPercent: 20 } as const
const late = { do: 'link', from: a, to: b, delayMs: 20 } as const
const cut = { do: 'cut', from: a, to: b } as const
const parted = { do: 'partition', groups: [[a]] } as const
const each: readonly LastingFault[] = [
  { do: 'crash', node: a },
  parted,
  lossy,
  cut,
  { ...cut, oneWay: true },
  { do: 'slow', node: a, factor: 10 },
  { do: 'pause', node: a, forMs: 500 },
  { do: 'clock', node: a, driftPpm: 100 },
  { do: 'disk', node: a, fault: 'full' },
]

/** What is left of faults that came one ms after the other. */
function left(...faults: readonly Fault[]): readonly LastingFault[] {
  const steps = faults.map((fault, atMs) => ({ atMs, ...fault }))
  return inForce(steps, steps.length).map(({ fault }) => fault)
}

describe('faults in force', () => {
  it.each(each)('$do stays, until it ends, is undone or all is healed', (fault) => {
    expect(left(fault)).toEqual([fault])
    expect(left(fault, endOf(fault))).toEqual([])
    expect(left(fault, { do: 'undo', fault })).toEqual([])
    expect(left(fault, { do: 'heal', all: true })).toEqual([])
  })

  it('end one by one', () => {
    for (const fault of each) {
      const others = each.filter((other) => left(other, endOf(fault)).length === 0)
      // What ends a crash begins another life, which isn't paused.
      const ends = fault.do === 'cut' || fault.do === 'crash' ? 2 : 1
      expect(others.length, fault.do).toBeLessThanOrEqual(ends)
    }
  })

  it('of a node’s life end with it', () => {
    const pause = { do: 'pause', node: a, forMs: 500 } as const
    const crash = { do: 'crash', node: a } as const
    expect(left(pause, crash)).toEqual([crash])
    expect(left(pause, { do: 'restart', node: a })).toEqual([])
    expect(left(pause, { ...crash, node: b })).toHaveLength(2)
  })

  it('are replaced by a newer one of the same node or way', () => {
    expect(left(lossy, late)).toEqual([late])
    expect(left(lossy, { ...late, to: '*' })).toHaveLength(2)
    expect(left(parted, { do: 'partition', groups: [[b]] })).toHaveLength(1)
    const full = { do: 'disk', node: a, fault: 'full' } as const
    expect(left(full, { ...full, fault: 'slow' })).toHaveLength(2)
    expect(left(full, { ...full, fault: 'slow' }, { ...full, fault: 'none' })).toEqual([])
    expect(left(full, { ...full, fault: 'lost' })).toEqual([full])
  })

  it('heal as far as they close ways', () => {
    expect(left(lossy, cut, parted, { do: 'heal' })).toEqual([lossy])
  })

  it('a cut is mended from either end, or in one direction', () => {
    expect(left(cut, { do: 'mend', from: b, to: a })).toEqual([])
    expect(left(cut, { do: 'mend', from: a, to: b, oneWay: true })).toEqual([
      { do: 'cut', from: b, to: a, oneWay: true },
    ])
    expect(left({ ...cut, oneWay: true }, { do: 'mend', from: b, to: a, oneWay: true })).toEqual([
      { ...cut, oneWay: true },
    ])
  })

  it('a pause is over after its time', () => {
    const pause = { atMs: 1_000, do: 'pause', node: a, forMs: 500 } as const
    expect(inForce([pause], 999)).toEqual([])
    expect(inForce([pause], 1_499)).toHaveLength(1)
    expect(inForce([pause], 1_500)).toEqual([])
  })

  it('are counted by time, not by their place in the script', () => {
    const steps = [
      { atMs: 9, ...late },
      { atMs: 5, do: 'restart', node: a },
      { atMs: 2, do: 'crash', node: a },
    ] as const
    expect(inForce(steps, 3).map(({ fault }) => fault.do)).toEqual(['crash'])
    expect(inForce(steps, 9).map(({ fault }) => fault.do)).toEqual(['link'])
  })

  it('are there once, since the newest', () => {
    const crash = { do: 'crash', node: a } as const
    const again = { atMs: 3, ...crash }
    const steps = [{ atMs: 1, ...crash }, { atMs: 2, ...cut }, again]
    expect(inForce(steps, 9).map(({ sinceMs }) => sinceMs)).toEqual([2, 3])
  })

  it('an undo of what isn’t there does nothing, whatever the order of fields', () => {
    expect(left(lossy, { do: 'undo', fault: cut })).toEqual([lossy])
    const same = { lossPercent: 20, to: b, from: a, do: 'link' } as const
    expect(left(lossy, { do: 'undo', fault: same })).toEqual([])
  })
})
