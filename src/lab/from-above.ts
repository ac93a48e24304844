/**
 * A world seen from above: which nodes run is known from what happens to them, at once, and not
 * from what other nodes believe a second later, or behind a cut.
 */
import type { Term } from '../kernel/index.ts'
import { faultIn } from './faults/fault-in.ts'
import { type Draft, lose, processesOn } from './fold.ts'
import type { TraceEvent } from './trace.ts'

/** Whose belief counts there: nobody's. */
export const fromAbove = ''

export function readFromAbove(draft: Draft, event: TraceEvent): void {
  if (event.kind === 'boot') return forget(draft, event.node)
  const ended = endedBy(event)
  if (ended === null) return
  const [name, reason] = ended
  const known = draft.nodes.get(name)
  if (known?.status !== 'up') return
  draft.nodes.set(name, { ...known, status: 'down', since: event.at, reason })
  for (const process of processesOn(draft, name)) lose(draft, process, event, reason)
}

/** The node that this is the end of, and why. */
function endedBy(event: TraceEvent): readonly [name: string, reason: string] | null {
  const { kind, node, term } = event
  switch (kind) {
    case 'op': {
      const fault = faultIn(event)
      return fault?.do === 'crash' ? [fault.node, 'crashed'] : null
    }
    case 'host': {
      const [what, about] = term as readonly [string, Term]
      if (what === 'system_limit') return [String(about), 'system_limit']
      return what === 'node_left' ? [(about as { readonly node: string }).node, 'left'] : null
    }
    case 'note':
      return (term as readonly Term[])[0] === 'halt' ? [node, 'halted'] : null
    default:
      return null
  }
}

/** What ran in an earlier life, now that there is another. */
function forget(draft: Draft, node: string): void {
  for (const process of draft.processes.values()) {
    if (process.pid.node === node && process.status === 'lost') draft.processes.delete(process.key)
  }
}
