/**
 * The forest of processes: who stands under whom, over all nodes. A slot is a place in the tree
 * that keeps its identity over restarts; its occupant is the process running there now (or the one
 * that died last) and its past are the earlier lives. Where a slot is drawn is layout.ts's
 * business.
 */
import type { ProcessRecord, System } from '../../lab/index.ts'

export interface Slot {
  /** Stays the same when its process is restarted. */
  readonly id: string
  readonly node: string
  /** What people call it: registered name, else its child id, else what it runs. */
  readonly label: string
  readonly process: ProcessRecord
  /** Earlier lives, the latest first. */
  readonly past: readonly ProcessRecord[]
  /** The slot of its supervisor or parent, on whatever node. */
  readonly parent: string | null
  /** Place among its siblings. */
  readonly order: number
}

export function isAlive(process: ProcessRecord): boolean {
  return process.status === 'alive' || process.status === 'suspended'
}

/** All slots; siblings stand in their order. */
export function slotsOf(system: System): readonly Slot[] {
  const tree = readTree(system)
  const groups = groupBy([...system.processes.values()], (process) => groupKey(process, tree))
  takeIn(groups, system)
  foldAway(groups, system)
  const slots = [...groups].flatMap(([id, members]) => slotsOfGroup(id, members))
  return withParents(slots, tree)
}

/** What the supervisors say of their children, and who spawned the rest. */
interface Tree {
  readonly parents: ReadonlyMap<string, string>
  readonly paths: ReadonlyMap<string, string>
  /** Child ids of processes without a registered name. */
  readonly ids: ReadonlyMap<string, string>
  readonly orders: ReadonlyMap<string, number>
}

function readTree(system: System): Tree {
  const parents = new Map<string, string>()
  const ids = new Map<string, string>()
  const orders = new Map<string, number>()
  let order = 0
  for (const process of system.processes.values()) {
    order += 1
    orders.set(process.key, orders.get(process.key) ?? 1_000 + order)
    if (
      process.parent !== null &&
      system.processes.has(process.parent) &&
      !parents.has(process.key)
    ) {
      parents.set(process.key, process.parent)
    }
    for (const [at, child] of (process.supervisor?.children ?? []).entries()) {
      if (child.process === null || !system.processes.has(child.process)) continue
      parents.set(child.process, process.key)
      if (system.processes.get(child.process)?.name === null) ids.set(child.process, child.id)
      orders.set(child.process, at)
    }
  }
  for (const process of system.processes.values()) {
    const at = placeAmong(process, system)
    if (at !== -1 && (orders.get(process.key) ?? 0) >= 1_000) orders.set(process.key, at)
  }
  return { parents, paths: pathsOf(system, parents, ids), ids, orders }
}

/** Where a dead child stood: its supervisor still lists its id. */
function placeAmong(process: ProcessRecord, system: System): number {
  const parent = process.parent === null ? undefined : system.processes.get(process.parent)
  return parent?.supervisor?.children.findIndex((child) => child.id === process.label) ?? -1
}

function pathsOf(
  system: System,
  parents: ReadonlyMap<string, string>,
  ids: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const paths = new Map<string, string>()
  const pathOf = (key: string, depth: number): string => {
    const known = paths.get(key)
    if (known !== undefined) return known
    const process = system.processes.get(key)
    const parent = parents.get(key)
    const above = parent === undefined || depth > 64 ? '' : pathOf(parent, depth + 1)
    const path = `${above}/${ids.get(key) ?? process?.label ?? key}`
    paths.set(key, path)
    return path
  }
  for (const key of system.processes.keys()) pathOf(key, 0)
  return paths
}

function groupKey(process: ProcessRecord, tree: Tree): string {
  return `${tree.paths.get(process.key) ?? process.key}@${process.pid.node}`
}

/**
 * Nodes report one by one: a child may be known before its new supervisor is. Until then it stands
 * where a dead one of its name stood, so that nothing jumps.
 */
function takeIn(groups: Map<string, ProcessRecord[]>, system: System): void {
  for (const [id, members] of [...groups]) {
    const orphan = members[0]
    if (orphan === undefined || orphan.parent === null || system.processes.has(orphan.parent))
      continue
    const place = [...groups].find(
      ([other, dead]) => other !== id && sameName(other, id) && !dead.some(isAlive),
    )
    if (place === undefined) continue
    place[1].push(...members)
    groups.delete(id)
  }
}

/** Whether two group keys end in the same name on the same node. */
function sameName(a: string, b: string): boolean {
  return a.slice(a.lastIndexOf('/', a.indexOf('@'))) === b.slice(b.lastIndexOf('/', b.indexOf('@')))
}

/**
 * A process that died here and runs elsewhere now leaves its card there, if its node still stands.
 */
function foldAway(groups: Map<string, ProcessRecord[]>, system: System): void {
  const living = new Map<string, string>()
  for (const [id, members] of groups) {
    if (members.some(isAlive)) living.set(pathIn(id), id)
  }
  for (const [id, members] of [...groups]) {
    const elsewhere = living.get(pathIn(id))
    const first = members[0]
    if (elsewhere === undefined || elsewhere === id || first === undefined) continue
    if (members.some(isAlive) || system.nodes.get(first.pid.node)?.status !== 'up') continue
    groups.get(elsewhere)?.unshift(...members)
    groups.delete(id)
  }
}

function pathIn(id: string): string {
  return id.slice(0, id.indexOf('@'))
}

/** How many of the dead of an unnamed crowd keep a place of their own. */
const DEAD_OF_A_CROWD = 3

type Bare = Omit<Slot, 'parent' | 'order' | 'label'>

function slotsOfGroup(id: string, members: readonly ProcessRecord[]): readonly Bare[] {
  const alive = members.filter(isAlive)
  const dead = members.filter((process) => !isAlive(process)).reverse()
  if (alive.length <= 1) {
    const occupant = alive[0] ?? dead[0]
    if (occupant === undefined) return []
    const past = alive.length === 0 ? dead.slice(1) : dead
    return [{ id, node: occupant.pid.node, process: occupant, past }]
  }
  return [...alive, ...dead.slice(0, DEAD_OF_A_CROWD)].map((process) => ({
    id: `${id}#${process.key}`,
    node: process.pid.node,
    process,
    past: [],
  }))
}

function withParents(slots: readonly Bare[], tree: Tree): readonly Slot[] {
  const slotOf = new Map<string, string>()
  for (const slot of slots) {
    slotOf.set(slot.process.key, slot.id)
    for (const process of slot.past) slotOf.set(process.key, slot.id)
  }
  const parentOf = (slot: Bare): string | null => {
    const above = tree.parents.get(slot.process.key) ?? tree.parents.get(slot.past[0]?.key ?? '')
    const parent = above === undefined ? undefined : slotOf.get(above)
    return parent === undefined || parent === slot.id ? null : parent
  }
  return slots
    .map((slot) => ({
      ...slot,
      label: tree.ids.get(slot.process.key) ?? slot.process.label,
      parent: parentOf(slot),
      order: tree.orders.get(slot.process.key) ?? 0,
    }))
    .sort((a, b) => a.order - b.order)
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}

/** The slot that shows this process, alive or past. */
export function slotWith(slots: readonly Slot[], key: string): Slot | undefined {
  return slots.find((slot) => slot.process.key === key || slot.past.some((p) => p.key === key))
}
