/**
 * The ways of a simulated world's network: one each way between two nodes that ever spoke, on which
 * frames travel for a while and stay in order. How long each takes is thrown by its way and number
 * alone, so that no fault elsewhere shifts it.
 */
import { diceOf, die, type Frame } from '../kernel/index.ts'
import { type Rule, type Way, wayOf } from '../lab/index.ts'

/** Which ways are closed: by a plug that is pulled, a cut, a partition. */
export type Severs = (from: string, to: string) => boolean

/** One way between two nodes. */
export class Link {
  /** Frames sent on it so far. */
  sent = 0
  /** When the last frame arrives: later ones don't overtake it. */
  lastArrival = 0
  isCut = false
  /** How often it was cut: what was on its way then never arrives. */
  cuts = 0
  /** What rules say of it; null when none does. */
  way: Way | null = null

  constructor(
    readonly from: string,
    readonly to: string,
    /** Where its dice begin. */
    readonly dice: number,
  ) {}
}

/** A frame on its way. */
export interface Carried {
  readonly frame: Frame
  readonly link: Link
  /** Of its sender's life. */
  readonly creation: number
  /** Of the life that it was sent to. */
  readonly receiver: number
  readonly cuts: number
}

export class Fabric {
  private readonly links = new Map<string, Map<string, Link>>()
  private readonly severed = new Set<Severs>()
  private rules: readonly Rule[] = []

  constructor(
    private readonly seed: number,
    private readonly delayMs: readonly [least: number, most: number],
  ) {}

  link(from: string, to: string): Link {
    let ways = this.links.get(from)
    if (ways === undefined) {
      ways = new Map()
      this.links.set(from, ways)
    }
    const known = ways.get(to)
    if (known !== undefined) return known
    const link = new Link(from, to, diceOf(this.seed, `${from}>${to}`))
    link.isCut = this.isSevered(from, to)
    link.way = wayOf(this.rules, from, to, this.seed)
    ways.set(to, link)
    return link
  }

  /** How long the frame that is sent next on it would take without faults, ms. */
  travelMs({ dice, sent }: Link): number {
    const [least, most] = this.delayMs
    return least + ((most - least) * die(dice, sent)) / 2 ** 32
  }

  /** What holds from now on for what is sent. */
  rule(rules: readonly Rule[]): void {
    this.rules = rules
    for (const link of this.allLinks()) link.way = wayOf(rules, link.from, link.to, this.seed)
  }

  /** Closes ways: what is on them is lost. */
  sever(severs: Severs): void {
    this.severed.add(severs)
    for (const link of this.allLinks()) {
      if (!severs(link.from, link.to)) continue
      link.isCut = true
      link.cuts++
    }
  }

  /** Opens those ways again, as far as nothing else closes them. */
  restore(severs: Severs): void {
    if (!this.severed.delete(severs)) return
    for (const link of this.allLinks()) link.isCut = this.isSevered(link.from, link.to)
  }

  isInForce(severs: Severs): boolean {
    return this.severed.has(severs)
  }

  isSevered(from: string, to: string): boolean {
    for (const severs of this.severed) if (severs(from, to)) return true
    return false
  }

  private *allLinks(): IterableIterator<Link> {
    for (const ways of this.links.values()) yield* ways.values()
  }
}
