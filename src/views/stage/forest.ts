/**
 * The forest of processes: who stands under whom, over all nodes. A slot is a place in the tree
 * that keeps its identity over restarts; its occupant is the process running there now (or the one
 * that died last) and its past are the earlier lives. Where a slot is drawn is layout.ts's
 * business.
 */
import type { ProcessRecord, System } from '../../lab/index.ts'
import type { Selection } from '../action.ts'

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
  dropGhosts(groups, system)
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
  const paths = pathsOf(system, parents, ids)
  const listed = listedOrders(system, paths)
  for (const key of system.processes.keys()) {
    const at = listed.get(paths.get(key) ?? '')
    if (at !== undefined) orders.set(key, at)
  }
  return { parents, paths, ids, orders }
}

/**
 * Places among siblings by path, in the order of the child specs: they hold for the dead too, and
 * for children whose new supervisor hasn't told its list yet.
 */
function listedOrders(
  system: System,
  paths: ReadonlyMap<string, string>,
): ReadonlyMap<string, number> {
  const orders = new Map<string, number>()
  for (const process of system.processes.values()) {
    for (const [at, child] of (process.supervisor?.children ?? []).entries()) {
      orders.set(`${paths.get(process.key)}/${child.id}`, at)
    }
  }
  return orders
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
    // Roots of the same name on several nodes are places of their own.
    const node = process?.pid.node ?? ''
    const above = parent === undefined || depth > 64 ? node : pathOf(parent, depth + 1)
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
    const living = members.some(isAlive)
    const place = [...groups].find(
      ([other, others]) => other !== id && sameName(other, id) && !(living && others.some(isAlive)),
    )
    if (place === undefined) continue
    place[1].push(...members)
    groups.delete(id)
  }
}

/** Whether two group keys end in the same name on the same node. */
function sameName(a: string, b: string): boolean {
  return a.slice(a.lastIndexOf('/')) === b.slice(b.lastIndexOf('/'))
}

/**
 * A process that died here and whose supervisor started it again elsewhere leaves its card there,
 * if its node still stands.
 */
function foldAway(groups: Map<string, ProcessRecord[]>, system: System): void {
  const living = new Map<string, string>()
  for (const [id, members] of groups) {
    if (members.some(isAlive)) living.set(pathIn(id, members), id)
  }
  for (const [id, members] of [...groups]) {
    const elsewhere = living.get(pathIn(id, members))
    const first = members[0]
    if (elsewhere === undefined || elsewhere === id || first === undefined) continue
    if (members.some(isAlive) || system.nodes.get(first.pid.node)?.status !== 'up') continue
    const others = groups.get(elsewhere) ?? []
    if (!members.every((dead) => others.every((other) => !isAlive(other) || follows(other, dead))))
      continue
    others.unshift(...members)
    groups.delete(id)
  }
}

/** Whether it began after the other's end, by what is known or by the clock. */
function follows(next: ProcessRecord, { exit }: ProcessRecord): boolean {
  return exit === null || next.spawnedBy > exit.event || next.startedAt > exit.at
}

/**
 * Who died in an earlier life of a node that is up again doesn't stand there any more: the node has
 * begun anew. The post-mortem stays with the place's next life, in the log and in the inspector.
 */
function dropGhosts(groups: Map<string, ProcessRecord[]>, system: System): void {
  for (const [id, members] of [...groups]) {
    const ghosts = members.every(({ pid, exit }) => {
      const node = system.nodes.get(pid.node)
      return exit !== null && node?.status === 'up' && node.creation !== pid.creation
    })
    if (ghosts) groups.delete(id)
  }
}

/** A group's key without the node, whose name may have an `@` of its own. */
function pathIn(id: string, [first]: readonly ProcessRecord[]): string {
  return id.slice(0, id.length - 1 - (first?.pid.node ?? '').length)
}

/** How many of the dead of an unnamed crowd keep a place of their own. */
const DEAD_OF_A_CROWD = 3

type Bare = Omit<Slot, 'parent' | 'order' | 'label'>

function slotsOfGroup(id: string, members: readonly ProcessRecord[]): readonly Bare[] {
  const alive = members.filter(isAlive)
  const dead = members.filter((process) => !isAlive(process)).sort(byAge)
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

/** The newest life first. */
function byAge(a: ProcessRecord, b: ProcessRecord): number {
  return b.spawnedBy - a.spawnedBy
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

/**
 * Who a selection means now: whoever stands in the selected one's place, unless an earlier life was
 * chosen on purpose.
 */
export function standing(selection: Selection | null, slots: readonly Slot[]): Selection | null {
  if (selection?.thing !== 'process' || selection.life === true) return selection
  const key = slotWith(slots, selection.key)?.process.key
  return key === undefined || key === selection.key ? selection : { thing: 'process', key }
}

/** The slot that shows this process, alive or past. */
export function slotWith(slots: readonly Slot[], key: string): Slot | undefined {
  return slots.find((slot) => slot.process.key === key || slot.past.some((p) => p.key === key))
}
