/**
 * Calling a module's function by name, for code that doesn't know it: callbacks of behaviours,
 * modules that keep names. Whatever is called may have to wait.
 */
import {
  apply,
  copyTerm,
  Doomed,
  isWaiting,
  Raised,
  type Term,
  TermError,
  type Waits,
} from '../../kernel/index.ts'

/** module:func(args), waited for when it waits. */
export function* perform(module: string, func: string, args: readonly unknown[]): Waits<unknown> {
  const result = apply(module, func, args)
  return isWaiting(result) ? yield* result : result
}

/** As perform, but `throw(V)` counts as returning V (otp-semantics C5). */
export function* callback(module: string, func: string, args: readonly unknown[]): Waits<unknown> {
  try {
    return yield* perform(module, func, args)
  } catch (thrown) {
    if (isReturn(thrown)) return thrown.reason
    throw thrown
  }
}

/** Whether what a callback threw counts as its return value. */
export function isReturn(thrown: unknown): thrown is Raised {
  return thrown instanceof Raised && thrown.kind === 'throw' && !(thrown instanceof Doomed)
}

/** What a callback returned, as a term to be told: JavaScript's undefined is Erlang's. */
export function shown(value: unknown): Term {
  if (value === undefined) return 'undefined'
  try {
    return copyTerm(value)
  } catch (thrown) {
    if (thrown instanceof TermError) return String(value)
    throw thrown
  }
}
