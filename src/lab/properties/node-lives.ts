/** Which node has ended or begun by an event: what is true, not what another node believes. */
import type { Recorded } from '../../kernel/index.ts'

/** Events that tell of it. */
export const lifeKinds = ['op', 'boot'] as const

/** The node whose life is over with this event; null for others. */
export function endedBy({ kind, term, node, creation }: Recorded): string | null {
  if (kind === 'boot') return creation > 1 ? node : null
  if (kind !== 'op' || typeof term !== 'object' || term === null) return null
  const op = term as { readonly do?: unknown; readonly fault?: unknown; readonly node?: unknown }
  const isFault = op.do === 'fault' && typeof op.fault === 'object' && op.fault !== null
  const what = isFault ? (op.fault as typeof op) : op
  const ends = what.do === 'crash' || what.do === 'restart' || what.do === 'kill_node'
  return ends && typeof what.node === 'string' ? what.node : null
}

/** The node that begins to live with this event; null for others. */
export function begunBy({ kind, node }: Recorded): string | null {
  return kind === 'boot' ? node : null
}
