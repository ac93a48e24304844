/** A script of faults on fewer nodes: each node that goes is another one's name, or nobody's. */
import type { Fault, FaultStep } from '../../lab/index.ts'

/** Null for a node that isn't there. */
type Rename = (name: string) => string | null

/**
 * First with those nodes that the faults name in the places of those that they don't, then without
 * the faults of the nodes that go.
 */
export function onFewerNodes(
  steps: readonly FaultStep[],
  names: readonly string[],
): readonly (readonly FaultStep[])[] {
  const named = [...new Set(steps.flatMap(namesIn))]
  const free = names.filter((name) => !named.includes(name))
  const places = new Map(
    named.map((name) => [name, names.includes(name) ? name : (free.shift() ?? null)]),
  )
  const gone = named.filter((name) => !names.includes(name))
  if (gone.length === 0) return [steps]
  const moved = renamed(steps, (name) => places.get(name) ?? null)
  return [moved, renamed(steps, (name) => (gone.includes(name) ? null : name))]
}

function renamed(steps: readonly FaultStep[], rename: Rename): readonly FaultStep[] {
  return steps.flatMap((step) => {
    const fault = renamedFault(step, rename)
    return fault === null ? [] : [{ ...fault, atMs: step.atMs }]
  })
}

function renamedFault<F extends Fault>(fault: F, rename: Rename): F | null {
  let isGone = false
  const place = (name: string) => {
    const found = name === '*' ? name : rename(name)
    if (found === null) isGone = true
    return found
  }
  const changes: Record<string, unknown> = {}
  if ('node' in fault && fault.node !== undefined) changes.node = place(fault.node)
  if ('from' in fault) Object.assign(changes, { from: place(fault.from), to: place(fault.to) })
  if (fault.do === 'undo') {
    changes.fault = renamedFault(fault.fault, rename)
    isGone ||= changes.fault === null
  }
  if (fault.do === 'partition') {
    const groups = fault.groups.map((names) => names.flatMap((name) => rename(name) ?? []))
    changes.groups = groups.filter((names) => names.length > 0)
    isGone ||= fault.groups.length > 0 && groups.every((names) => names.length === 0)
  }
  return isGone ? null : { ...fault, ...changes }
}

function namesIn(fault: Fault): readonly string[] {
  if (fault.do === 'partition') return fault.groups.flat()
  if (fault.do === 'undo') return namesIn(fault.fault)
  if ('from' in fault) return [fault.from, fault.to].filter((name) => name !== '*')
  return 'node' in fault && fault.node !== undefined ? [fault.node] : []
}
