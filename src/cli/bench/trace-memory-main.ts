/**
 * What a page of the lab holds of a run: a program runs in a simulated world, what it tells is
 * written in batches as a box does, read as a page does, kept, and looked at.
 */
import { decodeEvents, EventBatch } from '../../kernel/index.ts'
import { programs, Recording, Timeline } from '../../lab/index.ts'
import { simulate } from '../../sim/index.ts'
import { type CompiledModule, codeWith } from '../../web/index.ts'

export type TraceQuestion =
  | {
      readonly do: 'keep'
      readonly program: string
      readonly modules: readonly CompiledModule[]
      readonly events: number
    }
  /** So many times to anywhere in the trace, and to the event before. */
  | { readonly do: 'go'; readonly times: number }

export interface Kept {
  readonly events: number
  /** Of the batches. */
  readonly bytes: number
}

/** Of all looks the longest, ms. */
export interface Gone {
  readonly anywhereMs: number
  readonly stepBackMs: number
}

/** Events in a batch. */
const batchEvents = 2_000
/** It stays, so that its weight can be taken. */
let trace = new Recording()
let timeline = new Timeline(trace, null)

export function run(question: TraceQuestion): Kept | Gone {
  return question.do === 'keep' ? keep(question) : go(question.times)
}

function keep({ program: id, modules, events }: TraceQuestion & { do: 'keep' }): Kept {
  const program = programs.find((each) => each.id === id)
  if (program === undefined) throw new Error(`there is no program ${id}`)
  trace = new Recording()
  timeline = new Timeline(trace, null)
  const batch = new EventBatch()
  let [count, bytes] = [0, 0]
  const take = () => {
    const taken = batch.take()
    bytes += taken.length
    for (const event of decodeEvents(taken)) trace.append(event)
  }
  simulate({
    ...{ program, seed: 1, nodes: program.nodes ?? 1, untilMs: Number.MAX_SAFE_INTEGER },
    newCode: codeWith(modules),
    promises: [],
    read: (event) => {
      if (count === events) return
      batch.add(event)
      if (++count % batchEvents === 0) take()
    },
    isOver: () => count === events,
  })
  take()
  timeline.systemAt(trace.end)
  return { events: trace.end - trace.first, bytes }
}

function go(times: number): Gone {
  let [anywhereMs, stepBackMs, place] = [0, 0, 1]
  for (let count = 0; count < times; count++) {
    // Any sequence that goes everywhere does (Park and Miller 1988).
    place = (place * 48_271) % 2_147_483_647
    const cursor = trace.first + 1 + (place % (trace.end - trace.first))
    anywhereMs = Math.max(anywhereMs, msOf(cursor))
    stepBackMs = Math.max(stepBackMs, msOf(cursor - 1))
  }
  return { anywhereMs, stepBackMs }
}

function msOf(cursor: number): number {
  const start = performance.now()
  timeline.systemAt(cursor)
  return performance.now() - start
}
