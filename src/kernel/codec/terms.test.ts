/** Terms whose bytes are at an edge: of a number's length, of a table, of a buffer. */
import { describe, expect, it } from 'vitest'
import { decodeTerm, encodeTerm, equalTerms, Pid, Ref } from '../index.ts'

describe('a term through the codec', () => {
  it('is the same number at each edge of what is written alike', () => {
    const powers = [0, 7, 14, 31, 32, 49, 53, 1_023, -1_074].map((exponent) => 2 ** exponent)
    const edges = powers.flatMap((power) => [power - 1, power, power + 1])
    for (const number of edges.flatMap((edge) => [edge, -edge])) {
      expect(Object.is(decodeTerm(encodeTerm(number)), number), String(number)).toBe(true)
    }
  })

  it('is the same text, however long, though each character be half of one', () => {
    for (const unit of ['x', 'ÿ', 'Ā', '水', '\u{1f40c}', '\ud83d', '\udc0c\ud83d']) {
      for (const length of [1, 64, 65, 4_095, 4_096, 4_097, 10_000]) {
        const text = unit.repeat(length)
        expect(decodeTerm(encodeTerm(text)) === text).toBe(true)
      }
    }
  })

  it('holds the same texts and pids when the tables are full', () => {
    const many = Array.from({ length: 3_000 }, (_, i) => [`t${i % 1_500}`, new Pid('a', 1, i)])
    expect(decodeTerm(encodeTerm([many, many]))).toEqual([many, many])
  })

  it('is found in the midst of other bytes, and takes none of them along', () => {
    const term = [1.5, '水', new Uint8Array([7, 8])] as const
    const bytes = encodeTerm(term)
    const around = Buffer.alloc(bytes.length + 20, 255)
    around.set(bytes, 10)
    const read = decodeTerm(around.subarray(10, 10 + bytes.length)) as typeof term
    expect(read).toEqual(term)
    expect(read[2].buffer.byteLength).toBe(2)
  })

  it('may be larger than any buffer was, a byte at a time or many', () => {
    const nothings = Array<null>(5_000).fill(null)
    expect(decodeTerm(encodeTerm(nothings))).toEqual(nothings)
    const large = [new Uint8Array(3_000_000).fill(7), 'x'.repeat(1_000_000), nothings]
    expect(equalTerms(decodeTerm(encodeTerm(large)), large)).toBe(true)
  })

  it('has no parts in common but pids, to which nothing can be added', () => {
    const pid = new Pid('a@x', 1, 2)
    const [one, two] = decodeTerm(
      encodeTerm([
        [pid, {}],
        [pid, {}],
      ]),
    ) as [Pid, object][]
    expect(one?.[1]).not.toBe(two?.[1])
    expect(Object.isExtensible(one?.[0])).toBe(false)
  })

  it('is nobody’s name when a program made it of anything, and spoils no other', () => {
    const made = [
      [undefined, 1, 1],
      ['a', -1, 1],
      ['a', 1, 0.5],
      [{}, {}, {}],
      ['a', Infinity, 0],
    ]
    const names = made.map((parts) => new Pid(...(parts as [string, number, number])))
    expect(decodeTerm(encodeTerm([...names, 'after']))).toEqual([
      ...names.map(() => new Pid('', 0, 0)),
      'after',
    ])
    expect(() => decodeTerm(encodeTerm(new Ref('a', 2 ** 40, 1)))).not.toThrow()
  })
})
