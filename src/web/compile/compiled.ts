/**
 * What the compiler hands out: modules that a box can evaluate, or errors at a place in a learner's
 * text. A module is plain data, so it can be posted to a worker.
 */
export type Compiled =
  | { readonly ok: true; readonly modules: readonly CompiledModule[] }
  | { readonly ok: false; readonly errors: readonly CompileError[] }

export interface CompiledModule {
  /** The file's name without its ending. */
  readonly name: string
  /** The body of `new Function('$runtime', source)`; it returns the module's exports. */
  readonly source: string
  /** Eight hex digits; the same text always has the same version. */
  readonly version: string
}

export interface CompileError {
  readonly file: string
  /** Both count from 1; a column counts UTF-16 units. */
  readonly line: number
  readonly column: number
  /** A sentence for the learner. */
  readonly message: string
}

/** A mistake inside one file, before it is known by name: an offset in the text that was parsed. */
export interface Mistake {
  readonly offset: number
  readonly message: string
}

export type Place = Pick<CompileError, 'line' | 'column'>

/** The names that compiled text speaks of its runtime by; a learner's text may not use them. */
export const reservedNames = ['$runtime', '$guard', '$caught', '$imported', '$freeze', '$error']
