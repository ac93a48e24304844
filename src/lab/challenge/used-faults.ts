/**
 * How many faults somebody used, as a dare counts them: what begins a fault and what ends it are
 * one, a storm is all that it stands for, and to heal what is well costs nothing.
 */
import { after, type InForce } from '../faults/in-force.ts'
import { type FaultStep, isLasting } from '../faults/script.ts'
import { withoutStorms } from '../faults/storm.ts'
import { wholeFaults } from '../faults/whole-faults.ts'
import type { Op, Target } from '../op.ts'
import { nodeNames, type TimedOp } from '../share/run-record.ts'

/**
 * Of a run's script and of its hands, up to that time; null when the program or its size was
 * changed: no try.
 */
export function usedFaults(
  {
    ops,
    faults = [],
  }: { readonly ops: readonly TimedOp[]; readonly faults?: readonly FaultStep[] },
  { seed, nodes }: { readonly seed: number; readonly nodes: number },
  untilMs = Number.POSITIVE_INFINITY,
): number | null {
  const isInTime = ({ atMs }: { readonly atMs: number }) => atMs <= untilMs
  const done = ops.filter(isInTime)
  if (done.some(({ op }) => op.do === 'load' || op.do === 'scale')) return null
  const steps = [...faults, ...done.flatMap(({ atMs, op }) => stepsOf(atMs, op))]
  const concrete = withoutStorms(steps, seed, nodeNames(nodes)).filter(isInTime)
  return wholeFaults(withoutFree(concrete)).length
}

function withoutFree(steps: readonly FaultStep[]): readonly FaultStep[] {
  let known: readonly InForce[] = []
  return steps.filter((step) => {
    const before = known
    known = after(known, step)
    const isIdle = known.length === before.length && known.every((each) => before.includes(each))
    return !(isIdle && isRemedy(step))
  })
}

function isRemedy(step: FaultStep): boolean {
  if (step.do === 'heal' || step.do === 'mend' || step.do === 'undo') return true
  return isLasting(step) && after([], step).length === 0
}

/** What was done by hand as the fault that counts for it. */
function stepsOf(atMs: number, op: Op): readonly FaultStep[] {
  switch (op.do) {
    case 'fault':
      return [{ atMs, ...op.fault }]
    case 'kill':
    case 'crash':
    case 'send':
      return [{ atMs, do: 'kill', process: keyOf(op.target) }]
    case 'kill_cells':
      return [{ atMs, do: 'kill', process: op.node }]
    case 'suspend':
      return [{ atMs, do: 'pause', node: `process ${keyOf(op.target)}`, forMs: 1 }]
    case 'resume':
      return [{ atMs, do: 'pause', node: `process ${keyOf(op.target)}`, forMs: 0 }]
    case 'kill_node':
      return [{ atMs, do: 'crash', node: op.node }]
    case 'stop_application':
      return [{ atMs, do: 'crash', node: `application ${op.node} ${op.name}` }]
    case 'start_application':
      return [{ atMs, do: 'restart', node: `application ${op.node} ${op.name}` }]
    case 'cut':
    case 'mend':
      return [{ atMs, do: op.do, from: '', to: op.machine }]
    case 'predict':
    case 'load':
    case 'scale':
      return []
  }
}

function keyOf(target: Target): string {
  return 'pid' in target ? target.pid : target.name
}
