/**
 * The code server: which functions a module's name stands for now. Code is a name (Erlang: MFA), so
 * a process that is told by name which function to run meets the newest version at its next call.
 */
import type { Locate } from './exit.ts'

export interface Module {
  readonly name: string
  readonly version: string
  readonly exports: Readonly<Record<string, unknown>>
}

export class CodeServer {
  private readonly modules = new Map<string, Module>()

  /**
   * `locate` finds the loaded text's lines in a stack; without it exit reasons have empty stacks.
   */
  constructor(readonly locate: Locate = () => []) {}

  /** Loads a module, or a newer version of it. */
  load(name: string, version: string, exports: Readonly<Record<string, unknown>>): void {
    this.modules.set(name, { name, version, exports })
  }

  moduleNames(): IterableIterator<string> {
    return this.modules.keys()
  }

  /** The function now exported as module:func, or null. */
  resolve(module: string, func: string): ((...args: unknown[]) => unknown) | null {
    const exports = this.modules.get(module)?.exports
    if (exports === undefined || !Object.hasOwn(exports, func)) return null
    const value = exports[func]
    return typeof value === 'function' ? (value as (...args: unknown[]) => unknown) : null
  }

  /** Any exported value of a module, for bindings that are no functions. */
  value(module: string, name: string): unknown {
    const exports = this.modules.get(module)?.exports
    return exports !== undefined && Object.hasOwn(exports, name) ? exports[name] : undefined
  }
}
