/**
 * The ways of a simulated world's network: one each way between two nodes that ever spoke, on which
 * frames travel for a while and stay in order. How long each takes is thrown by its way and number
 * alone, so that no fault elsewhere shifts it.
 */
import { diceOf, die, type Frame } from '../kernel/index.ts'
import { closedBy, type Rule, type Way, wayOf } from '../lab/index.ts'
import type { Place } from './place.ts'
import type { Places } from './places.ts'

/** What closes ways: a plug that is pulled, a cut, a partition. */
export interface Severs {
  readonly fault: Parameters<typeof closedBy>[0]
  readonly closes: (from: string, to: string) => boolean
}

export function severing(fault: Severs['fault']): Severs {
  return { fault, closes: closedBy(fault) }
}

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
  private place: Place | null = null

  constructor(
    readonly from: string,
    readonly to: string,
    /** Where its dice begin. */
    readonly dice: number,
  ) {}

  /** Where it ends; null while nobody ever lived there. A place stays the same for ever. */
  end(places: Places): Place | null {
    this.place ??= places.find(this.to) ?? null
    return this.place
  }
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
  readonly severed = new Set<Severs>()
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
      if (!severs.closes(link.from, link.to)) continue
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
    for (const severs of this.severed) if (severs.closes(from, to)) return true
    return false
  }

  *allLinks(): IterableIterator<Link> {
    for (const ways of this.links.values()) yield* ways.values()
  }
}
