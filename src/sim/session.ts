/**
 * A run under hands: it goes on by slices, a person acts at its head, and what was done stands with
 * its turn, so that the same run from the beginning is the same bit for bit. `simulate` is one that
 * goes to its end by itself. It can be saved between two turns, and goes on as often as wanted.
 */
import type { Term } from '../kernel/index.ts'
import {
  type HashState,
  type InForce,
  namedIn,
  nodeNames,
  type Op,
  type RunRecord,
  readFault,
  type TimedOp,
  TraceHash,
  unhashed,
  type Verdict,
  Watching,
  withoutStorms,
} from '../lab/index.ts'
import { isMesh, Membership } from './membership.ts'
import { recordOfRun } from './run-record.ts'
import type { Run } from './simulate.ts'
import type { Snapshot, Unsaved } from './snapshot.ts'
import { World } from './world.ts'
import type { WorldOptions } from './world-options.ts'

/** Why a deed wasn't done: no simulated world can, no fault, nobody is there, or too many nodes. */
export type Refusal = 'other_world' | 'no_fault' | 'nobody' | 'too_many'

/** A deed by hand: where it stands among the world's turns is known. */
export interface Deed extends TimedOp {
  readonly after: number
}

/** A run that has no end yet. */
export interface Begun extends Omit<Run, 'untilMs' | 'isOver'> {
  /** Is told of each turn, and may save then. */
  readonly past?: { look(session: Session): void }
  /** What `read` remembers, which is saved and loaded with the run. */
  readonly memory?: { save(): unknown; load(saved: unknown): void }
}

/** A session as data, but for what its promises' watchers know. */
export interface Moment {
  readonly world: Snapshot
  readonly events: number
  readonly deeds: readonly Deed[]
  readonly hash: HashState
  readonly watching: Watching
  /** How many nodes there are to be, and who is on its way out. */
  readonly nodes: number
  readonly leavers: readonly string[]
  /** See Begun. */
  readonly memory: unknown
  /** What it cost, and weighs: about so many small objects. */
  readonly size: number
}

export class Session {
  /** Events of the trace so far. */
  events = 0
  private readonly world: World
  private readonly members: Membership
  private readonly hash: TraceHash
  private readonly watching: Watching
  /** Deeds that were done, and those of an earlier run that are to come. */
  private readonly done: Deed[] = []
  private ahead: Deed[]

  /**
   * From its beginning, or on from a moment of a run that was the same so far: with other deeds
   * ahead, that moment's own left out.
   */
  constructor(
    private readonly run: Begun,
    from: Moment | null = null,
  ) {
    const { program, nodes, ops = [], promises = program.promises ?? [] } = run
    this.hash = new TraceHash(from?.hash)
    this.watching = from?.watching.copy().watching ?? new Watching(promises)
    const leaving = new Set(from?.leavers)
    const size = { nodes: from?.nodes ?? nodes, isMesh: isMesh(run) }
    this.members = new Membership(program, size, run.argument, leaving)
    this.ahead = ops.filter(isDeed)
    const options = this.worldOptions()
    if (from === null) {
      this.world = new World(options)
      this.begin()
      return
    }
    this.world = World.load(options, from.world)
    this.run.memory?.load(from.memory)
    this.events = from.events
    this.done.push(...from.deeds)
  }

  private worldOptions(): WorldOptions {
    const { seed, options, newCode, read } = this.run
    return {
      seed,
      newCode,
      ...options,
      mesh: isMesh(this.run),
      revive: (world, name) => this.members.boot(world, name),
      belongs: (name) => this.members.has(name),
      ...(read === undefined ? { ignores: unhashed } : {}),
      read: (event) => {
        this.hash.add(event)
        this.watching.read(event)
        this.events++
        read?.(event)
      },
      calls: {
        look: (world, term) => this.members.look(world, term),
        perform: (_, term) => void this.perform(term as unknown as Op),
      },
    }
  }

  private begin(): void {
    const { nodes, seed, faults = [], ops = [] } = this.run
    const names = nodeNames(nodes)
    for (const name of names) this.world.addNode(name)
    for (const name of names) this.members.boot(this.world, name)
    for (const { atMs, ...fault } of withoutStorms(faults, seed, names)) {
      this.world.plan(atMs, { strike: fault })
    }
    for (const { atMs, after, op } of ops) {
      if (after !== undefined) continue
      this.world.plan(atMs, { call: 'perform', term: op as unknown as Term })
    }
    this.settle()
  }

  /** Virtual ms. */
  get now(): number {
    return this.world.now
  }

  get turns(): number {
    return this.world.turns
  }

  /** Frames that arrived, alarms that rang, answers of disks. */
  get happened(): number {
    return this.world.happened
  }

  get inForce(): readonly InForce[] {
    return this.world.inForce
  }

  /** How many nodes it was told to have. */
  get nodes(): number {
    return this.members.size
  }

  /** What was done by hand so far. */
  get deeds(): readonly Deed[] {
    return this.done
  }

  /** Deeds of its recording that are still to come. */
  get left(): number {
    return this.ahead.length
  }

  /** Of the whole trace so far: see TraceHash. */
  get traceHash(): string {
    return this.hash.digest()
  }

  /** What became of each promise so far, by its name. */
  get verdicts(): Readonly<Record<string, Verdict>> {
    return this.watching.verdicts(this.now)
  }

  /** Goes on until that virtual time; false when it had to stop before. Asked after each turn. */
  goOn(untilMs: number, mayGoOn: () => boolean): boolean {
    while (this.next(untilMs)) if (!mayGoOn()) return false
    return true
  }

  /** Goes on until that virtual time, without a look at anything else. */
  runUntil(untilMs: number): void {
    const { past } = this.run
    while ((this.ahead.length > 0 || past !== undefined) && this.next(untilMs));
    this.world.runUntil(untilMs)
  }

  /**
   * The next thing by then: a deed of its recording, or a turn. False when there is none; then it
   * is `untilMs`.
   */
  next(untilMs: number): boolean {
    const [deed] = this.ahead
    if (deed === undefined || deed.atMs > untilMs) return this.turn(untilMs)
    const isEarly = this.turns < deed.after || this.now < deed.atMs
    if (isEarly && this.turn(deed.atMs)) return true
    this.ahead.shift()
    this.act(deed.op)
    return true
  }

  /** One delivery: a frame arrives, an alarm rings. False when there is none by then. */
  deliver(untilMs: number): boolean {
    const { happened } = this
    while (this.happened === happened) if (!this.next(untilMs)) return false
    return true
  }

  /** Does what a person would do, now. What can't be done is told, and nothing has changed. */
  act(op: Op): Refusal | null {
    const { events } = this
    const refusal = this.perform(op)
    if (refusal !== null) return refusal
    if (this.events === events) return 'nobody'
    this.done.push({ atMs: this.now, after: this.turns, op })
    this.settle()
    return null
  }

  /** What it takes to run it again up to here. */
  record(cursor: number | null = null): RunRecord {
    const given = (this.run.ops ?? []).filter((op) => !isDeed(op))
    const run = { ...this.run, untilMs: this.now, ops: [...given, ...this.done, ...this.ahead] }
    return recordOfRun(run, cursor)
  }

  /** Between two turns; or why not now. */
  save(): Moment | Unsaved {
    const world = this.world.save()
    if ('cannot' in world) return world
    const { watching, size } = this.watching.copy()
    const { events, members, done } = this
    return {
      ...{ world, events, watching, deeds: [...done], hash: this.hash.state },
      ...{ nodes: members.size, leavers: members.leavers, size: world.size + size },
      memory: this.run.memory?.save() ?? null,
    }
  }

  /** What its recording held for later won't happen. */
  forgetTheRest(): void {
    this.ahead = []
  }

  private perform(op: Op): Refusal | null {
    switch (op.do) {
      case 'load':
      case 'cut':
      case 'mend':
        return 'other_world'
      case 'scale':
        return this.members.scale(this.world, op) ? null : 'too_many'
      case 'fault': {
        // What says the same is the same data, and a record has it so.
        const fault = readFault(op.fault)
        if (fault === null) return 'no_fault'
        if ('node' in fault && !this.isHere(fault.node)) return 'nobody'
        // A record of it must be one that can be read.
        const { names } = this.world
        if (!namedIn(fault).every((name) => names.includes(name))) return 'nobody'
        this.world.strike(fault)
        return null
      }
      case 'kill_node':
        if (!this.isHere(op.node)) return 'nobody'
        this.world.apply(op)
        return null
      default:
        this.world.apply(op)
        return null
    }
  }

  private isHere(node: string | undefined): boolean {
    return node === undefined || this.world.has(node)
  }

  private turn(untilMs: number): boolean {
    const isDone = this.world.turn(untilMs)
    if (isDone) this.run.past?.look(this)
    return isDone
  }

  /** Whoever was touched runs now, and not only when the next thing happens. */
  private settle(): void {
    this.world.turn(Number.NEGATIVE_INFINITY)
  }
}

function isDeed(op: TimedOp): op is Deed {
  return op.after !== undefined
}
