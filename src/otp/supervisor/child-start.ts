/**
 * Starting a child: its start function is called by name, and what it came back with, or raised, is
 * read as OTP reads it (supervisor's do_start_child; otp-semantics D9).
 */
import {
  apply,
  copyTerm,
  Doomed,
  isWaiting,
  Pid,
  Raised,
  reasonOf,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { termOf } from './child-spec.ts'

/** `['ok', pid]`, `['ok', pid, info]`, `['ok', 'undefined']` for ignore, or `['error', reason]`. */
export type Started =
  | readonly ['ok', Pid | 'undefined']
  | readonly ['ok', Pid, Term]
  | readonly ['error', Term]

/** Says what a start function's answer or exception means. */
export interface Reader {
  answer(value: unknown): Started
  raised(thrown: unknown): Started
}

/** OTP's supervisor runs the start inside a catch: a throw counts as a return. */
export const asSupervisor: Reader = {
  answer: readAnswer,
  raised: (thrown) =>
    thrown instanceof Raised && thrown.kind === 'throw'
      ? readAnswer(thrown.reason)
      : ['error', ['EXIT', reasonOf(thrown)]],
}

/** Calls the start; a generator only when it has to wait. */
export function startChild(
  module: string,
  func: string,
  args: readonly Term[] | 'undefined',
  read: Reader = asSupervisor,
): Started | Waits<Started> {
  if (!Array.isArray(args)) return ['error', ['EXIT', reasonOf(new Raised('error', 'badarg'))]]
  try {
    const answer = apply(module, func, args)
    return isWaiting(answer) ? waitForStart(answer, read) : read.answer(answer)
  } catch (thrown) {
    return raised(thrown, read)
  }
}

function* waitForStart(answer: Waits<unknown>, read: Reader): Waits<Started> {
  try {
    return read.answer(yield* answer)
  } catch (thrown) {
    return raised(thrown, read)
  }
}

function raised(thrown: unknown, read: Reader): Started {
  if (thrown instanceof Doomed) throw thrown
  return read.raised(thrown)
}

export function readAnswer(answer: unknown): Started {
  if (answer === 'ignore') return ['ok', 'undefined']
  if (!Array.isArray(answer)) return ['error', copyTerm(termOf(answer), 'started')]
  const [what, first, second] = answer
  if (what === 'ok' && first instanceof Pid) {
    if (answer.length === 2) return ['ok', first]
    if (answer.length === 3) return ['ok', first, copyTerm(termOf(second), 'info')]
  }
  const isError = what === 'error' && answer.length === 2
  return ['error', copyTerm(isError ? termOf(first) : answer, 'started')]
}

/** What follows a start, now or when it has come to its end. */
export function whenStarted(
  answer: Started | Waits<Started>,
  use: (started: Started) => Term,
): Term | Waits<Term> {
  return isWaiting(answer) ? waitAndUse(answer, use) : use(answer)
}

function* waitAndUse(answer: Waits<Started>, use: (started: Started) => Term): Waits<Term> {
  return use(yield* answer)
}
