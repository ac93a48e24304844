/**
 * What a dynamic supervisor is told and what it keeps: its flags, its children's specs (Elixir's
 * defaults and refusals), and a few bytes for each child, since most of a million children differ
 * in nothing but their arguments.
 */
import type { Start, Term } from '../../kernel/index.ts'
import { type Entry, isRestarting } from './child-pids.ts'
import {
  type ChildType,
  isChildType,
  isRestart,
  isStart,
  isWhole,
  plain,
  type Refused,
  type Restart,
  type Shutdown,
  termOf,
} from './child-spec.ts'

export interface DynamicFlags {
  readonly strategy: 'one_for_one'
  readonly intensity: number
  /** Seconds. */
  readonly period: number
  readonly max_children: number | 'infinity'
  /** Come before a child's own arguments. */
  readonly extra_arguments: readonly Term[]
}

/** What children have in common. */
export interface Kind {
  readonly module: string
  readonly func: string
  readonly restart: Restart
  readonly shutdown: Shutdown
  readonly type: ChildType
  readonly modules: readonly string[] | 'dynamic'
}

export interface DynamicChild {
  readonly kind: Kind
  /** Forgotten once a temporary child runs. */
  readonly args: readonly Term[] | 'undefined'
}

/** A module's init answers these; the defaults are OTP's, 1 restart in 5 s. */
export function readDynamicFlags(raw: Readonly<Record<string, unknown>>): DynamicFlags | Refused {
  const { strategy = 'one_for_one', intensity = 1, period = 5 } = raw
  const { max_children = 'infinity', extra_arguments = [] } = raw
  if (strategy !== 'one_for_one') return { error: ['invalid_strategy', termOf(strategy)] }
  if (!isWhole(intensity, 0)) return { error: ['invalid_intensity', termOf(intensity)] }
  if (!isWhole(period, 1)) return { error: ['invalid_period', termOf(period)] }
  if (max_children !== 'infinity' && !isWhole(max_children, 0)) {
    return { error: ['invalid_max_children', termOf(max_children)] }
  }
  if (!Array.isArray(extra_arguments)) {
    return { error: ['invalid_extra_arguments', termOf(extra_arguments)] }
  }
  return { strategy, intensity, period, max_children, extra_arguments }
}

/** `[start, restart, shutdown, type, modules]`: a child spec as it is sent to the supervisor. */
export type SentSpec = readonly [Start, Restart, Shutdown, ChildType, Kind['modules']]

/** A map with `id` and `start`, or OTP's tuple. A shutdown of 0 ms is refused, as in Elixir. */
export function readDynamicSpec(raw: unknown): SentSpec | Refused {
  if (Array.isArray(raw) && raw.length === 6) {
    const [, start, restart, shutdown, type, modules] = raw
    return checked(start, restart, shutdown, type, modules)
  }
  const spec = plain(raw)
  const { start } = spec ?? {}
  if (spec?.id === undefined || !Array.isArray(start) || start.length !== 3) {
    return { error: ['invalid_child_spec', termOf(raw)] }
  }
  const { restart = 'permanent', type = 'worker', modules = [start[0]] } = spec
  const { shutdown = type === 'supervisor' ? 'infinity' : 5_000 } = spec
  return checked(start, restart, shutdown, type, modules)
}

function checked(
  start: unknown,
  restart: unknown,
  shutdown: unknown,
  type: unknown,
  modules: unknown,
): SentSpec | Refused {
  if (!isStart(start)) return { error: ['invalid_mfa', termOf(start)] }
  if (!isRestart(restart)) return { error: ['invalid_restart_type', termOf(restart)] }
  if (shutdown !== 'infinity' && shutdown !== 'brutal_kill' && !isWhole(shutdown, 1)) {
    return { error: ['invalid_shutdown', termOf(shutdown)] }
  }
  if (!isChildType(type)) return { error: ['invalid_child_type', termOf(type)] }
  if (!isModules(modules)) return { error: ['invalid_modules', termOf(modules)] }
  return [start, restart, shutdown, type, modules]
}

function isModules(modules: unknown): modules is Kind['modules'] {
  if (modules === 'dynamic') return true
  return Array.isArray(modules) && modules.every((each) => typeof each === 'string')
}

/** Kinds that are looked through for one that is known. */
const mostKinds = 16

/** The same object for children of the same kind, as long as there are few kinds. */
export function kindOf(kinds: Kind[], sent: SentSpec): Kind {
  const [[module, func], restart, shutdown, type, modules] = sent
  const kind: Kind = { module, func, restart, shutdown, type, modules }
  const known = kinds.find((each) => isSameKind(each, kind))
  if (known !== undefined) return known
  if (kinds.length >= mostKinds) kinds.shift()
  kinds.push(kind)
  return kind
}

function isSameKind(a: Kind, b: Kind): boolean {
  return (
    a.module === b.module &&
    a.func === b.func &&
    a.restart === b.restart &&
    a.shutdown === b.shutdown &&
    a.type === b.type &&
    String(a.modules) === String(b.modules)
  )
}

/** A child in the table: its kind, before its arguments if it has any. */
export function entryOfChild({ kind, args }: DynamicChild): Entry {
  const isBare = args === 'undefined' || args.length === 0 || kind.restart === 'temporary'
  const bare = kind as unknown as { readonly [key: string]: Term }
  // Unlike a literal with a spread, concat leaves no room for more.
  return isBare ? bare : [bare as Term].concat(args)
}

export function childOfEntry(entry: Entry): DynamicChild {
  if (isRestarting(entry)) return childOfEntry(entry.restarting)
  if (!Array.isArray(entry)) {
    const kind = entry as unknown as Kind
    return { kind, args: kind.restart === 'temporary' ? 'undefined' : none }
  }
  return { kind: entry[0] as unknown as Kind, args: entry.slice(1) }
}

const none: readonly Term[] = []
