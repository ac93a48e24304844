/** A fault as the op that a real machine already does; the others need a simulated world. */
import { readPidKey } from '../../kernel/index.ts'
import type { Op, Target } from '../op.ts'
import type { Fault } from './script.ts'

/** Null for what no real browser can do. */
export function liveOp(fault: Fault): Op | null {
  if (fault.do === 'crash') return { do: 'kill_node', node: fault.node }
  if (fault.do === 'kill' && fault.node === undefined) {
    return { do: 'kill', target: targetOf(fault.process) }
  }
  return null
}

/** The process that a `kill` of a script means: by `pidKey` if it is one, else by name. */
export function targetOf(process: string): Target {
  return readPidKey(process) === null ? { name: process } : { pid: process }
}
