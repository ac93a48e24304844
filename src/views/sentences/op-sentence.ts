/** What somebody did, in words: an Op of the lab as a sentence. */
import { formatTerm, type Term } from '../../kernel/index.ts'
import { type Op, readFault, type Target } from '../../lab/index.ts'
import { reasonText } from '../terms.ts'
import type { Say } from '../words/words.ts'
import { faultSentence } from './fault-sentence.ts'

export function opSentence(term: Term, say: Say): string {
  const op = term as unknown as Op
  switch (op?.do) {
    case 'kill':
    case 'suspend':
    case 'resume':
      return say(`op.${op.do}`, { target: targetWords(op.target) })
    case 'crash':
      return say('op.crash', { target: targetWords(op.target), reason: reasonText(op.reason) })
    case 'send':
      return say('op.send', { target: targetWords(op.target), message: formatTerm(op.message, 60) })
    case 'load':
      return say('op.load', { files: op.files.map((file) => file.name).join(', ') })
    case 'kill_node':
      return say('op.kill_node', { node: op.node })
    case 'kill_cells':
      return say('op.kill_cells', { node: op.node, count: cellsOf(op.cells) })
    case 'start_application':
    case 'stop_application':
      return say(`op.${op.do}`, { name: op.name, node: op.node })
    case 'cut':
    case 'mend':
      return say(`op.${op.do}`, { machine: op.machine })
    case 'fault': {
      // Others may have written it.
      const fault = readFault(op.fault)
      return fault === null
        ? otherOp(term, say)
        : say('op.fault', { what: faultSentence(fault, say) })
    }
    case 'predict':
      return say('op.predict', { choice: op.choice })
    default:
      return otherOp(term, say)
  }
}

function otherOp(term: Term, say: Say): string {
  return say('op.other', { what: formatTerm(term, 60) })
}

function cellsOf(cells: readonly (readonly [number, number])[]): number {
  return cells.reduce((sum, [first, last]) => sum + last - first + 1, 0)
}

function targetWords(target: Target): string {
  return 'name' in target ? target.name : target.pid
}
