/**
 * A registry's supervisor and partitions: how they start, how they are found, and what is kept
 * beside the entries (Elixir: Registry.Supervisor). The supervisor holds what a registry is in its
 * dictionary, so that whoever uses it learns that without asking anybody.
 */
import { badarg, processInfo, put, type Term, type Waits, whereis } from '../../kernel/index.ts'
import type { StartResult } from '../gen/proc-lib.ts'
import * as genServer from '../gen-server/gen-server.ts'
import type { ChildSpec } from '../supervisor/child-spec.ts'
import * as supervisor from '../supervisor/supervisor.ts'
import type { PartitionRequest } from './registry-partition.ts'

export interface RegistryOptions {
  readonly keys: 'unique' | 'duplicate'
  /** The registered name of its supervisor, and its name in all functions here. */
  readonly name: string
  /** Processes that share the work; 1 by default. */
  readonly partitions?: number
  /**
   * Names of processes that are sent `['register', registry, key, pid, value]` and
   * `['unregister', registry, key, pid]`; of a crash they hear nothing.
   */
  readonly listeners?: readonly string[]
  /** What `meta` answers at first, `[[key, value], …]`. */
  readonly meta?: readonly (readonly [Term, Term])[]
}

/** What a registry is. */
export interface Shape {
  readonly kind: RegistryOptions['keys']
  readonly partitions: number
  /** Registered names of the partitions. */
  readonly names: readonly string[]
  readonly listeners: readonly string[]
}

/** Starts a registry linked to the caller, under its name. */
export function* startLink(options: RegistryOptions): Waits<StartResult> {
  const { keys, name, partitions = 1, listeners = [], meta = [] } = options
  const refuse = (option: string, expected: string) =>
    badarg('registry.startLink', option, expected)
  if (keys !== 'unique' && keys !== 'duplicate') refuse('keys', "'unique' or 'duplicate'")
  if (typeof name !== 'string') refuse('name', 'a name')
  if (!Number.isInteger(partitions) || partitions < 1) refuse('partitions', 'a number from 1 on')
  const areNames = Array.isArray(listeners) && listeners.every((each) => typeof each === 'string')
  if (!areNames) refuse('listeners', 'a list of registered names')
  const names = Array.from({ length: partitions }, (_, index) => `${name}.PIDPartition${index}`)
  const args = [{ kind: keys, partitions, names, listeners }, meta] as unknown as Term
  return yield* supervisor.startLink('registry', args, { name })
}

export function childSpec(options: RegistryOptions): ChildSpec {
  const start = ['registry', 'startLink', [options]]
  return { id: options.name, start, type: 'supervisor' } as unknown as ChildSpec
}

/**
 * The supervisor's callback. A key's uniqueness rests on all partitions of a unique registry, so
 * they fall together; those of a duplicate one each by itself.
 */
export function init(args: Term): Term {
  const [shape, meta] = args as unknown as readonly [Shape, Term]
  put('$registry', shape)
  const children = shape.names.map((name, index) => ({
    id: name,
    start: [
      'gen_server',
      'startLink',
      ['registry_partition', [shape.kind, index === 0 ? meta : []], { name }],
    ],
  }))
  const strategy = shape.kind === 'unique' ? 'one_for_all' : 'one_for_one'
  return ['ok', [{ strategy, intensity: 3, period: 5 }, children]]
}

/** What the registry of that name is. */
export function shapeOf(registry: string, verb: string): Shape {
  const pid = typeof registry === 'string' ? whereis(registry) : null
  const shape = pid === null ? undefined : processInfo(pid, 'dictionary')?.$registry
  if (shape === undefined) {
    badarg(`registry.${verb}`, 'registry', `a registry that runs here; '${registry}' is none`)
  }
  return shape as unknown as Shape
}

export function needUnique({ kind }: Shape, verb: string): void {
  if (kind !== 'unique') badarg(`registry.${verb}`, 'registry', 'one with unique keys')
}

/** Asks a partition, which answers at once unless somebody holds it. */
export function ask(shape: Shape, index: number, request: PartitionRequest): Waits<Term> {
  const name = shape.names[index] as string
  return genServer.call(name, request as unknown as Term, Number.POSITIVE_INFINITY)
}

/** As ask; a partition that is being restarted has nothing, and isn't waited for. */
export function* read<T>(shape: Shape, index: number, request: PartitionRequest, none: T) {
  if (whereis(shape.names[index] as string) === null) return none
  return (yield* ask(shape, index, request)) as T
}

/** `['ok', value]`, or `'error'`: what is kept beside the entries. */
export function* meta(registry: string, key: Term): Waits<readonly ['ok', Term] | 'error'> {
  return (yield* ask(shapeOf(registry, 'meta'), 0, ['meta', key])) as
    | readonly ['ok', Term]
    | 'error'
}

export function* putMeta(registry: string, key: Term, value: Term): Waits<Term> {
  return yield* ask(shapeOf(registry, 'putMeta'), 0, ['put_meta', key, value])
}

export function* deleteMeta(registry: string, key: Term): Waits<Term> {
  return yield* ask(shapeOf(registry, 'deleteMeta'), 0, ['delete_meta', key])
}
