/**
 * What the stage is told of a simulated world beside its system: the faults in force, who has
 * talked to whom, what is on its way. Pure readings of that for one node or one link.
 */
import type { EventId } from '../../kernel/index.ts'
import { closedBy, type InForce, type LastingFault, type Rule } from '../../lab/index.ts'

export interface SimSight {
  readonly inForce: readonly InForce[]
  /** The partition brush: nodes painted onto one side; null: it is put away. */
  readonly brush: readonly string[] | null
  readonly pairs: readonly Pair[]
  readonly aloft: readonly Aloft[]
}

/** Two nodes that have said something to each other; the first by name is `from`. */
export interface Pair {
  readonly from: string
  readonly to: string
}

/** A signal that is on its way from one node to another at the moment shown. */
export interface Aloft {
  readonly id: string
  readonly kind: 'message' | 'exit'
  /** The event of its `sent`. */
  readonly sent: EventId
  /** Trace index of it, and its time. */
  readonly event: number
  readonly at: number
  /** pidKeys; null: nobody's, or by name. */
  readonly from: string | null
  readonly to: string | null
  readonly fromNode: string
  readonly toNode: string
  readonly word: string
  /** How much of its way is behind it, 0 … 1; guessed while nobody knows when it will arrive. */
  readonly part: number
  /** What a hand has done to it. */
  readonly meddled: 'delay' | 'duplicate' | 'reorder' | 'corrupt' | null
}

export type NodeFault = LastingFault & {
  readonly do: 'crash' | 'slow' | 'pause' | 'clock' | 'disk'
}

/** What is wrong with a node, the gravest first. */
export function conditionsOf(node: string, inForce: readonly InForce[]): readonly NodeFault[] {
  const own = inForce.flatMap(({ fault }) =>
    'node' in fault && fault.node === node ? [fault as NodeFault] : [],
  )
  return own.sort((a, b) => gravity.indexOf(a.do) - gravity.indexOf(b.do))
}

const gravity: readonly NodeFault['do'][] = ['crash', 'pause', 'slow', 'disk', 'clock']

/** One way of a link. */
export interface WayState {
  readonly from: string
  readonly to: string
  /** By what it is closed, if it is; `down`: one of its nodes has crashed. */
  readonly closed: 'cut' | 'partition' | 'down' | null
  /** The rule for exactly this way, as a hand made it; null without one. */
  readonly rule: Rule | null
  /** Other rules hold for it, too (`*` or machines). */
  readonly others: readonly Rule[]
}

function wayState(from: string, to: string, inForce: readonly InForce[]): WayState {
  let closed: WayState['closed'] = null
  const rules: Rule[] = []
  for (const { fault } of inForce) {
    if (fault.do === 'cut' || fault.do === 'partition') {
      if (closed !== 'cut' && closedBy(fault)(from, to)) closed = fault.do
    } else if (fault.do === 'crash') {
      if (fault.node === from || fault.node === to) closed ??= 'down'
    } else if (fault.do === 'link' && meets(fault.from, from) && meets(fault.to, to)) {
      rules.push(fault)
    }
  }
  const own = rules.find((rule) => rule.from === from && rule.to === to) ?? null
  return { from, to, closed, rule: own, others: rules.filter((rule) => rule !== own) }
}

function meets(place: string, node: string): boolean {
  return place === '*' || place === node || place === node.slice(node.indexOf('@') + 1)
}

/** Both ways of a link. */
export function linkState(
  { from, to }: Pair,
  inForce: readonly InForce[],
): readonly [forth: WayState, back: WayState] {
  return [wayState(from, to, inForce), wayState(to, from, inForce)]
}

export function isTroubled(state: WayState): boolean {
  return state.closed !== null || state.rule !== null || state.others.length > 0
}

/** The pair in its one spelling. */
export function pairOf(a: string, b: string): Pair {
  return byName(a, b) <= 0 ? { from: a, to: b } : { from: b, to: a }
}

/** `n2` before `n10`. */
export function byName(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}

/** The side of the partition that a node is on: 0 for all others; null while there is none. */
export function sideOf(node: string, inForce: readonly InForce[]): number | null {
  const entry = inForce.findLast(({ fault }) => fault.do === 'partition')
  if (entry?.fault.do !== 'partition') return null
  return entry.fault.groups.findIndex((group) => group.some((place) => meets(place, node))) + 1
}

/** Nodes with links between them that something closes or troubles, beside those that talked. */
export function troubledPairs(
  nodes: readonly string[],
  inForce: readonly InForce[],
): readonly Pair[] {
  const known = new Set(nodes)
  return inForce.flatMap(({ fault }) => {
    if (fault.do !== 'cut' && fault.do !== 'link') return []
    return known.has(fault.from) && known.has(fault.to) ? [pairOf(fault.from, fault.to)] : []
  })
}
