/**
 * A text for each term, the same exactly for equal terms: how state that must stay plain looks
 * something up by an arbitrary term (Erlang: a map's key).
 */
import { Pid, pidKey, Ref, refKey, type Term } from '../../kernel/index.ts'

export function termKey(term: Term): string {
  if (typeof term === 'string') return JSON.stringify(term)
  if (typeof term === 'bigint') return `${term}n`
  if (typeof term !== 'object' || term === null) return String(term)
  if (term instanceof Pid) return `<${pidKey(term)}>`
  if (term instanceof Ref) return `#${refKey(term)}`
  if (term instanceof Uint8Array) return `<<${term.join()}>>`
  if (Array.isArray(term)) return `[${term.map(termKey).join()}]`
  const parts = Object.entries(term).map(
    ([key, value]) => `${JSON.stringify(key)}:${termKey(value)}`,
  )
  return `{${parts.sort().join()}}`
}
