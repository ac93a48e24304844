/** Counts over many nodes: processes on each, how many fare how. Pure; one pass each. */
import type { InForce, System } from '../../lab/index.ts'
import { type NodeFault, sideOf } from '../lab/sight.ts'
import { isAlive } from './forest.ts'

/** How many processes live on each node. */
export function countsOf(system: System): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const process of system.processes.values()) {
    if (isAlive(process)) counts.set(process.pid.node, (counts.get(process.pid.node) ?? 0) + 1)
  }
  return counts
}

const gravity: readonly NodeFault['do'][] = ['crash', 'pause', 'slow', 'disk', 'clock']

/** The gravest thing that is wrong with each node of which something is. */
export function gravestOf(inForce: readonly InForce[]): ReadonlyMap<string, NodeFault['do']> {
  const gravest = new Map<string, NodeFault['do']>()
  for (const { fault } of inForce) {
    if (!('node' in fault)) continue
    const before = gravest.get(fault.node)
    if (before === undefined || gravity.indexOf(fault.do) < gravity.indexOf(before)) {
      gravest.set(fault.node, fault.do)
    }
  }
  return gravest
}

/** How many nodes fare how, the gravest first. */
export function talliesOf(
  inForce: readonly InForce[],
): readonly (readonly [NodeFault['do'], number])[] {
  const tallies = new Map<NodeFault['do'], number>()
  for (const what of gravestOf(inForce).values()) tallies.set(what, (tallies.get(what) ?? 0) + 1)
  return gravity.flatMap((what) => {
    const count = tallies.get(what)
    return count === undefined ? [] : [[what, count] as const]
  })
}

/** Names of the nodes on a side of the partition; none without one. */
export function sidedOf(
  names: readonly string[],
  inForce: readonly InForce[],
): ReadonlySet<string> {
  const partition = inForce.filter(({ fault }) => fault.do === 'partition')
  if (partition.length === 0) return new Set()
  return new Set(names.filter((name) => (sideOf(name, partition) ?? 0) > 0))
}
