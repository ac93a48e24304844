/** Bytes that somebody made by hand: the codec refuses them at once, whatever they promise. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { DecodeError, decodeEvents, decodeFrames, decodeTerm, limits } from '../index.ts'
import {
  longestKnownText,
  tableSize,
  tagBigInt,
  tagBytes,
  tagKnownPid,
  tagKnownText,
  tagLatin,
  tagList,
  tagNatural,
  tagNull,
  tagPid,
  tagPlain,
  tagRef,
  tagWide,
} from './tags.ts'

function count(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...count(Math.floor(value / 128))]
}

function text(text: string): number[] {
  return [tagLatin, ...count(text.length), ...[...text].map((char) => char.charCodeAt(0))]
}

/** A list of that many empty ones. */
function lists(length: number): Uint8Array {
  const head = [tagList, ...count(length)]
  const bytes = new Uint8Array(head.length + 2 * length)
  bytes.set(head)
  for (let at = head.length; at < bytes.length; at += 2) bytes[at] = tagList
  return bytes
}

/** A list of `'1000'` and that many such parts. */
function listOf(length: number, part: readonly number[]): Uint8Array {
  const head = [tagList, ...count(length + 1), ...text('1000')]
  const bytes = new Uint8Array(head.length + length * part.length)
  bytes.set(head)
  for (let at = head.length; at < bytes.length; at += part.length) bytes.set(part, at)
  return bytes
}

const pid = [tagPid, ...text('a@x'), 1, 7]
const ref = [tagRef, ...text('a@x'), 1, 7]
const most = 2 ** 53 - 1

describe('a term', () => {
  const bad: readonly (readonly [what: string, why: string, bytes: readonly number[]])[] = [
    ['nothing', 'cut short', []],
    ['an unknown tag', 'no tag', [16]],
    ['two terms', 'more than a term', [tagNull, tagNull]],
    ['an endless count', 'too large', [tagNatural, ...Array(500).fill(128), 0]],
    ['a count beyond the safe integers', 'too large', [tagNatural, ...count(2 ** 53)]],
    ['a text longer than the bytes', 'cut short', [tagLatin, ...count(most), 97]],
    ['a wide text longer than the bytes', 'cut short', [tagWide, 2, 0, 97]],
    ['more bytes than there are', 'cut short', [tagBytes, ...count(most)]],
    ['a list longer than the bytes', 'too long a list', [tagList, ...count(most)]],
    ['more keys than bytes', 'cut short', [tagPlain, ...count(most), ...text('a'), tagNull]],
    ['a key that is no text', 'no text', [tagPlain, 1, tagNull, tagNull]],
    ['a key named __proto__', '__proto__', [tagPlain, 1, ...text('__proto__'), tagList, 0]],
    ['an unknown text', 'unknown text', [tagKnownText, 0]],
    ['an unknown pid', 'unknown pid', [tagKnownPid, 0]],
    ['a text that comes later', 'unknown text', [tagList, 2, tagKnownText, 0, ...text('a')]],
    ['too high a creation', 'no creation', [tagPid, ...text('a@x'), ...count(2 ** 32), 1]],
    ['a pid whose node is no text', 'no text', [tagPid, tagNull, 1, 1]],
    ['a number without digits', 'no number', [tagBigInt, ...text('')]],
    ['a number of one sign', 'no number', [tagBigInt, ...text('-')]],
    ['a number that is code', 'no number', [tagBigInt, ...text('1;')]],
  ]
  it.each(bad)('is refused: %s', (_, why, bytes) => {
    expect(() => decodeTerm(new Uint8Array(bytes))).toThrow(DecodeError)
    expect(() => decodeTerm(new Uint8Array(bytes))).toThrow(why)
  })

  it('is refused when it isn’t made of bytes', () => {
    for (const other of [undefined, null, [tagNull], { length: 1, 0: tagNull }, 'null']) {
      expect(() => decodeTerm(other as never)).toThrow(DecodeError)
    }
  })

  it('is refused when it counts on a table that long, or on texts that long in it', () => {
    const list = (parts: readonly (readonly number[])[]) =>
      new Uint8Array([tagList, ...count(parts.length), ...parts.flat()])
    const times = (length: number, part: readonly number[]) => Array(length).fill(part)
    const text65 = text('x'.repeat(longestKnownText + 1))
    expect(() => decodeTerm(list([text65, [tagKnownText, 0]]))).toThrow('unknown text')
    for (const [part, known] of [[text('x'), tagKnownText] as const, [pid, tagKnownPid] as const]) {
      const last = (at: number) => decodeTerm(list([...times(1_010, part), [known, ...count(at)]]))
      expect(last(tableSize - 1)).toHaveLength(1_011)
      expect(() => last(tableSize)).toThrow('unknown')
    }
  })

  it('is refused when it is too deep, or goes on for ever downwards', () => {
    const nested = (levels: number) =>
      new Uint8Array([...Array(levels).fill([tagList, 1]), 0].flat())
    expect(decodeTerm(nested(limits.termDepth + 1))).toBeInstanceOf(Array)
    expect(() => decodeTerm(nested(limits.termDepth + 2))).toThrow('too deep')
    expect(() => decodeTerm(new Uint8Array(4_000_000).fill(1).fill(tagList, 0, 1))).toThrow(
      DecodeError,
    )
    const bottomless = new Uint8Array(4_000_000).map((_, at) => (at % 2 === 0 ? tagList : 1))
    expect(() => decodeTerm(bottomless)).toThrow('too deep')
  })

  it('is refused when it has too many parts', () => {
    expect(decodeTerm(lists(limits.termParts - 1))).toHaveLength(limits.termParts - 1)
    expect(() => decodeTerm(lists(limits.termParts))).toThrow('too many parts')
  })

  it('takes no more memory than its bytes are worth', () => {
    // Each list promises as much as all of the bytes could hold.
    const size = 1_000_000
    const promises = new Uint8Array(size)
    const promise = [tagList, ...count(size - 1_000)]
    for (let level = 0; level < limits.termDepth; level++) promises.set(promise, level * 4)
    expect(weight(() => expect(() => decodeTerm(promises)).toThrow(DecodeError))).toBeLessThan(
      20 * size,
    )
  })

  it.each<[string, number, readonly number[]]>([
    ['byte strings', 280_000, [tagBytes, 0]],
    ['byte strings with something in them', 270_000, [tagBytes, 2, 1, 2]],
    ['lists', 900_000, [tagList, 1, tagNull]],
    ['objects', 880_000, [tagPlain, 0]],
    // `{ 1000: null }` takes 12 kB when V8 isn't told better.
    ['objects with a far key', 215_000, [tagPlain, 1, tagKnownText, 0, tagNull]],
    ['references', 880_000, [tagRef, tagKnownText, 0, 1, 7]],
    ['pids', 880_000, [tagPid, tagKnownText, 0, 1, 7]],
    ['large numbers', 1_700_000, [tagBigInt, tagKnownText, 0]],
    ['texts', 1_850_000, [tagLatin, 2, 97, 98]],
  ])('of as many %s as it may have takes no more memory than it may', (_, most, part) => {
    const bytes = listOf(most, part)
    expect(weight(() => decodeTerm(bytes))).toBeLessThan(limits.readBytes)
    expect(() => decodeTerm(listOf(1.2 * most, part))).toThrow(/too large in memory|too many parts/)
  })

  it('keeps whole numbers as keys, however far apart', () => {
    const keys = ['0', '7', '1000', '1001', '4294967295', '1073741824', '3', 'x', '007', '-1']
    const bytes = [
      tagPlain,
      keys.length,
      ...keys.flatMap((key, at) => [...text(key), tagNatural, at]),
    ]
    const read = decodeTerm(new Uint8Array(bytes)) as Record<string, number>
    expect(Object.keys(read).sort()).toEqual([...keys].sort())
    for (const [at, key] of keys.entries()) expect(read[key]).toBe(at)
  })
})

describe('a frame', () => {
  const head = [...text('a@x'), ...text('b@x'), 1, tagNull]
  const spawn = [9, ...head, ...pid, ...ref]
  const [m, list] = [text('m'), [tagList, 0]]
  const bad: readonly (readonly [what: string, why: string, bytes: readonly number[]])[] = [
    ['of no kind', 'no signal', [11, ...head]],
    ['with an unknown mark', 'no signal', [64, ...head, ...pid, ...pid, tagNull]],
    ['as the one before', 'nothing before', [17, 1, tagNull, ...pid, ...pid]],
    ['caused as the one before', 'nothing before', [33, ...head, ...pid, ...pid]],
    ['without nodes', 'no text', [1, tagNull, tagNull, 1, tagNull, ...pid, ...pid]],
    ['a cause that is no event', 'no event', [1, ...head.slice(0, -1), tagNatural, 1, 1, 1]],
    ['a message from nobody', 'no pid', [0, ...head, tagNull, ...pid, tagNull]],
    ['a message to nobody', 'nobody', [0, ...head, ...pid, tagNull, tagNull]],
    ['a message without a message', 'cut short', [0, ...head, ...pid, ...pid]],
    ['a link with a name', 'no pid', [1, ...head, ...pid, ...text('desk')]],
    ['a link with a reference', 'no pid', [1, ...head, ...pid, ...ref]],
    ['a monitor of a reference', 'is nobody', [6, ...head, ...pid, ...ref, ...ref]],
    ['a monitor without a reference', 'no reference', [6, ...head, ...pid, ...pid, ...pid]],
    ['a spawn of nothing', 'no start', [...spawn, tagNull]],
    ['a spawn of too little', 'no start', [...spawn, tagList, 2, ...m, ...m]],
    ['a spawn of too much', 'no start', [...spawn, tagList, 4, ...m, ...m, ...list, ...list]],
    ['a spawn of no module', 'no start', [...spawn, tagList, 3, tagNull, ...m, ...list]],
    ['a spawn of no function', 'no start', [...spawn, tagList, 3, ...m, tagNull, ...list]],
    ['a spawn with no arguments', 'no start', [...spawn, tagList, 3, ...m, ...m, tagNull]],
    ['a spawn linked by null', 'no flag', [...spawn, tagList, 3, ...m, ...m, ...list, tagNull]],
    ['a spawn answered by a name', 'no pid', [10, ...head, ...m]],
  ]
  it.each(bad)('is refused: %s', (_, why, bytes) => {
    expect(() => decodeFrames(new Uint8Array(bytes))).toThrow(DecodeError)
    expect(() => decodeFrames(new Uint8Array(bytes))).toThrow(why)
  })

  it('may have as many parts as any other one of its batch', () => {
    const send = [new Uint8Array([0, ...head, ...pid, ...pid]), lists(0.6 * limits.termParts)]
    const twice = Buffer.concat([...send, ...send])
    expect(decodeFrames(twice)).toHaveLength(2)
  })

  it('is believed otherwise', () => {
    const link = [1, ...head, ...pid, ...pid]
    const again = [16 + 32 + 1, 1, ...pid, tagKnownPid, 0]
    expect(decodeFrames(new Uint8Array([...link, ...again]))).toHaveLength(2)
    expect(decodeFrames(new Uint8Array())).toEqual([])
  })
})

describe('an event', () => {
  it('is refused when its kind is unknown or its subject no process', () => {
    const rest = [...Array(8).fill(0), ...text('a@x'), 1, 1, 1]
    expect(decodeEvents(new Uint8Array([0, ...rest, ...Array(4).fill(tagNull)]))).toHaveLength(1)
    expect(() => decodeEvents(new Uint8Array([255, ...rest]))).toThrow('unknown kind')
    expect(() => decodeEvents(new Uint8Array([0, ...rest, tagList, 0]))).toThrow('no pid')
  })
})

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes of memory that what was made keeps in use. */
function weight(make: () => unknown): number {
  const inUse = () => {
    collect()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const before = inUse()
  const made = make()
  const after = inUse()
  expect(made).not.toBe(make)
  return after - before
}
