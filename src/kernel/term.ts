/**
 * Terms: the only things that a message, a state or an exit reason may be (Erlang: terms).
 * Atoms are strings; tuples and lists are arrays. A term is copied, with a check, whenever it
 * crosses from one process to another, so nothing is ever shared. Bytes on the wire belong to
 * codec.ts.
 */
import { limits } from './limits.ts'

export type Term =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Pid
  | Ref
  | readonly Term[]
  | { readonly [key: string]: Term }

/** The name of a process for ever: its node, that node's incarnation, a number. */
export class Pid {
  constructor(
    readonly node: string,
    readonly creation: number,
    readonly id: number,
  ) {
    Object.freeze(this)
  }
}

/** A unique reference (Erlang: make_ref/0): monitors, timers, calls. */
export class Ref {
  constructor(
    readonly node: string,
    readonly creation: number,
    readonly id: number,
  ) {
    Object.freeze(this)
  }
}

// Names are the only objects that processes share, so nothing may be hung onto them.
for (const kind of [Pid, Ref]) Object.freeze(Object.freeze(kind).prototype)

/** Why a value is no term, and where in it: `message[1].callback is a function`. */
export class TermError extends Error {
  constructor(
    readonly path: string,
    readonly problem: string,
  ) {
    super(`${path} ${problem}`)
  }
}

/**
 * A copy that shares nothing with the original.
 * @throws {TermError} with the path to the offending part: functions, class instances, getters,
 * symbol keys, undefined, cycles and terms deeper than `limits.termDepth` are refused.
 */
export function copyTerm(value: unknown, root = 'message'): Term {
  parts = 0
  return copyAt(value, 0, () => root)
}

/** Parts of the term being copied, so far. */
let parts = 0

type Path = () => string

function copyAt(value: unknown, depth: number, path: Path): Term {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'bigint':
      return value
    case 'object':
      return value === null ? null : copyObject(value, depth, path)
    default:
      throw new TermError(path(), `is ${article(typeof value)} and can't be sent`)
  }
}

function copyObject(value: object, depth: number, path: Path): Term {
  if (++parts > limits.termParts) {
    throw new TermError(path(), `has more than ${limits.termParts} parts`)
  }
  if (depth > limits.termDepth) {
    throw new TermError(
      path(),
      `is nested deeper than ${limits.termDepth} levels, or contains itself`,
    )
  }
  const prototype = Object.getPrototypeOf(value)
  if (prototype === Pid.prototype) return value as Pid
  if (prototype === Ref.prototype) return value as Ref
  if (prototype === Array.prototype) return copyArray(value as unknown[], depth, path)
  if (value instanceof Uint8Array) return new Uint8Array(value)
  if (prototype === Object.prototype || prototype === null) return copyPlain(value, depth, path)
  throw new TermError(path(), `is an instance of a class and can't be sent`)
}

function copyArray(value: unknown[], depth: number, path: Path): Term {
  const copy: Term[] = []
  for (let i = 0; i < value.length; i++) {
    copy.push(copyAt(value[i], depth + 1, () => `${path()}[${i}]`))
  }
  return copy
}

function copyPlain(value: object, depth: number, path: Path): Term {
  const copy: Record<string, Term> = {}
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key === 'symbol') throw new TermError(path(), 'has a symbol as a key')
    const property = Object.getOwnPropertyDescriptor(value, key) as PropertyDescriptor
    if (property.get !== undefined || property.set !== undefined) {
      throw new TermError(`${path()}.${key}`, `is a getter and can't be sent`)
    }
    if (key === '__proto__') throw new TermError(path(), 'has a key named __proto__')
    copy[key] = copyAt(property.value, depth + 1, () => `${path()}.${key}`)
  }
  return copy
}

function article(type: string): string {
  return type === 'undefined' ? 'undefined' : `a ${type}`
}

/** Equality by value, as Erlang's `=:=`. */
export function equalTerms(a: Term, b: Term): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return Number.isNaN(a) && Number.isNaN(b)
  }
  if (a instanceof Pid) return b instanceof Pid && samePid(a, b)
  if (a instanceof Ref) return b instanceof Ref && sameRef(a, b)
  if (a instanceof Uint8Array || Array.isArray(a)) {
    if (Array.isArray(a) ? !Array.isArray(b) : !(b instanceof Uint8Array)) return false
    const right = b as readonly Term[]
    return (
      a.length === right.length &&
      (a as readonly Term[]).every((x, i) => equalTerms(x, right[i] as Term))
    )
  }
  if (b instanceof Pid || b instanceof Ref || b instanceof Uint8Array || Array.isArray(b))
    return false
  return equalPlain(a as Plain, b as Plain)
}

type Plain = { readonly [key: string]: Term }

function equalPlain(a: Plain, b: Plain): boolean {
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.hasOwn(b, key) && equalTerms(a[key] as Term, b[key] as Term))
}

export function samePid(a: Pid, b: Pid): boolean {
  return a === b || (a.id === b.id && a.creation === b.creation && a.node === b.node)
}

export function sameRef(a: Ref, b: Ref): boolean {
  return a === b || (a.id === b.id && a.creation === b.creation && a.node === b.node)
}

/** A key for maps: two pids have the same key exactly when they name the same process. */
export function pidKey(pid: Pid): string {
  return `${pid.node}/${pid.creation}/${pid.id}`
}

export function refKey(ref: Ref): string {
  return `${ref.node}/${ref.creation}/${ref.id}`
}

/** A term as people write it: `['EXIT', <n1@heron.7>, 'killed']`. */
export function formatTerm(term: Term, maxLength = 200): string {
  const text = format(term)
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text
}

function format(term: Term): string {
  if (typeof term === 'string') return `'${term}'`
  if (typeof term === 'bigint') return `${term}n`
  if (typeof term !== 'object' || term === null) return String(term)
  if (term instanceof Pid) return formatPid(term)
  if (term instanceof Ref) return `#ref.${term.id}`
  if (term instanceof Uint8Array) return `<<${term.length} bytes>>`
  if (Array.isArray(term)) return `[${term.map(format).join(', ')}]`
  const entries = Object.entries(term as Plain)
  return `{${entries.map(([key, value]) => `${key}: ${format(value)}`).join(', ')}}`
}

/** `<n1@heron.7>`; a later incarnation of the node shows its number: `<n1@heron.7/2>`. */
export function formatPid(pid: Pid): string {
  return `<${pid.node}.${pid.id}${pid.creation > 1 ? `/${pid.creation}` : ''}>`
}
