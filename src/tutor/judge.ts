/**
 * The checks of a lesson applied to a trace. A check is a property of the lab; its goal sentence is
 * in lesson.md, under the same name, and nowhere else.
 */
import type { Property, Trace, Verdict } from '../lab/index.ts'
import type { Lesson } from './lesson.ts'
import { type Here, sinceLoaded } from './run.ts'

/** What checks.ts of a lesson exports: a property for each check of lesson.md, by its name. */
export type Checks = Readonly<Record<string, Property>>

/** By the checks' names. */
export type Verdicts = Readonly<Record<string, Verdict>>

/**
 * Every check's verdict on the program that runs now: what came before the last `load` at `here` is
 * past.
 */
export function judge(checks: Checks, trace: Trace, here: Here = null): Verdicts {
  const run = sinceLoaded(trace, here)
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
