/** Which node has ended or begun by an event: what is true, not what another node believes. */
import type { Recorded } from '../../kernel/index.ts'

/** Events that tell of it. */
export const lifeKinds = ['op', 'boot'] as const

interface Told {
  readonly do?: unknown
  readonly fault?: unknown
  readonly node?: unknown
  readonly nodes?: unknown
}

/** The node whose life is over with this event; null for others. */
export function endedBy(event: Recorded): string | null {
  const { kind, node, creation } = event
  if (kind === 'boot') return creation > 1 ? node : null
  const op = opIn(event)
  const isFault = op.do === 'fault' && typeof op.fault === 'object' && op.fault !== null
  const what = isFault ? (op.fault as Told) : op
  const ends = what.do === 'crash' || what.do === 'restart' || what.do === 'kill_node'
  return ends && typeof what.node === 'string' ? what.node : null
}

/** Whether that node is sent home by this event: it stops in order. */
export function leavesBy(event: Recorded, node: string): boolean {
  const op = opIn(event)
  return op.do === 'scale' && typeof op.nodes === 'number' && Number(node.slice(1)) > op.nodes
}

/** The node that begins to live with this event; null for others. */
export function begunBy({ kind, node }: Recorded): string | null {
  return kind === 'boot' ? node : null
}

function opIn({ kind, term }: Recorded): Told {
  return kind === 'op' && typeof term === 'object' && term !== null ? (term as Told) : {}
}
