/**
 * Terms as the interface shows them: a state small enough for a dial, a reason as a word, a whole
 * term over several lines.
 */
import { formatPid, formatTerm, Pid, Ref, type Term } from '../kernel/index.ts'

/** What a dial shows of a state: `42`, or `17` with the name of the field it comes from. */
export interface Dial {
  readonly value: string
  readonly field: string | null
}

/** Longest text a dial takes. */
const DIAL_LENGTH = 10

/**
 * The state in few characters; null when there is none to show, or it says itself that there is
 * nothing to see. Of an object its first number, else what comes first and is short; of a
 * gen_statem's `[state, data]` the state.
 */
export function dialOf(state: Term | undefined): Dial | null {
  if (state === undefined || state === null || state === '') return null
  if (isMachine(state)) return dialOf(state[0])
  const plain = shortOf(state)
  if (plain !== null) return { value: plain, field: null }
  if (!isPlain(state)) return { value: Array.isArray(state) ? '[…]' : '…', field: null }
  const fields = Object.entries(state)
  const [field, value] = fields.find(([, each]) => typeof each === 'number') ??
    fields.find(([, each]) => each !== null && shortOf(each) !== null) ?? ['', null]
  if (value === '') return null
  const shown = field === '' ? null : shortOf(value)
  return shown === null ? { value: '{…}', field: null } : { value: shown, field }
}

/** A list of two words is no machine. */
function isMachine(state: Term): state is readonly [string, Term] {
  if (!Array.isArray(state) || state.length !== 2) return false
  return typeof state[0] === 'string' && typeof state[1] !== 'string'
}

function shortOf(term: Term): string | null {
  const text = typeof term === 'string' ? term : isCompound(term) ? sizeOf(term) : formatTerm(term)
  return text !== null && text.length <= DIAL_LENGTH ? text : null
}

function sizeOf(term: Term): string | null {
  if (Array.isArray(term)) return term.length === 0 ? '[ ]' : `[${term.length}]`
  return null
}

function isCompound(term: Term): boolean {
  return typeof term === 'object' && term !== null
}

function isPlain(term: Term): term is { readonly [key: string]: Term } {
  const other = term instanceof Pid || term instanceof Ref || term instanceof Uint8Array
  return typeof term === 'object' && term !== null && !Array.isArray(term) && !other
}

/** A reason as people write it: `killed`, `['badmatch', 3]`. */
export function reasonText(reason: Term, maxLength = 80): string {
  if (typeof reason !== 'string') return formatTerm(reason, maxLength)
  return reason.length > maxLength ? `${reason.slice(0, maxLength - 1)}…` : reason
}

/** A term over several lines, two spaces a level; short parts stay on their line. */
export function prettyTerm(term: Term, indent = ''): string {
  const flat = formatTerm(term, 10_000)
  if (flat.length + indent.length <= 36 || !isCompound(term)) return flat
  const inner = `${indent}  `
  if (Array.isArray(term)) {
    const items = (term as readonly Term[]).map((item) => `${inner}${prettyTerm(item, inner)}`)
    return `[\n${items.join(',\n')}\n${indent}]`
  }
  if (!isPlain(term)) return flat
  const fields = Object.entries(term).map(
    ([key, value]) => `${inner}${key}: ${prettyTerm(value, inner)}`,
  )
  return `{\n${fields.join(',\n')}\n${indent}}`
}

/** `<n1.7>`: a pid where its machine is plain to see. */
export function shortPid(pid: Pid): string {
  return formatPid(pid).replace(/@[^.]*/, '')
}
