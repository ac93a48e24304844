/**
 * The hash of terms that trace-hash.ts is made of: two words of 32 bits, turned by one word after
 * the other. No part is taken for another one, and equal terms give equal words.
 */
import { Pid, Ref, type Term } from '../kernel/index.ts'

/** What a hash has come to: enough to go on from there. */
export type HashState = readonly [number, number]

/** The hash of one term, 16 hexadecimal digits; the keys of a map in any order give the same. */
export function hashTerm(term: Term): string {
  const words = Int32Array.from(beginning)
  addTerm(words, term)
  return digestOf(words)
}

/** Two words. Not plain fields: those would become floats on the heap. */
export type Words = Int32Array

export const beginning: HashState = [0x6c65_7469, 0x7463_7268]

/**
 * Both words turn into others one to one, so states that differ never meet over the same words;
 * the second sees the first's whole way.
 */
export function add(words: Words, word: number): void {
  const first = turnFirst(words[0] as number, word)
  words[0] = first
  words[1] = turnSecond(words[1] as number, first)
}

function addTwo(words: Words, word: number, next: number): void {
  const first = turnFirst(words[0] as number, word)
  const last = turnFirst(first, next)
  words[0] = last
  words[1] = turnSecond(turnSecond(words[1] as number, first), last)
}

function turnFirst(state: number, word: number): number {
  const turned = Math.imul(state ^ word, 0x21f0aaad)
  return turned ^ (turned >>> 15)
}

function turnSecond(state: number, word: number): number {
  const turned = Math.imul(state + word, 0x735a2d97)
  return turned ^ (turned >>> 14)
}

// The low four bits of a part's first word say what it is, so that no two sequences look alike.
export const tagNull = 0
const tagFalse = 1
const tagTrue = 2
const tagNatural = 3
const tagFloat = 4
const tagBigInt = 5
const tagText = 6
export const tagPid = 7
const tagRef = 8
const tagList = 9
const tagPlain = 10
const tagBytes = 11
export const tagEvent = 12
/** Of a kind that has a number too large to stand beside it. */
const tagLarge = 13

export function addTerm(words: Words, term: Term): void {
  switch (typeof term) {
    case 'string':
      return addText(words, term)
    case 'number':
      return addNumber(words, term)
    case 'boolean':
      return add(words, term ? tagTrue : tagFalse)
    case 'bigint':
      add(words, tagBigInt)
      return addText(words, term.toString(16))
    case 'object':
      return term === null ? add(words, tagNull) : addObject(words, term)
    default:
      // No term, such as undefined in an op: the run must not end of it.
      return add(words, tagNull)
  }
}

function addObject(words: Words, term: Term & object): void {
  if (Array.isArray(term)) addList(words, term)
  else if (term instanceof Pid) addName(words, tagPid, term)
  else if (term instanceof Ref) addName(words, tagRef, term)
  else if (term instanceof Uint8Array) addBytes(words, term)
  else addPlain(words, term as { readonly [key: string]: Term })
}

/** Most of a message is a word and numbers: they needn't be asked for twice. */
function addList(words: Words, list: readonly Term[]): void {
  add(words, (list.length << 4) | tagList)
  if (isOfEngine(list)) return addText(words, list[0] as string)
  for (let i = 0; i < list.length; i++) {
    const part = list[i] as Term
    if (typeof part === 'string') addText(words, part)
    else if (typeof part === 'number') addNumber(words, part)
    else if (typeof part === 'object' && part !== null) addObject(words, part)
    else addTerm(words, part)
  }
}

/** Each engine says in its own words what went wrong: `['TypeError', 'x is undefined']`. */
const ofEngine: ReadonlySet<Term> = new Set([
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'URIError',
])

function isOfEngine(list: readonly Term[]): boolean {
  return list.length === 2 && typeof list[1] === 'string' && ofEngine.has(list[0] as Term)
}

function addPlain(words: Words, plain: { readonly [key: string]: Term }): void {
  const keys = Object.keys(plain)
  if (!isSorted(keys)) keys.sort()
  add(words, (keys.length << 4) | tagPlain)
  for (const key of keys) {
    addText(words, key)
    addTerm(words, plain[key] as Term)
  }
}

/** Most maps are made with their keys in one order, and short: asking costs less than sorting. */
function isSorted(keys: readonly string[]): boolean {
  for (let i = 1; i < keys.length; i++) {
    if ((keys[i - 1] as string) > (keys[i] as string)) return false
  }
  return true
}

export function addName(words: Words, tag: number, { node, creation, id }: Pid | Ref): void {
  addNumbered(words, tag, id)
  add(words, lifeWord(node, creation))
}

export function addNumbered(words: Words, tag: number, number: number): void {
  if (isSmall(number)) return add(words, (number << 4) | tag)
  add(words, (tag << 4) | tagLarge)
  addFloat(words, number)
}

function addNumber(words: Words, value: number): void {
  if (isSmall(value)) return add(words, (value << 4) | tagNatural)
  add(words, tagFloat)
  addFloat(words, value)
}

/** A count that fits beside a tag; not -0. */
function isSmall(value: number): boolean {
  return value >>> 0 === value && value < 2 ** 28 && (value !== 0 || 1 / value > 0)
}

const float = new Float64Array(1)
const floatWords = new Int32Array(float.buffer)
const low = new Uint8Array(Int32Array.of(1).buffer)[0] === 1 ? 0 : 1

export function addFloat(words: Words, value: number): void {
  float[0] = value
  // The bits of NaN differ from engine to engine.
  if (Number.isNaN(value)) addTwo(words, 0, -1)
  else addTwo(words, floatWords[low] as number, floatWords[1 - low] as number)
}

function addBytes(words: Words, bytes: Uint8Array): void {
  add(words, (bytes.length << 4) | tagBytes)
  const at = (i: number) => bytes[i] ?? 0
  for (let i = 0; i < bytes.length; i += 4) {
    add(words, (at(i) << 24) | (at(i + 1) << 16) | (at(i + 2) << 8) | at(i + 3))
  }
}

/** A text of more characters is known by the hash of its own, which is kept up to `longestKept`. */
const shortText = 2
const longestKept = 64
const mostKept = 4_096
/** The place of a text's two words in `keptWords`. */
const kept = new Map<string, number>()
const keptWords = new Int32Array(2 * mostKept)
const own = new Int32Array(2)

function addText(words: Words, text: string): void {
  add(words, (text.length << 4) | tagText)
  if (text.length <= shortText) return addCharacters(words, text)
  const place = text.length > longestKept ? undefined : kept.get(text)
  if (place === undefined) hashText(text)
  if (place === undefined) addTwo(words, own[0] as number, own[1] as number)
  else addTwo(words, keptWords[place] as number, keptWords[place + 1] as number)
}

interface Life {
  readonly node: string
  readonly creation: number
  readonly word: number
}

/** Lives by the name of their node, the newest asked for of each. */
const lives = new Map<string, Life>()
const mostLives = 16_384
/** The last two asked for: most events are of two nodes that talk. */
let lastLife: Life = { node: '', creation: -1, word: 0 }
let otherLife = lastLife

/** A word for one life of a node. */
export function lifeWord(node: string, creation: number): number {
  if (lastLife.node === node && lastLife.creation === creation) return lastLife.word
  const other = otherLife
  otherLife = lastLife
  if (other.node === node && other.creation === creation) lastLife = other
  else {
    const known = lives.get(node)
    lastLife = known?.creation === creation ? known : newLife(node, creation)
  }
  return lastLife.word
}

function newLife(node: string, creation: number): Life {
  const words = Int32Array.from(beginning)
  addText(words, node)
  addNumber(words, creation)
  const life = { node, creation, word: mix((words[0] as number) ^ (words[1] as number)) }
  if (lives.size === mostLives) lives.clear()
  lives.set(node, life)
  return life
}

/** Leaves the text's own hash in `own`, and keeps it. */
function hashText(text: string): void {
  own.set(beginning)
  addCharacters(own, text)
  if (text.length > longestKept) return
  if (kept.size === mostKept) kept.clear()
  keptWords.set(own, 2 * kept.size)
  kept.set(text, 2 * kept.size)
}

/** Two of them make a word. */
function addCharacters(words: Words, text: string): void {
  const even = text.length & ~1
  for (let i = 0; i < even; i += 2) {
    add(words, (text.charCodeAt(i) << 16) | text.charCodeAt(i + 1))
  }
  if (even < text.length) add(words, text.charCodeAt(even))
}

/** Each bit of the state goes into each digit. */
export function digestOf(words: Words): string {
  let [a, b] = words as unknown as [number, number]
  for (let round = 1; round <= 2; round++) {
    a ^= mix(b + round)
    b ^= mix(a + round)
  }
  return hex(a) + hex(b)
}

function mix(value: number): number {
  let x = Math.imul(value ^ (value >>> 16), 0x21f0aaad)
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
  return x ^ (x >>> 15)
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
