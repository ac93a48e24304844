/**
 * The code server: which functions a module's name stands for now. Code is a name (Erlang: MFA), so
 * a process that is told by name which function to run meets the newest version at its next call.
 */
import type { Locate } from './terms/exit.ts'

export type Run = (...args: unknown[]) => unknown

export interface Module {
  readonly name: string
  readonly version: string
  readonly exports: Readonly<Record<string, unknown>>
}

/** One name of a function, the same object for as long as it stands for something; `run` is what it stands for now. */
export class Entry {
  run: Run | null = null
  /** What the trace shows of a handler's state, when its module exports `shown`. */
  shown: Run | null = null

  constructor(
    readonly module: string,
    readonly func: string,
  ) {}
}

export class CodeServer {
  private readonly modules = new Map<string, Module>()
  private readonly entries = new Map<string, Map<string, Entry>>()
  /** The entry asked for last: most processes of a crowd begin with the same function. */
  private last: Entry | null = null

  /**
   * `locate` finds the loaded text's lines in a stack; without it exit reasons have empty stacks.
   */
  constructor(readonly locate: Locate = () => []) {}

  /** Loads a module, or a newer version of it. */
  load(name: string, version: string, exports: Readonly<Record<string, unknown>>): void {
    this.modules.set(name, { name, version, exports })
    this.last = null
    for (const entry of this.entries.get(name)?.values() ?? []) this.point(entry)
  }

  moduleNames(): IterableIterator<string> {
    return this.modules.keys()
  }

  /** The name module:func, whether there is such a function or not. */
  entry(module: string, func: string): Entry {
    const { last } = this
    if (last !== null && last.func === func && last.module === module) return last
    const entry = this.named(module, func)
    if (entry.run !== null) this.last = entry
    return entry
  }

  /** The function now exported as module:func, or null. */
  resolve(module: string, func: string): Run | null {
    return this.entry(module, func).run
  }

  /** Any exported value of a module, for bindings that are no functions. */
  value(module: string, name: string): unknown {
    const exports = this.modules.get(module)?.exports
    return exports !== undefined && Object.hasOwn(exports, name) ? exports[name] : undefined
  }

  private named(module: string, func: string): Entry {
    const ofModule = this.entries.get(module)
    const known = ofModule?.get(func)
    if (known !== undefined) return known
    const entry = new Entry(module, func)
    this.point(entry)
    // Names that stand for nothing aren't kept: a program may ask for any number of them.
    if (entry.run === null) return entry
    if (ofModule === undefined) this.entries.set(module, new Map([[func, entry]]))
    else ofModule.set(func, entry)
    return entry
  }

  private point(entry: Entry): void {
    entry.run = this.functionOf(entry.module, entry.func)
    entry.shown = this.functionOf(entry.module, 'shown')
  }

  private functionOf(module: string, func: string): Run | null {
    const value = this.value(module, func)
    return typeof value === 'function' ? (value as Run) : null
  }
}

/** A call with some arguments. Spreading is slow; most calls have few. */
export function callWith(run: Run, args: readonly unknown[]): unknown {
  switch (args.length) {
    case 0:
      return run()
    case 1:
      return run(args[0])
    case 2:
      return run(args[0], args[1])
    case 3:
      return run(args[0], args[1], args[2])
    default:
      return run(...args)
  }
}
