/**
 * A simulated world: nodes, links between them and one event queue in virtual time. The same seed
 * and the same operations give the same trace. First cut: links deliver in order after a short
 * delay; a machine or a link can be taken away.
 */
import {
  CodeServer,
  type Environment,
  type Frame,
  Node,
  type Pid,
  type Recorded,
  type Start,
  stream,
  type Term,
} from '../kernel/index.ts'
import { machineOf, type Op, performOp, Recording } from '../lab/index.ts'
import { boot, installBehaviours } from '../otp/index.ts'
import { Agenda } from './agenda.ts'

export interface WorldOptions {
  readonly seed: number
  /** Makes a node's code server; without it one with the behaviours alone. */
  readonly newCode?: () => CodeServer
  /** Loads a program's modules into a node's code server. */
  readonly load?: (code: CodeServer) => void
  /** Virtual ms that a frame travels; drawn for each frame between the two. */
  readonly delayMs?: readonly [least: number, most: number]
}

interface Place {
  readonly node: Node
  alive: boolean
}

const reductionsPerStep = 20_000

export class World {
  readonly trace = new Recording()
  private readonly agenda = new Agenda()
  private readonly places = new Map<string, Place>()
  private readonly creations = new Map<string, number>()
  private readonly cuts = new Set<string>()
  /** How often two machines were parted: what was on its way then never arrives. */
  private readonly partings = new Map<string, number>()
  /** When the last frame of a link arrives: later ones don't overtake it. */
  private readonly arrivals = new Map<string, number>()
  private reports = 0
  private readonly touched = new Set<Node>()
  private readonly options: WorldOptions
  private readonly delays: ReturnType<typeof stream>

  constructor(options: WorldOptions) {
    this.options = options
    this.delays = stream(options.seed, 'delays')
  }

  /** Virtual milliseconds since the world began. */
  get now(): number {
    return this.agenda.now
  }

  node(name: string): Node {
    const place = this.places.get(name)
    if (place === undefined) throw new Error(`no node ${name} in this world`)
    return place.node
  }

  /** A new node, or a new life of a dead one, linked with all that are alive. */
  addNode(name: string): Node {
    const creation = (this.creations.get(name) ?? 0) + 1
    this.creations.set(name, creation)
    const code = this.options.newCode?.() ?? withBehaviours()
    const node = new Node({ name, creation, code, environment: this.environment(name) })
    this.options.load?.(code)
    const others = [...this.places.values()].filter((p) => p.alive && p.node.name !== name)
    this.places.set(name, { node, alive: true })
    this.touched.add(node)
    for (const other of others) {
      // A new life is news of the old one's death, for whoever hasn't heard of it yet.
      this.lose(other.node, name)
      this.connect(node, other.node)
    }
    return node
  }

  /** Ends a node without a word; the others learn it after the time a detector would take. */
  stopNode(name: string, noticedAfterMs = 0): void {
    const place = this.places.get(name)
    if (place === undefined || !place.alive) return
    place.alive = false
    for (const other of this.living) {
      const creation = place.node.creation
      this.at(this.now + noticedAfterMs, () => {
        if (other.lifeOf(name) === creation) this.lose(other, name)
      })
    }
  }

  /** What it had sent still arrives; then the others learn that it is gone. */
  private stopHalted({ name, creation }: Node): void {
    const place = this.places.get(name)
    if (place !== undefined) place.alive = false
    for (const other of this.living) {
      this.at(this.arrivals.get(`${name}>${other.name}`) ?? this.now, () => {
        if (other.lifeOf(name) === creation) this.lose(other, name)
      })
    }
  }

  /** Cuts or mends all links between two machines (the part of a node's name after `@`). */
  cut(machine: string, other: string, noticedAfterMs = 0): void {
    const cut = linkKey(machine, other)
    this.cuts.add(cut)
    const parting = (this.partings.get(cut) ?? 0) + 1
    this.partings.set(cut, parting)
    this.at(this.now + noticedAfterMs, () => {
      if (this.partings.get(cut) !== parting) return
      for (const [a, b] of this.between(machine, other)) this.lose(a, b.name)
    })
  }

  mend(machine: string, other: string): void {
    if (!this.cuts.delete(linkKey(machine, other))) return
    for (const [a, b] of this.between(machine, other)) {
      // Frames were lost: whoever hasn't noticed the parting learns of it now.
      if (a.lifeOf(b.name) !== undefined) this.lose(a, b.name)
      a.nodeUp(b.name, b.creation)
      this.touched.add(a)
    }
  }

  start(name: string, start: Start): Pid {
    this.touched.add(this.node(name))
    return this.node(name).spawn(start)
  }

  /** Does what a person would do, now. Operations of the browser alone are refused. */
  apply(op: Op): void {
    if (op.do === 'kill_node') return this.stopNode(op.node)
    if (!('target' in op || 'node' in op))
      throw new Error(`the simulated world can't do '${op.do}' yet`)
    const node = this.living.find((each) => performOp(each, op, true))
    if (node !== undefined) this.touched.add(node)
  }

  /** Starts a system: its root supervisor on that node. */
  boot(name: string, root: string): Pid {
    this.touched.add(this.node(name))
    return boot(this.node(name), root)
  }

  /** Writes what a machine's host would report: see MachineRecord.report. */
  report(machine: string, term: Term): void {
    const number = ++this.reports
    const node = `host@${machine}`
    const event = { kind: 'host', at: this.now, node, creation: 1, number, lamport: 0 } as const
    this.trace.append({ ...event, subject: null, other: null, cause: null, term })
  }

  /** Runs `act` at that virtual time. */
  at(timeMs: number, act: () => void): void {
    this.agenda.put(Math.max(timeMs, this.now), act)
  }

  /** Goes on until that virtual time. */
  runUntil(timeMs: number): void {
    this.runNodes()
    while (this.agenda.step(timeMs)) this.runNodes()
  }

  /** Runs the nodes that something happened to, until each of them waits. */
  private runNodes(): void {
    while (this.touched.size > 0) {
      for (const node of this.touched) {
        const alive = this.places.get(node.name)?.node === node && this.isAlive(node.name)
        if (!alive || !node.run(reductionsPerStep)) this.touched.delete(node)
        if (alive && node.halted !== null) this.stopHalted(node)
      }
    }
  }

  private isAlive(name: string): boolean {
    return this.places.get(name)?.alive === true
  }

  /** The nodes that run now. */
  get living(): readonly Node[] {
    return [...this.places.values()].filter((p) => p.alive).map((p) => p.node)
  }

  private connect(a: Node, b: Node): void {
    if (this.cuts.has(linkKey(machineOf(a.name), machineOf(b.name)))) return
    a.nodeUp(b.name, b.creation)
    b.nodeUp(a.name, a.creation)
    this.touched.add(a).add(b)
  }

  private lose(node: Node, lost: string): void {
    if (this.places.get(node.name)?.node !== node || !this.isAlive(node.name)) return
    node.nodeDown(lost, 'connection_lost')
    this.touched.add(node)
  }

  private between(machine: string, other: string): (readonly [Node, Node])[] {
    const all = this.living
    const of = (m: string) => all.filter((n) => machineOf(n.name) === m)
    return of(machine).flatMap((a) => of(other).flatMap((b) => [[a, b] as const, [b, a] as const]))
  }

  private environment(name: string): Environment {
    return {
      clock: {
        now: () => this.now,
        wakeAt: (timeMs) => this.wakeAt(name, timeMs),
      },
      random: stream(this.options.seed, name),
      transport: { send: (frame) => this.carry(frame) },
      tracer: { record: (event: Recorded) => this.trace.append(event) },
    }
  }

  private wakeAt(name: string, timeMs: number): void {
    this.agenda.alarm(name, Math.max(timeMs, this.now), () => {
      const place = this.places.get(name)
      if (place?.alive !== true) return
      place.node.wake()
      this.touched.add(place.node)
    })
  }

  private carry(frame: Frame): void {
    if (this.cuts.has(linkKey(machineOf(frame.from), machineOf(frame.to)))) return
    const [least, most] = this.options.delayMs ?? [0.1, 0.5]
    const drawn = least + ((most - least) * this.delays.next()) / 2 ** 32
    const key = `${frame.from}>${frame.to}`
    const link = linkKey(machineOf(frame.from), machineOf(frame.to))
    const parting = this.partings.get(link)
    const time = Math.max(this.now + drawn, this.arrivals.get(key) ?? 0)
    this.arrivals.set(key, time)
    const target = this.places.get(frame.to)
    const creation = this.creations.get(frame.from)
    this.agenda.put(time, () => {
      if (this.partings.get(link) !== parting) return
      // What an earlier life of the sender had on its way is lost with the connection.
      if (target?.alive !== true || target.node.lifeOf(frame.from) !== creation) return
      target.node.deliver([frame])
      this.touched.add(target.node)
    })
  }
}

function withBehaviours(): CodeServer {
  const code = new CodeServer()
  installBehaviours(code)
  return code
}

function linkKey(a: string, b: string): string {
  return a < b ? `${a}~${b}` : `${b}~${a}`
}
