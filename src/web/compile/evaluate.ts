/**
 * Runs a compiled module once, for its exports (Erlang: code:load_binary/3). This is the only part
 * of the compiler that a box needs; what the module can reach is what its runtime hands to it.
 */
import type { CompiledModule } from './compiled.ts'
import { locate } from './locate.ts'

/** All that compiled text speaks to. The functions are called without a `this`. */
export interface ModuleRuntime {
  /** What `import … from 'let-it-crash'` finds. */
  readonly library: Readonly<Record<string, unknown>>
  /**
   * What the newest version of another module exports by that name. Asked at every mention of an
   * imported name, as a qualified call in Erlang asks the code server each time.
   */
  imported(module: string, name: string): unknown
  /** Takes a module's exports when its text has been run; answers what its load gives. */
  exported(module: string, exports: Record<string, unknown>): Record<string, unknown>
  /**
   * Called at every round of a loop and every entry of a function; throws when the turn is used up.
   */
  guard(line: number): void
  /** First thing in every catch: throws again what a program may not catch. */
  caught(error: unknown): void
}

/** What was thrown while a module's text ran; `cause` is the thing itself. */
export interface LoadError extends Error {
  readonly module: string
  /** Line of the learner's text; 0 when the stack doesn't tell. */
  readonly line: number
}

/** @throws {LoadError} when the text at the top of the file throws. */
export function evaluate(module: CompiledModule, runtime: ModuleRuntime): Record<string, unknown> {
  try {
    return new Function('$runtime', module.source)(runtime)
  } catch (cause) {
    throw loadError(module.name, cause)
  }
}

function loadError(module: string, cause: unknown): LoadError {
  const line = locate(cause, new Set([module]))[0]?.line ?? 0
  const where = line > 0 ? `'${module}', line ${line}` : `'${module}'`
  const error = new Error(`${where}, can't be loaded: ${textOf(cause)}`, { cause })
  return Object.assign(error, { module, line })
}

function textOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  } catch {
    return 'something that has no text was thrown'
  }
}
