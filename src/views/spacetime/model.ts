/**
 * The picture of this moment, from what the page knows and what somebody wishes to see. What was
 * read and found before is kept between two moments; nothing here knows the screen.
 */
import { formatPid } from '../../kernel/index.ts'
import {
  type Cone,
  causalityOf,
  clockOf,
  coneOf,
  type Playback,
  type System,
  type Trace,
} from '../../lab/index.ts'
import type { Selection } from '../action.ts'
import type { Names } from '../names.ts'
import type { Reading } from '../strip/reading.ts'
import type { World } from '../words/time.ts'
import { type Frame, gapFor, headingOf, roomOf, sightOf } from './frame.ts'
import type { Bystander } from './lanes.ts'
import { layOut } from './layout.ts'
import type { Picture } from './marks.ts'
import { Reel } from './reel.ts'
import { Search } from './search.ts'
import type { SpacetimeState } from './state.ts'
import { around, holds, type Stretch, type StretchOptions, stretchOf } from './stretch.ts'

export interface Facts {
  readonly trace: Trace
  readonly reading: Reading
  readonly playback: Playback
  readonly system: System
  readonly world: World
  readonly names: Names
  readonly selection: Selection | null
  readonly state: SpacetimeState
  readonly frame: Frame
  /** No gliding: it goes on by pages. */
  readonly still: boolean
}

export interface Model {
  readonly picture: Picture
  readonly stretch: Stretch
  readonly options: StretchOptions
  readonly reel: Reel
  readonly search: Search
  readonly cone: Cone | null
  /** The vector clock of the selected event, as far as it is in sight; empty without a cone. */
  readonly clock: ReadonlyMap<string, number>
  /** The event that the page stands on; null while it is live. */
  readonly selected: number | null
  /** It moves on with what happens. */
  readonly follows: boolean
}

/** What is kept from one moment to the next. */
export interface Memory {
  readonly reel: Reel
  search: Search
  cone: Lit | null
  before: Before | null
}

interface Lit {
  readonly key: string
  readonly cone: Cone
  readonly clock: ReadonlyMap<string, number>
}

interface Before {
  readonly stretch: Stretch
  readonly wished: string
  readonly along: number
  readonly cursor: number
}

type Wishes = Omit<StretchOptions, 'anchor'>

interface Seen {
  readonly options: StretchOptions
  readonly stretch: Stretch
}

export function startMemory(): Memory {
  return { reel: new Reel(), search: new Search(''), cone: null, before: null }
}

/** Px of a letter of the monospaced 13 px that arrows speak in. */
const letter = 8

export function modelOf(memory: Memory, facts: Facts): Model {
  const { trace, playback, state, frame, names } = facts
  const { reel } = memory
  const { along } = roomOf(frame)
  if (memory.search.query !== state.query) memory.search = new Search(state.query)
  memory.search.read(trace, names)
  const { axis, spanMs, stepPx, upkeep } = state
  const wishes = { axis, spanMs, stepPx, upkeep, still: facts.still }
  const { stretch, options } = seenOf(memory, facts, wishes, along)
  const selected =
    playback.mode === 'paused' && playback.cursor > trace.first && playback.cursor <= trace.end
      ? playback.cursor - 1
      : null
  const lit = state.cone && selected !== null ? keptCone(memory, trace, stretch, selected) : null
  const cone = lit?.cone ?? null
  const clock = lit?.clock ?? new Map<string, number>()
  const picture = layOut(trace, reel, stretch, playback, {
    grouping: state.grouping,
    selected: facts.selection?.thing === 'process' ? facts.selection.key : null,
    bystanders: state.idle ? bystandersOf(facts.system) : [],
    names,
    world: facts.world,
    marks: facts.reading.marks,
    cone,
    found: memory.search.found,
    heading: headingOf(frame),
    gapFor: (lanes, headings) => gapFor(frame, lanes, headings),
    sight: sightOf(frame),
    letter,
    down: frame.down,
  })
  const follows = playback.mode === 'live' && state.anchor === null
  return { picture, stretch, options, reel, search: memory.search, cone, clock, selected, follows }
}

/**
 * Somebody's own choice of a stretch holds until the clock is moved out of sight; a recording stands
 * still as long as the clock stays in it.
 */
function seenOf(memory: Memory, facts: Facts, wishes: Wishes, along: number): Seen {
  const { trace, playback, state } = facts
  const { reel, before } = memory
  const { axis, spanMs, stepPx } = wishes
  const wished = [axis, spanMs, stepPx, state.anchor].join()
  const at = (anchor: number | null): Seen => {
    const options = { ...wishes, anchor }
    return { options, stretch: stretchOf(trace, reel, playback, options, along) }
  }
  let seen = at(state.anchor)
  if (playback.mode !== 'live') {
    const kept = before?.wished === wished ? before.stretch.begin : state.anchor
    const isStill = before?.cursor === playback.cursor && before.along === along
    seen = kept === null ? seen : at(kept)
    if (kept === null || (!isStill && !holds(seen.stretch, playback))) {
      seen = at(around(trace, reel, wishes, playback, along))
    }
  }
  memory.before = { stretch: seen.stretch, wished, along, cursor: playback.cursor }
  return seen
}

function keptCone(memory: Memory, trace: Trace, stretch: Stretch, event: number): Lit {
  const first = Math.min(stretch.events[0] ?? event, event)
  const end = Math.max(stretch.events.at(-1) ?? event, event) + 1
  const key = `${event} ${first} ${end} ${trace.first}`
  if (memory.cone?.key === key) return memory.cone
  const causality = causalityOf(trace, first, end)
  const lit = { key, cone: coneOf(causality, event), clock: clockOf(causality, event) }
  memory.cone = lit
  return lit
}

function bystandersOf({ processes }: System): Bystander[] {
  return [...processes.values()]
    .filter(({ exit }) => exit === null)
    .map(({ key, pid }) => {
      const { node, creation, id } = pid
      return { key, node, creation, id, pid: formatPid(pid), who: pid }
    })
}
