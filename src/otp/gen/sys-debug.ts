/**
 * The debug options of a behaviour's process: trace, log, statistics and functions of one's own
 * that see every system event (Erlang: sys's dbg_opt()). A plain list in the process's record; null
 * stands for none, so that a server nobody watches pays for one comparison.
 */
import {
  apply,
  Doomed,
  equalTerms,
  isWaiting,
  note,
  now,
  processInfo,
  self,
  type Term,
} from '../../kernel/index.ts'
import { isReturn, shown } from './callback.ts'

/**
 * What happens in a server: `['in', message]`, `['out', reply, from, state]`, `['noreply', state]`,
 * `['continue', content]`, or what a behaviour of one's own tells.
 */
export type SystemEvent = readonly Term[]

/** `[what, its data]`; newest first, as sys:install does. */
export type Debug = readonly (readonly [item: Term, data: Term])[]

/** An exported function; it gets `(its state, event, name)` and answers a new state or 'done'. */
export type DebugFunction = readonly [module: string, func: string]

type Installed =
  | readonly [func: DebugFunction, state: Term]
  | readonly [id: Term, func: DebugFunction, state: Term]

export type DebugOption =
  | 'trace'
  | 'log'
  | 'statistics'
  | readonly ['log', number]
  | readonly ['install', Installed]

interface Log {
  readonly size: number
  /** Newest last. */
  readonly events: readonly Term[]
}

/** The options that a start was given; what isn't understood is passed over. */
export function readDebug(options: readonly DebugOption[] | undefined): Debug | null {
  let debug: Debug | null = null
  for (const option of options ?? []) {
    const command = typeof option === 'string' ? [option, true] : sizedLog(option)
    debug = debugCommand(command, debug)[1]
  }
  return debug
}

function sizedLog(option: DebugOption): Term {
  return option[0] === 'log' ? ['log', [true, option[1] as Term]] : (option as Term)
}

/** Tells one event to all who watch; answers the options as they are afterwards. */
export function handleDebug(debug: Debug, name: Term, event: SystemEvent): Debug | null {
  const after = debug.flatMap(([item, data]) => {
    const next = seen(item, data, name, event)
    return next === null ? [] : [[item, next] as const]
  })
  return orNull(after)
}

/** The item's data after an event; null when it is done. */
function seen(item: Term, data: Term, name: Term, event: SystemEvent): Term {
  if (item === 'trace') {
    note('sys_trace', { name, event })
    return data
  }
  if (item === 'log') {
    const { size, events } = data as unknown as Log
    return { size, events: [...events, event].slice(-size) }
  }
  if (item === 'statistics') return counted(data as Statistics, event)
  const [func, state] = data as unknown as readonly [DebugFunction, Term]
  const next = runDebug(func, [state, event, name])
  return next === 'done' ? null : [func, next]
}

/** A debug function that fails, or has to wait, is taken out. */
function runDebug([module, func]: DebugFunction, args: readonly Term[]): Term {
  try {
    const next = apply(module, func, args)
    return isWaiting(next) ? 'done' : shown(next)
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    return isReturn(thrown) ? thrown.reason : 'done'
  }
}

/** What `['debug', command]` answers, and the options afterwards. */
export function debugCommand(command: Term, debug: Debug | null): readonly [Term, Debug | null] {
  if (command === 'no_debug') return ['ok', null]
  const [what, how] = Array.isArray(command) ? (command as readonly Term[]) : []
  const known = find(debug, what)
  if (what === 'trace' && typeof how === 'boolean') {
    return ['ok', how ? install(debug, what, true) : remove(debug, what)]
  }
  if (what === 'log') return logCommand(how, known as Log | undefined, debug)
  if (what === 'statistics') {
    if (how === 'get') return [['ok', told(known as Statistics | undefined)], debug]
    if (typeof how !== 'boolean') return ['unknown_debug', debug]
    return ['ok', how ? install(debug, what, fresh()) : remove(debug, what)]
  }
  if (what === 'install' && Array.isArray(how)) {
    const [id, func, state] = how.length === 2 ? [how[0], ...how] : how
    if (!isFunction(func)) return ['unknown_debug', debug]
    return ['ok', install(debug, id as Term, [func, state as Term])]
  }
  if (what === 'remove') return ['ok', remove(debug, how as Term)]
  return ['unknown_debug', debug]
}

function isFunction(value: unknown): value is DebugFunction {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'string'
}

const usualSize = 10

function logCommand(
  how: Term | undefined,
  known: Log | undefined,
  debug: Debug | null,
): readonly [Term, Debug | null] {
  const events = known?.events ?? []
  if (how === 'get') return [['ok', events], debug]
  if (how === false) return ['ok', remove(debug, 'log')]
  if (how === 'print') {
    const name = processInfo(self(), 'registered_name') ?? self()
    for (const event of events) note('sys_trace', { name, event })
    return ['ok', debug]
  }
  const size = how === true ? usualSize : sizeOf(how)
  if (size === null) return ['unknown_debug', debug]
  const log: Term = { size, events: events.slice(-size) }
  return ['ok', [['log', log], ...(remove(debug, 'log') ?? [])]]
}

function sizeOf(how: Term | undefined): number | null {
  const [on, size] = Array.isArray(how) ? how : []
  return on === true && Number.isInteger(size) && (size as number) >= 1 ? (size as number) : null
}

/** The events that the log has kept, oldest first. */
export function logOf(debug: Debug | null): readonly Term[] {
  return (find(debug, 'log') as Log | undefined)?.events ?? []
}

type Statistics = {
  readonly startTime: number
  readonly reductions: number
  readonly in: number
  readonly out: number
}

function fresh(): Statistics {
  return { startTime: now(), reductions: reductions(), in: 0, out: 0 }
}

function counted(data: Statistics, [what]: SystemEvent): Statistics {
  if (what === 'in') return { ...data, in: data.in + 1 }
  return what === 'out' ? { ...data, out: data.out + 1 } : data
}

/** Times are milliseconds of the node's clock. */
function told(data: Statistics | undefined): Term {
  if (data === undefined) return 'no_statistics'
  return [
    ['start_time', data.startTime],
    ['current_time', now()],
    ['reductions', reductions() - data.reductions],
    ['messages_in', data.in],
    ['messages_out', data.out],
  ]
}

function reductions(): number {
  return processInfo(self(), 'reductions') ?? 0
}

function find(debug: Debug | null, item: Term | undefined): Term | undefined {
  return debug?.find((entry) => equalTerms(entry[0], item ?? null))?.[1]
}

/** What is there already stays as it is. */
function install(debug: Debug | null, item: Term, data: Term): Debug {
  return find(debug, item) === undefined ? [[item, data], ...(debug ?? [])] : (debug ?? [])
}

function remove(debug: Debug | null, item: Term): Debug | null {
  return orNull((debug ?? []).filter((entry) => !equalTerms(entry[0], item)))
}

function orNull(debug: Debug): Debug | null {
  return debug.length === 0 ? null : debug
}
