/**
 * A copy of plain data that shares nothing with it and is alike inside: what was one object is one
 * object in the copy, also when it holds itself. Messages lose that when they are sent; a process's
 * own memory must not, for a program may change in place what it reaches in two ways.
 */
import { isPid, isRef, Pid, Ref } from '../terms/names.ts'

/** Something is no data. `pid`: whose it is, if it is a process's. */
export class Unsaveable extends Error {
  constructor(
    readonly pid: Pid | null,
    readonly why: string,
  ) {
    super(why)
  }
}

/** What names become. Each is asked about once. */
export interface Naming {
  pid(pid: Pid): Pid
  ref(ref: Ref): Ref
}

/** Deeper than any term that was ever sent. */
const mostDepth = 2_000

export class Replica {
  private readonly known = new Map<object, object>()

  constructor(private readonly naming: Naming) {}

  /** @throws {Unsaveable} at functions, instances of classes, getters, symbols */
  of<T>(value: T): T {
    return this.part(value, 0) as T
  }

  /** How many things it has copied or learned: what a copy costs, and weighs. */
  get size(): number {
    return this.known.size
  }

  /** From now on `copy` stands for `original`. */
  learn(original: object, copy: object): void {
    this.known.set(original, copy)
  }

  private part(value: unknown, depth: number): unknown {
    switch (typeof value) {
      case 'object':
        return value === null ? null : (this.known.get(value) ?? this.object(value, depth))
      case 'function':
      case 'symbol':
        throw new Unsaveable(null, `a ${typeof value}`)
      default:
        return value
    }
  }

  private object(value: object, depth: number): object {
    if (depth > mostDepth) throw new Unsaveable(null, 'what is nested too deep')
    if (Array.isArray(value)) return this.list(value, depth)
    if (value instanceof Pid && isPid(value)) return this.named(value, this.naming.pid(value))
    if (value instanceof Ref && isRef(value)) return this.named(value, this.naming.ref(value))
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype === Object.prototype) return this.plain(value, {}, depth)
    if (prototype === null) return this.plain(value, Object.create(null) as object, depth)
    if (!(value instanceof Uint8Array)) throw new Unsaveable(null, 'an instance of a class')
    return this.named(value, new Uint8Array(value))
  }

  private list(list: readonly unknown[], depth: number): object {
    const copy: unknown[] = []
    this.known.set(list, copy)
    for (let i = 0; i < list.length; i++) copy.push(this.part(list[i], depth + 1))
    return likeness(list, copy)
  }

  private plain(value: object, copy: object, depth: number): object {
    this.known.set(value, copy)
    for (const key of Reflect.ownKeys(value)) {
      if (typeof key === 'symbol') throw new Unsaveable(null, 'a symbol as a key')
      // A getter would run if it were asked.
      const property = Object.getOwnPropertyDescriptor(value, key) as PropertyDescriptor
      if (property.get !== undefined) throw new Unsaveable(null, 'a getter')
      const part = this.part(property.value, depth + 1)
      if (key === '__proto__') Object.defineProperty(copy, key, { ...property, value: part })
      else (copy as Record<string, unknown>)[key] = part
    }
    return likeness(value, copy)
  }

  private named(original: object, copy: object): object {
    this.known.set(original, copy)
    return copy
  }
}

/** Frozen like the original. */
function likeness(original: object, copy: object): object {
  if (Object.isExtensible(original) || !Object.isFrozen(original)) return copy
  return Object.freeze(copy)
}
