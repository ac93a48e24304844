/** Terms as the trace keeps them: a large one is cut, and says so. */

import { limits } from '../limits.ts'
import { copyTerm } from '../terms/copy.ts'
import { Pid, Ref } from '../terms/names.ts'
import { formatTerm, isHuge, type Term } from '../terms/term.ts'

/**
 * A copy of a term, or the term itself if `copies` is false; `['$cut', its beginning]` when it is
 * too long to keep.
 */
export function forTrace(term: Term, most: number = limits.traceTermSize, copies = true): Term {
  try {
    if (typeof term === 'string') return term.length > most ? cut(term, most) : term
    if (typeof term !== 'object' || term === null) return isFlat(term) ? term : cut(term, most)
    if (roomAfter(term, most) < 0) return cut(term, most)
    return copies ? copyTerm(term, 'state') : term
  } catch {
    // No term, though it should be one: looking at it must change nothing.
    return cutOf(term, most)
  }
}

function isFlat(value: unknown): boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    (typeof value === 'bigint' && !isHuge(value)) ||
    value === null
  )
}

function cutOf(term: Term, most: number): Term {
  try {
    return cut(term, most)
  } catch {
    return ['$cut', 'something that tells nothing of itself']
  }
}

function cut(term: Term, most: number): Term {
  return ['$cut', formatTerm(term, Math.min(most, limits.traceTermSize))]
}

/** What is left of `room` characters after writing the term; negative when it doesn't fit. */
function roomAfter(term: Term, room: number): number {
  if (typeof term === 'string') return room - term.length - 2
  if (typeof term === 'bigint') return isHuge(term) ? -1 : room - `${term}`.length
  if (typeof term !== 'object' || term === null) return room - 8
  if (Array.isArray(term)) return roomAfterList(term, room - 2)
  if (term instanceof Pid || term instanceof Ref) return room - 16
  if (term instanceof Uint8Array) return room - term.length
  let left = room - 2
  for (const key in term) {
    if (left < 0) return left
    const part = (term as { readonly [key: string]: Term })[key] as Term
    left = roomAfter(part, left - key.length - 4)
  }
  return left
}

/** By index: `for … in` over a list takes several times as long. */
function roomAfterList(list: readonly Term[], room: number): number {
  let left = room
  for (let i = 0; i < list.length && left >= 0; i++) {
    const part = list[i] as Term
    // Most of a message is words and numbers.
    if (typeof part === 'string') left -= part.length + 4
    else if (typeof part === 'number') left -= 10
    else left = roomAfter(part, left - 2)
  }
  return left
}

/** Characters of a word that is kept in brief. */
const briefWord = 40

/**
 * A term as a flight recorder keeps it: words and numbers, and a list of such; for the rest, `'…'`.
 * It is never walked through, and nothing large is held by it.
 */
export function inBrief(term: Term): Term {
  return Array.isArray(term) ? term.slice(0, 4).map(wordOf) : wordOf(term)
}

/** A word or a number; of a list the first. */
export function wordOf(term: Term): Term {
  switch (typeof term) {
    case 'string':
      return term.length > briefWord ? '…' : term
    case 'number':
    case 'boolean':
      return term
    default:
      return term === null ? null : Array.isArray(term) ? firstOf(term) : '…'
  }
}

function firstOf(list: readonly Term[]): Term {
  const first = list.length === 0 ? '…' : (list[0] as Term)
  return Array.isArray(first) ? '…' : wordOf(first)
}
