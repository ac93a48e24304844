/**
 * A simulated world: nodes, a network between them, disks, and one queue of what will happen, in
 * virtual time. The same seed and the same operations give the same trace.
 */
import {
  CodeServer,
  type DiskRequest,
  type Environment,
  Node,
  type Pid,
  type Recorded,
  type Start,
  stream,
  type Term,
} from '../kernel/index.ts'
import {
  closedBy,
  type Fault,
  type InForce,
  type Op,
  performOp,
  Recording,
  targetOf,
} from '../lab/index.ts'
import { boot, installBehaviours } from '../otp/index.ts'
import { SimDisk } from './disk.ts'
import type { Severs } from './fabric.ts'
import { Network } from './network.ts'
import type { Place } from './place.ts'
import { Places } from './places.ts'
import { Strikes } from './strikes.ts'
import type { WorldOptions } from './world-options.ts'

export class World {
  readonly trace = new Recording()
  private readonly places: Places
  private readonly network: Network
  private readonly strikes: Strikes
  private readonly plugs = new Map<string, Severs>()
  private readonly disks = new Map<string, SimDisk>()
  private told = 0

  constructor(private readonly options: WorldOptions) {
    const { seed, delayMs = [0.1, 0.5], mesh: isMesh = true, stepsPerInstant = 5_000 } = options
    this.places = new Places(stepsPerInstant, (place) => this.stopHalted(place))
    this.network = new Network(this.places, { seed, delayMs, isMesh })
    this.strikes = new Strikes(this, this.network, seed)
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
    return this.strikes.inForce
  }

  /** Whether there ever was a node of that name. */
  has(name: string): boolean {
    return this.places.find(name) !== undefined
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
    const code = this.options.newCode?.() ?? withBehaviours()
    const node = new Node({ name, creation, code, environment: this.environment(place, creation) })
    this.options.load?.(code)
    place.begin(node)
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
    const key = plug(machine, other)
    const severs = this.plugs.get(key) ?? closedBy({ do: 'cut', from: machine, to: other })
    this.plugs.set(key, severs)
    this.network.sever(severs, noticedAfterMs)
  }

  mend(machine: string, other: string): void {
    const key = plug(machine, other)
    const severs = this.plugs.get(key)
    this.plugs.delete(key)
    if (severs !== undefined) this.network.restore(severs)
  }

  /** A fault happens now, and is told; one of a message only if that is still on its way. */
  strike(fault: Fault): void {
    if ('sent' in fault && !this.network.meddle(fault)) return
    // A kill is told by the node.
    if (fault.do !== 'kill') this.tell('op', { do: 'fault', fault } as unknown as Term)
    this.strikes.strike(fault)
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
    if (op.do === 'predict') return this.tell('op', op as unknown as Term)
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
    const known = this.disks.get(name)
    if (known !== undefined) return known
    const after = (delayMs: number, act: () => void) => this.at(this.now + delayMs, act)
    const disk = new SimDisk(this.options.seed, name, after)
    this.disks.set(name, disk)
    return disk
  }

  /** Writes what a machine's host would report: see MachineRecord.report. */
  report(machine: string, term: Term): void {
    this.tell('host', term, `host@${machine}`)
  }

  /** Runs `act` at that virtual time. */
  at(timeMs: number, act: () => void): void {
    this.places.agenda.put(Math.max(timeMs, this.now), act)
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

  private stopHalted(place: Place): void {
    if (place.node.halted === null) this.tell('host', ['system_limit', place.name])
    this.end(place)
    this.network.closed(place.node)
  }

  private end(place: Place): void {
    this.places.end(place)
    this.disks.get(place.name)?.crash()
  }

  private environment(place: Place, creation: number): Environment {
    const { name, clock } = place
    const { ignores } = this.options
    return {
      clock: {
        now: () => clock.at(this.places.agenda.now),
        wakeAt: (timeMs) => this.places.wakeAt(place, timeMs),
      },
      random: stream(this.options.seed, creation === 1 ? name : `${name}/${creation}`),
      transport: {
        send: (frame) => this.network.carry(frame, creation),
        lifeOf: (other) => this.network.lifeOf(name, other),
      },
      tracer: {
        // What happened when is told by the world's time, whatever the node's clock says.
        record: (event: Recorded) =>
          this.record(clock.isWrong ? { ...event, at: this.now } : event),
        keeps: this.options.read === undefined,
        ...(ignores === undefined ? {} : { ignores }),
      },
      disk: { ask: (number, request) => this.askDisk(place, number, request) },
    }
  }

  private askDisk(place: Place, number: number, request: DiskRequest): void {
    const { node } = place
    this.disk(place.name).ask(request, (answer) => {
      this.places.happen(place, () => node.diskDone(number, answer), null)
    })
  }

  /** An event of the world itself, which is no node's. */
  private tell(kind: 'host' | 'op', term: Term, node = 'world'): void {
    const event = { kind, at: this.now, node, creation: 1, number: ++this.told, lamport: 0 }
    this.record({ ...event, subject: null, other: null, cause: null, term })
  }

  private record(event: Recorded): void {
    if (this.options.read === undefined) this.trace.append(event)
    else this.options.read(event)
  }
}

function withBehaviours(): CodeServer {
  const code = new CodeServer()
  installBehaviours(code)
  return code
}

function plug(a: string, b: string): string {
  return a < b ? `${a}~${b}` : `${b}~${a}`
}
