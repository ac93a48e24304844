/**
 * A reading of the trace for the strip and the log: which events are marks of the fault lane, which
 * lines tell the story, what befell each process, what everybody is called. It goes on from where
 * it stopped, by the new tail only; its lists are shared between readings and only grow.
 */
import { type EventKind, pidKey, type Term } from '../../kernel/index.ts'
import type { Trace, TraceEvent } from '../../lab/index.ts'
import { limits } from '../limits.ts'
import { callName } from '../names.ts'
import { type MarkKind, type Memory, markOf, startMemory } from './mark-of.ts'

export type { MarkKind } from './mark-of.ts'

/** One sign in the fault lane. */
export interface Mark {
  readonly kind: MarkKind
  readonly event: number
  readonly at: number
}

export type Group = 'life' | 'machines' | 'hands' | 'routine'

export interface Reading {
  /** Index after the last event read. */
  readonly end: number
  readonly marks: readonly Mark[]
  /** Indices of the events that aren't routine. */
  readonly story: readonly number[]
  /** By pidKey: indices of the events that aren't routine and concern that process. */
  readonly histories: ReadonlyMap<string, readonly number[]>
  /** By pidKey: what people call it, also when it is long gone. */
  readonly names: ReadonlyMap<string, string>
  /** Events in each quarter of a second of trace time, by its number: the pen's swing. */
  readonly pulse: ReadonlyMap<number, number>
  readonly memory: Memory
}

/** Trace ms of one bin of the pulse. */
export const PULSE_MS = 250

export function startReading(): Reading {
  return {
    end: 0,
    marks: [],
    story: [],
    histories: new Map(),
    names: new Map(),
    pulse: new Map(),
    memory: startMemory(),
  }
}

/** The reading after the trace's newest event. The one before is used up. */
export function readOn(before: Reading, trace: Trace): Reading {
  if (before.end >= trace.end) return before
  const draft = before as unknown as Draft
  for (let index = Math.max(before.end, trace.first); index < trace.end; index++) {
    const kind = trace.kindAt(index)
    const bin = Math.floor(trace.timeAt(index) / PULSE_MS)
    draft.pulse.set(bin, (draft.pulse.get(bin) ?? 0) + 1)
    if (silent.has(kind)) continue
    readEvent(draft, trace.at(index))
  }
  trim(draft, trace.first)
  return { ...before, end: trace.end }
}

interface Draft {
  readonly marks: Mark[]
  readonly story: number[]
  readonly histories: Map<string, number[]>
  readonly names: Map<string, string>
  readonly pulse: Map<number, number>
  readonly memory: Memory
}

/** Nothing of these is kept: they are read when they are looked at. */
const silent: ReadonlySet<EventKind> = new Set<EventKind>([
  'sent',
  'delivered',
  'received',
  'state',
])

export function groupOf(event: { readonly kind: EventKind; readonly term: Term }): Group {
  return groups[event.kind] ?? 'routine'
}

const groups: Partial<Record<EventKind, Group>> = {
  spawn: 'life',
  exit: 'life',
  exit_arrived: 'life',
  down: 'life',
  suspend: 'life',
  resume: 'life',
  dropped: 'life',
  boot: 'machines',
  nodeup: 'machines',
  nodedown: 'machines',
  host: 'machines',
  op: 'hands',
}

function readEvent(draft: Draft, event: TraceEvent): void {
  learnName(draft, event)
  const kind = markOf(draft.memory, event, draft.names)
  if (kind !== null) draft.marks.push({ kind, event: event.index, at: event.at })
  if (groupOf(event) === 'routine') return
  draft.story.push(event.index)
  for (const pid of [event.subject, event.other]) {
    if (pid === null) continue
    const history = draft.histories.get(pidKey(pid))
    if (history === undefined) draft.histories.set(pidKey(pid), [event.index])
    else history.push(event.index)
  }
}

function learnName(draft: Draft, event: TraceEvent): void {
  if (event.subject === null) return
  const name = callName(event)
  if (name !== null) draft.names.set(pidKey(event.subject), name)
}

/** Lets go of what lies before the trace's first event, and of more than the limits allow. */
function trim(draft: Draft, first: number): void {
  trimList(draft.story, first, limits.storyLines, (index) => index)
  trimList(draft.marks, first, limits.marks, (mark) => mark.event)
  if (draft.names.size > limits.names) dropOldest(draft.names, limits.names / 4)
  if (draft.pulse.size > limits.pulseBins) dropOldest(draft.pulse, limits.pulseBins / 4)
  if (draft.histories.size > limits.names) dropOldest(draft.histories, limits.names / 4)
}

function trimList<T>(list: T[], first: number, limit: number, indexOf: (item: T) => number): void {
  let gone = Math.max(0, list.length - limit * 1.25)
  if (gone > 0) gone = list.length - limit
  while (gone < list.length && indexOf(list[gone] as T) < first) gone += 1
  if (gone > 0) list.splice(0, gone)
}

function dropOldest<K>(map: Map<K, unknown>, count: number): void {
  let left = count
  for (const key of map.keys()) {
    if (left-- <= 0) return
    map.delete(key)
  }
}
