/**
 * What programs do with a registry's entries (Elixir: Registry's register, lookup, dispatch and so
 * on). A unique registry puts a key where its hash says; a duplicate one puts all entries of a
 * process where the pid's hash says, so that reading a key asks all partitions.
 */
import {
  error,
  isWaiting,
  link,
  type Pid,
  samePid,
  self,
  send,
  type Term,
  unlink,
  type Waits,
  whereis,
} from '../../kernel/index.ts'
import { perform } from '../gen/callback.ts'
import { 'async' as asTask, 'await' as resultOf } from '../task/task.ts'
import { hashTerm } from './registry-hash.ts'
import type { PartitionRequest } from './registry-partition.ts'
import { ask, needUnique, read, type Shape, shapeOf } from './registry-supervisor.ts'

/** `[pid, value]`; the process may have died a moment ago. */
export type Entry = readonly [Pid, Term]

/** What is run on entries or on a value: a function of one's own, or one by name. */
export type Fun<A> =
  | ((argument: A) => unknown)
  | readonly [module: string, func: string, args?: readonly Term[]]

/**
 * Registers the caller: `['ok', partition]`, to which it is linked from then on, or
 * `['error', ['already_registered', pid]]`. An owner that has died doesn't count.
 */
export function* register(registry: string, key: Term, value: Term = null): Waits<Term> {
  const shape = shapeOf(registry, 'register')
  const me = self()
  const place = ownPlace(shape, key)
  const partition = whereis(shape.names[place] as string)
  if (partition === null) return error('noproc')
  link(partition)
  const answer = yield* ask(shape, place, ['register', me, key, value])
  const [taken, holder, hasOthers] = answer as unknown as readonly [string, Pid, boolean]
  if (taken === 'taken') {
    if (!hasOthers) unlink(partition)
    return ['error', ['already_registered', holder]]
  }
  tell(shape, ['register', registry, key, me, value])
  return ['ok', partition]
}

/** Takes back all that the caller has registered under the key, if anything. */
export function* unregister(registry: string, key: Term): Waits<'ok'> {
  const shape = shapeOf(registry, 'unregister')
  yield* takeBack(shape, key, ['unregister', self(), key])
  tell(shape, ['unregister', registry, key, self()])
  return 'ok'
}

/** As unregister, but only entries whose value matches the pattern (see registry-match.ts). */
export function* unregisterMatch(registry: string, key: Term, pattern: Term): Waits<'ok'> {
  const shape = shapeOf(registry, 'unregisterMatch')
  const request = ['unregister_match', self(), key, pattern] as const
  if (yield* takeBack(shape, key, request)) tell(shape, ['unregister', registry, key, self()])
  return 'ok'
}

/** All entries of a key, in the order of their registration within each partition. */
export function* lookup(registry: string, key: Term): Waits<Entry[]> {
  const shape = shapeOf(registry, 'lookup')
  return yield* gather<Entry>(shape, placesOf(shape, key), ['lookup', key])
}

/** The entries of a key whose value matches the pattern. */
export function* match(registry: string, key: Term, pattern: Term): Waits<Entry[]> {
  const shape = shapeOf(registry, 'match')
  return yield* gather<Entry>(shape, placesOf(shape, key), ['match', key, pattern])
}

export function* countMatch(registry: string, key: Term, pattern: Term): Waits<number> {
  return (yield* match(registry, key, pattern)).length
}

/** The values that a process has registered under a key. */
export function* values(registry: string, key: Term, pid: Pid): Waits<Term[]> {
  const entries = yield* lookup(registry, key)
  return entries.filter(([owner]) => samePid(owner, pid)).map(([, value]) => value)
}

/** The keys of a process, the latest first; in a duplicate registry as often as registered. */
export function* keys(registry: string, pid: Pid): Waits<Term[]> {
  const shape = shapeOf(registry, 'keys')
  return yield* gather<Term>(shape, everyPlace(shape), ['keys', pid])
}

/** Entries in all. */
export function* count(registry: string): Waits<number> {
  const shape = shapeOf(registry, 'count')
  let sum = 0
  for (const place of everyPlace(shape)) sum += yield* read(shape, place, ['count'], 0)
  return sum
}

/** `[new, old]` once `fun(old)` is the value of the caller's key; `'error'` when it has no such. */
export function* updateValue(
  registry: string,
  key: Term,
  fun: Fun<Term>,
): Waits<readonly [Term, Term] | 'error'> {
  const shape = shapeOf(registry, 'updateValue')
  needUnique(shape, 'updateValue')
  const me = self()
  const [entry] = yield* lookup(registry, key)
  if (entry === undefined || !samePid(entry[0], me)) return 'error'
  const value = (yield* run(fun, entry[1])) as Term
  yield* ask(shape, ownPlace(shape, key), ['update', me, key, value])
  return [value, entry[1]]
}

/**
 * Runs `fun(entries, …args)` in the caller for the entries of a key; not at all when there are
 * none, and for each partition of a duplicate registry by itself. With `parallel` each of these
 * has a task, and the function must be a named one.
 */
export function* dispatch(
  registry: string,
  key: Term,
  fun: Fun<Entry[]>,
  { parallel = false }: { readonly parallel?: boolean } = {},
): Waits<'ok'> {
  const shape = shapeOf(registry, 'dispatch')
  const places = placesOf(shape, key).reverse()
  if (!parallel || places.length === 1) {
    for (const place of places) yield* dispatchIn(registry, place, key, fun)
    return 'ok'
  }
  const tasks = places.map((place) =>
    asTask(['registry', 'dispatchIn', [registry, place, key, fun as Term, self()]]),
  )
  for (const each of tasks) yield* resultOf(each, 'infinity')
  return 'ok'
}

/** dispatch within one partition; a task that does it isn't its caller's any more at its end. */
export function* dispatchIn(
  registry: string,
  place: number,
  key: Term,
  fun: Fun<Entry[]>,
  caller: Pid | null = null,
): Waits<'ok'> {
  const shape = shapeOf(registry, 'dispatch')
  const entries = yield* read<Entry[]>(shape, place, ['lookup', key], [])
  if (entries.length > 0) yield* run(fun, entries)
  if (caller !== null) unlink(caller)
  return 'ok'
}

/** Runs it on the argument, and waits for it when it waits. */
function* run<A>(fun: Fun<A>, argument: A): Waits<unknown> {
  if (typeof fun !== 'function') {
    const [module, func, args = []] = fun
    return yield* perform(module, func, [argument, ...args])
  }
  const result = fun(argument)
  return isWaiting(result) ? yield* result : result
}

/** Where the caller's entry for a key belongs. */
function ownPlace({ kind, partitions }: Shape, key: Term): number {
  return hashTerm(kind === 'unique' ? key : self(), partitions)
}

/** Where a key's entries may be. */
function placesOf({ kind, partitions }: Shape, key: Term): number[] {
  return kind === 'unique' ? [hashTerm(key, partitions)] : everyPlace({ partitions })
}

function everyPlace({ partitions }: Pick<Shape, 'partitions'>): number[] {
  return Array.from({ length: partitions }, (_, place) => place)
}

/** The answers of several partitions as one list. */
function* gather<T>(
  shape: Shape,
  places: readonly number[],
  request: PartitionRequest,
): Waits<T[]> {
  let all: T[] = []
  for (const place of places) all = all.concat(yield* read<T[]>(shape, place, request, []))
  return all
}

/** Takes entries of the caller out, and its link when it has no other there; whether all went. */
function* takeBack(shape: Shape, key: Term, request: PartitionRequest): Waits<boolean> {
  const place = ownPlace(shape, key)
  const answer = yield* ask(shape, place, request)
  const [isAll, hasOthers] = answer as unknown as readonly [boolean, boolean]
  const partition = whereis(shape.names[place] as string)
  if (!hasOthers && partition !== null) unlink(partition)
  return isAll
}

function tell({ listeners }: Shape, news: Term): void {
  for (const listener of listeners) send(listener, news)
}
