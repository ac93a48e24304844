/** Where each turn ended: forth, back, and the place to leave from. */
import { expect, it } from 'vitest'
import { encodeEvents, encodeTerm, type Recorded } from '../../kernel/index.ts'
import { Course } from './course.ts'
import type { Told } from './messages.ts'

const event = (number: number): Recorded => ({
  ...{ kind: 'note', at: number * 10, node: 'n1', creation: 1, number, lamport: number },
  ...{ subject: null, other: null, cause: null, term: ['x', number] },
})

/** Turns 0, 2, 2 (a deed), 5 and 9, which end after 3, 5, 6, 9 and 10 events. */
const steps = [
  [0, 3, 0],
  [2, 5, 0],
  [2, 6, 1],
  [5, 9, 1],
  [9, 10, 1],
]
const told: Told = {
  batches: [encodeEvents(Array.from({ length: 10 }, (_, i) => event(i + 1)))],
  steps: Float64Array.from(steps.flat()),
  ...{ turns: 9, nowMs: 120, events: 10, traceHash: 'x', nodes: 1, left: 0 },
  deeds: encodeTerm([]),
  ...{ verdicts: {}, goal: null, stopped: null, refusal: null },
}

function course(): Course {
  const made = new Course()
  made.take(told)
  return made
}

it('knows the step that was over when so much had been seen', () => {
  const made = course()
  const ends = [0, 1, 3, 4, 5, 6, 7, 9, 10].map((cursor) => made.stepAt(cursor).end)
  expect(ends).toEqual([3, 3, 3, 5, 5, 6, 9, 9, 10])
  expect(made.timeOf(made.stepAt(5))).toBe(50)
})

it('goes from the end of a turn to the next and back', () => {
  const made = course()
  expect([0, 3, 4, 9, 10].map((cursor) => made.neighbour(cursor, 1))).toEqual([3, 5, 5, 10, null])
  expect([10, 9, 4, 3, 0].map((cursor) => made.neighbour(cursor, -1))).toEqual([
    9,
    6,
    3,
    null,
    null,
  ])
})

it('knows the place before a deed', () => {
  expect(course().before(1)).toEqual({ turns: 2, end: 5, deeds: 0 })
})

it('knows what was done by hand by an event, and what was done after it', () => {
  const made = new Course()
  const deed = { atMs: 60, after: 2, op: { do: 'scale', nodes: 2 } } as const
  made.take({ ...told, deeds: encodeTerm([deed]) })
  expect([4, 5, 9].map((at) => made.deedsBy(at).length)).toEqual([0, 1, 1])
})

it('is cut where a step ended, and grows from there', () => {
  const made = course()
  const cut = made.cutAt(made.stepAt(4))
  expect([cut.trace.end, cut.neighbour(5, 1), cut.stepAt(99).end]).toEqual([5, null, 5])
  expect(made.trace.end).toBe(10)
  cut.take({ ...told, batches: [encodeEvents([event(6)])], steps: Float64Array.of(3, 6, 0) })
  expect([cut.trace.at(5).term, cut.stepAt(6)]).toEqual([['x', 6], { turns: 3, end: 6, deeds: 0 }])
})
