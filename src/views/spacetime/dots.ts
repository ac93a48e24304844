/** Dots: the events of each lane, and those that stand too close to be told apart, as one. */
import type { EventKind } from '../../kernel/index.ts'
import type { Lanes } from './lanes.ts'
import { type Dot, numberFrom, type Tone } from './marks.ts'
import type { Reel } from './reel.ts'
import type { Stretch } from './stretch.ts'
import { gravest } from './tones.ts'

/** Events of a lane closer than this are one dot; px. */
const dotApart = 8

/** The graver kind names what stands for several events. */
const gravity: readonly EventKind[] = [
  'exit',
  'dropped',
  'spawn',
  'exit_arrived',
  'exit_sent',
  'down',
  'suspend',
  'resume',
  'sent',
  'received',
  'delivered',
  'state',
]

function rank(kind: EventKind): number {
  const at = gravity.indexOf(kind)
  return at === -1 ? gravity.length : at
}

export function dotsOf(
  stretch: Stretch,
  reel: Reel,
  { laneOf }: Lanes,
  toneOf: (index: number) => Tone,
  isFound: (events: readonly number[]) => boolean,
): Dot[] {
  const open = new Map<number, { events: number[]; kind: EventKind; first: number; sum: number }>()
  const dots: Dot[] = []
  const close = (across: number) => {
    const one = open.get(across)
    if (one === undefined) return
    const { events, kind, sum } = one
    const tone = gravest(events.map(toneOf))
    const spot = { along: sum / events.length, across }
    dots.push({ ...spot, events, kind, tone, found: isFound(events) })
  }
  for (const index of stretch.events) {
    const lane = laneOf.get(reel.subjects[index - reel.first] as number)
    if (lane === undefined) continue
    const kind = reel.kinds[index - reel.first] as EventKind
    const along = stretch.alongOf(index)
    const one = open.get(lane.across)
    if (one !== undefined && Math.abs(along - one.first) < dotApart) {
      one.events.push(index)
      one.sum += along
      if (rank(kind) < rank(one.kind)) one.kind = kind
    } else {
      close(lane.across)
      open.set(lane.across, { events: [index], kind, first: along, sum: along })
    }
  }
  for (const across of open.keys()) close(across)
  return joined(dots)
}

/** Numbers that would stand on each other are one. */
function joined(dots: readonly Dot[]): Dot[] {
  const last = new Map<number, { readonly at: number; readonly from: number }>()
  const kept: Dot[] = []
  for (const dot of dots.toSorted((a, b) => a.along - b.along)) {
    const before = last.get(dot.across)
    const beside = before === undefined ? undefined : kept[before.at]
    if (before === undefined || beside === undefined || !isOver(beside, dot, before.from)) {
      last.set(dot.across, { at: kept.length, from: dot.along })
      kept.push(dot)
      continue
    }
    kept[before.at] = {
      ...beside,
      along: (before.from + dot.along) / 2,
      events: [...beside.events, ...dot.events],
      kind: rank(dot.kind) < rank(beside.kind) ? dot.kind : beside.kind,
      tone: gravest([beside.tone, dot.tone]),
      found: beside.found || dot.found,
    }
  }
  return kept
}

function isOver(one: Dot, other: Dot, from: number): boolean {
  if (Math.min(one.events.length, other.events.length) < numberFrom) return false
  return other.along - from < (widthOf(one) + widthOf(other)) / 2
}

/** Px of a number in its box. */
function widthOf({ events, kind }: Dot): number {
  return 10 + 8 * (String(events.length).length + (kind === 'exit' ? 1.5 : 0))
}
