/**
 * A world for tests: switchboards of several machines, joined by pipes in memory, in a time of
 * their own. Pages and nodes are lists of what they were told.
 */
import { encodeFrames, type Frame, Pid, type Recorded } from '../../kernel/index.ts'
import type { MachineEvent } from '../events.ts'
import { limits } from '../limits.ts'
import type { BoardToNode, FromBoard } from '../messages.ts'
import type { Link } from './link.ts'
import { Switchboard } from './switchboard.ts'

export class Machine {
  readonly toPage: FromBoard[] = []
  /** What each node was told, by node. */
  readonly told = new Map<string, BoardToNode[]>()
  readonly silent = new Set<string>()
  readonly locks: { name: string; free: () => void }[] = []
  readonly board: Switchboard
  readonly id: string

  constructor(
    readonly world: World,
    readonly name: string,
    version = '1',
  ) {
    this.id = name.padEnd(16, '0')
    this.board = new Switchboard(
      { id: this.id, machine: name, version },
      {
        now: () => world.now,
        page: (message) => this.toPage.push(message),
        waitForLock: (lock, free) => {
          this.locks.push({ name: lock, free })
          return () => {}
        },
      },
    )
  }

  /** A node that answers pings, unless it is `silent`. */
  node(local: string, creation = 1): string {
    const name = `${local}@${this.name}`
    const told: BoardToNode[] = []
    this.told.set(name, told)
    const post = (message: BoardToNode) => {
      told.push(message)
      if (message.type !== 'ping' || this.silent.has(name)) return
      this.board.fromNode(name, creation, { type: 'pong', count: message.count })
    }
    this.board.addNode(name, creation, { post, close: () => {} })
    this.board.fromNode(name, creation, { type: 'ready' })
    return name
  }

  news(): MachineEvent[] {
    return this.toPage.flatMap((m) => (m.type === 'report' ? [m.event] : []))
  }

  newsOf(type: MachineEvent['type']): MachineEvent[] {
    return this.news().filter((event) => event.type === type)
  }

  toldOf(name: string, type: BoardToNode['type']): BoardToNode[] {
    return (this.told.get(name) ?? []).filter((message) => message.type === type)
  }
}

export class World {
  now = 1_000_000
  readonly machines: Machine[] = []
  private readonly onTheWay: (() => void)[] = []
  private lastLink = 0
  private ticks = 0

  machine(name: string, version?: string): Machine {
    const machine = new Machine(this, name, version)
    this.machines.push(machine)
    return machine
  }

  /** A connection as an introducer makes it. `deaf`: one direction carries nothing. */
  connect(a: Machine, b: Machine, lock: string | null = null) {
    const line = { aToB: true, bToA: true }
    const ends: [Link | null, Link | null] = [null, null]
    const join = (me: Machine, other: Machine, side: 0 | 1) => {
      const link = ++this.lastLink
      const send = (piece: Uint8Array) => {
        const bytes = piece.slice()
        this.onTheWay.push(() => {
          if (side === 0 ? line.aToB : line.bToA) ends[1 - side]?.receive(bytes, this.now)
        })
      }
      const introduction = {
        link,
        peer: other,
        how: 'same_computer',
        lock,
        since: this.now,
      } as const
      const peer = { id: other.id, machine: other.name }
      ends[side] = me.board.addLink(
        { ...introduction, peer },
        { buffered: 0, send, close: () => {} },
      )
      return link
    }
    const links = [join(a, b, 0), join(b, a, 1)] as const
    for (const end of ends) end?.opened(this.now)
    this.settle()
    return { line, links, ends }
  }

  settle(): void {
    for (let act = this.onTheWay.shift(); act !== undefined; act = this.onTheWay.shift()) act()
  }

  run(ms: number): void {
    const end = this.now + ms
    while (this.now < end) {
      this.now += limits.tickMs
      const beat = this.ticks++ % (limits.beatMs / limits.tickMs) === 0
      for (const { board } of this.machines) board.tick(0, beat)
      this.settle()
    }
  }
}

export function linked() {
  const world = new World()
  const [heron, otter] = [world.machine('heron'), world.machine('otter')]
  const [h1, o1] = [heron.node('n1'), otter.node('n1')]
  const connection = world.connect(heron, otter)
  world.run(1_000)
  return { world, heron, otter, h1, o1, ...connection }
}

export function frame(from: string, to: string, message = 'hello'): Frame {
  const signal = { type: 'send', from: new Pid(from, 1, 5), to: 'counter', message } as const
  return { from, to, lamport: 1, cause: null, signal }
}

export function frames(from: string, to: string, sender = from) {
  return { type: 'frames', to, creation: 1, bytes: encodeFrames([frame(sender, to)]) } as const
}

export function event(node: string): Recorded {
  const nothing = { subject: null, other: null, cause: null, term: null }
  return { kind: 'note', at: 1, node, creation: 1, number: 1, lamport: 1, ...nothing }
}
