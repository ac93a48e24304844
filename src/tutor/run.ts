/**
 * The part of a trace that a lesson is about: what happened since the learner's program was last
 * loaded. In a room others load programs, too; whose operations count is told by their machine.
 */
import { machineOf, type Trace, type TraceEvent } from '../lab/index.ts'
import { readOnce } from './read-once.ts'

/** A machine's name: its operations are the learner's. Null: anybody's, where nobody else is. */
export type Here = string | null

/** Whether a person at that machine did it: an operation is told by a node of its machine. */
export function isFrom(here: Here, { node }: Pick<TraceEvent, 'node'>): boolean {
  return here === null || machineOf(node) === here
}

/** By machine, and under null for all of them: the index of the last `load`. */
const lastLoads = readOnce<Map<Here, number>>(
  () => new Map(),
  (seen, trace, index) => {
    if (trace.kindAt(index) !== 'op') return
    const event = trace.at(index)
    if (isLoad(event.term)) seen.set(null, index).set(machineOf(event.node), index)
  },
)

interface View {
  readonly after: number
  readonly view: Trace
}

/** One view for each machine and load, so that a reading of it can go on where it was. */
const views = new WeakMap<Trace, Map<Here, View>>()

/** By view: the trace that it is a part of. */
const wholes = new WeakMap<Trace, Trace>()

/** The part of a trace after the last operation `load`; all of it when there is none. */
export function sinceLoaded(trace: Trace, here: Here = null): Trace {
  const after = lastLoads(trace).get(here)
  if (after === undefined) return trace
  const known = views.get(trace) ?? new Map<Here, View>()
  const kept = known.get(here)
  if (kept?.after === after) return kept.view
  const view = from(trace, after + 1)
  views.set(trace, known.set(here, { after, view }))
  wholes.set(view, trace)
  return view
}

/**
 * A moment of a run in words, as the strip and the log count it, in tenths of a second: from the
 * first event of the whole trace on, not of the run. `24.9 s`, from a minute on `4:51.3`.
 */
export function momentIn(run: Trace, at: number): string {
  const whole = wholes.get(run) ?? run
  const zero = whole.end > whole.first ? whole.timeAt(whole.first) : at
  const tenths = Math.floor(Math.max(0, at - zero) / 100)
  const seconds = ((tenths % 600) / 10).toFixed(1)
  const minutes = Math.floor(tenths / 600)
  return minutes === 0 ? `${seconds} s` : `${minutes}:${seconds.padStart(4, '0')}`
}

function isLoad(term: unknown): boolean {
  return typeof term === 'object' && term !== null && (term as { do?: unknown }).do === 'load'
}

function from(trace: Trace, start: number): Trace {
  return {
    get first() {
      return Math.max(start, trace.first)
    },
    get end() {
      return trace.end
    },
    at: (index) => trace.at(index),
    kindAt: (index) => trace.kindAt(index),
    timeAt: (index) => trace.timeAt(index),
    find(id) {
      const index = trace.find(id)
      return index < start ? -1 : index
    },
  }
}
