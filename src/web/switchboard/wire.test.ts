/** Letters between machines: what is written is read, and what is nonsense is refused in words. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from '../limits.ts'
import { type Letter, readLetter, type WireMessage, wireVersion, writeLetter } from './wire.ts'

const id = '0123456789abcdef'
const bytes = new Uint8Array([1, 2, 3])
const from = { name: 'n1@heron', creation: 1 }
const to = { name: 'n1@otter', creation: 4_294_967_295 }

const samples: readonly WireMessage[] = [
  { type: 'hello', asks: true, hello: { id, machine: 'heron', version: '1.0', nodes: [from] } },
  { type: 'ping', count: 7 },
  { type: 'pong', count: 7 },
  { type: 'bye', sentAt: 1_795_336_627_322.4 },
  { type: 'frames', from, to, bytes },
  { type: 'trace', bytes },
  { type: 'op', bytes: new Uint8Array() },
]

function hello(change: object): Uint8Array {
  const hello = { id, machine: 'heron', version: '1', nodes: [from], ...change }
  return writeLetter({ sender: 1, receiver: 0, message: { type: 'hello', asks: false, hello } })
}

describe('a letter', () => {
  it.each(samples)('of type $type is read as it was written', (message) => {
    const letter: Letter = { sender: 3, receiver: 4_294_967_295, message }
    expect(readLetter(writeLetter(letter))).toEqual(letter)
  })

  it('of another wire version is told apart from nonsense', () => {
    const other = writeLetter({ sender: 1, receiver: 1, message: { type: 'ping', count: 1 } })
    other[0] = wireVersion + 1
    expect(readLetter(other)).toBe('other_version')
    expect(readLetter(new Uint8Array([wireVersion]))).toBe('malformed')
  })

  it.each([
    ['a node of another machine', { nodes: [{ name: 'n1@otter', creation: 1 }] }],
    ['a node with a strange name', { nodes: [{ name: 'N 1@heron', creation: 1 }] }],
    ['a creation of nothing', { nodes: [{ name: 'n1@heron', creation: 0 }] }],
    ['a strange machine', { machine: '../etc' }],
    ['a long machine', { machine: 'a'.repeat(limits.nameLength + 1), nodes: [] }],
    ['a strange id', { id: 'x' }],
    ['nodes that are none', { nodes: 'n1' }],
    ['too many nodes', { nodes: Array(limits.nodesPerMachine + 1).fill(from) }],
  ])('of greeting is refused with %s', (_, change) => {
    expect(readLetter(hello(change))).toBe('malformed')
  })

  it('keeps only the fields that a greeting has', () => {
    const letter = readLetter(hello({ extra: 'x', nodes: [{ ...from, more: 1 }] }))
    expect(letter).toMatchObject({ message: { hello: { nodes: [from] } } })
    expect(JSON.stringify(letter)).not.toContain('extra')
  })

  it('never makes its reader throw, whatever the bytes are', () => {
    const types = fc.integer({ min: 0, max: 8 })
    fc.assert(
      fc.property(types, fc.uint8Array({ maxLength: 200 }), (type, body) => {
        readLetter(body)
        const letter = new Uint8Array([wireVersion, type, ...Array(8).fill(0), ...body])
        return typeof readLetter(letter) === 'object' || readLetter(letter) === 'malformed'
      }),
      { numRuns: 2_000 },
    )
  })

  it('survives the loss of any of its bytes', () => {
    const whole = samples.map((message) => writeLetter({ sender: 1, receiver: 1, message }))
    fc.assert(
      fc.property(fc.constantFrom(...whole), fc.nat(), fc.nat(255), (letter, at, value) => {
        const broken = letter.slice()
        broken[at % broken.length] = value
        readLetter(broken)
        readLetter(broken.subarray(0, at % broken.length))
      }),
      { numRuns: 2_000 },
    )
  })
})
