/**
 * Where a node of a simulated world lives, through all its lives: its clock, its alarm, and how
 * busy it is. A node that is paused or slow takes nothing in; what comes meanwhile waits in order.
 */
import { internal, type Node, type Stream, type Timer } from '../kernel/index.ts'
import { DriftingClock } from './clock.ts'

/** Something that happens at a place. */
export interface Happening {
  readonly act: (subject: unknown) => void
  readonly subject: unknown
}

export class Place {
  readonly clock = new DriftingClock()
  isAlive = false
  /** Something happened to the node, and it has not run since. */
  isTouched = false
  alarm: Timer | null = null
  /** What its node wants to be woken for, by its own clock. */
  wanted = Number.POSITIVE_INFINITY
  /** The world's time until which it takes nothing in. */
  heldUntil = 0
  /** World ms that it is busy with each thing that happens to it. */
  busyMs = 0
  /** What came while it took nothing in. */
  waiting: Happening[] = []

  /** Its newest life, and that one's chance. */
  private life: Node | null = null
  private dice: Stream | null = null

  readonly name: string

  constructor(name: string) {
    this.name = internal(name)
  }

  get node(): Node {
    if (this.life === null) throw new Error(`no node lives at ${this.name} yet`)
    return this.life
  }

  /** How many numbers its node has drawn. */
  get drawn(): number {
    return this.dice?.thrown ?? 0
  }

  get creation(): number {
    return this.life === null ? 0 : this.life.creation
  }

  /** Another life of its node: only its clock, and how slow it is, are still the same. */
  begin(node: Node, dice: Stream): void {
    this.life = node
    this.dice = dice
    this.isAlive = true
    this.isTouched = false
  }
}
