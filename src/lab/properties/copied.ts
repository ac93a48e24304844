/**
 * A copy of what a watcher knows, so that a run can go on in two ways from one moment. Lists, maps,
 * sets and instances of classes are copied, each once. A plain object is a value that nobody
 * changes, and shared; so is a function, which may remember nothing by itself.
 */
import { Pid, Ref } from '../../kernel/index.ts'

export class Copying {
  /** How many things were copied, or entries of them: what it costs. */
  size = 0
  private readonly known = new Map<object, object>()

  of<T>(value: T): T {
    if (typeof value !== 'object' || value === null) return value
    return (this.known.get(value) ?? this.object(value)) as T
  }

  private object(value: object): object {
    if (Array.isArray(value)) return this.list(value)
    if (value instanceof Map) return this.map(value)
    if (value instanceof Set) return this.set(value)
    if (ArrayBuffer.isView(value)) return this.keep(value, (value as Uint8Array).slice())
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype === Object.prototype || value instanceof Pid || value instanceof Ref) return value
    const copy = this.keep(value, Object.create(prototype as object) as object)
    for (const [key, part] of Object.entries(value)) Object.assign(copy, { [key]: this.of(part) })
    return copy
  }

  private list(list: readonly unknown[]): object {
    const copy = this.keep(list, list.slice())
    // A hole stays one.
    copy.forEach((part, at) => {
      if (typeof part === 'object' && part !== null) copy[at] = this.of(part)
    })
    this.size += list.length
    return copy
  }

  private map(map: ReadonlyMap<unknown, unknown>): object {
    const copy = this.keep(map, new Map<unknown, unknown>())
    for (const [key, part] of map) copy.set(this.of(key), this.of(part))
    this.size += map.size
    return copy
  }

  private set(set: ReadonlySet<unknown>): object {
    const copy = this.keep(set, new Set<unknown>())
    for (const part of set) copy.add(this.of(part))
    this.size += set.size
    return copy
  }

  private keep<T extends object>(original: object, copy: T): T {
    this.known.set(original, copy)
    this.size++
    return copy
  }
}
