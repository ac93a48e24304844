/** The running hash of a trace: what it covers, what it doesn't mind, how well it is mixed. */
import { describe, expect, it } from 'vitest'
import { copyTerm, Pid, type Recorded, Ref, stream, type Term } from '../kernel/index.ts'
import { hashTerm, TraceHash } from './trace-hash.ts'

const sender = new Pid('n1@heron', 1, 7)
const taker = new Pid('n2@otter', 1, 3)
const ping: Recorded = {
  kind: 'sent',
  at: 12.25,
  node: 'n1@heron',
  creation: 1,
  number: 40,
  lamport: 90,
  subject: sender,
  other: taker,
  cause: ['n1@heron', 1, 39],
  term: [null, ['ping', 7]],
}

function hash(...events: readonly Recorded[]): string {
  const running = new TraceHash()
  for (const event of events) running.add(event)
  return running.digest()
}

const ofTerm = (term: Term) => hash({ ...ping, term })

describe('the hash of a trace', () => {
  it('is this one, in every engine', () => {
    expect(hash()).toBe('99e9d19f6f5c962c')
    expect(hash(ping)).toBe('bab92b06f3747863')
  })

  it('changes with each thing that it covers', () => {
    const changed: Partial<Recorded>[] = [
      { kind: 'delivered' },
      { at: 12.250000000000002 },
      { at: -0 },
      { at: 0 },
      { node: 'n2@heron' },
      { creation: 2 },
      { subject: null },
      { subject: new Pid('n1@heron', 1, 8) },
      { subject: new Pid('n1@heron', 2, 7) },
      { subject: new Pid('n1@herons', 1, 7) },
      { other: null },
      { other: sender },
      { cause: null },
      { cause: ['n1@heron', 1, 38] },
      { cause: ['n1@heron', 2, 39] },
      { cause: ['n2@heron', 1, 39] },
      { cause: ['n1@heron', 1, 2 ** 40] },
      { term: [null, ['ping', 8]] },
      { term: [null, ['pong', 7]] },
      { term: ['ping', 7] },
    ]
    const hashes = [ping, ...changed.map((part) => ({ ...ping, ...part }))].map((e) => hash(e))
    expect(new Set(hashes).size).toBe(changed.length + 1)
  })

  it('leaves out what an engine says of an error in its own words, and nothing else', () => {
    const died = (name: string, words: Term) => ofTerm([[name, words], [['init', 'a.ts', 3]]])
    expect(died('TypeError', "Cannot read properties of null (reading 'x')")).toBe(
      died('TypeError', 'can\'t access property "x" of null'),
    )
    const others = [
      died('RangeError', 'x is null'),
      died('ReferenceError', 'x is null'),
      died('TypeError', 1),
      died('TypeError', ['x']),
      ...['one', 'two'].map((own) => died('Error', own)),
      ...['one', 'two'].map((own) => died('badarg', own)),
      ofTerm(['TypeError']),
      ofTerm(['TypeError', 'x', null]),
      died('TypeError', ''),
    ]
    expect(new Set(others).size).toBe(others.length)
  })

  it('tells apart what looks alike', () => {
    const terms: readonly Term[] = [
      ...[null, false, true, 0, -0, 1, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 28],
      ...[2 ** 28 - 1, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 31), 0n, 1n, -1n, 2n ** 70n],
      ...['', '0', '1', 'a', 'b', 'aa', '\0', '\0\0', 'null', '1n', 'a'.repeat(8), 'a'.repeat(9)],
      ...['a'.repeat(64), 'a'.repeat(65), 'a'.repeat(66), '\ud800', '\udc00', 'é', 'e\u0301'],
      ...[[], [[]], [[], []], [null], [null, null], ['a', 'b'], ['ab'], [['a'], 'b'], [0], [1]],
      ...[{}, { a: null }, { a: {} }, { b: null }, { a: null, b: null }, [['a', null]]],
      ...[new Uint8Array(), new Uint8Array(1), new Uint8Array(4), new Uint8Array(5)],
      ...[Uint8Array.of(1, 2, 3), [1, 2, 3], Uint8Array.of(3, 2, 1), Uint8Array.of(1, 2, 3, 0)],
      ...[sender, new Pid('n1@heron', 1, 8), new Pid('n1@heron', 2, 7), taker],
      ...[new Ref('n1@heron', 1, 7), new Ref('n1@heron', 1, 8), ['n1@heron', 1, 7], '<n1@heron.7>'],
    ]
    expect(new Set(terms.map(ofTerm)).size).toBe(terms.length)
    expect(new Set(terms.map(hashTerm)).size).toBe(terms.length)
  })

  it('minds no order of keys, and no copy', () => {
    const state = { log: ['a', { of: sender, with: new Ref('n1@heron', 1, 2) }], term: 3, '7': 1n }
    const turned = { '7': 1n, term: 3, log: ['a', { with: new Ref('n1@heron', 1, 2), of: sender }] }
    expect(ofTerm(turned)).toBe(ofTerm(state))
    expect(ofTerm(copyTerm(state))).toBe(ofTerm(state))
    const nan = new Float64Array(new BigUint64Array([0x7ff8_0000_0000_0001n]).buffer)
    expect(ofTerm(nan[0] as number)).toBe(ofTerm(Number.NaN))
  })

  it('changes when an event moves, comes twice or is missing', () => {
    const [a, b, c] = [1, 2, 3].map((at) => ({ ...ping, at })) as [Recorded, Recorded, Recorded]
    const traces = [
      [a, b, c],
      [b, a, c],
      [a, c, b],
      [a, b, b, c],
      [a, c],
      [a, b],
    ]
    expect(new Set(traces.map((events) => hash(...events))).size).toBe(traces.length)
  })

  it('goes on from its state, and while it is read', () => {
    const first = new TraceHash()
    first.add(ping)
    first.digest()
    const second = new TraceHash(first.state)
    for (const each of [first, second]) each.add({ ...ping, at: 13 })
    expect(second.digest()).toBe(first.digest())
    expect(second.digest()).toBe(hash(ping, { ...ping, at: 13 }))
  })

  it('knows a text by its content, however many others came before', () => {
    const before = hash(ping)
    const crowd = new TraceHash()
    for (let i = 0; i < 10_000; i++) crowd.add({ ...ping, node: `node-${i}@a-machine` })
    expect(hash(ping)).toBe(before)
  })
})

describe('its mixing', () => {
  const bits = (digest: string) => BigInt(`0x${digest}`)

  it('turns about half of its digits’ bits when one bit of a number turns', () => {
    const at = new Float64Array(1)
    const raw = new BigUint64Array(at.buffer)
    const turned = Array.from({ length: 64 }, () => 0)
    const chance = stream(1, 'avalanche')
    const tries = 40
    for (let i = 0; i < tries; i++) {
      at[0] = chance.next() / 7
      const before = bits(hash({ ...ping, at: at[0] }))
      for (let bit = 0n; bit < 62n; bit++) {
        const old = raw[0] as bigint
        raw[0] = old ^ (1n << bit)
        const difference = before ^ bits(hash({ ...ping, at: at[0] as number }))
        raw[0] = old
        for (let j = 0; j < 64; j++)
          turned[j] = (turned[j] as number) + Number((difference >> BigInt(j)) & 1n)
      }
    }
    // 2 480 throws of a coin for each bit: five standard deviations are 125.
    const far = turned.filter((count) => Math.abs(count - (62 * tries) / 2) > 125)
    expect(far).toEqual([])
  })

  it('finds no two of many small variations alike, not even in half of their digits', () => {
    const seen = new Set<string>()
    const [firstHalves, lastHalves] = [new Set<string>(), new Set<string>()]
    for (let i = 0; i < 20; i++) {
      for (let j = 0; j < 20; j++) {
        for (let k = 0; k < 20; k++) {
          const event = { ...ping, at: i, cause: ['n1@heron', 1, j + 1] as const }
          const digest = hash({ ...event, term: [null, { key: `key-number-${k}`, value: k }] })
          seen.add(digest)
          firstHalves.add(digest.slice(0, 8))
          lastHalves.add(digest.slice(8))
        }
      }
    }
    expect(seen.size).toBe(8000)
    // Of 8 000 numbers of 32 bits one pair is alike with chance 1 in 134.
    expect(firstHalves.size + lastHalves.size).toBeGreaterThanOrEqual(15_999)
  })
})
