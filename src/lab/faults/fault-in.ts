/** The faults that a trace tells: a simulated world says each as the op that it was. */
import type { Recorded } from '../../kernel/index.ts'
import { readFault } from './read-script.ts'
import type { Fault } from './script.ts'

/** The fault that happened by this event; null for any other event. */
export function faultIn({ kind, term }: Pick<Recorded, 'kind' | 'term'>): Fault | null {
  if (kind !== 'op' || typeof term !== 'object' || term === null) return null
  const { do: what, fault } = term as { readonly do?: unknown; readonly fault?: unknown }
  return what === 'fault' ? readFault(fault) : null
}
