/** Records of strangers: bombs, depths, and any change of bytes or fields. None is half read. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Term } from '../../kernel/index.ts'
import type { Json } from '../export/term-json.ts'
import {
  type FaultStep,
  type Op,
  type RunRecord,
  readRecord,
  type TimedOp,
  writeRecord,
  writeRecordFile,
} from '../index.ts'
import { hashTerm } from '../trace-hash.ts'
import { toBase64url } from './base64url.ts'
import { compress, decompress } from './compress.ts'

/** A link whose checksum is right, whatever is in it. */
function forged(json: string, claimed = compress(json).size): string {
  const body = toBase64url(compress(json).bytes)
  const head = `1.${body.length.toString(36)}.${claimed.toString(36)}`
  return `${head}.${hashTerm([head, body]).slice(0, 8)}.${body}`
}

const problem = (text: string) => {
  const answer = readRecord(text)
  return 'problem' in answer ? answer.problem : 'none'
}

const name = fc.stringMatching(/^[a-z]{1,8}@[a-z]{1,8}$/)
const atMs = fc.double({ min: 0, max: 1e9, noNaN: true }).map((ms) => (ms === 0 ? 0 : ms))
const term: fc.Arbitrary<Term> = fc.oneof(
  { maxDepth: 3 },
  ...[fc.string(), fc.double(), fc.bigInt(), fc.boolean(), fc.constant(null)],
  fc.uint8Array({ maxLength: 5 }).map((bytes) => Uint8Array.from(bytes)),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.dictionary(
    fc.string().filter((key) => key !== '__proto__'),
    fc.integer(),
    { noNullPrototype: true },
  ),
)
const op: fc.Arbitrary<Op> = fc.oneof(
  fc.record({ do: fc.constant('kill'), target: fc.record({ name }) }),
  fc.record({ do: fc.constant('send'), target: fc.record({ pid: name }), message: term }),
  fc.record({ do: fc.constant('cut'), machine: name }),
  fc.record({ do: fc.constant('scale'), nodes: fc.integer({ min: 1, max: 10_000 }) }),
) as fc.Arbitrary<Op>
const step = fc.record({
  atMs,
  do: fc.constantFrom('crash', 'restart'),
  node: fc.constant('n1'),
}) as fc.Arbitrary<FaultStep>

const record: fc.Arbitrary<RunRecord> = fc.record({
  version: fc.constant(1 as const),
  program: fc.oneof(
    fc.record({ id: name }),
    fc.record({
      root: name,
      files: fc.array(fc.record({ name, text: fc.string() }), { maxLength: 3 }),
    }),
  ),
  codeHash: fc.constant('0123456789abcdef'),
  seed: fc.nat(),
  nodes: fc.integer({ min: 1, max: 10_000 }),
  options: fc.record({ mesh: fc.boolean() }, { requiredKeys: [] }),
  ops: fc.array(fc.record({ atMs, op, after: fc.nat() }, { requiredKeys: ['atMs', 'op'] }), {
    maxLength: 4,
  }) as fc.Arbitrary<readonly TimedOp[]>,
  faults: fc.array(step, { maxLength: 4 }),
  cursor: fc.option(fc.nat()),
  more: fc.dictionary(fc.stringMatching(/^\$?[a-z]+$/), term, {
    noNullPrototype: true,
    maxKeys: 3,
  }),
})

it('brings any record back, from a link and from a file', () => {
  fc.assert(
    fc.property(record, (each) => {
      expect(readRecord(writeRecord(each).text)).toEqual({ record: each })
      expect(readRecord(writeRecordFile(each))).toEqual({ record: each })
    }),
    { numRuns: 300 },
  )
})

it('tells a change of any characters of a link', () => {
  const change = fc.record({
    at: fc.nat(),
    take: fc.nat({ max: 8 }),
    put: fc.stringMatching(/^[\w.%{}-]{0,8}$/),
  })
  fc.assert(
    fc.property(record, fc.array(change, { minLength: 1, maxLength: 4 }), (each, changes) => {
      const link = writeRecord(each).text
      const changed = changes.reduce((text, { at, take, put }) => {
        const place = at % text.length
        return text.slice(0, place) + put + text.slice(place + take)
      }, link)
      if (changed !== link) expect(readRecord(changed)).toHaveProperty('problem')
    }),
    { numRuns: 1_000 },
  )
})

/** All places in a value, as the keys that lead there. */
function* placesIn(value: Json, path: readonly string[] = []): Generator<readonly string[]> {
  yield path
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) yield* placesIn(part as Json, [...path, key])
}

function put(value: Json, [key, ...rest]: readonly string[], part: Json | undefined): Json {
  if (key === undefined) return part ?? null
  const old = (value as { readonly [key: string]: Json })[key] as Json
  const inner = rest.length === 0 && part === undefined ? undefined : put(old, rest, part)
  if (Array.isArray(value)) {
    return inner === undefined
      ? value.filter((_, i) => `${i}` !== key)
      : value.with(Number(key), inner)
  }
  const entries = Object.entries(value as object).filter(([each]) => each !== key)
  return Object.fromEntries(inner === undefined ? entries : [...entries, [key, inner]])
}

it('reads a record with changed fields whole, as it stands there, or not at all', () => {
  const part = fc.option(fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>, { nil: undefined })
  fc.assert(
    fc.property(record, fc.nat(), part, (each, at, other) => {
      const json = JSON.parse(writeRecordFile(each)) as Json
      const places = [...placesIn(json)]
      const place = places[at % places.length] as readonly string[]
      // JSON has no -0.
      const changed = JSON.parse(JSON.stringify(put(json, place, other))) as Json
      for (const text of [JSON.stringify(changed), forged(JSON.stringify(changed))]) {
        const answer = readRecord(text)
        if ('record' in answer) {
          expect(JSON.parse(writeRecordFile(answer.record))).toEqual(changed)
        }
      }
    }),
    { numRuns: 2_000 },
  )
})

it('takes no more memory than a link claims, and no claim beyond the limit', () => {
  const bomb = JSON.stringify('0'.repeat(3_900_000))
  expect(forged(bomb).length).toBeLessThan(8_000)
  expect(problem(forged(bomb))).toEqual({ code: 'damaged' })
  expect(problem(forged(bomb, 1_000))).toEqual({ code: 'damaged' })
  expect(problem(forged('{}', 1_000_000))).toEqual({ code: 'damaged' })
  expect(problem(forged('{}', 36 ** 6 - 1))).toMatchObject({ code: 'too_large' })
  expect(decompress({ size: 10, bytes: compress('0123456789').bytes })).toBe('0123456789')
  expect(decompress({ size: 9, bytes: compress('0123456789').bytes })).toBe(null)
})

it('reads neither depths nor prototypes nor what is too long', () => {
  const deep = `${'['.repeat(500_000)}${']'.repeat(500_000)}`
  const text = writeRecordFile(fc.sample(record, { numRuns: 1, seed: 1 })[0] as RunRecord)
  const within = (json: string) => text.replace('"nodes":', `"more": {"x": ${json}}, "nodes":`)
  const hostile = [
    within(deep),
    within('{"__proto__": {"polluted": 1}}'),
    within('{"$map": [["__proto__", {"polluted": 1}]]}'),
    within('{"$bigint": "1e9"}'),
    text.replace('"more"', '"__proto__"'),
    ...['null', '7', '"run"', '[]', 'true'].map((json) => forged(json)),
    deep,
  ]
  for (const each of hostile) expect(problem(each), each.slice(0, 80)).not.toBe('none')
  expect(problem(`1.${'A'.repeat(10_000_000)}`)).toMatchObject({ code: 'too_large' })
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})
