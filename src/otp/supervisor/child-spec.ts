/**
 * Supervisor flags and child specs: the forms that OTP takes (maps and the older tuples), its
 * defaults and its refusals, word for word (otp-semantics D1, D2).
 */
import { copyTerm, Pid, Ref, type Start, type Term } from '../../kernel/index.ts'
import { termKey } from '../gen/term-key.ts'

export type Strategy = 'one_for_one' | 'one_for_all' | 'rest_for_one' | 'simple_one_for_one'
export type AutoShutdown = 'never' | 'any_significant' | 'all_significant'
export type Restart = 'permanent' | 'transient' | 'temporary'
/** Milliseconds to end by itself before it is killed, or how else it is stopped. */
export type Shutdown = number | 'brutal_kill' | 'infinity'
export type ChildType = 'worker' | 'supervisor'

export interface Flags {
  readonly strategy: Strategy
  /** More restarts than this within `period` seconds are too many. */
  readonly intensity: number
  readonly period: number
  readonly auto_shutdown: AutoShutdown
}

/** Whole, as `readChildSpec` gives it; a program may leave out all but `id` and `start`. */
export interface ChildSpec {
  readonly id: Term
  readonly start: Start
  readonly restart: Restart
  readonly significant: boolean
  readonly shutdown: Shutdown
  readonly type: ChildType
  readonly modules: readonly string[] | 'dynamic'
}

type Fields = Readonly<Record<string, unknown>>

export type Refused = { readonly error: Term }

/** Defaults: one_for_one, 1 restart in 5 s, never shut down by itself. */
export function readFlags(raw: unknown): Flags | Refused {
  const isTuple = Array.isArray(raw) && raw.length === 3
  const tuple = isTuple ? { strategy: raw[0], intensity: raw[1], period: raw[2] } : null
  const flags: Fields | null = tuple ?? plain(raw)
  if (flags === null) return { error: ['invalid_type', termOf(raw)] }
  const { strategy = 'one_for_one', intensity = 1, period = 5, auto_shutdown = 'never' } = flags
  if (!isStrategy(strategy)) return { error: ['invalid_strategy', termOf(strategy)] }
  if (!isWhole(intensity, 0)) return { error: ['invalid_intensity', termOf(intensity)] }
  if (!isWhole(period, 1)) return { error: ['invalid_period', termOf(period)] }
  if (!isAutoShutdown(auto_shutdown)) {
    return { error: ['invalid_auto_shutdown', termOf(auto_shutdown)] }
  }
  return { strategy, intensity, period, auto_shutdown }
}

/** Reads specs one by one; the first bad one, or an id that comes twice, refuses them all. */
export function readSpecs(
  raw: readonly unknown[],
  autoShutdown: AutoShutdown | 'undefined',
): readonly ChildSpec[] | Refused {
  const list: ChildSpec[] = []
  const ids = new Set<string>()
  for (const each of raw) {
    const spec = readChildSpec(each, autoShutdown)
    if ('error' in spec) return spec
    const key = idKey(spec.id)
    if (ids.has(key)) return { error: ['duplicate_child_name', spec.id] }
    ids.add(key)
    list.push(spec)
  }
  return list
}

/** Defaults: permanent, worker, shutdown 5000 ms (a supervisor: infinity), the start's module. */
export function readChildSpec(
  raw: unknown,
  autoShutdown: AutoShutdown | 'undefined',
): ChildSpec | Refused {
  const spec = Array.isArray(raw) && raw.length === 6 ? fromTuple(raw) : plain(raw)
  if (spec === null) return { error: ['invalid_child_spec', termOf(raw)] }
  const { id, start, restart = 'permanent', significant = false, type = 'worker' } = spec
  if (id === undefined) return { error: 'missing_id' }
  if (start === undefined) return { error: 'missing_start' }
  if (!isStart(start)) return { error: ['invalid_mfa', termOf(start)] }
  if (!isRestart(restart)) return { error: ['invalid_restart_type', termOf(restart)] }
  const clash = significanceProblem(significant, restart, autoShutdown)
  if (clash !== null) return { error: clash }
  if (!isChildType(type)) return { error: ['invalid_child_type', termOf(type)] }
  const { shutdown = type === 'supervisor' ? 'infinity' : 5_000, modules = [start[0]] } = spec
  if (!isShutdown(shutdown)) return { error: ['invalid_shutdown', termOf(shutdown)] }
  const problem = modulesProblem(modules)
  if (problem !== null) return { error: problem }
  // From here on it is the supervisor's own.
  const whole = { id, start, restart, significant, shutdown, type, modules }
  return copyTerm(whole, 'spec') as unknown as ChildSpec
}

function fromTuple([id, start, restart, shutdown, type, modules]: readonly unknown[]) {
  return { id, start, restart, significant: false, shutdown, type, modules }
}

function significanceProblem(
  significant: unknown,
  restart: Restart,
  autoShutdown: AutoShutdown | 'undefined',
): Term | null {
  if (typeof significant !== 'boolean') return ['invalid_significant', termOf(significant)]
  if (!significant) return null
  const clashing =
    autoShutdown === 'never'
      ? ['auto_shutdown', 'never']
      : restart === 'permanent'
        ? ['restart', 'permanent']
        : null
  return clashing === null ? null : ['bad_combination', [clashing, ['significant', true]]]
}

function modulesProblem(modules: unknown): Term | null {
  if (modules === 'dynamic') return null
  if (!Array.isArray(modules)) return ['invalid_modules', termOf(modules)]
  const bad = modules.findIndex((each) => typeof each !== 'string')
  return bad < 0 ? null : ['invalid_module', termOf(modules[bad])]
}

/** One text for each id: any term may be one. Never a number's, so that objects keep its place. */
export function idKey(id: Term): string {
  return `:${termKey(id)}`
}

/** What JavaScript calls undefined is Erlang's atom of that name. */
export function termOf(value: unknown): Term {
  return value === undefined ? 'undefined' : (value as Term)
}

export function plain(raw: unknown): Fields | null {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return null
  if (raw instanceof Pid || raw instanceof Ref || raw instanceof Uint8Array) return null
  return raw as Fields
}

export function isStart(value: unknown): value is Start {
  if (!Array.isArray(value) || value.length !== 3) return false
  const [module, func, args] = value
  return typeof module === 'string' && typeof func === 'string' && Array.isArray(args)
}

export function isRestart(value: unknown): value is Restart {
  return value === 'permanent' || value === 'transient' || value === 'temporary'
}

export function isChildType(value: unknown): value is ChildType {
  return value === 'worker' || value === 'supervisor'
}

export function isAutoShutdown(value: unknown): value is AutoShutdown {
  return value === 'never' || value === 'any_significant' || value === 'all_significant'
}

export function isWhole(value: unknown, least: number): value is number {
  return Number.isInteger(value) && (value as number) >= least
}

function isShutdown(value: unknown): value is Shutdown {
  return value === 'brutal_kill' || value === 'infinity' || isWhole(value, 0)
}

function isStrategy(value: unknown): value is Strategy {
  return ['one_for_one', 'one_for_all', 'rest_for_one', 'simple_one_for_one'].includes(
    value as string,
  )
}
