/**
 * partition_supervisor: a supervisor with so many children of one kind, and a way to the one that a
 * key belongs to (Elixir: PartitionSupervisor): `['via', 'partition_supervisor', [name, key]]`. The
 * children's pids are in the supervisor's dictionary, where the whole node can read them, so a
 * route costs no message and doesn't wait for a supervisor at work.
 */
import {
  badarg,
  exit,
  get,
  type Pid,
  processInfo,
  put,
  type Start,
  send as sendTo,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { perform } from '../gen/callback.ts'
import { type ServerName, whereName } from '../gen/names.ts'
import type { StartResult } from '../gen/proc-lib.ts'
import * as genServer from '../gen-server/gen-server.ts'
import { type ChildSpec, isStart, type Strategy } from '../supervisor/child-spec.ts'
import * as supervisor from '../supervisor/supervisor.ts'
import { hashTerm } from './registry-hash.ts'

export interface PartitionOptions {
  readonly name: ServerName
  /** Each partition is started so; its id is the partition's number. */
  readonly childSpec: Partial<ChildSpec> & { readonly start: Start }
  /** How many; Elixir takes as many as there are schedulers, here it is 4. */
  readonly partitions?: number
  readonly strategy?: Strategy
  /** 3 by default, within maxSeconds, 5 by default. */
  readonly maxRestarts?: number
  readonly maxSeconds?: number
  /** module:func(args, partition) gives the arguments of a partition's start. */
  readonly withArguments?: readonly [module: string, func: string]
}

/** `[name, key]`: the partition of a key. */
export type Route = readonly [name: ServerName, key: Term]

/** What the supervisor keeps in its dictionary: who runs in which partition, by number. */
type Places = readonly (Pid | null)[]

export function* startLink(options: PartitionOptions): Waits<StartResult> {
  const { name, childSpec: spec, partitions = 4, withArguments } = options
  const refuse = (option: string, expected: string) =>
    badarg('partitionSupervisor.startLink', option, expected)
  if (name === undefined) refuse('name', 'given')
  if (!isStart(spec?.start)) refuse('childSpec', "one with a start, ['module', 'function', […]]")
  if (!Number.isInteger(partitions) || partitions < 1) refuse('partitions', 'a number from 1 on')
  const [module, func, args] = spec.start
  const { modules = [module] } = spec
  const children: unknown[] = []
  for (let id = 0; id < partitions; id++) {
    const own = withArguments === undefined ? args : yield* perform(...withArguments, [args, id])
    if (!Array.isArray(own)) refuse('withArguments', 'a function that answers a list')
    const start = ['partition_supervisor', 'startPartition', [module, func, own, id]]
    children.push({ ...spec, id, start, modules })
  }
  const { strategy = 'one_for_one', maxRestarts = 3, maxSeconds = 5 } = options
  const flags = { strategy, intensity: maxRestarts, period: maxSeconds }
  const init = [flags, children] as unknown as Term
  return yield* supervisor.startLink('partition_supervisor', [partitions, init], { name })
}

export function childSpec(options: PartitionOptions): ChildSpec {
  const { name } = options
  if (name === undefined) badarg('partitionSupervisor.childSpec', 'name', 'given')
  const id = Array.isArray(name) ? name.at(-1) : name
  const start = ['partition_supervisor', 'startLink', [options]]
  return { id, start, type: 'supervisor' } as unknown as ChildSpec
}

/** How many partitions there are. */
export function* partitions(name: ServerName): Waits<number> {
  return (yield* placesOf(name)).length
}

/** `[partition, pid | 'restarting' | 'undefined', type, modules]` for each, the last first. */
export function whichChildren(name: ServerName): Waits<Term> {
  return supervisor.whichChildren(name)
}

/** `{ specs, active, supervisors, workers }` */
export function* countChildren(name: ServerName): Waits<Term> {
  const counts = yield* supervisor.countChildren(name)
  return Object.fromEntries(counts as unknown as readonly (readonly [string, number])[])
}

export function stop(
  name: ServerName,
  reason: Term = 'normal',
  timeoutMs = Number.POSITIVE_INFINITY,
): Waits<Term> {
  return genServer.stop(name, reason, timeoutMs)
}

// ---- a keeper of names that only routes

/** A whole number goes to the partition that its size leaves, any other key where its hash says. */
export function* whereisName([name, key]: Route): Waits<Pid> {
  const places = yield* placesOf(name)
  const pid = places[numberOf(key, places.length)] ?? null
  return pid ?? badarg('partitionSupervisor', 'key', 'one whose partition was started')
}

export function* send(route: Route, message: Term): Waits<Term> {
  return sendTo(yield* whereisName(route), message)
}

export function registerName(): never {
  return badarg('partitionSupervisor.registerName', 'name', 'no route: nothing registers by it')
}

export function unregisterName(): never {
  return badarg('partitionSupervisor.unregisterName', 'name', 'no route: nothing registers by it')
}

// ---- inside the supervisor

/** The supervisor's callback. */
export function init(args: Term): Term {
  const [count, flagsAndChildren] = args as readonly [number, Term]
  put(
    '$partitions',
    Array.from({ length: count }, () => null),
  )
  return ['ok', flagsAndChildren]
}

/** Starts a partition and notes its pid. Exported as partition_supervisor:startPartition. */
export function* startPartition(
  module: string,
  func: string,
  args: readonly Term[],
  partition: number,
): Waits<unknown> {
  const answer = yield* perform(module, func, args)
  if (Array.isArray(answer) && answer[0] === 'ok') {
    const places = get('$partitions') as Places
    put('$partitions', places.with(partition, answer[1] as Pid))
  }
  return answer
}

function* placesOf(name: ServerName): Waits<Places> {
  const pid = yield* whereName(name)
  const places = pid === null ? undefined : processInfo(pid, 'dictionary')?.$partitions
  if (places === undefined) {
    exit(['noproc', ['partition_supervisor', 'partitions', [name as Term]]])
  }
  return places as Places
}

function numberOf(key: Term, count: number): number {
  if (typeof key === 'bigint') return Number((key < 0n ? -key : key) % BigInt(count))
  return Number.isInteger(key) ? Math.abs(key as number) % count : hashTerm(key, count)
}

/** What the code server has as partition_supervisor. */
export const partitionSupervisorModule = {
  startLink,
  init,
  startPartition,
  registerName,
  unregisterName,
  whereisName,
  send,
}
