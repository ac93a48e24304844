/** The boxed world without its box: what the page orders, and what it is told. */
import { expect, it } from 'vitest'
import { decodeEvents, encodeTerm, type Term } from '../../kernel/index.ts'
import { heartbeat, type Op, type SourceFile, type TimedOp } from '../../lab/index.ts'
import { loadCompiler } from '../../web/index.ts'
import { BoxedWorld } from './boxed-world.ts'
import { Course } from './course.ts'
import { bounds, type Journey, type Opening, type Order, type Told } from './messages.ts'

const { compileProgram } = await loadCompiler()

function modulesOf(files: readonly SourceFile[]) {
  const made = compileProgram(files)
  if (!made.ok) throw new Error(JSON.stringify(made.errors))
  return made.modules
}

const hearts: Opening = {
  program: { id: 'heartbeat' },
  modules: modulesOf(heartbeat.files),
  seed: 1,
  nodes: 5,
  options: { delayMs: [40, 120] },
  faults: [],
  ops: encodeTerm([]),
}

const there: Journey = { deeds: encodeTerm([]), goal: { atMs: 0 }, skip: 0 }

function box(run: Partial<Opening> = {}, way: Partial<Journey> = {}, course = new Course()) {
  let world = new BoxedWorld()
  const ask = (order: Order) => {
    if (order.do === 'open') world = new BoxedWorld()
    return world.answer(1, order)
  }
  const order = (each: Order): Told => {
    const answer = ask(each)
    if ('problem' in answer) throw new Error(answer.problem)
    course.take(answer.told)
    return answer.told
  }
  const told = order({ do: 'open', run: { ...hearts, ...run }, journey: { ...there, ...way } })
  const go = (untilMs: number, budgetMs = 1_000) => order({ do: 'go', untilMs, budgetMs })
  const act = (op: Op) => order({ do: 'act', op: encodeTerm(op as unknown as Term), forget: false })
  /** As the page does: slices until it is there. */
  const arrive = () => {
    for (let { goal } = told; goal !== null; ) ({ goal } = order({ do: 'rerun', budgetMs: 1 }))
  }
  return { course, told, order, go, act, arrive }
}

const kill = (pid: string): Op => ({ do: 'kill', target: { pid } })
const opsOf = (ops: readonly TimedOp[]) => encodeTerm(ops as unknown as Term)

/** A heart that was killed among other things: the course of that run. */
function killed() {
  const { course, go, act } = box()
  go(3_000)
  act(kill('n2/1/2'))
  go(9_000)
  return course
}

it('goes on by slices, however short, and tells all of it once', () => {
  const [whole, slices] = [box(), box()]
  whole.go(20_000)
  for (let ms = 0; ms <= 20_000; ms += 37) slices.go(ms, 0)
  slices.go(20_000)
  expect(slices.course.nowMs).toBe(20_000)
  expect(slices.course.traceHash).toBe(whole.course.traceHash)
  expect(slices.course.trace.end).toBe(whole.course.trace.end)
})

it('does nothing by itself, and no more than it is asked for', () => {
  const { go } = box()
  const { goal, nowMs, turns } = go(100)
  expect([goal, nowMs]).toEqual([null, 100])
  expect(go(100).turns).toBe(turns)
})

it('is run again up to a turn, and tells only what the page hasn’t', () => {
  const course = killed()
  const step = course.stepAt(course.trace.end - 40)
  const goal = { atMs: course.timeOf(step), turns: step.turns, deeds: step.deeds }
  const way = { goal, skip: step.end, deeds: opsOf(course.deeds) }
  const again = box({}, way, course.cutAt(step))
  again.arrive()
  expect(again.course.trace.end).toBe(step.end)
  expect([again.course.turns, again.course.deeds]).toEqual([step.turns, course.deeds])
  again.go(course.nowMs)
  expect(again.course.traceHash).toBe(course.traceHash)
  expect(again.course.trace.end).toBe(course.trace.end)
  expect(again.course.stepAt(course.trace.end)).toEqual(course.stepAt(course.trace.end))
})

it('finds a reader’s place by its event', () => {
  const course = killed()
  for (const events of [1, 50, 131, course.trace.end]) {
    const again = box({}, { goal: { atMs: 9_000, events }, deeds: opsOf(course.deeds) })
    again.arrive()
    expect(again.course.trace.end).toBe(course.stepAt(events).end)
  }
})

it('stops at the very turn in which an event happens that was waited for', () => {
  const { order, go, course } = box()
  const breakpoint = { on: 'event', kind: 'sent', text: 'alive?' } as const
  order({ do: 'watch', breakpoints: [breakpoint] })
  const { stopped } = go(60_000)
  const event = course.trace.at(stopped?.index ?? 0)
  expect([event.kind, event.at]).toEqual(['sent', course.nowMs])
  expect(course.stepAt(event.index + 1).end).toBe(course.trace.end)
  expect(go(60_000).stopped?.index).toBeGreaterThan(event.index)
})

it('stops once when a promise is broken', () => {
  const { order, go, act, course } = box()
  order({ do: 'watch', breakpoints: [{ on: 'broken', promise: 'living-are-trusted' }] })
  go(5_500)
  act({ do: 'kill', target: { pid: 'n1/1/1' } })
  const { stopped, verdicts } = go(60_000)
  expect(verdicts['living-are-trusted']?.status).toBe('failed')
  expect(stopped).toEqual({ place: 0, index: course.trace.end - 1 })
  expect(course.nowMs).toBeLessThan(20_000)
  expect(go(60_000).stopped).toBeNull()
})

it('refuses what it can’t do, and has not changed', () => {
  const { act, go, course } = box()
  go(1_000)
  const { traceHash } = course
  expect(act(kill('n9/1/1')).refusal).toBe('nobody')
  expect(act({ do: 'cut', machine: 'heron' }).refusal).toBe('other_world')
  expect([course.traceHash, course.deeds]).toEqual([traceHash, []])
})

it('runs whatever a stranger’s record holds', () => {
  const run = {
    nodes: 3,
    faults: [{ atMs: 5, do: 'crash', node: 'n77' }] as const,
    ops: opsOf([{ atMs: 10, op: { do: 'load', files: [] } }]),
  }
  const { go, course } = box(run, {
    deeds: opsOf([
      { atMs: 20, after: 99_999, op: { do: 'kill_node', node: 'n1' } },
      { atMs: 1, after: 1, op: { do: 'fault', fault: { do: 'restart', node: 'none' } } },
      { atMs: 30, after: 2, op: { do: 'scale', nodes: 4 } },
    ]),
  })
  go(5_000)
  expect([course.nowMs, course.left, course.nodes]).toEqual([5_000, 0, 4])
})

const own = (text: string) => ({
  program: { root: 'root' },
  nodes: 1,
  modules: modulesOf([{ name: 'root.ts', text }]),
})

it('says why it can’t go on: code that throws as it is loaded, a moment without an end', () => {
  const broken = own('const nothing = null; export const x = nothing.y')
  expect(() => box(broken)).toThrow(/'root', line 1, can't be loaded/)
  expect(() => box({ program: { id: 'no such' } })).toThrow('there is no program no such')
  const restless = own(`
    import { become, self, send, spawnLink } from 'let-it-crash'
    export function init() {
      spawnLink(['root', 'start', []])
      return ['ok', [{ strategy: 'one_for_one', intensity: 1, period: 5 }, []]]
    }
    export function start() {
      send(self(), 1)
      return become(['root', 'count'], 0)
    }
    export function count(sum, by) {
      send(self(), by)
      return sum + by
    }
  `)
  expect(() => box(restless).go(10)).toThrow(`more than ${bounds.turnEvents} events at one moment`)
})

it('kills a process that loops, and time goes on', () => {
  const { go, course } = box(own('export function init() { for (;;); }'))
  go(1_000)
  expect(course.nowMs).toBe(1_000)
  const exits = [...Array(course.trace.end).keys()].filter(
    (at) => course.trace.kindAt(at) === 'exit',
  )
  expect(exits.length).toBeGreaterThan(0)
})

it('tells a trace that is the recording’s own', () => {
  const { told } = box()
  const events = told.batches.flatMap((batch) => decodeEvents(batch))
  expect(events.map(({ kind }) => kind)).toContain('boot')
  expect([...told.steps]).toEqual([0, events.length, 0])
})
