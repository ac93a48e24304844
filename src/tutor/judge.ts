/**
 * The checks of a lesson applied to a trace. A check is a property of the lab; its goal sentence is
 * in lesson.md, under the same name, and nowhere else.
 */
import type { Property, Trace, Verdict } from '../lab/index.ts'
import type { Lesson } from './lesson.ts'
import { readOnce } from './read-once.ts'

/** What checks.ts of a lesson exports: a property for each check of lesson.md, by its name. */
export type Checks = Readonly<Record<string, Property>>

/** By the checks' names. */
export type Verdicts = Readonly<Record<string, Verdict>>

/** Every check's verdict on the program that runs now: what came before the last `load` is past. */
export function judge(checks: Checks, trace: Trace): Verdicts {
  const run = sinceLoaded(trace)
  return Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, check(run)]))
}

/** Whether every check has passed, in one run. A lesson without verdicts isn't passed. */
export function allPassed(verdicts: Verdicts): boolean {
  const all = Object.values(verdicts)
  return all.length > 0 && all.every(({ status }) => status === 'passed')
}

/** What is wrong when goals and checks don't have the same names; empty when they do. */
export function checkNameFaults(lesson: Lesson, checks: Checks): string[] {
  const goals = lesson.checks.map(({ name }) => name)
  const without = goals.filter((name) => !Object.hasOwn(checks, name))
  const nameless = Object.keys(checks).filter((name) => !goals.includes(name))
  return [
    ...without.map((name) => `lesson '${lesson.id}': goal '${name}' has no check in checks.ts`),
    ...nameless.map((name) => `lesson '${lesson.id}': check '${name}' has no goal in lesson.md`),
  ]
}

const lastLoad = readOnce(
  () => ({ index: -1 }),
  (seen, trace, index) => {
    if (trace.kindAt(index) === 'op' && isLoad(trace.at(index).term)) seen.index = index
  },
)

/** One view for each load, so that a reading of it can go on where it was. */
const views = new WeakMap<Trace, { readonly after: number; readonly view: Trace }>()

/** The part of a trace after the last operation `load`; all of it when there is none. */
export function sinceLoaded(trace: Trace): Trace {
  const after = lastLoad(trace).index
  if (after < 0) return trace
  const known = views.get(trace)
  if (known?.after === after) return known.view
  const view = from(trace, after + 1)
  views.set(trace, { after, view })
  return view
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
