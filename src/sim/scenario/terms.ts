/**
 * Terms of scenarios. The kernel's arrays are both tuples and lists; a scenario keeps them apart,
 * so a list is an object `{list: […]}` here and an array always a tuple. Output is oracle.erl's,
 * byte for byte.
 */
import { Pid, Ref, type Term } from '../../kernel/index.ts'
import type { Json } from './language.ts'

/** What the driver knows of pids and references. */
export interface Names {
  labelOf(pid: Pid): string
  nameOf(ref: Ref): string
  readonly node: string
}

interface List {
  readonly list: readonly Term[]
}

/** A list whose order Erlang doesn't promise: printed sorted. */
interface Bag {
  readonly set: readonly Term[]
}

export function listOf(items: readonly Term[]): Term {
  return { list: items }
}

export function bagOf(items: readonly Term[]): Term {
  return { set: items }
}

/** JSON as a scenario's file has it → the term that processes see; true, false, null are atoms. */
export function termOf(json: Json, pidOf: (name: string) => Pid): Term {
  if (typeof json === 'boolean' || json === null) return String(json)
  if (typeof json !== 'object') return json
  if (isArray(json)) return json.map((each) => termOf(each, pidOf))
  if (typeof json.pid === 'string') return pidOf(json.pid)
  return listOf((json.list as readonly Json[]).map((each) => termOf(each, pidOf)))
}

/** A term as a line of the trace shows it: JSON text. */
export function printed(term: Term, names: Names): string {
  const each = (items: readonly Term[]) => items.map((item) => printed(item, names)).join(',')
  if (typeof term === 'string') return quoted(term === names.node ? '$node' : term)
  if (typeof term === 'number' || typeof term === 'bigint') return String(term)
  if (typeof term === 'boolean' || term === null) return quoted(String(term))
  if (term instanceof Pid) return `{"pid":${quoted(names.labelOf(term))}}`
  if (term instanceof Ref) return `{"ref":${quoted(names.nameOf(term))}}`
  if (isArray(term)) {
    return hasStack(term) ? `[${printed(term[0], names)},"$stack"]` : `[${each(term)}]`
  }
  if (isList(term)) return `{"list":[${each(term.list)}]}`
  if (isBag(term)) {
    return `{"set":[${term.set
      .map((item) => printed(item, names))
      .sort()
      .join(',')}]}`
  }
  return quoted('$opaque')
}

export function quoted(text: string): string {
  return JSON.stringify(text)
}

/** Arrays of terms; `Array.isArray` alone doesn't see the readonly ones. */
export function isArray<T>(value: T): value is Extract<T, readonly unknown[]> {
  return Array.isArray(value)
}

function isList(term: Term): term is Term & List {
  return isObjectWith(term, 'list')
}

function isBag(term: Term): term is Term & Bag {
  return isObjectWith(term, 'set')
}

function isObjectWith(term: Term, key: string): boolean {
  if (typeof term !== 'object' || term === null) return false
  return Array.isArray((term as Readonly<Record<string, unknown>>)[key])
}

/** A reason with a stack: `[reason, [[module, func, arity or args, place], …]]`. */
function hasStack(tuple: readonly Term[]): tuple is readonly [Term, Term & List] {
  const [, stack] = tuple
  if (tuple.length !== 2 || stack === undefined || !isList(stack)) return false
  const [frame] = stack.list
  if (!Array.isArray(frame) || frame.length !== 4) return false
  const [module, func, arity, place] = frame as unknown as readonly [Term, Term, Term, Term]
  if (typeof module !== 'string' || typeof func !== 'string' || !isList(place)) return false
  return typeof arity === 'number' || isList(arity)
}

/** What the code server of a scenario's node knows of any stack: enough to be seen as one. */
export const someStack: Term = listOf([['oracle', 'child', 4, listOf([])]])
