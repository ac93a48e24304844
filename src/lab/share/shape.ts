/** Readers of terms that others made: each answers a value of its type, or throws where it isn't. */
import { Pid, Ref, type Term } from '../../kernel/index.ts'

/** What isn't as it should be, by its path, `ops[3].op.target`, and why when there is more to say. */
export class Misfit extends Error {
  constructor(
    readonly path: string,
    readonly why = '',
  ) {
    super(path)
  }
}

/** @throws {Misfit} */
export type Reader<T> = (term: Term, path: string) => T

type Shape = { readonly [key: string]: Reader<unknown> }
type Whole<S extends Shape> = { readonly [key in keyof S]: ReturnType<S[key]> }

/** A map with all of these keys, some of those, and no others. */
export function map<S extends Shape, O extends Shape>(
  shape: S,
  optional: O,
): Reader<Whole<S> & Partial<Whole<O>>>
export function map<S extends Shape>(shape: S): Reader<Whole<S>>
export function map(shape: Shape, optional: Shape = {}): Reader<unknown> {
  return (term, path) => {
    if (!isMap(term)) throw new Misfit(path)
    const keys = Object.keys(term)
    const unknown = keys.find((key) => !(Object.hasOwn(shape, key) || Object.hasOwn(optional, key)))
    if (unknown !== undefined) throw new Misfit(at(path, unknown))
    const missing = Object.keys(shape).find((key) => !Object.hasOwn(term, key))
    if (missing !== undefined) throw new Misfit(at(path, missing))
    const all: Shape = { ...optional, ...shape }
    const read = (key: string) => (all[key] as Reader<unknown>)(term[key] as Term, at(path, key))
    return Object.fromEntries(keys.map((key) => [key, read(key)]))
  }
}

export function list<T>(each: Reader<T>): Reader<readonly T[]> {
  return (term, path) => {
    if (!Array.isArray(term)) throw new Misfit(path)
    return term.map((part, i) => each(part, `${path}[${i}]`))
  }
}

export function pair<T>(each: Reader<T>): Reader<readonly [T, T]> {
  return (term, path) => {
    const parts = list(each)(term, path)
    if (parts.length !== 2) throw new Misfit(path)
    return parts as readonly [T, T]
  }
}

/** The first of them that fits. */
export function either<A, B>(first: Reader<A>, second: Reader<B>): Reader<A | B> {
  return (term, path) => {
    try {
      return first(term, path)
    } catch (thrown) {
      if (!(thrown instanceof Misfit)) throw thrown
      return second(term, path)
    }
  }
}

export function that<T extends Term>(is: (term: Term) => boolean): Reader<T> {
  return (term, path) => {
    if (is(term)) return term as T
    throw new Misfit(path)
  }
}

export const anything: Reader<Term> = (term) => term
export const flag = that<boolean>((term) => typeof term === 'boolean')
export const text = that<string>((term) => typeof term === 'string')
/** Of one line, and not longer than anybody would write it. */
export const name = that<string>(
  (term) => typeof term === 'string' && /^[^\p{Cc}\p{Cs}]{1,255}$/u.test(term),
)
export const anyMap = that<{ readonly [key: string]: Term }>(isMap)

export function number(least: number, most: number): Reader<number> {
  return that((term) => isWithin(term, least, most))
}

export function whole(least: number, most: number): Reader<number> {
  return that((term) => Number.isInteger(term) && isWithin(term, least, most))
}

function isWithin(term: Term, least: number, most: number): boolean {
  return typeof term === 'number' && term >= least && term <= most
}

function isMap(term: Term): term is { readonly [key: string]: Term } {
  if (typeof term !== 'object' || term === null || Array.isArray(term)) return false
  return !(term instanceof Pid || term instanceof Ref || term instanceof Uint8Array)
}

function at(path: string, key: string): string {
  const shown = key.length > 40 ? `${key.slice(0, 39)}…` : key
  return path === '' ? shown : `${path}.${shown}`
}
