/**
 * Terms: the only things that a message, a state or an exit reason may be (Erlang: terms).
 * Atoms are strings; tuples and lists are arrays. Copying is in copy.ts, bytes on the wire in
 * codec.ts.
 */
import { Pid, Ref, samePid, sameRef } from './names.ts'

export type Term =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Pid
  | Ref
  | readonly Term[]
  | { readonly [key: string]: Term }

/** Equality by value, as Erlang's `=:=`. */
export function equalTerms(a: Term, b: Term): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return Number.isNaN(a) && Number.isNaN(b)
  }
  if (a instanceof Pid) return b instanceof Pid && samePid(a, b)
  if (a instanceof Ref) return b instanceof Ref && sameRef(a, b)
  if (a instanceof Uint8Array || Array.isArray(a)) {
    if (Array.isArray(a) ? !Array.isArray(b) : !(b instanceof Uint8Array)) return false
    const right = b as readonly Term[]
    return (
      a.length === right.length &&
      (a as readonly Term[]).every((x, i) => equalTerms(x, right[i] as Term))
    )
  }
  if (b instanceof Pid || b instanceof Ref || b instanceof Uint8Array || Array.isArray(b))
    return false
  return equalPlain(a as Plain, b as Plain)
}

type Plain = { readonly [key: string]: Term }

function equalPlain(a: Plain, b: Plain): boolean {
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.hasOwn(b, key) && equalTerms(a[key] as Term, b[key] as Term))
}

/** A term as people write it: `['EXIT', <n1@heron.7>, 'killed']`. Never reads much more of it. */
export function formatTerm(term: Term, maxLength = 200): string {
  const text = format(term, maxLength)
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text
}

/** At least its first `room` characters. */
function format(term: Term, room: number): string {
  if (typeof term === 'string') return `'${term.length > room ? term.slice(0, room) : term}'`
  if (typeof term === 'bigint') return isHuge(term) ? 'more than 300 digits' : `${term}n`
  if (typeof term !== 'object' || term === null) return String(term)
  if (term instanceof Pid) return formatPid(term)
  if (term instanceof Ref) return `#ref.${term.id}`
  if (term instanceof Uint8Array) return `<<${term.length} bytes>>`
  if (Array.isArray(term)) return join('[', term, ']', room, (each) => each)
  const entries = Object.entries(term as Plain)
  return join(
    '{',
    entries,
    '}',
    room,
    (entry) => entry[1],
    (entry) => `${entry[0]}: `,
  )
}

function join<T>(
  open: string,
  parts: readonly T[],
  close: string,
  room: number,
  value: (part: T) => Term,
  before: (part: T) => string = () => '',
): string {
  let text = open
  for (let i = 0; i < parts.length && text.length <= room; i++) {
    const part = parts[i] as T
    text += `${i === 0 ? '' : ', '}${before(part)}${format(value(part), room - text.length)}`
  }
  return text + close
}

/** `<n1@heron.7>`; a later incarnation of the node shows its number: `<n1@heron.7/2>`. */
export function formatPid(pid: Pid): string {
  return `<${pid.node}.${pid.id}${pid.creation > 1 ? `/${pid.creation}` : ''}>`
}

const huge = 2n ** 1024n

/** Whether writing that number would take longer than anybody wants to look at it. */
export function isHuge(number: bigint): boolean {
  return number > huge || number < -huge
}
