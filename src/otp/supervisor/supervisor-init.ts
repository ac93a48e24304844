/**
 * How a supervisor begins, and how it goes on with new code: its callback module is asked for flags
 * and specs (Erlang: supervisor's init and code_change; otp-semantics D1, D2, D5, E8).
 */
import { error, type Term, trapExit, type Waits } from '../../kernel/index.ts'
import { callback } from '../gen/callback.ts'
import { readFlags, readSpecs, type Strategy, termOf } from './child-spec.ts'
import { childOf, eachChild, place, respecify, setTemplate } from './children.ts'
import { startChildren, stopChildren } from './supervisor-restart.ts'
import { changed, newState, type State, told } from './supervisor-state.ts'

/** `all` is `[module, args]`, with a third part when the name isn't a local one. */
export function* init(all: Term): Waits<Term> {
  const [module, args, name = null] = all as readonly [string, Term, Term?]
  trapExit(true)
  const result = yield* callback(module, 'init', [args])
  if (result === 'ignore') return 'ignore'
  const asked = flagsAndSpecs(result)
  if (asked === null) return ['stop', ['bad_return', [module, 'init', termOf(result)]]]
  const flags = readFlags(asked[0])
  if ('error' in flags) return ['stop', ['supervisor_data', flags.error]]
  const state = newState(module, args, flags, name)
  return isCrowd(flags.strategy) ? initCrowd(state, asked[1]) : yield* initChildren(state, asked[1])
}

function* initChildren(state: State, raw: unknown): Waits<Term> {
  const specs = readSpecs(listOf(raw), state.flags.auto_shutdown)
  if ('error' in specs) return ['stop', ['start_spec', specs.error]]
  for (const spec of specs) place(state.children, childOf(spec), 'undefined')
  const ids = specs.map(({ id }) => id)
  const failed = yield* startChildren(state, ids)
  if (failed === null) return ['ok', told(state, true)]
  yield* stopChildren(state, [...eachChild(state.children)])
  return ['stop', ['shutdown', ['failed_to_start_child', failed.child.spec.id, failed.reason]]]
}

function initCrowd(state: State, raw: unknown): Term {
  if (!Array.isArray(raw) || raw.length !== 1) return ['stop', badStart(raw)]
  const specs = readSpecs(raw, state.flags.auto_shutdown)
  if ('error' in specs) return ['stop', ['start_spec', specs.error]]
  for (const spec of specs) setTemplate(state.children, spec)
  return ['ok', told(state, true)]
}

/** New code, perhaps new flags and specs: nothing that runs is touched (otp-semantics E8). */
export function* codeChange(_oldVersion: Term, raw: Term, _extra: Term): Waits<Term> {
  const state = raw as unknown as State
  const result = yield* callback(state.module, 'init', [state.args])
  if (result === 'ignore') return ['ok', raw]
  const asked = flagsAndSpecs(result)
  if (asked === null) return termOf(result)
  const flags = readFlags(asked[0])
  if ('error' in flags) return ['error', badFlags(flags.error)]
  if (isCrowd(flags.strategy) !== isCrowd(state.flags.strategy)) {
    return ['error', ['bad_flags', asked[0] as Term]]
  }
  const specs = readSpecs(listOf(asked[1]), flags.auto_shutdown)
  if ('error' in specs) return ['error', specs.error]
  const [template] = specs
  if (!isCrowd(flags.strategy)) respecify(state.children, specs)
  else if (template === undefined || specs.length > 1) return ['error', badStart(asked[1])]
  else setTemplate(state.children, template)
  state.flags = flags
  changed(state)
  return ['ok', told(state, true)]
}

function flagsAndSpecs(result: unknown): readonly [flags: unknown, specs: unknown] | null {
  if (!Array.isArray(result) || result[0] !== 'ok' || result.length !== 2) return null
  const [, asked] = result
  return Array.isArray(asked) && asked.length === 2 ? [asked[0], asked[1]] : null
}

function listOf(raw: unknown): readonly unknown[] {
  return Array.isArray(raw) ? raw : error('function_clause')
}

function badFlags(problem: Term): Term {
  const isShapeless = Array.isArray(problem) && problem[0] === 'invalid_type'
  return isShapeless ? ['bad_flags', problem[1] as Term] : problem
}

function badStart(raw: unknown): Term {
  return ['bad_start_spec', termOf(raw)]
}

function isCrowd(strategy: Strategy): boolean {
  return strategy === 'simple_one_for_one'
}
