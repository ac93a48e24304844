/**
 * Where a process comes from, as every process of proc_lib carries it in its dictionary:
 * `$ancestors`, nearest first, by name where they have one, and `$initial_call`.
 */
import { get, Pid, processInfo, put, self, type Term, whereis } from '../../kernel/index.ts'

export type Ancestor = Pid | string

/** `$ancestors` of the running process; none when proc_lib didn't start it. */
export function ancestors(): readonly Ancestor[] {
  const kept = get('$ancestors')
  return Array.isArray(kept) ? (kept as readonly Ancestor[]) : []
}

/** What a process that this one starts will have as its ancestors: this one, then its own. */
export function ancestorsOfChild(): Ancestor[] {
  return [processInfo(self(), 'registered_name') ?? self(), ...ancestors()]
}

/** Sets both, first thing in a behaviour's process: its callbacks' init is its initial call. */
export function rememberOrigin(from: readonly Ancestor[], module: string, args: Term = null): void {
  const isSupervisor = module === 'supervisor' && Array.isArray(args)
  rememberStart(from, isSupervisor ? ['supervisor', args[0], 1] : [module, 'init', 1])
}

export function rememberStart(from: readonly Ancestor[], call: Term): void {
  put('$ancestors', from)
  put('$initial_call', call)
}

/** Who started this process, as a behaviour that is entered late asks (Erlang: gen:get_parent). */
export function parentPid(): Pid | null {
  const [parent] = ancestors()
  return typeof parent === 'string' ? whereis(parent) : (parent ?? null)
}

/** `[module, func, arity]` that a process of this node began with. */
export function translateInitialCall(of: Pid | Dictionary): Term {
  return initialCallOf(of) ?? ['proc_lib', 'initP', 5]
}

/** As translateInitialCall, with a word for each argument; false when proc_lib didn't start it. */
export function initialCall(of: Pid | Dictionary): Term {
  const call = initialCallOf(of)
  return call === null ? false : withArguments(call)
}

/** `[module, func, arity]` as reports have it: the arguments stand for themselves. */
export function withArguments(call: Term): Term {
  if (!Array.isArray(call) || typeof call[2] !== 'number') return call
  const names = Array.from({ length: call[2] }, (_, i) => `Argument__${i + 1}`)
  return [call[0] as Term, call[1] as Term, names]
}

/** What processInfo tells of a process. */
export interface Dictionary {
  readonly dictionary: Readonly<Record<string, Term>>
}

/** As its process noted it; null when proc_lib didn't start it, or it is dead. */
export function initialCallOf(of: Pid | Dictionary | undefined): Term | null {
  const dictionary = of instanceof Pid ? processInfo(of, 'dictionary') : of?.dictionary
  const call = dictionary?.$initial_call
  return Array.isArray(call) && call.length === 3 ? call : null
}
