/** A process's state as the trace tells it: when it changed, and as its handler's module shows it. */
import type { Run } from '../code.ts'
import type { Node } from '../node.ts'
import { beginRounds, looking } from '../process/current.ts'
import { bondsOf, type Process } from '../process/process.ts'
import { TermError } from '../terms/copy.ts'
import { equalTerms, type Term } from '../terms/term.ts'
import { forTrace } from './trace-term.ts'

/** A process has come to rest, and its states are told. */
export function traceState(node: Node, process: Process): void {
  const { log } = node
  // Whoever needn't be told isn't asked what it would be, nor whether it changed.
  if (log.isIgnored('state')) return void log.pass()
  const { tracedState } = bondsOf(process)
  const shown = showState(process)
  const isNew = tracedState === undefined || !equalTerms(shown, tracedState)
  if (isNew) log.write('state', process.pid, null, shown)
  else log.pass()
}

/** The state at rest as it is shown, which is what is known of it from now on; null without one. */
export function showState(process: Process): Term {
  if (process.handler === null) return process.bonds?.tracedState ?? null
  const shown = show(process.node, process.handler.shown ?? null, process.state)
  bondsOf(process).tracedState = shown
  return shown
}

/** Looking changes nothing: no verb works meanwhile. What can't be shown is told as such. */
function show(node: Node, run: Run | null, state: Term): Term {
  beginRounds()
  try {
    return forTrace(run === null ? state : looking(node, () => run(state) as Term))
  } catch (thrown) {
    return ['$cut', thrown instanceof TermError ? thrown.message : 'its module can not show it']
  }
}
