/** Batches of trace events: what follows from the event before isn't said, and comes back. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runMain } from '../../sim/index.ts'
import {
  alias,
  DecodeError,
  decodeEvents,
  EventBatch,
  type EventId,
  encodeEvents,
  encodeFrames,
  eventKinds,
  makeRef,
  Pid,
  type Recorded,
  self,
} from '../index.ts'
import { here } from '../process/current.ts'

const pid = new Pid('n1@heron', 1, 7)
const first: Recorded = {
  ...{ kind: 'spawn', at: 1.5, node: 'n1@heron', creation: 1, number: 40, lamport: 50 },
  ...{ subject: pid, other: null, cause: null, term: ['m', 'main', []] },
}

/** What an event has in common with the one before it, or hasn't. */
const step = fc.record({
  kind: fc.constantFrom(...eventKinds),
  laterMs: fc.constantFrom(0, 0, 0.25),
  numbers: fc.constantFrom(1, 1, 1, 2),
  stamps: fc.constantFrom(1, 1, 1, 9),
  node: fc.constantFrom('n1@heron', 'n1@heron', 'n1@heron', 'n2@heron'),
  creation: fc.constantFrom(1, 1, 1, 2),
  cause: fc.constantFrom<'own' | 'later' | 'other' | null>('own', 'later', 'other', null),
})

const chain = fc.array(step, { maxLength: 30 }).map((steps) => {
  const events = [first]
  for (const { laterMs, numbers, stamps, cause, ...rest } of steps) {
    const before = events.at(-1) as Recorded
    const number = before.number + numbers
    const { node, creation } = rest
    const id: EventId | null =
      cause === null
        ? null
        : cause === 'other'
          ? ['n9@otter', 3, 5]
          : [node, creation, cause === 'own' ? number - 3 : number + 3]
    const [at, lamport] = [before.at + laterMs, before.lamport + stamps]
    events.push({ ...rest, at, number, lamport, subject: pid, other: pid, cause: id, term: 1 })
  }
  return events
})

describe('a batch of events', () => {
  it('tells of an alias and changes nothing; a frame gives it to another node', () => {
    const counts: unknown[] = []
    const { world } = runMain({
      main() {
        const ref = alias()
        const { node } = here()
        encodeEvents([{ ...first, term: [ref, makeRef()] }])
        counts.push(node.aliases.size)
        const signal = { type: 'send', from: self(), to: 'bob', message: [ref, makeRef()] } as const
        encodeFrames([{ from: 'n1@a', to: 'n1@b', lamport: 1, cause: null, signal }])
        counts.push(node.aliases.size)
      },
    })
    world.runUntil(1)
    expect(counts).toEqual([0, 1])
  })

  it('gives them back, whatever they have in common', () => {
    fc.assert(
      fc.property(chain, (events) => {
        expect(decodeEvents(encodeEvents(events))).toEqual(events)
      }),
      { numRuns: 1_000 },
    )
  })

  it('has room for every kind beside what it says of the event before', () => {
    expect(eventKinds.length).toBeLessThanOrEqual(32)
  })

  it('takes a dozen bytes for an ordinary event', () => {
    const events = Array.from({ length: 100 }, (_, i): Recorded => {
      const [number, lamport] = [40 + i, 50 + i]
      return { ...first, number, lamport, cause: [first.node, 1, number - 1], term: 'tick' }
    })
    expect(encodeEvents(events).length).toBeLessThan(1_200)
  })

  it('begins anew when it was taken', () => {
    const batch = new EventBatch()
    for (const event of [first, { ...first, number: 41, lamport: 51 }]) {
      batch.add(event)
      expect(batch.length).toBeGreaterThan(0)
      expect(decodeEvents(batch.take())).toEqual([event])
    }
    expect(batch.length).toBe(0)
  })

  it('is refused when its first event says nothing of itself', () => {
    const bytes = encodeEvents([first])
    for (const flag of [32, 64, 96]) {
      const [head = 0, ...rest] = bytes
      expect(() => decodeEvents(new Uint8Array([head | flag, ...rest]))).toThrow('nothing before')
    }
  })

  it('is refused when an event comes after the last number or is caused before the first', () => {
    const last = { ...first, number: Number.MAX_SAFE_INTEGER, lamport: 1 }
    const bytes = encodeEvents([last])
    // Next, same time; no subject, no other, no cause, no term.
    expect(() => decodeEvents(new Uint8Array([...bytes, 96, 0, 0, 0, 0]))).toThrow('no count')
    // Next, same time, own cause: 42 events before number 41.
    const early = [...encodeEvents([first]), 224, 0, 0, 42, 0]
    expect(() => decodeEvents(new Uint8Array(early))).toThrow('no count')
  })

  it('that somebody has changed holds events or is refused', () => {
    const change = fc.tuple(fc.nat(), fc.nat({ max: 255 }))
    fc.assert(
      fc.property(chain, fc.array(change, { minLength: 1, maxLength: 4 }), (events, changes) => {
        const bytes = encodeEvents(events)
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte
        let read: Recorded[]
        try {
          read = decodeEvents(bytes)
        } catch (problem) {
          expect(problem).toBeInstanceOf(DecodeError)
          return
        }
        expect(decodeEvents(encodeEvents(read))).toEqual(read)
      }),
      { numRuns: 1_000 },
    )
  })
})
