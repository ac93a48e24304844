/**
 * The process that keeps one part of a registry (Elixir: Registry.Partition). Those who register
 * link themselves to it, so it hears of their ends and they of its; it traps exits. In the code
 * server it is registry_partition, a gen_server.
 */
import { Pid, type Term, trapExit } from '../../kernel/index.ts'
import { termKey } from '../gen/term-key.ts'
import { matches } from './registry-match.ts'
import {
  add,
  type Entry,
  entriesOf,
  isHolder,
  keysOf,
  newTable,
  removeAll,
  removeOf,
  setValue,
  type Table,
} from './registry-table.ts'

interface State {
  readonly table: Table
  /** Only partition 0 has it. By the key's text: the value, in a list of one. */
  readonly meta: Record<string, readonly [Term]>
}

export type PartitionRequest =
  | readonly ['register' | 'update', Pid, key: Term, value: Term]
  | readonly ['unregister', Pid, key: Term]
  | readonly ['unregister_match', Pid, key: Term, pattern: Term]
  | readonly ['keys', Pid]
  | readonly ['lookup', key: Term]
  | readonly ['match', key: Term, pattern: Term]
  | readonly ['meta' | 'delete_meta', key: Term]
  | readonly ['put_meta', key: Term, value: Term]
  | readonly ['count']

/** `[kind, [[metaKey, value], …]]` */
export function init(args: Term): Term {
  trapExit(true)
  const [kind, entries] = args as readonly [Table['kind'], readonly (readonly [Term, Term])[]]
  const meta = Object.fromEntries(entries.map(([key, value]) => [termKey(key), [value]]))
  return ['ok', { table: newTable(kind), meta } as unknown as Term]
}

export function handleCall(request: Term, _from: Term, raw: Term): Term {
  const state = raw as unknown as State
  return ['reply', answer(state, request as unknown as PartitionRequest), raw]
}

export function handleInfo(message: Term, raw: Term): Term {
  if (Array.isArray(message) && message[0] === 'EXIT' && message[1] instanceof Pid) {
    removeAll((raw as unknown as State).table, message[1])
  }
  return ['noreply', raw]
}

function answer({ table, meta }: State, request: PartitionRequest): Term {
  switch (request[0]) {
    case 'register':
      return register(table, request)
    case 'update':
      return setValue(table, request[1], request[2], request[3]) ?? 'ok'
    case 'unregister':
    case 'unregister_match':
      return unregister(table, request)
    case 'keys':
      return keysOf(table, request[1])
    case 'lookup':
      return entriesOf(table, request[1])
    case 'match':
      return matching(table, request[1], request[2])
    case 'count':
      return table.size
    case 'meta':
      return metaOf(meta, request[1])
    case 'put_meta':
      meta[termKey(request[1])] = [request[2]]
      return 'ok'
    case 'delete_meta':
      delete meta[termKey(request[1])]
      return 'ok'
  }
}

type RegisterRequest = Extract<PartitionRequest, readonly [string, Pid, Term, Term]>
type UnregisterRequest = Extract<
  PartitionRequest,
  readonly ['unregister' | 'unregister_match', ...Term[]]
>

/** `['ok']`, or `['taken', pid, whether the caller still has other entries here]`. */
function register(table: Table, [, pid, key, value]: RegisterRequest): Term {
  const holder = add(table, pid, key, value)
  return holder === null ? ['ok'] : ['taken', holder, isHolder(table, pid)]
}

/** `[whether all of the caller's entries under the key are gone, whether it has others]`. */
function unregister(table: Table, request: UnregisterRequest): Term {
  const [tag, pid, key, pattern] = request
  const isMeant = (value: Term) => tag === 'unregister' || matches(pattern as Term, value)
  const [total, removed] = removeOf(table, pid, key, isMeant)
  return [total === removed, isHolder(table, pid)]
}

function matching(table: Table, key: Term, pattern: Term): Entry[] {
  return entriesOf(table, key).filter(([, value]) => matches(pattern, value))
}

function metaOf(meta: State['meta'], key: Term): Term {
  const found = meta[termKey(key)]
  return found === undefined ? 'error' : ['ok', found[0]]
}

/** A small term that stands for the state where it is looked at. */
function shown(raw: Term): Term {
  const { kind, size } = (raw as unknown as State).table
  return { keys: kind, entries: size }
}

/** What the code server has as registry_partition. */
export const registryPartitionModule = { init, handleCall, handleInfo, shown }
