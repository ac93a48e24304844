/** What somebody did, in words: an Op of the lab as a sentence. */
import { formatTerm, Pid, readPidKey, type Term } from '../../kernel/index.ts'
import { type Op, readFault, type Target } from '../../lab/index.ts'
import type { Names } from '../names.ts'
import { reasonText } from '../terms.ts'
import type { Say } from '../words/words.ts'
import { faultSentence } from './fault-sentence.ts'

/** `names`: what processes are called; without it pids stand for themselves. */
export function opSentence(term: Term, say: Say, names?: Names): string {
  const op = term as unknown as Op
  switch (op?.do) {
    case 'kill':
    case 'suspend':
    case 'resume':
      return say(`op.${op.do}`, { target: targetWords(op.target, names) })
    case 'crash':
      return say('op.crash', {
        target: targetWords(op.target, names),
        reason: reasonText(op.reason),
      })
    case 'send':
      return say('op.send', {
        target: targetWords(op.target, names),
        message: formatTerm(op.message, 60),
      })
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
    case 'scale':
      return say('op.scale', { count: op.nodes })
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

/** The same where it is known that somebody's hand did it: of a fault, what it does. */
export function deedSentence(term: Term, say: Say, names?: Names): string {
  const op = term as unknown as Op
  const fault = op?.do === 'fault' ? readFault(op.fault) : null
  if (fault !== null) return faultSentence(fault, say)
  return opSentence(term, say, names).replace(say('op.other', { what: '' }), '')
}

function otherOp(term: Term, say: Say): string {
  return say('op.other', { what: formatTerm(term, 60) })
}

function cellsOf(cells: readonly (readonly [number, number])[]): number {
  return cells.reduce((sum, [first, last]) => sum + last - first + 1, 0)
}

function targetWords(target: Target, names: Names | undefined): string {
  if ('name' in target) return target.name
  const key = readPidKey(target.pid)
  return key === null || names === undefined ? target.pid : names(new Pid(...key))
}
