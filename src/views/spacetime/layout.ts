/**
 * The space-time picture as marks: a pure function of a stretch of the trace and of what somebody
 * wishes to see of it. Drawing, pointing and walking by keys read the marks and nothing else.
 */
import type { Cone, Playback, Trace } from '../../lab/index.ts'
import type { Mark } from '../strip/reading.ts'
import type { World } from '../words/time.ts'
import { arrowsOf, isInSight, type Sight } from './arrows.ts'
import { ticksOf } from './axis.ts'
import { dotsOf } from './dots.ts'
import { type LaneOptions, type Lanes, lanesOf } from './lanes.ts'
import type { Flag, Flow, Picture, Tone } from './marks.ts'
import { nobody, type Reel } from './reel.ts'
import type { Stretch } from './stretch.ts'
import { arrowTone, gravest, tones } from './tones.ts'
import { worded } from './words-at.ts'

export interface LayoutOptions extends LaneOptions {
  readonly world: World
  /** The marks of the page's fault lane. */
  readonly marks: readonly Mark[]
  readonly cone: Cone | null
  readonly found: ReadonlySet<number>
  readonly sight: Sight
  /** Px of one letter on an arrow. */
  readonly letter: number
  /** Time runs downwards: words stand beside each other, not below. */
  readonly down: boolean
}

/** Flags closer than this are one; px. */
const flagApart = 22

export function layOut(
  trace: Trace,
  reel: Reel,
  stretch: Stretch,
  playback: Playback,
  options: LayoutOptions,
): Picture {
  const lanes = lanesOf(stretch, reel, options)
  const { arrows, flows, waits } = arrowsOf(stretch, reel, lanes, options.sight)
  const toneOf = tones(options.cone)
  const { found } = options
  const isFound = (events: readonly (number | null)[]) =>
    found.size > 0 && events.some((index) => index !== null && found.has(index))
  const toned = arrows.map((one) => ({
    ...one,
    tone: arrowTone(one, toneOf),
    found: isFound([one.from, one.to]),
  }))
  const dots = dotsOf(stretch, reel, lanes, toneOf, isFound)
  const near = dots.filter((dot) => isInSight(dot, options.sight))
  const newest = stretch.events.at(-1) ?? trace.first
  return {
    lanes: lanes.lanes,
    headings: lanes.headings,
    dots,
    arrows: worded(trace, toned, { dots: near, flows }, options),
    flows: flows.map((flow): Flow => {
      const tone = gravest(flow.events.map(toneOf))
      return { ...flow, tone, found: isFound(flow.events) }
    }),
    waits,
    flags: flagsOf(stretch, reel, lanes, options, toneOf, isFound),
    ticks: ticksOf(trace, stretch, options.world),
    cursor: cursorOf(trace, stretch, playback, newest),
    depth: lanes.depth,
    gap: lanes.gap,
    events: stretch.events.length,
    leftOut: stretch.leftOut,
    begins: beginningOf(trace, stretch),
  }
}

/** The graver mark stands for several, as on the strip. */
const flagGravity: readonly Flag['kind'][] = [
  'gave_up',
  'death',
  'lost',
  'suspected',
  'restart',
  'joined',
  'edit',
  'hand',
  'note',
]

/** The page's own marks, and what else happened to nodes: in the lane above all others. */
function flagsOf(
  stretch: Stretch,
  reel: Reel,
  { laneOf }: Lanes,
  { marks }: LayoutOptions,
  toneOf: (index: number) => Tone,
  isFound: (events: readonly number[]) => boolean,
): Flag[] {
  const kinds = new Map(marks.map(({ event, kind }) => [event, kind]))
  const flags: Flag[] = []
  for (const index of stretch.events) {
    const subject = reel.subjects[index - reel.first] as number
    const mark = kinds.get(index)
    const isOfNode = subject === nobody && reel.kinds[index - reel.first] !== 'dropped'
    if (mark === undefined && !isOfNode) continue
    const along = stretch.alongOf(index)
    const kind = mark ?? 'note'
    const isByHand = kind === 'hand' && subject !== nobody
    const across = isByHand ? (laneOf.get(subject)?.across ?? null) : null
    const before = flags.at(-1)
    if (before === undefined || along - before.along >= flagApart) {
      flags.push({ events: [index], kind, along, across, tone: 'plain', found: false })
      continue
    }
    const graver = flagGravity.indexOf(kind) < flagGravity.indexOf(before.kind)
    const joined = { kind: graver ? kind : before.kind, across: before.across ?? across }
    flags[flags.length - 1] = { ...before, ...joined, events: [...before.events, index] }
  }
  return flags.map((flag) => ({
    ...flag,
    tone: gravest(flag.events.map(toneOf)),
    found: isFound(flag.events),
  }))
}

function cursorOf(
  trace: Trace,
  stretch: Stretch,
  { cursor, time }: Playback,
  newest: number,
): number | null {
  const { axis, fromMs, toMs, length } = stretch
  if (axis === 'time') {
    return time < fromMs || time > toMs ? null : ((time - fromMs) / (toMs - fromMs)) * length
  }
  const [first = trace.first] = stretch.events
  return cursor - 1 < first || cursor - 1 > newest ? null : stretch.alongOf(cursor - 1)
}

/** Where the trace begins, when what was before it has been let go. */
function beginningOf(trace: Trace, { events, fromMs, axis, alongOf }: Stretch): number | null {
  if (trace.end === trace.first) return null
  if (axis === 'time') {
    return trace.timeAt(trace.first) >= fromMs ? alongOf(trace.first) : null
  }
  return (events[0] ?? 0) - trace.first < 8 && alongOf(trace.first) >= 0 ? 0 : null
}
