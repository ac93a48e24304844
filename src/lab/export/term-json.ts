/**
 * Terms as JSON that can be read back. Texts, lists and maps stand for themselves, keys in order;
 * what JSON has no word for is a map with one key that begins with `$`: `$pid` and `$ref`
 * ("node/creation/id"), `$bytes` (base64url), `$bigint`, `$number` (-0, NaN, Infinity), and `$map`
 * (a list of [key, value]) for a map that has such a key itself.
 */
import {
  limits,
  Pid,
  pidKey,
  Ref,
  readPidKey,
  refKey,
  type Term,
  TermError,
} from '../../kernel/index.ts'
import { fromBase64url, toBase64url } from '../share/base64url.ts'

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

/** Equal terms give the same text. */
export function termToJson(term: Term): Json {
  if (typeof term === 'number') return isPlainNumber(term) ? term : { $number: nameOf(term) }
  if (typeof term === 'bigint') return { $bigint: digitsOf(term) }
  if (typeof term !== 'object' || term === null) return term
  if (Array.isArray(term)) return term.map(termToJson)
  if (term instanceof Pid) return { $pid: pidKey(term) }
  if (term instanceof Ref) return { $ref: refKey(term) }
  if (term instanceof Uint8Array) return { $bytes: toBase64url(term) }
  return mapToJson(term as { readonly [key: string]: Term })
}

function mapToJson(map: { readonly [key: string]: Term }): Json {
  const keys = Object.keys(map).sort()
  const partOf = (key: string) => termToJson(map[key] as Term)
  if (keys.some((key) => key.startsWith('$')))
    return { $map: keys.map((key) => [key, partOf(key)]) }
  const json: Record<string, Json> = {}
  for (const key of keys) json[key] = partOf(key)
  return json
}

/** @throws {TermError} with the path to what is no term written by `termToJson`. */
export function jsonToTerm(json: unknown, path = 'term', depth = 0): Term {
  if (depth > limits.termDepth) throw new TermError(path, 'is nested too deep')
  if (json === null) return null
  switch (typeof json) {
    case 'string':
    case 'boolean':
      return json
    case 'number':
      if (isPlainNumber(json)) return json
      throw new TermError(path, 'is no number of JSON')
    case 'object':
      if (Array.isArray(json))
        return json.map((part, i) => jsonToTerm(part, `${path}[${i}]`, depth + 1))
      return plainToTerm(json as Plain, path, depth)
    default:
      throw new TermError(path, 'is no JSON')
  }
}

type Plain = { readonly [key: string]: unknown }

function plainToTerm(json: Plain, path: string, depth: number): Term {
  const keys = Object.keys(json)
  if (keys.some((key) => key.startsWith('$'))) {
    if (keys.length > 1) throw new TermError(path, 'has other keys beside one with $')
    return special(keys[0] as string, json[keys[0] as string], path, depth)
  }
  return mapOf(
    keys.map((key) => [key, json[key]]),
    path,
    depth,
  )
}

function mapOf(
  entries: readonly (readonly [string, unknown])[],
  path: string,
  depth: number,
): Term {
  const map: Record<string, Term> = {}
  for (const [key, part] of entries) {
    if (key === '__proto__') throw new TermError(path, 'has a key named __proto__')
    map[key] = jsonToTerm(part, `${path}.${key}`, depth + 1)
  }
  return map
}

/** Only as `termToJson` writes it: each term has one text. */
function special(key: string, json: unknown, path: string, depth: number): Term {
  if (key === '$map' && isEntries(json)) return mapOf(json, path, depth)
  const term = typeof json === 'string' ? readSpecial(key, json) : null
  if (term !== null && (termToJson(term) as Plain)[key] === json) return term
  throw new TermError(path, `is no good ${key.slice(0, 40)}`)
}

function isEntries(json: unknown): json is readonly (readonly [string, unknown])[] {
  if (!Array.isArray(json)) return false
  const isEntry = (each: unknown) =>
    Array.isArray(each) && each.length === 2 && typeof each[0] === 'string'
  const isAfter = (entry: readonly [string], i: number) => i === 0 || json[i - 1][0] < entry[0]
  if (!json.every(isEntry) || !json.every(isAfter)) return false
  return json.some(([key]: readonly [string]) => key.startsWith('$'))
}

function readSpecial(key: string, json: string): Term {
  const name = typeof json === 'string' ? readPidKey(json) : null
  switch (key) {
    case '$pid':
      return name && new Pid(...name)
    case '$ref':
      return name && new Ref(...name)
    case '$bytes':
      return fromBase64url(json)
    case '$bigint':
      return readBigInt(json)
    case '$number':
      return [-0, Number.NaN, 1 / 0, -1 / 0].find((number) => nameOf(number) === json) ?? null
    default:
      return null
  }
}

function isPlainNumber(number: number): boolean {
  return Number.isFinite(number) && !Object.is(number, -0)
}

function nameOf(number: number): string {
  return Object.is(number, -0) ? '-0' : String(number)
}

const large = 2n ** 1024n

/** Decimal as far as people read it: reading many decimal digits takes long. */
function digitsOf(number: bigint): string {
  if (number < large && number > -large) return String(number)
  return number < 0n ? `-0x${(-number).toString(16)}` : `0x${number.toString(16)}`
}

function readBigInt(text: string): bigint | null {
  const match = /^(-?)(\d{1,310}|0x[0-9a-f]+)$/.exec(text)
  if (match === null) return null
  const size = BigInt(match[2] as string)
  return match[1] === '-' ? -size : size
}
