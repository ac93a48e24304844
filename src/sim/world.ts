/**
 * A simulated world: nodes, a network between them, disks, and one queue of what will happen, in
 * virtual time. The same seed and the same operations give the same trace.
 */
import {
  CodeServer,
  type Environment,
  Node,
  type Pid,
  type Recorded,
  type Start,
  type Stream,
  stream,
  type Term,
} from '../kernel/index.ts'
import { type Fault, type InForce, type Op, performOp, Recording, targetOf } from '../lab/index.ts'
import { boot, installBehaviours } from '../otp/index.ts'
import { deedOn } from './deed.ts'
import type { SimDisk } from './disk.ts'
import { Disks } from './disks.ts'
import { Network } from './network.ts'
import type { Place } from './place.ts'
import { Places } from './places.ts'
import { Plugs } from './plugs.ts'
import { loadWorld, type Parts, type Snapshot, saveWorld, type Unsaved } from './snapshot.ts'
import { Strikes } from './strikes.ts'
import { environmentAt } from './surroundings.ts'
import type { Plan, WorldOptions } from './world-options.ts'

export class World {
  readonly trace = new Recording()
  private readonly parts: Parts
  private readonly places: Places
  private readonly network: Network
  private readonly record: (event: Recorded) => void

  constructor(private readonly options: WorldOptions) {
    const { seed, delayMs = [0.1, 0.5], mesh: isMesh = true, stepsPerInstant = 5_000 } = options
    this.record = options.read ?? ((event) => this.trace.append(event))
    this.places = new Places(stepsPerInstant, (place) => this.stopHalted(place))
    this.network = new Network(this.places, { seed, delayMs, isMesh })
    const { places, network } = this
    const disks = new Disks(seed, places)
    const strikes = new Strikes(this, network, seed)
    const plugs = new Plugs(network)
    const own = { plan: deedOn(this.carryOut) }
    const deeds = { ...places.deeds, ...network.deeds, ...disks.deeds, ...own }
    this.parts = { seed, places, network, strikes, disks, plugs, deeds, told: 0 }
  }

  /**
   * The world of a snapshot goes on bit for bit, with the same options. Its trace begins anew.
   * @throws when the seed is another one
   */
  static load(options: WorldOptions, snapshot: Snapshot): World {
    const world = new World(options)
    loadWorld(world.parts, snapshot, (place, creation, drawn) => {
      const dice = world.dice(place.name, creation, drawn)
      const environment = world.environment(place, creation, dice)
      return { dice, environment, code: () => world.newCode() }
    })
    return world
  }

  /**
   * All that its future depends on, as data of its own that may be loaded any number of times; or
   * why not now: each process must be at rest, and nothing planned by `at`. Between two turns only.
   */
  save(): Snapshot | Unsaved {
    return saveWorld(this.parts)
  }

  /** Virtual milliseconds since the world began. */
  get now(): number {
    return this.places.now
  }

  /** What happened of itself so far: frames that arrived, alarms that rang, answers of disks. */
  get happened(): number {
    return this.places.happened
  }

  /** Faults that something has not yet ended. */
  get inForce(): readonly InForce[] {
    return this.parts.strikes.inForce
  }

  /** Whether there is a node of that name, alive or dead, that still belongs here. */
  has(name: string): boolean {
    return this.places.find(name) !== undefined && this.options.belongs?.(name) !== false
  }

  node(name: string): Node {
    return this.places.at(name).node
  }

  /** Of all nodes that ever were. */
  get names(): readonly string[] {
    return [...this.places.names()]
  }

  /** The nodes that run now. */
  get living(): readonly Node[] {
    return this.places.alive.map((place) => place.node)
  }

  /** A new node, or a new life of a dead one. */
  addNode(name: string): Node {
    const place = this.places.open(name)
    const creation = place.creation + 1
    const dice = this.dice(name, creation)
    const environment = this.environment(place, creation, dice)
    const node = new Node({ name, creation, code: this.newCode(), environment })
    place.begin(node, dice)
    this.places.touch(place)
    this.network.join(place)
    return node
  }

  /** Ends a node without a word; the others learn it after the time a detector would take. */
  stopNode(name: string, noticedAfterMs = 0): void {
    const place = this.places.find(name)
    if (place === undefined || !place.isAlive) return
    this.end(place)
    this.network.gone(place.node, noticedAfterMs)
  }

  /** Another life of a node, and of what ran on it. */
  restart(name: string): void {
    this.stopNode(name)
    this.addNode(name)
    this.options.revive?.(this, name)
  }

  /** Cuts or mends all links between two machines (the part of a node's name after `@`). */
  cut(machine: string, other: string, noticedAfterMs = 0): void {
    this.parts.plugs.pull(machine, other, noticedAfterMs)
  }

  mend(machine: string, other: string): void {
    this.parts.plugs.putBack(machine, other)
  }

  /** A fault happens now, and is told; one of a message only if that is still on its way. */
  strike(fault: Fault): void {
    // A script may speak of a node that this world hasn't.
    if ('node' in fault && fault.node !== undefined && !this.has(fault.node)) return
    if ('sent' in fault && !this.network.meddle(fault)) return
    // A kill is told by the node.
    if (fault.do !== 'kill') this.tell('op', { do: 'fault', fault } as unknown as Term)
    this.parts.strikes.strike(fault)
  }

  start(name: string, start: Start): Pid {
    const place = this.places.at(name)
    this.places.touch(place)
    return place.node.spawn(start)
  }

  /** Does what a person would do, now. Operations of the browser alone are refused. */
  apply(op: Op): void {
    if (op.do === 'fault') return this.strike(op.fault)
    if (op.do === 'kill_node') return this.strike({ do: 'crash', node: op.node })
    // What others do about it; here it is told, whoever lives.
    if (op.do === 'predict' || op.do === 'scale') return this.tell('op', op as unknown as Term)
    if (!('target' in op || 'node' in op))
      throw new Error(`the simulated world can't do '${op.do}' yet`)
    const place = this.places.alive.find((each) => performOp(each.node, op, true))
    if (place !== undefined) this.places.touch(place)
  }

  /** exit(Pid, kill) of a registered name, or of a pid as `pidKey` writes it. */
  kill(process: string, node?: string): void {
    const op = { do: 'kill', target: targetOf(process) } as const
    const here = this.places.alive.filter((place) => node === undefined || place.name === node)
    const place = here.find((each) => performOp(each.node, op, true))
    if (place !== undefined) this.places.touch(place)
  }

  /** Starts a system: its root supervisor on that node. */
  boot(name: string, root: string, argument: Term = null): Pid {
    const place = this.places.at(name)
    this.places.touch(place)
    return boot(place.node, root, argument)
  }

  /**
   * From now on that node's clock goes wrong by so many millionths.
   * @throws {RangeError} when it would stand still or run backwards
   */
  drift(name: string, ppm: number): void {
    if (!(ppm > -1_000_000 && ppm < Number.POSITIVE_INFINITY)) throw new RangeError(`${ppm} ppm`)
    this.places.drift(this.places.at(name), ppm)
  }

  /** That node takes nothing in for so long (0: no longer); what comes meanwhile waits. */
  pause(name: string, forMs: number): void {
    this.places.hold(this.places.at(name), this.now + forMs)
  }

  isPaused(name: string): boolean {
    return (this.places.find(name)?.heldUntil ?? 0) > this.now
  }

  /** From now on whatever happens to that node keeps it busy for so long. */
  slow(name: string, busyMs: number): void {
    this.places.at(name).busyMs = busyMs
  }

  /** A node's disk, which outlives it. */
  disk(name: string): SimDisk {
    return this.parts.disks.of(name)
  }

  /** Writes what a machine's host would report: see MachineRecord.report. */
  report(machine: string, term: Term): void {
    this.tell('host', term, `host@${machine}`)
  }

  /** Runs `act` at that virtual time; until then the world can't be saved. */
  at(timeMs: number, act: () => void): void {
    this.places.agenda.put(Math.max(timeMs, this.now), act)
  }

  /** The same for what can be told as data, and so saved. */
  plan(timeMs: number, plan: Plan): void {
    this.places.agenda.put(Math.max(timeMs, this.now), this.carryOut, plan)
  }

  /**
   * How many turns it has taken: with the time, the place of a hand's deed in a run. A replay finds
   * it again, even among things that happen at the same time.
   */
  get turns(): number {
    return this.places.agenda.turns
  }

  /**
   * One turn: the next thing due by `untilMs` and all that follows of it at once. False when there
   * is none; then it is `untilMs`.
   */
  turn(untilMs: number): boolean {
    return this.places.turn(untilMs)
  }

  /** Goes on until that virtual time. */
  runUntil(timeMs: number): void {
    this.places.runUntil(timeMs)
  }

  private readonly carryOut = (subject: unknown): void => {
    const plan = subject as Plan
    if ('strike' in plan) this.strike(plan.strike)
    else if ('apply' in plan) this.apply(plan.apply)
    else this.options.calls?.[plan.call]?.(this, plan.term)
  }

  private stopHalted(place: Place): void {
    if (place.node.halted === null) this.tell('host', ['system_limit', place.name])
    this.end(place)
    this.network.closed(place.node)
  }

  private end(place: Place): void {
    this.places.end(place)
    this.parts.disks.crash(place.name)
  }

  /** A code server with whatever programs bring. */
  private newCode(): CodeServer {
    const code = this.options.newCode?.() ?? withBehaviours()
    this.options.load?.(code)
    return code
  }

  /** The chance of a node's life. */
  private dice(name: string, creation: number, drawn = 0): Stream {
    return stream(this.options.seed, creation === 1 ? name : `${name}/${creation}`, drawn)
  }

  private environment(place: Place, creation: number, dice: Stream): Environment {
    const { read, ignores } = this.options
    const more = ignores === undefined ? {} : { ignores }
    const tracer = { record: this.record, keeps: read === undefined, ...more }
    return environmentAt(place, creation, dice, { ...this.parts, tracer })
  }

  /** An event of the world itself, which is no node's. */
  private tell(kind: 'host' | 'op', term: Term, node = 'world'): void {
    const event = { kind, at: this.now, node, creation: 1, number: ++this.parts.told, lamport: 0 }
    this.record({ ...event, subject: null, other: null, cause: null, term })
  }
}

function withBehaviours(): CodeServer {
  const code = new CodeServer()
  installBehaviours(code)
  return code
}
