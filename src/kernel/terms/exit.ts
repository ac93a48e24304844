/**
 * Exceptions inside a process and the exit reasons they become (Erlang: classes exit, error,
 * throw). A reason is a term, so it can travel, be matched and be shown; nothing is swallowed.
 */

import { limits } from '../limits.ts'
import { copyTerm, TermError } from './copy.ts'
import { formatTerm, type Term } from './term.ts'

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
    Object.freeze(this)
  }

  get stack(): string | undefined {
    return this.place?.stack
  }

  toString(): string {
    return this.message
  }
}

// Programs may catch one: nothing may be changed in what all of them share.
Object.freeze(Raised)
Object.freeze(Raised.prototype)

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
  try {
    return copyReason(reasonFor(thrown, locate))
  } catch {
    return silent
  }
}

/** A reason for one more who hears of an end; what is too large to be copied is cut. */
export function copyReason(reason: Term): Term {
  try {
    return copyTerm(reason, 'reason')
  } catch {
    return ['$cut', formatTerm(reason, limits.traceTermSize)]
  }
}

const silent = [['nocatch', 'something that tells nothing of itself'], []]

function reasonFor(thrown: unknown, locate: Locate): Term {
  if (thrown instanceof Raised) {
    // Who caught it may have written into it.
    const said = termOrText(thrown.reason)
    if (thrown.kind === 'exit') return said
    const reason = thrown.kind === 'throw' ? ['nocatch', said] : said
    return [reason, thrown.place === null ? [] : locate(thrown.place)]
  }
  if (thrown instanceof TermError) return [['badarg', thrown.message], locate(thrown)]
  if (!(thrown instanceof Error)) return [['nocatch', termOrText(thrown)], []]
  return [[`${thrown.name}`, `${thrown.message}`], locate(thrown)]
}

function termOrText(value: unknown): Term {
  try {
    return copyTerm(value, 'reason')
  } catch {
    return String(value)
  }
}
