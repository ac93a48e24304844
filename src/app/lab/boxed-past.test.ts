/**
 * The page and the boxed world through forks, undone deeds and changes of branches: at each place
 * the page holds what a fresh box would have told it, whatever the box has kept.
 */
import { describe, expect, it } from 'vitest'
import { encodeTerm, stream, type Term } from '../../kernel/index.ts'
import { type Op, type Program, programs } from '../../lab/index.ts'
import type { Deed } from '../../sim/index.ts'
import { loadCompiler } from '../../web/index.ts'
import { BoxedWorld } from './boxed-world.ts'
import { Course, type Step } from './course.ts'
import type { Goal, Order, Told } from './messages.ts'

const { compileProgram } = await loadCompiler()

function modulesOf({ files }: Program) {
  const made = compileProgram(files)
  if (!made.ok) throw new Error(JSON.stringify(made.errors))
  return made.modules
}

interface Line {
  readonly deeds: readonly Deed[]
  readonly goal: Goal & { readonly turns: number }
}

/** What a page does, without a page. */
class Page {
  course = new Course()
  private readonly world = new BoxedWorld()
  private isOpen = false

  constructor(
    private readonly program: Program,
    private readonly seed: number,
  ) {}

  order(order: Order): Told {
    const answer = this.world.answer(1, order)
    if ('problem' in answer) throw new Error(answer.problem)
    this.course.take(answer.told)
    return answer.told
  }

  begin(deeds: readonly Deed[], goal: Goal, keep: Step | null = null): void {
    this.course = keep === null ? new Course() : this.course.cutAt(keep)
    const way = { deeds: encodeTerm(deeds as unknown as Term), goal, skip: keep?.end ?? 0 }
    const { program, seed } = this
    const run = {
      ...{ program: { id: program.id }, modules: modulesOf(program), seed },
      ...{ nodes: program.nodes ?? 1, options: { delayMs: [40, 120] as const }, faults },
      ops: encodeTerm([]),
    }
    const open = { do: 'open', run, journey: way } as const
    let { goal: left } = this.order(this.isOpen ? { do: 'again', journey: way } : open)
    this.isOpen = true
    while (left !== null) left = this.order({ do: 'rerun', budgetMs: 5 }).goal
  }

  go(byMs: number): void {
    const untilMs = this.course.nowMs + byMs
    while (this.course.nowMs < untilMs) this.order({ do: 'go', untilMs, budgetMs: 100 })
  }

  act(op: Op): void {
    this.order({ do: 'act', op: encodeTerm(op as unknown as Term), forget: true })
  }

  get line(): Line {
    const { deeds, turns, nowMs: atMs } = this.course
    return { deeds: [...deeds], goal: { turns, atMs, deeds: deeds.length } }
  }
}

const faults = [
  { atMs: 2_000, do: 'random', untilMs: 200_000, crashPerMin: 3, pausePerMin: 2, jitterMs: 9 },
] as const

/** All that a page knows. */
function known({ trace, deeds, turns, nowMs, nodes, left, traceHash, verdicts }: Course) {
  const events = Array.from({ length: trace.end }, (_, index) => trace.at(index))
  return { events, deeds, turns, nowMs, nodes, left, traceHash, verdicts }
}

/** Where turns ended, as a reader finds them who goes back from the end. */
function stepsOf({ trace, neighbour }: Course, course: Course) {
  const found: Step[] = []
  for (let at: number | null = trace.end; at !== null; at = neighbour.call(course, at, -1)) {
    found.push(course.stepAt(at))
  }
  return found
}

function play(program: Program, seed: number): void {
  const page = new Page(program, seed)
  const random = stream(seed, 'hand')
  const below = (count: number) => random.next() % count
  const node = () => `n${below(program.nodes ?? 1) + 1}`
  const deeds: readonly (() => Op)[] = [
    () => ({ do: 'fault', fault: { do: 'restart', node: node() } }),
    () => ({ do: 'fault', fault: { do: 'pause', node: node(), forMs: below(3_000) } }),
    () => ({ do: 'fault', fault: { do: 'cut', from: node(), to: node() } }),
    () => ({ do: 'fault', fault: { do: 'heal', all: true } }),
    () => ({ do: 'kill_node', node: node() }),
  ]
  page.begin([], { atMs: 0 })
  const lines: Line[] = []
  for (let round = 0; round < 8; round++) {
    page.go(below(40_000))
    for (let count = below(3); count > 0; count--) page.act(deeds[below(deeds.length)]!())
    page.go(below(5_000))
    const { course, line } = page
    lines.push(line)
    const last = course.deeds.at(-1)
    const way = below(3)
    if (way === 0) {
      const step = course.stepAt(1 + below(course.trace.end))
      const { turns, deeds: count } = step
      const goal = { turns, deeds: count, atMs: course.timeOf(step) }
      page.begin(course.deeds.slice(0, count), goal, step)
    } else if (way === 1 && last !== undefined) {
      const step = { ...course.before(course.deeds.length), turns: last.after }
      const goal = { turns: last.after, deeds: course.deeds.length - 1, atMs: last.atMs }
      page.begin(course.deeds.slice(0, -1), goal, step)
    } else {
      const { deeds: all, goal } = lines[below(lines.length)]!
      page.begin(all, goal, course.commonWith(all, goal.turns))
    }
    const fresh = new Page(program, seed)
    fresh.begin(page.line.deeds, page.line.goal)
    const where = `${program.id}, seed ${seed}, round ${round}`
    expect(known(page.course), where).toEqual(known(fresh.course))
    expect(stepsOf(page.course, page.course), where).toEqual(stepsOf(fresh.course, fresh.course))
  }
}

describe('a page that goes back and forth', () => {
  const slow = programs.filter(({ id }) => id !== 'ping-pong')
  it.each(slow.map((program) => [program.id, program] as const))('with %s', (_, program) => {
    for (let seed = 1; seed <= 3; seed++) play(program, seed)
  })
})
