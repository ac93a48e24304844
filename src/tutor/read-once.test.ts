/** A reading that remembers, on traces that grow and lose their oldest events. */
import { describe, expect, it } from 'vitest'
import type { Recorded } from '../kernel/index.ts'
import { Recording, type Trace } from '../lab/index.ts'
import { readOnce } from './index.ts'

describe('readOnce', () => {
  it('reads each event once, in order, however often it is asked', () => {
    const trace = new Recording()
    const numbers = readOnce<number[]>(
      () => [],
      (seen, of, index) => seen.push(of.at(index).number),
    )
    expect(numbers(trace)).toEqual([])
    trace.append(event(1))
    trace.append(event(2))
    expect(numbers(trace)).toEqual([1, 2])
    expect(numbers(trace)).toEqual([1, 2])
    trace.append(event(3))
    expect(numbers(trace)).toEqual([1, 2, 3])
  })

  it('keeps traces apart', () => {
    const count = readOnce(
      () => ({ events: 0 }),
      (seen) => seen.events++,
    )
    const [one, other] = [new Recording(), new Recording()]
    one.append(event(1))
    expect(count(one)).toEqual({ events: 1 })
    expect(count(other)).toEqual({ events: 0 })
  })

  it('begins anew with what is left when old events are let go', () => {
    const indices = readOnce<number[]>(
      () => [],
      (seen, _, index) => seen.push(index),
    )
    const trace = { first: 0, end: 3 }
    expect(indices(trace as Trace)).toEqual([0, 1, 2])
    trace.first = 2
    trace.end = 4
    expect(indices(trace as Trace)).toEqual([2, 3])
  })
})

function event(number: number): Recorded {
  const common = { node: 'n1@heron', creation: 1, number, lamport: number, at: number }
  return { ...common, kind: 'note', subject: null, other: null, cause: null, term: null }
}
