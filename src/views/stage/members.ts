/** A simulated world without the nodes that have left it in order: what they were is the log's. */
import type { System } from '../../lab/index.ts'
import { isAlive } from './forest.ts'

/** The same system where nobody has left. */
export function membersOf(system: System): System {
  const nodes = [...system.nodes].filter(([, { status, reason }]) => {
    return status === 'up' || reason !== 'left'
  })
  if (nodes.length === system.nodes.size) return system
  const kept = new Map(nodes)
  const processes = [...system.processes].filter(
    ([, process]) => isAlive(process) || kept.has(process.pid.node),
  )
  const machines = [...system.machines].filter(
    ([name]) => kept.has(name) || !system.nodes.has(name),
  )
  return { ...system, nodes: kept, machines: new Map(machines), processes: new Map(processes) }
}

/** Nodes that are down without a fault in force: they have stopped by themselves. */
export function downOf({ nodes }: System): ReadonlySet<string> {
  const down = new Set<string>()
  for (const [name, { status }] of nodes) if (status === 'down') down.add(name)
  return down
}
