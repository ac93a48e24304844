/**
 * The checked copy that a term takes whenever it crosses from one process to another, so that
 * nothing is ever shared. The fast walk only says no; the slow one then finds out where.
 */
import { limits } from '../limits.ts'
import { closed, copyRef, isName, isPid, isRef, Pid, Ref } from './names.ts'
import { isFar, makeSparse } from './sparse.ts'
import type { Term } from './term.ts'

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
 * @throws {TermError} with the path to the offending part: functions, class instances, getters of
 * objects, symbol keys, undefined, cycles and terms deeper than `limits.termDepth` are refused.
 */
export function copyTerm(value: unknown, root = 'message'): Term {
  if (typeof value !== 'object') return isFlat(value) ? value : refuse(value, root)
  if (value === null) return null
  parts = 0
  const copy = copyObject(value, 0)
  return copy === refused ? refuse(value, root) : (copy as Term)
}

const refused = Symbol('refused')
type Copied = object | typeof refused

/** Parts of the term being copied, so far. */
let parts = 0

type Flat = string | number | boolean | bigint

function isFlat(value: unknown): value is Flat {
  const type = typeof value
  return type === 'string' || type === 'number' || type === 'boolean' || type === 'bigint'
}

function copyObject(value: object, depth: number): Copied {
  if (++parts > limits.termParts || depth > limits.termDepth) return refused
  // Not by its prototype: getPrototypeOf is many times slower.
  if (Array.isArray(value) && value.constructor === Array) return copyArray(value, depth)
  if (value instanceof Pid) return isPid(value) ? closed(value) : refused
  if (value instanceof Ref) return isRef(value) ? copyRef(value) : refused
  const prototype = Object.getPrototypeOf(value)
  if (prototype === Object.prototype || prototype === null) return copyPlain(value, depth)
  return value instanceof Uint8Array ? new Uint8Array(value) : refused
}

const slice = Array.prototype.slice

/** A list of the same parts. An array may bring methods of its own, so none is asked. */
function bareCopy(value: readonly unknown[]): unknown[] | null {
  switch (value.length) {
    case 0:
      return []
    case 1:
      return [value[0]]
    case 2:
      return [value[0], value[1]]
    case 3:
      return [value[0], value[1], value[2]]
    case 4:
      return [value[0], value[1], value[2], value[3]]
    default:
      return isPlainArray(value) ? slice.call(value) : null
  }
}

/** Whether `slice` runs nobody's code. */
function isPlainArray(value: readonly unknown[]): boolean {
  return Object.getPrototypeOf(value) === Array.prototype && !Object.hasOwn(value, 'constructor')
}

function copyArray(value: readonly unknown[], depth: number): Copied {
  const copy = bareCopy(value)
  if (copy === null) return refused
  for (let i = 0; i < copy.length; i++) {
    const part = copy[i]
    if (typeof part === 'object') {
      if (part === null) continue
      const inner = copyObject(part, depth + 1)
      if (inner === refused) return refused
      copy[i] = inner
    } else if (!isFlat(part)) return refused
  }
  return copy
}

function copyPlain(value: object, depth: number): Copied {
  if (Object.getOwnPropertySymbols(value).length > 0) return refused
  const copy: Record<string, unknown> = {}
  let keys = 0
  let isSparse = false
  for (const key in value) {
    if (!isSparse && isFar(key, keys++)) {
      makeSparse(copy)
      isSparse = true
    }
    // A getter would run if it were asked; its description has no value.
    const part = Object.getOwnPropertyDescriptor(value, key)?.value
    if (key === '__proto__') return refused
    if (typeof part === 'object' && part !== null) {
      const inner = copyObject(part, depth + 1)
      if (inner === refused) return refused
      copy[key] = inner
    } else if (part === null || isFlat(part)) copy[key] = part
    else return refused
  }
  return copy
}

function refuse(value: unknown, root: string): never {
  parts = 0
  findProblem(value, 0, root)
  throw new TermError(root, "can't be sent")
}

/** Throws at the first part that is no term. Paths are made only here: they cost. */
function findProblem(value: unknown, depth: number, path: string): void {
  if (isFlat(value) || value === null || isName(value)) return
  if (typeof value !== 'object') {
    const what = value === undefined ? 'undefined' : `a ${typeof value}`
    throw new TermError(path, `is ${what} and can't be sent`)
  }
  if (++parts > limits.termParts) {
    throw new TermError(path, `has more than ${limits.termParts} parts`)
  }
  if (depth > limits.termDepth) {
    const levels = `${limits.termDepth} levels`
    throw new TermError(path, `is nested deeper than ${levels}, or contains itself`)
  }
  if (value instanceof Uint8Array) return
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) findProblem(value[i], depth + 1, `${path}[${i}]`)
    return
  }
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TermError(path, "is an instance of a class and can't be sent")
  }
  for (const key of Reflect.ownKeys(value)) findInKey(value, key, depth, path)
}

function findInKey(value: object, key: string | symbol, depth: number, path: string): void {
  if (typeof key === 'symbol') throw new TermError(path, 'has a symbol as a key')
  const property = Object.getOwnPropertyDescriptor(value, key) as PropertyDescriptor
  if (property.get !== undefined || property.set !== undefined) {
    throw new TermError(`${path}.${key}`, "is a getter and can't be sent")
  }
  if (key === '__proto__') throw new TermError(path, 'has a key named __proto__')
  findProblem(property.value, depth + 1, `${path}.${key}`)
}
