/** Terms as the trace keeps them: a large one is cut, and says so. */
import { limits } from './limits.ts'
import { copyTerm, formatTerm, type Term } from './term.ts'

/** A copy of a term, or `['$cut', its beginning]` when it is too long to keep. */
export function forTrace(term: Term): Term {
  const text = formatTerm(term, limits.traceTermSize)
  return text.length >= limits.traceTermSize ? ['$cut', text] : copyTerm(term)
}
