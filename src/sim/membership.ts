/**
 * Who belongs to a run's system: each node boots the program's root and is told its place; nodes
 * join and leave while it serves.
 */
import { type Pid, pidKey, type Term } from '../kernel/index.ts'
import { limits, nodeNames, type Op, type Program } from '../lab/index.ts'
import type { Run } from './simulate.ts'
import type { World } from './world.ts'

/** How long a node may take to stop in order, and how often it is looked whether it has, ms. */
const stopMs = 5_000
const lookMs = 20

/** So many nodes can all be connected with each other from the start; so many when they join. */
const mostInMesh = 20
const mostJoined = 200

/** Whether all nodes of a run are connected with each other. */
export function isMesh({ options, nodes }: Pick<Run, 'options' | 'nodes'>): boolean {
  return options?.mesh ?? nodes <= mostInMesh
}

/** Who is on its way out: the life of its root, and until when it may take. */
type Leaver = { readonly name: string; readonly root: Pid | null; readonly lastMs: number }

export class Membership {
  /** How many nodes there are to be, and may be. */
  size: number
  private readonly most: number

  constructor(
    private readonly program: Program,
    { nodes, isMesh }: { readonly nodes: number; readonly isMesh: boolean },
    private readonly argument: Readonly<Record<string, number>> = {},
    private readonly leaving = new Set<string>(),
  ) {
    this.size = nodes
    this.most = isMesh ? mostJoined : limits.recordNodes
  }

  /** Names of those on their way out. */
  get leavers(): readonly string[] {
    return [...this.leaving]
  }

  /** Whether it is a member, or still on its way out. */
  has(name: string): boolean {
    return Number(name.slice(1)) <= this.size || this.leaving.has(name)
  }

  /** Starts what runs on that node. */
  boot(world: World, name: string): void {
    const number = Number(name.slice(1))
    const { program, size: nodes, argument } = this
    const isOnEach = program.nodes !== undefined
    if (isOnEach) world.boot(name, program.root, { number, nodes, ...argument })
    else if (number === 1) world.boot(name, program.root)
  }

  /**
   * Who is new boots; of too many the highest stop in order and leave. False when there can't be
   * so many.
   */
  scale(world: World, op: Op & { readonly do: 'scale' }): boolean {
    const [before, after] = [this.size, op.nodes]
    if (!Number.isInteger(after) || after < 1 || after > Math.max(before, this.most)) return false
    const names = nodeNames(Math.max(before, after)).slice(Math.min(before, after))
    world.apply(op)
    this.size = after
    for (const name of names) {
      if (after > before) this.join(world, name)
      else this.leave(world, name)
    }
    return true
  }

  private join(world: World, name: string): void {
    this.leaving.delete(name)
    world.stopNode(name)
    world.addNode(name)
    this.boot(world, name)
  }

  private leave(world: World, name: string): void {
    const node = world.living.find((each) => each.name === name)
    // Who is down has left already.
    if (node === undefined) return this.depart(world, name)
    this.leaving.add(name)
    const root = node.names.get(this.program.root)?.pid ?? null
    const lastMs = world.now + stopMs
    if (root !== null) {
      world.apply({ do: 'crash', target: { pid: pidKey(root) }, reason: 'shutdown' })
    }
    this.lookLater(world, world.now, { name, root, lastMs })
  }

  /** What was planned for a leaver: the world calls it. */
  look(world: World, term: Term): void {
    const leaver = term as unknown as Leaver
    const { name, root, lastMs } = leaver
    // Since then it may have crashed, come back, or be wanted again.
    if (!this.leaving.has(name)) return
    const node = world.living.find((each) => each.name === name)
    const isThere = root !== null && (node?.processOf(root) ?? null) !== null
    if (isThere && world.now < lastMs) {
      this.lookLater(world, world.now + lookMs, leaver)
      return
    }
    this.depart(world, name)
  }

  /** It is gone, and what was wrong with it is so no longer: nothing brings it back. */
  private depart(world: World, name: string): void {
    this.leaving.delete(name)
    world.stopNode(name)
    world.report(name, ['node_left', { node: name }])
    for (const { fault } of world.inForce) {
      if ('node' in fault && fault.node === name) world.strike({ do: 'undo', fault })
    }
  }

  private lookLater(world: World, atMs: number, leaver: Leaver): void {
    world.plan(atMs, { call: 'look', term: leaver as unknown as Term })
  }
}
