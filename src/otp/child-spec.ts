/**
 * Supervisor flags and child specs: defaults and refusals as OTP's (otp-semantics D1, D2).
 */
import type { Pid, Start, Term } from '../kernel/index.ts'

export interface Flags {
  readonly strategy: 'one_for_one'
  readonly intensity: number
  readonly periodMs: number
}

/** As a program writes it; what may be left out gets OTP's default in `readChildSpec`. */
export interface ChildSpec {
  readonly id: string
  readonly start: Start
  readonly restart: 'permanent' | 'transient' | 'temporary'
  readonly shutdown: number | 'brutal_kill' | 'infinity'
  readonly type: 'worker' | 'supervisor'
}

/** `restarting`: it died, its restart failed, and another try is on its way. */
export interface Child {
  readonly spec: ChildSpec
  readonly pid: Pid | null
  readonly restarting: boolean
}

type Refused = { readonly error: Term }

/** Defaults: one_for_one, 1 restart in 5 s. `period` is in seconds, as in OTP. */
export function readFlags(raw: unknown): Flags | Refused {
  const flags = plain(raw)
  if (flags === null) return { error: ['invalid_flags', raw as Term] }
  const { strategy = 'one_for_one', intensity = 1, period = 5 } = flags
  if (strategy !== 'one_for_one') return { error: ['invalid_strategy', strategy as Term] }
  if (!Number.isInteger(intensity) || (intensity as number) < 0) {
    return { error: ['invalid_intensity', intensity as Term] }
  }
  if (!Number.isInteger(period) || (period as number) < 1) {
    return { error: ['invalid_period', period as Term] }
  }
  return { strategy, intensity: intensity as number, periodMs: (period as number) * 1000 }
}

export function readSpecs(raw: unknown): { readonly list: readonly ChildSpec[] } | Refused {
  if (!Array.isArray(raw)) return { error: ['invalid_child_specs', (raw ?? null) as Term] }
  const list: ChildSpec[] = []
  for (const each of raw) {
    const spec = readChildSpec(each)
    if ('error' in spec) return spec
    if (list.some((s) => s.id === spec.id)) return { error: ['duplicate_child_name', spec.id] }
    list.push(spec)
  }
  return { list }
}

/** Defaults: permanent, worker, shutdown 5000 ms (a supervisor: infinity). */
export function readChildSpec(raw: unknown): ChildSpec | Refused {
  const spec = plain(raw)
  if (spec === null) return { error: ['invalid_child_spec', (raw ?? null) as Term] }
  const { id, start, restart = 'permanent', type = 'worker' } = spec
  const { shutdown = type === 'supervisor' ? 'infinity' : 5_000 } = spec
  if (typeof id !== 'string')
    return { error: id === undefined ? 'missing_id' : ['invalid_id', id as Term] }
  if (start === undefined) return { error: 'missing_start' }
  if (!isStart(start)) return { error: ['invalid_mfa', start as Term] }
  if (restart !== 'permanent' && restart !== 'transient' && restart !== 'temporary') {
    return { error: ['invalid_restart_type', restart as Term] }
  }
  if (type !== 'worker' && type !== 'supervisor')
    return { error: ['invalid_child_type', type as Term] }
  if (!isShutdown(shutdown)) return { error: ['invalid_shutdown', shutdown as Term] }
  return { id, start, restart, shutdown, type }
}

function plain(raw: unknown): Readonly<Record<string, unknown>> | null {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
    ? (raw as Record<string, unknown>)
    : null
}

function isStart(value: unknown): value is Start {
  if (!Array.isArray(value) || value.length !== 3) return false
  const [module, func, args] = value
  return typeof module === 'string' && typeof func === 'string' && Array.isArray(args)
}

function isShutdown(value: unknown): value is ChildSpec['shutdown'] {
  if (value === 'brutal_kill' || value === 'infinity') return true
  return Number.isInteger(value) && (value as number) >= 0
}
