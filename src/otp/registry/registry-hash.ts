/**
 * Which of so many partitions a term belongs to: the same for equal terms, on every node and in
 * every run (Erlang: phash2/2, whose numbers are others).
 */
import type { Term } from '../../kernel/index.ts'
import { termKey } from '../gen/term-key.ts'

/** 0 … range − 1. FNV-1a over the term's text, then a mix, since low digits alone are poor. */
export function hashTerm(term: Term, range: number): number {
  if (range === 1) return 0
  const text = termKey(term)
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad)
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97)
  return ((hash ^ (hash >>> 15)) >>> 0) % range
}
