/**
 * Arrows: each is a pair of events of the trace, where a signal left and where it arrived; or the
 * one of them that is known. Those too close to be told apart are one flow with a count.
 */
import type { EventKind } from '../../kernel/index.ts'
import type { Lanes } from './lanes.ts'
import type { Arrow, Flavour, Flow, Lane, Spot, Tail, Tip, Wait } from './marks.ts'
import { nobody, type Reel } from './reel.ts'
import type { Stretch } from './stretch.ts'

/** An arrow that isn't yet told from its neighbours: no word, no tone. */
export type Draft = Omit<Arrow, 'word' | 'wordAt' | 'tone' | 'found'>
export type FlowDraft = Omit<Flow, 'tone' | 'found'>

export interface Drafts {
  readonly arrows: readonly Draft[]
  readonly flows: readonly FlowDraft[]
  readonly waits: readonly Wait[]
}

/** More arrows than that are told as flows, in columns of this width, px. */
const mostArrows = 240
const wideColumn = 48
/** More flows than that would hide each other's counts. */
const mostFlows = 24
const widestColumn = 240
/** So close together two of the same lanes can't be told apart, px. */
const narrowColumn = 9
/** How far an arrow goes whose other end is unknown, px. */
const stub = 20

/** Which lanes are on the screen; an arrow between two that aren't tells nobody anything. */
export interface Sight {
  readonly from: number
  readonly to: number
}

export function isInSight({ across }: Spot, { from, to }: Sight): boolean {
  return across >= from && across <= to
}

export function arrowsOf(stretch: Stretch, reel: Reel, lanes: Lanes, sight: Sight): Drafts {
  const drafts: Draft[] = []
  const waits: Wait[] = []
  for (const index of stretch.events) {
    const wait = waitOf(index, stretch, reel, lanes)
    if (wait !== null) waits.push(wait)
    const draft = arrivalOf(index, stretch, reel, lanes) ?? leavingOf(index, stretch, reel, lanes)
    if (draft === null) continue
    if (isInSight(draft.a, sight) || isInSight(draft.b, sight)) drafts.push(draft)
  }
  return { ...gathered(drafts), waits }
}

const flavours: Partial<Record<EventKind, Flavour>> = {
  delivered: 'message',
  dropped: 'message',
  sent: 'message',
  exit_sent: 'exit',
  exit_arrived: 'exit',
  down: 'down',
  spawn: 'spawn',
}

/** An arrow that ends with this event; null when it is no end of one. */
function arrivalOf(index: number, stretch: Stretch, reel: Reel, lanes: Lanes): Draft | null {
  const at = index - reel.first
  const kind = reel.kinds[at] as EventKind
  const flavour = flavours[kind]
  if (flavour === undefined || kind === 'sent' || kind === 'exit_sent') return null
  if (kind === 'dropped') return droppedOf(index, stretch, reel, lanes)
  const lane = lanes.laneOf.get(reel.subjects[at] as number)
  if (lane === undefined) return null
  const other = reel.others[at] as number
  const origin = lanes.laneOf.get(other)
  const along = stretch.alongOf(index)
  const b = { along, across: lane.across }
  if (kind === 'spawn') {
    if (origin === undefined || origin === lane) return null
    const begun = startOf(index, reel)
    const a = { along: begun === null ? along : stretch.alongOf(begun), across: origin.across }
    return draft(begun, index, 'spawn', a.along < 0 ? 'edge' : 'event', 'arrives', a, b)
  }
  const cause = reel.causes[at] as number
  // A letter about an end only repeats the signal that came with it.
  if (cause >= reel.first && reel.subjects[cause - reel.first] === reel.subjects[at]) return null
  const sender = lanes.laneOf.get(senderOf(cause, other, reel)) ?? origin
  if (sender === lane) return null
  const side = sender === undefined ? -1 : Math.sign(sender.across - lane.across)
  if (cause === -1 || sender === undefined) {
    if (other === nobody && cause === -1) return null
    const a = { along: along - stub, across: b.across + side * stub * 0.8 }
    return draft(null, index, flavour, cause === -1 ? 'unknown' : 'edge', 'arrives', a, b)
  }
  const a = { along: Math.max(-60, stretch.alongOf(cause)), across: sender.across }
  return draft(cause, index, flavour, a.along < 0 ? 'edge' : 'event', 'arrives', a, b)
}

/** When another node was asked to start it; within a node a start takes no time. */
function startOf(index: number, reel: Reel): number | null {
  const at = index - reel.first
  const cause = reel.causes[at] as number
  const other = reel.others[at] as number
  if (cause < reel.first || reel.subjects[cause - reel.first] !== other) return null
  const here = reel.actors[reel.subjects[at] as number]?.pid.node
  return reel.actors[other]?.pid.node === here ? null : cause
}

function senderOf(cause: number, other: number, reel: Reel): number {
  return cause >= reel.first ? (reel.subjects[cause - reel.first] ?? other) : other
}

/** It left a process and reached nobody: it breaks off on the way. */
function droppedOf(index: number, stretch: Stretch, reel: Reel, lanes: Lanes): Draft | null {
  const at = index - reel.first
  const cause = reel.causes[at] as number
  const sender = lanes.laneOf.get(senderOf(cause, reel.subjects[at] as number, reel))
  if (sender === undefined) return null
  const along = stretch.alongOf(index)
  const to =
    cause >= reel.first ? lanes.laneOf.get(reel.others[cause - reel.first] ?? -1) : undefined
  const b = brokenOff(along, sender, to)
  const a = {
    along: cause === -1 ? along - stub / 2 : stretch.alongOf(cause),
    across: sender.across,
  }
  return draft(cause === -1 ? null : cause, index, 'message', 'event', 'dropped', a, b)
}

/** Where a signal to that lane is lost from sight. */
function brokenOff(along: number, from: Lane, to: Lane | undefined): Spot {
  const way = to === undefined || to === from ? stub : (to.across - from.across) * 0.55
  return { along: along + stub / 2, across: from.across + way }
}

/** An arrow that begins with this event and has no end in the trace. */
function leavingOf(index: number, stretch: Stretch, reel: Reel, lanes: Lanes): Draft | null {
  const at = index - reel.first
  const kind = reel.kinds[at] as EventKind
  if ((kind !== 'sent' && kind !== 'exit_sent') || reel.landings[at] !== -1) return null
  const lane = lanes.laneOf.get(reel.subjects[at] as number)
  if (lane === undefined) return null
  const target = reel.others[at] as number
  const to = lanes.laneOf.get(target)
  const loss = target === nobody ? undefined : lossOf(index, target, reel)
  const a = { along: stretch.alongOf(index), across: lane.across }
  const b = brokenOff(a.along, lane, to)
  const tip: Tip = loss === undefined && !reel.taken.has(index) ? 'open' : 'lost'
  return draft(index, null, kind === 'sent' ? 'message' : 'exit', 'event', tip, a, b)
}

/** Whether the sender's node lost the target's after it had sent. */
function lossOf(index: number, target: number, reel: Reel) {
  const pid = reel.actors[target]?.pid
  const sender = reel.actors[reel.subjects[index - reel.first] as number]?.pid
  return reel.losses.find(
    (loss) =>
      loss.index > index &&
      loss.by === sender?.node &&
      loss.node === pid?.node &&
      loss.creation === pid.creation,
  )
}

function draft(
  from: number | null,
  to: number | null,
  flavour: Flavour,
  tail: Tail,
  tip: Tip,
  a: Spot,
  b: Spot,
): Draft {
  return { from, to, flavour, tail, tip, a, b }
}

/** From its arrival until it is taken; or, held back, until it leaves. */
function waitOf(index: number, stretch: Stretch, reel: Reel, lanes: Lanes): Wait | null {
  const cause = reel.causes[index - reel.first] as number
  const before = reel.kinds[cause - reel.first]
  const isHeld = reel.kinds[index - reel.first] === 'sent' && before === 'held'
  if (reel.kinds[index - reel.first] !== 'received' && !isHeld) return null
  const lane = lanes.laneOf.get(reel.subjects[index - reel.first] as number)
  if (cause === -1 || lane === undefined || lane.label === null) return null
  const from = Math.max(0, stretch.alongOf(cause))
  const to = stretch.alongOf(index)
  return to - from < 3 ? null : { from, to, across: lane.across }
}

/** Single arrows where there is room; a flow where several would lie on each other. */
function gathered(drafts: readonly Draft[]): Pick<Drafts, 'arrows' | 'flows'> {
  const few = columnsOf(drafts, narrowColumn)
  const crowded = few.filter(({ length }) => length > 1).length > mostFlows
  const some = crowded || few.length > mostArrows ? columnsOf(drafts, wideColumn) : few
  const groups = some.length > 2 * mostArrows ? columnsOf(drafts, widestColumn) : some
  const arrows: Draft[] = []
  const flows: FlowDraft[] = []
  for (const group of groups) {
    const [first] = group
    if (first === undefined) continue
    if (group.length === 1) arrows.push(first)
    else flows.push(flowOf(group, first))
  }
  return { arrows, flows }
}

function columnsOf(drafts: readonly Draft[], width: number): Draft[][] {
  const groups = new Map<string, Draft[]>()
  for (const one of drafts) {
    const { flavour, tip, a, b } = one
    const columns = `${Math.floor(a.along / width)} ${Math.round((b.along - a.along) / width)}`
    // Signals of an end are few and matter: they stay alone as long as they can be told apart.
    const own = flavour === 'message' || flavour === 'spawn' ? columns : `${a.along} ${b.along}`
    const key = `${flavour} ${tip} ${a.across} ${b.across} ${own}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return [...groups.values()]
}

/** A flow's count stands so far on its way: in the middle there may be another lane. */
const countAt = 0.7

function flowOf(group: readonly Draft[], first: Draft): FlowDraft {
  const last = group.at(-1) ?? first
  const middle = (end: 'a' | 'b'): Spot => ({
    along: (first[end].along + last[end].along) / 2,
    across: first[end].across,
  })
  const events = group.flatMap(({ from, to }) => [from, to]).filter((index) => index !== null)
  const [a, b] = [middle('a'), middle('b')]
  const wordAt = {
    along: a.along + (b.along - a.along) * countAt,
    across: a.across + (b.across - a.across) * countAt,
  }
  const { flavour, tip } = first
  return { events, count: group.length, flavour, tip, a, b, wordAt }
}
