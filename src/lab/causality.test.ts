/**
 * The order of events beside its definition: for any trace, the cones and clocks say what the
 * transitive closure of "directly before" says.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type EventId,
  type EventKind,
  Pid,
  pidKey,
  receive,
  self,
  send,
  spawn,
} from '../kernel/index.ts'
import { runMain } from '../sim/index.ts'
import { causalityOf, clockOf, coneOf } from './causality.ts'
import { Recording } from './recording.ts'
import type { Trace, TraceEvent } from './trace.ts'

const kinds: readonly EventKind[] = [
  'spawn',
  'sent',
  'delivered',
  'received',
  'exit',
  'exit_sent',
  'exit_arrived',
  'dropped',
  'link',
  'op',
  'nodedown',
]

interface Step {
  readonly kind: number
  readonly node: number
  readonly creation: number
  readonly subject: number
  readonly other: number
  readonly back: number
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.nat(kinds.length - 1),
  node: fc.nat(1),
  creation: fc.nat(1),
  subject: fc.nat(2),
  other: fc.nat(2),
  back: fc.nat(12),
})

/** Any events at all, with causes somewhere before them: wilder than a node's own trace. */
function recorded(steps: readonly Step[]): Recording {
  const trace = new Recording()
  const numbers = new Map<string, number>()
  const ids: EventId[] = []
  for (const { kind, node, creation, subject, other, back } of steps) {
    const name = `n${node}@a`
    const number = (numbers.get(`${name}${creation}`) ?? 0) + 1
    numbers.set(`${name}${creation}`, number)
    const nodewide = kinds[kind] === 'nodedown'
    const elsewhere = kinds[kind] === 'link' && back % 2 === 0 ? `n${1 - node}@a` : name
    trace.append({
      kind: kinds[kind] as EventKind,
      at: ids.length,
      node: name,
      creation,
      number,
      lamport: number,
      subject: nodewide ? null : new Pid(elsewhere, creation, subject),
      other: other === 0 ? null : new Pid(`n${back % 2}@a`, creation, other),
      cause: back === 0 ? null : (ids[ids.length - back] ?? null),
      term: null,
    })
    ids.push([name, creation, number])
  }
  return trace
}

/** One pair of the definition: the earlier is the later one's cause, or they share a place. */
function directly(trace: Trace, a: TraceEvent, b: TraceEvent): boolean {
  if (b.cause !== null && trace.find(b.cause) === a.index) return true
  const here = whereabouts(b)
  return a.index < b.index && whereabouts(a).some((place) => here.includes(place))
}

function whereabouts(event: TraceEvent): string[] {
  const { kind, subject, other, node, creation } = event
  const home = (pid: Pid | null) => pid?.node === node && pid.creation === creation
  if (kind === 'dropped' || kind === 'delivered') return []
  if (subject === null) return [`node ${node} ${creation}`]
  const body = `body ${pidKey(subject)}`
  const starter = other !== null && home(other) ? [`body ${pidKey(other)}`] : []
  if (kind === 'spawn') return [body, ...starter]
  return home(subject) ? [body] : starter
}

/** Whether the one could have caused the other, by walking every pair. */
function closure(trace: Trace): boolean[][] {
  const events = Array.from({ length: trace.end - trace.first }, (_, at) =>
    trace.at(trace.first + at),
  )
  const before = events.map((a) => events.map((b) => directly(trace, a, b)))
  for (const [k, through] of before.entries()) {
    for (const row of before) {
      if (!row[k]) continue
      for (const [j, further] of through.entries()) if (further) row[j] = true
    }
  }
  return before
}

describe('causality', () => {
  it('agrees with the transitive closure, for any trace and any event', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const trace = recorded(steps)
        const before = closure(trace)
        const causality = causalityOf(trace, 0, trace.end)
        for (const [e, after] of before.entries()) {
          const cone = coneOf(causality, e)
          for (const [f, isEffect] of after.entries()) {
            const isCause = before[f]?.[e] === true
            const expected = e === f ? 'self' : isCause ? 'cause' : isEffect ? 'effect' : null
            expect(cone.relationOf(f), `${e} ${f}`).toBe(expected)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('tells by two vector clocks which came before', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 25 }), (steps) => {
        const trace = recorded(steps)
        const before = closure(trace)
        const causality = causalityOf(trace, 0, trace.end)
        const clocks = before.map((_, e) => clockOf(causality, e))
        for (const [e, clock] of clocks.entries()) {
          const stand = causality.stands[e]?.[0]
          const place = causality.places[stand?.place ?? -1] ?? ''
          for (const [f, later] of clocks.entries()) {
            const knows = (later.get(place) ?? 0) >= (clock.get(place) ?? 0)
            if (e !== f) expect(knows, `${e} ${f}`).toBe(before[e]?.[f] === true)
          }
        }
      }),
    )
  })

  it('keeps a message that waits apart from what its receiver does meanwhile', () => {
    const { world } = runMain({
      *main() {
        const first = spawn(['m', 'talker', [self()]])
        const second = spawn(['m', 'talker', [self()]])
        const from = (who: Pid) => (message: unknown) =>
          Array.isArray(message) && pidKey(message[0] as Pid) === pidKey(who)
        yield receive(from(second))
        send(second, 'thanks')
        yield receive(from(first))
      },
      *talker(to: Pid) {
        send(to, [self(), 'hello'])
        yield receive()
      },
    })
    world.runUntil(10)
    const { trace } = world
    const all = Array.from({ length: trace.end }, (_, at) => trace.at(at))
    const sent = all.filter(({ kind }) => kind === 'sent')
    const [hello = -1, other = -1, thanks = -1] = sent.map(({ index }) => index)
    const cone = coneOf(causalityOf(trace, 0, trace.end), thanks)
    expect(cone.relationOf(other)).toBe('cause')
    expect(cone.relationOf(hello)).toBeNull()
    const [early, late] = all.filter(
      ({ kind, subject }) => kind === 'received' && subject?.id === 1,
    )
    expect(cone.relationOf(early?.index ?? -1)).toBe('cause')
    expect(cone.relationOf(late?.index ?? -1)).toBe('effect')
  })

  it('reads only what is still there', () => {
    const trace = recorded([
      { kind: 1, node: 0, creation: 0, subject: 0, other: 0, back: 0 },
      { kind: 2, node: 1, creation: 0, subject: 1, other: 0, back: 1 },
    ])
    expect(causalityOf(trace, -5, 99)).toMatchObject({ first: 0, end: 2 })
    expect(coneOf(causalityOf(trace, 1, 2), 1).relationOf(0)).toBeNull()
    expect(causalityOf(trace, 7, 3).stands).toEqual([])
  })
})
