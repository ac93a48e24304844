/**
 * Going back in a long run as a page of the lab does: the world tells its trace in batches and
 * keeps its past, the page keeps the trace and its pictures. Then back to anywhere: the picture of
 * that moment, and the world itself, ready to go on from there in another way.
 */
import { decodeEvents, EventBatch } from '../../kernel/index.ts'
import { fromAbove, programs, Recording, Timeline } from '../../lab/index.ts'
import { type Begun, Past, pastLimits, type Session } from '../../sim/index.ts'
import { type CompiledModule, codeWith } from '../../web/index.ts'

export interface StepBackQuestion {
  readonly program: string
  readonly modules: readonly CompiledModule[]
  readonly events: number
  /** So many times to anywhere, and from there a turn back. */
  readonly times: number
}

/** Times of all looks, ms. */
export interface SteppedBack {
  readonly events: number
  readonly picture: readonly number[]
  readonly pictureStep: readonly number[]
  readonly world: readonly number[]
  readonly worldStep: readonly number[]
  /** The page's trace and its pictures without what came after, and the picture there. */
  readonly fork: readonly number[]
}

/** Events in a batch. */
const batchEvents = 2_000
const never = Number.MAX_SAFE_INTEGER

export function run({ program, modules, events, times }: StepBackQuestion): SteppedBack {
  const { past, trace, timeline, ends, turns } = ran(program, modules, events)
  const figures = { picture: [], pictureStep: [], world: [], worldStep: [], fork: [] } as Figures
  let place = 1
  const measure = (what: keyof Figures, act: () => void) => {
    const start = performance.now()
    act()
    figures[what].push(performance.now() - start)
  }
  const worldAt = (step: number) => {
    const session = worldOf(past, turns[step] as number, ends[step] as number)
    if (session.events !== ends[step]) throw new Error(`${session.events}, not ${ends[step]}`)
  }
  const head = ends.length - 1
  measure('pictureStep', () => timeline.systemAt(ends[head - 1] as number))
  measure('worldStep', () => worldAt(head - 1))
  for (let count = 0; count < times; count++) {
    // Any sequence that goes everywhere does (Park and Miller 1988).
    place = (place * 48_271) % 2_147_483_647
    const step = 1 + (place % (ends.length - 1))
    const [end, before] = [ends[step] as number, ends[step - 1] as number]
    measure('picture', () => timeline.systemAt(end))
    measure('pictureStep', () => timeline.systemAt(before))
    measure('world', () => worldAt(step))
    measure('worldStep', () => worldAt(step - 1))
    measure('fork', () => {
      const rest = trace.cutAt(end)
      timeline.cutAt(rest).systemAt(end)
    })
  }
  return { events: trace.end, ...figures }
}

type Figures = Record<Exclude<keyof SteppedBack, 'events'>, number[]>

/** A run of so many events, told; of each turn that left a trace where it ended in it. */
function ran(id: string, modules: readonly CompiledModule[], events: number) {
  const program = programs.find((each) => each.id === id)
  if (program === undefined) throw new Error(`there is no program ${id}`)
  const trace = new Recording()
  const timeline = new Timeline(trace, fromAbove)
  const batch = new EventBatch()
  let isTold = false
  const begun: Begun = {
    ...{ program, seed: 1, nodes: program.nodes ?? 1, newCode: codeWith(modules) },
    read: (event) => {
      if (!isTold) batch.add(event)
    },
  }
  const past = new Past(begun, pastLimits, () => performance.now())
  const session = past.sessionAt([], { atMs: 0 })
  const [ends, turns]: [number[], number[]] = [[], []]
  for (let told = 0; session.events < events; session.next(never)) {
    if (session.events === (ends.at(-1) ?? 0)) continue
    ends.push(session.events)
    turns.push(session.turns)
    if (session.events - told < batchEvents) continue
    told = session.events
    for (const event of decodeEvents(batch.take())) trace.append(event)
    timeline.systemAt(trace.end)
  }
  for (const event of decodeEvents(batch.take())) trace.append(event)
  timeline.systemAt(trace.end)
  isTold = true
  return { past, trace, timeline, ends, turns }
}

function worldOf(past: Past, turns: number, events: number): Session {
  const session = past.sessionAt([], { atMs: never, turns, events })
  while (session.turns < turns && session.next(never));
  return session
}
