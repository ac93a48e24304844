/**
 * Exceptions inside a process and the exit reasons they become (Erlang: classes exit, error,
 * throw). A reason is a term, so it can travel, be matched and be shown; nothing is swallowed.
 */
import { copyTerm, TermError } from './copy.ts'
import type { Term } from './term.ts'

export type RaisedClass = 'exit' | 'error' | 'throw'

/**
 * What exit/1, error/1 and throw/1 throw. No Error itself: an exit has no stack, and taking one for
 * every orderly end would cost more than the process did.
 */
export class Raised {
  /** Where it was raised; null for an exit. */
  readonly place: Error | null

  constructor(
    readonly kind: RaisedClass,
    readonly reason: Term,
    readonly message: string = typeof reason === 'string' ? reason : kind,
  ) {
    this.place = kind === 'exit' ? null : new Error(this.message)
  }

  get stack(): string | undefined {
    return this.place?.stack
  }

  toString(): string {
    return this.message
  }
}

/** Ends the running process from outside its code: no program may catch it. */
export class Doomed extends Raised {}

/** exit/1: ends this process with `reason`. */
export function exit(reason: unknown): never {
  throw new Raised('exit', copyTerm(reason, 'reason'))
}

/** error/1: as exit, but the reason carries the stack. */
export function error(reason: unknown): never {
  throw new Raised('error', copyTerm(reason, 'reason'))
}

/** The `badarg` that a wrong use of `verb` gives: it names the argument and what it should be. */
export function badarg(verb: string, argument: string, expected: string): never {
  throw new Raised('error', ['badarg', `${verb}: ${argument} must be ${expected}`])
}

/** What the caller meets when the node can't take more of something. */
export function systemLimit(what: string): Raised {
  return new Raised('error', ['system_limit', what])
}

/**
 * Where in the program's own text something was thrown: `[[func, file, line], …]`, innermost first.
 */
export type Locate = (thrown: Error) => Term

/**
 * The exit reason for whatever was thrown: exit(R) → R; error(R) → [R, stack]; throw(T) →
 * [['nocatch', T], stack]; a JavaScript error → [[name, message], stack]. Source: otp-semantics A2.
 */
export function exitReason(thrown: unknown, locate: Locate): Term {
  if (thrown instanceof Raised) {
    if (thrown.kind === 'exit') return thrown.reason
    const reason = thrown.kind === 'throw' ? ['nocatch', thrown.reason] : thrown.reason
    return [reason, thrown.place === null ? [] : locate(thrown.place)]
  }
  if (thrown instanceof TermError) return [['badarg', thrown.message], locate(thrown)]
  if (thrown instanceof Error) return [[thrown.name, thrown.message], locate(thrown)]
  return [['nocatch', termOrText(thrown)], []]
}

function termOrText(value: unknown): Term {
  try {
    return copyTerm(value, 'thrown value')
  } catch {
    return String(value)
  }
}
