/**
 * Corruption: a message of which one part arrives changed, into another valid term of the same
 * type. Pids, references and keys stay, so that no name is forged that the kernel never gave.
 */
import { Pid, Ref, type Term } from '../../kernel/index.ts'

/** Whole, of 32 bits: which part, and what becomes of it. */
type Die = number

/** Another term, always the same for a die; it may share bytes and names with the first. */
export function corrupt(term: Term, die: Die): Term {
  const parts = countParts(term)
  // A bare pid or an empty list has nothing that could change a little.
  if (parts === 0) return 'garbled'
  return changed(term, { left: die % parts }, Math.floor(die / parts))
}

/** Parts that can be changed: everything that isn't made of others. */
function countParts(term: Term): number {
  if (isName(term)) return 0
  if (!isCompound(term)) return 1
  let count = 0
  for (const part of Object.values(term)) count += countParts(part)
  return count
}

function changed(term: Term, at: { left: number }, die: Die): Term {
  if (isName(term)) return term
  if (!isCompound(term)) return at.left-- === 0 ? another(term, die) : term
  const copy: object = Array.isArray(term) ? [...term] : { ...term }
  for (const [key, part] of Object.entries(term)) {
    Reflect.set(copy, key, changed(part, at, die))
  }
  return copy as Term
}

type Plain = Exclude<Term, Pid | Ref | readonly Term[] | { readonly [key: string]: Term }>

function another(part: Plain, die: Die): Term {
  if (part === null) return false
  if (typeof part === 'boolean') return !part
  if (typeof part === 'bigint') return part ^ (1n << BigInt(die % 8))
  if (typeof part === 'number') return anotherNumber(part, 2 ** (die % 8))
  if (typeof part === 'string') return anotherText(part, die)
  if (part.length === 0) return Uint8Array.of(die % 256)
  const bytes = new Uint8Array(part)
  const place = die % bytes.length
  bytes[place] = (bytes[place] as number) ^ (1 << (Math.floor(die / bytes.length) % 8))
  return bytes
}

/** One bit of a whole number; of another its sign. */
function anotherNumber(number: number, bit: number): number {
  if (!Number.isFinite(number)) return bit
  if (!Number.isSafeInteger(number)) return -number
  const isSet = Math.floor(number / bit) % 2 !== 0
  const flipped = isSet ? number - bit : number + bit
  return Number.isSafeInteger(flipped) ? flipped : number - Math.sign(number)
}

/** One character; half of a pair is no text, so both become one. */
function anotherText(text: string, die: Die): string {
  if (text === '') return '?'
  const place = die % text.length
  const code = text.charCodeAt(place)
  const [from, to] = isHigh(code)
    ? [place, isLow(text.charCodeAt(place + 1)) ? place + 2 : place + 1]
    : isLow(code)
      ? [isHigh(text.charCodeAt(place - 1)) ? place - 1 : place, place + 1]
      : [place, place + 1]
  const isPair = isHigh(code) || isLow(code)
  return text.slice(0, from) + (isPair ? '?' : String.fromCharCode(code ^ 1)) + text.slice(to)
}

const isHigh = (code: number) => code >= 0xd800 && code < 0xdc00
const isLow = (code: number) => code >= 0xdc00 && code < 0xe000

function isName(term: Term): term is Pid | Ref {
  return term instanceof Pid || term instanceof Ref
}

function isCompound(term: Exclude<Term, Pid | Ref>): term is Exclude<Term, Plain | Pid | Ref> {
  return typeof term === 'object' && term !== null && !(term instanceof Uint8Array)
}
