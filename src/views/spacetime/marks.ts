/**
 * What a space-time picture is made of: marks, in two directions that know nothing of the screen's.
 * `along` is time, `across` goes from lane to lane; both in CSS pixels from the first lane's corner.
 */
import type { EventKind } from '../../kernel/index.ts'
import type { Relation } from '../../lab/index.ts'
import type { MarkKind } from '../strip/reading.ts'

/** How a mark stands to the selected event: `dim` when another part of the picture is lit. */
export type Tone = 'plain' | Relation | 'dim'

export interface Spot {
  readonly along: number
  readonly across: number
}

/** The processes that stood in one place after each other, or all of a node. */
export interface Lane {
  readonly key: string
  readonly node: string
  /** Null for a node's own lane. */
  readonly label: string | null
  /** The newest of its processes, as a pid is written. */
  readonly pid: string | null
  /** pidKeys, in the order of their lives. */
  readonly processes: readonly string[]
  readonly lives: readonly Life[]
  readonly across: number
  readonly selected: boolean
}

export interface Life {
  readonly process: string | null
  readonly from: number
  readonly to: number
  /** Whether its beginning and its end are in the picture. */
  readonly begins: boolean
  readonly ends: 'exit' | 'lost' | null
  /** Its pid, where it isn't the only one in its lane. */
  readonly pid: string | null
}

/** A node's name above its lanes. */
export interface Heading {
  readonly node: string
  /** 2 when it came back once. */
  readonly life: number
  readonly across: number
}

/** So many events in one place are told by their number. */
export const numberFrom = 4

/** Events of one lane that stand too close to be told apart: most often one. */
export interface Dot extends Spot {
  readonly events: readonly number[]
  readonly kind: EventKind
  readonly tone: Tone
  readonly found: boolean
}

/** `edge`: it comes from before the window. `unknown`: nothing tells of its sending. */
export type Tail = 'event' | 'edge' | 'unknown'
/** `open`: nothing tells of an arrival. */
export type Tip = 'arrives' | 'open' | 'lost' | 'dropped'
export type Flavour = 'message' | 'exit' | 'down' | 'spawn'

export interface Arrow {
  /** The events it stands for: where it left, where it arrived; one of them may be unknown. */
  readonly from: number | null
  readonly to: number | null
  readonly flavour: Flavour
  readonly tail: Tail
  readonly tip: Tip
  readonly a: Spot
  readonly b: Spot
  readonly word: string
  /** Where the word stands; null where there is no room for it. */
  readonly wordAt: Spot | null
  readonly tone: Tone
  readonly found: boolean
}

/** Arrows between two lanes, too many or too close to be drawn one by one. */
export interface Flow {
  readonly events: readonly number[]
  readonly count: number
  readonly flavour: Flavour
  readonly tip: Tip
  readonly a: Spot
  readonly b: Spot
  /** Where its count stands. */
  readonly wordAt: Spot
  readonly tone: Tone
  readonly found: boolean
}

/** A message that waits in a mailbox, or is held back until it may leave. */
export interface Wait {
  readonly from: number
  readonly to: number
  readonly across: number
}

/** In the lane of faults and hands. */
export interface Flag {
  readonly events: readonly number[]
  readonly kind: MarkKind | 'note'
  readonly along: number
  /** The lane that it was done to. */
  readonly across: number | null
  readonly tone: Tone
  readonly found: boolean
}

export interface Tick {
  readonly along: number
  readonly label: string
}

export interface Picture {
  readonly lanes: readonly Lane[]
  readonly headings: readonly Heading[]
  readonly dots: readonly Dot[]
  readonly arrows: readonly Arrow[]
  readonly flows: readonly Flow[]
  readonly waits: readonly Wait[]
  readonly flags: readonly Flag[]
  readonly ticks: readonly Tick[]
  /** Where the page's clock stands; null when that moment isn't in the picture. */
  readonly cursor: number | null
  /** The room for lanes that are further across than the screen, px. */
  readonly depth: number
  /** Px from lane to lane. */
  readonly gap: number
  /** Events in the window that have a place, and those left out since there are too many. */
  readonly events: number
  readonly leftOut: number
  /** Nothing older is known than what is at this place; null when it is before the window. */
  readonly begins: number | null
}
