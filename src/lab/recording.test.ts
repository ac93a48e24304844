/** A recording beside the plainest one, an array: whatever is told, cut, let go and asked for. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EventKind, eventKinds, Pid, type Recorded, Ref, type Term } from '../kernel/index.ts'
import { limits } from './limits.ts'
import { Recording } from './recording.ts'

const term: fc.Arbitrary<Term> = fc.oneof(
  fc.constantFrom<Term>(null, -0, Number.NaN, 2n ** 70n, ['', { key: [1] }]),
  fc.string(),
  fc.constant(new Ref('n1@a', 1, 7)),
  fc.constant(Uint8Array.of(1, 2)),
)

interface Told {
  readonly kind: EventKind
  readonly node: number
  /** How much its number is above the one before: mostly one, and not always more than none. */
  readonly step: number
  readonly term: Term
}

const told: fc.Arbitrary<Told> = fc.record({
  kind: fc.constantFrom(...eventKinds),
  node: fc.nat(2),
  step: fc.oneof({ weight: 8, arbitrary: fc.constant(1) }, fc.integer({ min: -3, max: 4 })),
  term,
})

function eventsOf(all: readonly Told[]): Recorded[] {
  const numbers = [0, 0, 0]
  return all.map(({ kind, node, step, term }, at) => {
    const number = Math.max(1, (numbers[node] as number) + step)
    numbers[node] = number
    const [name, creation] = [`n${node}@a`, 1 + (node % 2)]
    const subject = at % 3 === 0 ? null : new Pid(name, creation, at % 5)
    const cause = at % 4 === 0 ? null : ([name, creation, number] as const)
    return {
      kind,
      at: at / 7,
      node: name,
      creation,
      number,
      lamport: at,
      subject,
      other: null,
      cause,
      term,
    }
  })
}

/** Several chunks and a part of one. */
const many = fc
  .tuple(fc.array(told, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 2_200 }))
  .map(([some, length]) =>
    eventsOf(Array.from({ length }, (_, i) => some[i % some.length] as Told)),
  )

function expectSame(trace: Recording, events: readonly Recorded[]): void {
  const { first, end } = trace
  const indices = Array.from({ length: end - first }, (_, place) => first + place)
  const places = events.map(({ node, number }, at) => [`${node} ${number}`, first + at] as const)
  const earliest = new Map(places.toReversed())
  const read = indices.map((index) => ({
    ...trace.at(index),
    kindAt: trace.kindAt(index),
    timeAt: trace.timeAt(index),
    found: trace.find([trace.at(index).node, trace.at(index).creation, trace.at(index).number]),
  }))
  const told = events.map((event, at) => ({
    ...event,
    index: first + at,
    kindAt: event.kind,
    timeAt: event.at,
    found: earliest.get(`${event.node} ${event.number}`),
  }))
  expect(read).toEqual(told)
  for (const number of [0, 1e9]) expect(trace.find(['n1@a', 2, number])).toBe(-1)
  for (const outside of [first - 1, end]) expect(() => trace.at(outside)).toThrow(RangeError)
}

function recorded(events: readonly Recorded[], first = 0): Recording {
  const trace = new Recording()
  trace.first = first
  for (const event of events) trace.append(event)
  return trace
}

describe('a recording', () => {
  it('gives back what it was told, from wherever it begins', () => {
    fc.assert(
      fc.property(many, fc.nat(10), (events, first) => expectSame(recorded(events, first), events)),
      { numRuns: 15 },
    )
  })

  it('that was cut knows nothing of what came after, and goes on by itself', () => {
    fc.assert(
      fc.property(many, fc.nat(2_200), (events, at) => {
        const trace = recorded(events)
        const before = events.slice(0, at)
        const copy = trace.cutAt(at)
        expectSame(copy, before)
        const more = { ...(events[0] as Recorded), number: 1e6, at: 9 }
        copy.append(more)
        expectSame(copy, [...before, more])
        expectSame(trace, events)
      }),
      { numRuns: 15 },
    )
  })

  it('keeps what is no term as it is', () => {
    const odd = { what: undefined } as unknown as Term
    const events = eventsOf(
      Array.from({ length: 1_100 }, () => ({ kind: 'host', node: 0, step: 1, term: odd })),
    )
    expectSame(recorded(events), events)
  })

  it('lets the oldest quarter go when it is full, and goes on', () => {
    const one = (number: number): Recorded => ({
      ...{ kind: 'note', at: number, node: 'n1@a', creation: 1, number, lamport: number },
      ...{ subject: null, other: null, cause: null, term: ['count', number] },
    })
    const most = 8 * limits.chunkEvents
    const trace = new Recording(most)
    for (let number = 1; number <= most + 1; number++) trace.append(one(number))
    expect([trace.first, trace.end]).toEqual([most / 4, most + 1])
    expect(trace.find(['n1@a', 1, trace.first])).toBe(-1)
    for (const index of [trace.first, trace.first + 777, trace.end - 1]) {
      expect(trace.at(index)).toEqual({ ...one(index + 1), index })
      expect(trace.find(['n1@a', 1, index + 1])).toBe(index)
    }
  })
})
