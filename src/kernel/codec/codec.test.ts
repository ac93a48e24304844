/** The codec keeps terms, frames and trace events, and believes no stranger's bytes. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  copyTerm,
  DecodeError,
  decodeEvents,
  decodeFrames,
  decodeTerm,
  type EventId,
  encodeEvents,
  encodeFrames,
  encodeTerm,
  eventKinds,
  type Frame,
  FrameBatch,
  limits,
  Pid,
  type Recorded,
  Ref,
  type Signal,
  type Start,
  type Term,
} from '../index.ts'

/** Half a surrogate pair is a character, too. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', 'b', '0', '_'),
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  ),
  maxLength: 70,
})
const node = fc.constantFrom('n1@heron', 'n2@heron', 'n1@otter', 'ñ@水')
const nameParts = [node, fc.nat({ max: 2 ** 32 - 1 }), fc.maxSafeNat()] as const
const pid = fc.tuple(...nameParts).map((parts) => new Pid(...parts))
const ref = fc.tuple(...nameParts).map((parts) => new Ref(...parts))
const key = fc.oneof(text, fc.nat({ max: 5_000 }).map(String)).filter((k) => k !== '__proto__')

const { term } = fc.letrec<{ term: Term }>((tie) => ({
  term: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, -0, Number.NaN, Number.NEGATIVE_INFINITY, 2 ** 53, ''),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double(),
    fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }),
    text,
    fc.uint8Array({ maxLength: 20 }),
    pid,
    ref,
    fc.array(tie('term'), { maxLength: 7 }),
    fc.dictionary(key, tie('term'), { maxKeys: 5 }),
  ),
}))

const eventId: fc.Arbitrary<EventId | null> = fc.option(
  fc.tuple(node, fc.nat({ max: 3 }), fc.nat({ max: 3 })),
)
const start: fc.Arbitrary<Start> = fc.tuple(text, text, fc.array(term, { maxLength: 3 }))
const party = fc.oneof(pid, text)

function signal<T extends Signal['type']>(
  type: T,
  parts: { [K in Exclude<keyof Extract<Signal, { type: T }>, 'type'>]-?: fc.Arbitrary<unknown> },
) {
  return fc.record({ type: fc.constant(type), ...parts }) as unknown as fc.Arbitrary<Signal>
}

const anySignal = fc.oneof(
  signal('send', { from: pid, to: fc.oneof(pid, text, ref), message: term }),
  signal('link', { from: pid, to: pid }),
  signal('unlink', { from: pid, to: pid, id: fc.maxSafeNat() }),
  signal('unlink_ack', { from: pid, to: pid, id: fc.maxSafeNat() }),
  signal('exit', { from: pid, to: pid, reason: term }),
  signal('exit2', { from: pid, to: pid, reason: term }),
  signal('monitor', { from: pid, to: party, ref }),
  signal('demonitor', { from: pid, to: party, ref }),
  signal('down', { from: party, to: pid, ref, reason: term }),
  signal('spawn_request', {
    ...{ from: pid, ref, start, link: fc.boolean(), monitor: fc.boolean() },
    leader: fc.option(pid),
  }),
  signal('spawn_reply', { from: fc.option(pid), to: pid, ref, reason: term }),
)

const frames: fc.Arbitrary<Frame[]> = fc.array(
  fc.record({
    ...{ from: node, to: node, lamport: fc.maxSafeNat(), cause: eventId },
    signal: anySignal,
  }),
  { maxLength: 8 },
)

const events: fc.Arbitrary<Recorded[]> = fc.array(
  fc.record({
    ...{ kind: fc.constantFrom(...eventKinds), at: fc.double({ noNaN: true }), node },
    ...{ creation: fc.nat(), number: fc.maxSafeNat(), lamport: fc.maxSafeNat() },
    ...{ subject: fc.option(pid), other: fc.option(pid), cause: eventId, term },
  }),
  { maxLength: 8 },
)

describe('the codec', () => {
  it('gives every term back as it was', () => {
    fc.assert(
      fc.property(term, (term) => {
        expect(decodeTerm(encodeTerm(term))).toEqual(copyTerm(term))
      }),
      { numRuns: 1_000 },
    )
  })

  it('gives every frame back, of every kind and in its order', () => {
    fc.assert(
      fc.property(frames, (frames) => {
        expect(decodeFrames(encodeFrames(frames))).toEqual(plainly(frames))
      }),
      { numRuns: 1_000 },
    )
  })

  it('gives every trace event back', () => {
    fc.assert(
      fc.property(events, (events) => {
        expect(decodeEvents(encodeEvents(events))).toEqual(plainly(events))
      }),
      { numRuns: 500 },
    )
  })

  it('ends a batch after any of its frames, and begins the next one anew', () => {
    fc.assert(
      fc.property(frames, fc.nat(), (frames, cut) => {
        const at = cut % (frames.length + 1)
        const batch = new FrameBatch()
        for (const frame of frames.slice(0, at)) batch.add(frame)
        const { length } = batch
        for (const frame of frames.slice(at)) batch.add(frame)
        expect(decodeFrames(batch.take(length))).toEqual(plainly(frames.slice(0, at)))
        for (const frame of frames.slice(at)) batch.add(frame)
        expect(decodeFrames(batch.take())).toEqual(plainly(frames.slice(at)))
      }),
      { numRuns: 200 },
    )
  })

  it('keeps what is wrapped around the deepest term that a program may send', () => {
    let deepest: Term = 0
    for (let level = 0; level <= limits.termDepth; level++) deepest = [deepest]
    const pid = new Pid('a@x', 1, 2)
    const message = ['$gen_call', [pid, 1], deepest]
    const frame: Frame = {
      ...{ from: 'a@x', to: 'b@x', lamport: 1, cause: null },
      signal: { type: 'send', from: pid, to: 'desk', message },
    }
    expect(decodeFrames(encodeFrames([frame]))).toEqual([frame])
  })
})

describe('bytes of strangers', () => {
  const decoders = [decodeTerm, decodeFrames, decodeEvents]

  it('are a term, frames, events or a DecodeError, never anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        for (const decode of decoders) refusedOr(() => decode(bytes))
      }),
      { numRuns: 2_000 },
    )
  })

  it('that were true before somebody changed them hold true things or are refused', () => {
    const change = fc.record({
      at: fc.nat(),
      taken: fc.nat({ max: 3 }),
      given: fc.array(fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 255 })), { maxLength: 3 }),
    })
    fc.assert(
      fc.property(frames, fc.array(change, { minLength: 1, maxLength: 4 }), (frames, changes) => {
        const bytes = [...encodeFrames(frames)]
        for (const { at, taken, given } of changes) {
          bytes.splice(at % (bytes.length + 1), taken, ...given)
        }
        const read = refusedOr(() => decodeFrames(new Uint8Array(bytes)))
        if (read === null) return
        expect(decodeFrames(encodeFrames(read))).toEqual(read)
        for (const { signal } of read) {
          if (signal.type === 'send') expect(copyTerm(signal.message)).toEqual(signal.message)
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it('that end too early are refused, unless they end after a frame', () => {
    fc.assert(
      fc.property(frames, (frames) => {
        const ends = frames.map((_, at) => encodeFrames(frames.slice(0, at)).length)
        const bytes = encodeFrames(frames)
        for (let end = 0; end < bytes.length; end++) {
          const read = refusedOr(() => decodeFrames(bytes.subarray(0, end)))
          expect(read === null).toBe(!ends.includes(end))
        }
      }),
      { numRuns: 50 },
    )
  })
})

/** As it is where it arrives: every object has the ordinary prototype. */
function plainly<T>(values: readonly T[]): T[] {
  return values.map((value) => copyTerm(value) as unknown as T)
}

function refusedOr<T>(decode: () => T): T | null {
  try {
    return decode()
  } catch (problem) {
    expect(problem).toBeInstanceOf(DecodeError)
    return null
  }
}
