/** Terms as the trace keeps them: a large one is cut, and says so. */
import { limits } from './limits.ts'
import { copyTerm, formatTerm, type Term } from './term.ts'

/** A copy of a term, or `['$cut', its beginning]` when it is too long to keep. */
export function forTrace(term: Term): Term {
  const copy = copyTerm(term, 'state')
  const text = formatTerm(copy, limits.traceTermSize)
  if (text.length >= limits.traceTermSize || holdsBytes(copy)) return ['$cut', text]
  return copy
}

/** Whether more bytes are in it than its text tells. */
function holdsBytes(term: Term): boolean {
  if (term instanceof Uint8Array) return term.length > limits.traceTermSize
  if (Array.isArray(term)) return term.some(holdsBytes)
  return typeof term === 'object' && term !== null && Object.values(term).some(holdsBytes)
}
