/**
 * Patterns over terms, as the registry's match takes them (Erlang: match specifications without
 * guards): `'_'` is anything, `'$1'` is anything but the same wherever it stands again, a map has
 * at least the pattern's keys, and all else stands for itself.
 */
import { equalTerms, Pid, Ref, type Term } from '../../kernel/index.ts'

export function matches(pattern: Term, term: Term): boolean {
  return matchAt(pattern, term, new Map())
}

function matchAt(pattern: Term, term: Term, bound: Map<string, Term>): boolean {
  if (pattern === '_') return true
  if (typeof pattern === 'string' && /^\$\d+$/.test(pattern)) return bind(pattern, term, bound)
  if (Array.isArray(pattern)) {
    if (!Array.isArray(term) || term.length !== pattern.length) return false
    return pattern.every((part, i) => matchAt(part, term[i] as Term, bound))
  }
  if (!isMap(pattern)) return equalTerms(pattern, term)
  return isMap(term) && Object.entries(pattern).every(([key, part]) => has(term, key, part, bound))
}

function bind(name: string, term: Term, bound: Map<string, Term>): boolean {
  const before = bound.get(name)
  if (before !== undefined) return equalTerms(before, term)
  bound.set(name, term)
  return true
}

type Plain = { readonly [key: string]: Term }

function has(term: Plain, key: string, part: Term, bound: Map<string, Term>): boolean {
  return Object.hasOwn(term, key) && matchAt(part, term[key] as Term, bound)
}

function isMap(term: Term): term is Plain {
  if (typeof term !== 'object' || term === null || Array.isArray(term)) return false
  return !(term instanceof Pid || term instanceof Ref || term instanceof Uint8Array)
}
