/**
 * How clients of a key-value store note what they do: `note('call', [op, key, …])` when they ask
 * and `note('return', [status, result])` when they hear. A client is a process; after an unknown
 * outcome, or an end that it didn't live to see, it is another one.
 */
import { pidKey, type Recorded, type Term } from '../../kernel/index.ts'
import type { Operation } from '../history/operation.ts'

/** What was asked: `expect` for cas, `value` for put, append and cas. */
export interface Asked {
  readonly op: Operation['op']
  readonly key: string
  readonly expect?: string | null
  readonly value?: string
}

/** What was heard. */
export type Heard =
  | { readonly status: 'ok'; readonly result?: string | boolean | null }
  | { readonly status: 'fail' | 'unknown' }

/** The process that noted it, as a key for maps; null when it is no note of a client. */
export function clientOf({ kind, subject, term }: Recorded): string | null {
  if (kind !== 'note' || subject === null || !Array.isArray(term)) return null
  return term[0] === 'call' || term[0] === 'return' ? pidKey(subject) : null
}

/** What a client asks by this note; null when it is none that a store knows. */
export function askedIn({ term }: Recorded): Asked | null {
  const [kind, asked] = term as readonly Term[]
  if (kind !== 'call' || !Array.isArray(asked)) return null
  const [op, key, ...more] = asked as readonly Term[]
  if (typeof key !== 'string') return null
  const [first = null, second = null] = more
  switch (op) {
    case 'get':
    case 'delete':
      return { op, key }
    case 'put':
    case 'append':
      return typeof first === 'string' ? { op, key, value: first } : null
    case 'cas': {
      const isExpected = first === null || typeof first === 'string'
      return isExpected && typeof second === 'string'
        ? { op, key, expect: first, value: second }
        : null
    }
    default:
      return null
  }
}

/** What the client of that operation hears; what can't be read leaves it unknown. */
export function heardIn({ term }: Recorded, op: Operation['op']): Heard {
  const [, heard] = term as readonly Term[]
  const [status, result] = Array.isArray(heard) ? heard : []
  if (status === 'fail') return { status }
  if (status !== 'ok') return { status: 'unknown' }
  if (op === 'cas') return typeof result === 'boolean' ? { status, result } : { status: 'unknown' }
  if (op !== 'get') return { status }
  const isText = result === null || typeof result === 'string'
  return isText ? { status, result } : { status: 'unknown' }
}
