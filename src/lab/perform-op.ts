/** What a person does to a process, done to the process: the same in every world. */
import { type Node, Pid, readPidKey, type Term } from '../kernel/index.ts'
import type { Op, Target } from './op.ts'

/** Writes the op into the trace; with `apply` also does it. False when its process isn't here. */
export function performOp(node: Node, op: Op, apply: boolean): boolean {
  const pid = apply && 'target' in op ? find(node, op.target) : null
  if (apply && op.do === 'kill_cells') return killCells(node, op)
  if (apply && isOfApplication(op)) return askApplication(node, op)
  if (apply && pid === null) return false
  node.tell('op', pid, op as unknown as Term)
  if (pid !== null) act(node, op, pid)
  return true
}

/** A brush over the field: many at once, wherever they are now. */
function killCells(node: Node, op: Op & { readonly do: 'kill_cells' }): boolean {
  if (op.node !== node.name) return false
  node.tell('op', null, op as unknown as Term)
  for (const [first, last] of op.cells) {
    for (const { pid } of node.field?.within(op.parent, first, last) ?? []) node.exit(pid, 'kill')
  }
  return true
}

type ApplicationOp = Op & { readonly do: 'start_application' | 'stop_application' }

function isOfApplication(op: Op): op is ApplicationOp {
  return op.do === 'start_application' || op.do === 'stop_application'
}

/** Who asks the controller is told by nobody: it stands for the person at the shell. */
function askApplication(node: Node, op: ApplicationOp): boolean {
  if (op.node !== node.name) return false
  node.tell('op', null, op as unknown as Term)
  const verb = op.do === 'start_application' ? 'start' : 'stop'
  node.spawn(['application', verb, [op.name]], { quiet: true })
  return true
}

function act(node: Node, op: Op, pid: Pid): void {
  switch (op.do) {
    case 'kill':
      return node.exit(pid, 'kill')
    case 'crash':
      return node.exit(pid, op.reason)
    case 'suspend':
      return node.suspend(pid)
    case 'resume':
      node.resume(pid)
      return
    case 'send':
      return node.send(pid, op.message)
    case 'load':
    case 'kill_node':
    case 'kill_cells':
    case 'start_application':
    case 'stop_application':
    case 'cut':
    case 'mend':
    case 'scale':
    case 'fault':
    case 'predict':
      return
  }
}

function find(node: Node, target: Target): Pid | null {
  if ('name' in target) return node.names.get(target.name)?.pid ?? null
  const key = readPidKey(target.pid)
  const pid = key && new Pid(...key)
  return pid === null || node.processOf(pid) === null ? null : pid
}
