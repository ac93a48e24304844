/**
 * How far a learner is. What is done stays done: a run that is started anew, or a system broken
 * again out of curiosity, takes nothing back.
 */
import { equalTerms, type Term } from '../kernel/index.ts'
import type { Op, Trace, TraceEvent } from '../lab/index.ts'
import { allPassed, type Verdicts } from './judge.ts'
import type { Lesson, Step } from './lesson.ts'
import { readOnce } from './read-once.ts'
import { type Here, isFrom } from './run.ts'

/** Plain data, so that it can be kept and sent. */
export interface Progress {
  readonly lesson: string
  /** Ids of the steps that are done. */
  readonly done: readonly string[]
  /** The first choice made at each prediction: step id → choice id. It is never graded. */
  readonly predictions: Readonly<Record<string, string>>
  /** Names of the actions done once. */
  readonly acted: readonly string[]
  /** All checks that the lesson's end needs passed together, once. */
  readonly passed: boolean
}

export function noProgress(lesson: Lesson): Progress {
  return { lesson: lesson.id, done: [], predictions: {}, acted: [], passed: false }
}

/** A step without an ask is done when the learner goes on from it. */
export function markRead(lesson: Lesson, progress: Progress, stepId: string): Progress {
  const step = lesson.steps.find(({ id }) => id === stepId)
  return step?.ask.type === 'read' ? finish(progress, [stepId]) : progress
}

/**
 * What the operations at `here` and the verdicts add to the progress; the same object when they add
 * nothing.
 */
export function advance(
  lesson: Lesson,
  progress: Progress,
  trace: Trace,
  verdicts: Verdicts,
  here: Here = null,
): Progress {
  const seen = readOps(lesson, progress, trace, here)
  const done = lesson.steps.filter((step) => isDone(step, seen, verdicts)).map(({ id }) => id)
  const finished = finish(seen, done)
  const passed = finished.passed || allPassed(needed(lesson, verdicts))
  return passed === finished.passed ? finished : { ...finished, passed }
}

/** What a prediction waits for shows that something happened; it isn't asked for. */
function needed({ steps }: Lesson, verdicts: Verdicts): Verdicts {
  const asked = steps.flatMap(({ ask }) => (ask.type === 'check' ? ask.checks : []))
  return Object.fromEntries(Object.entries(verdicts).filter(([name]) => asked.includes(name)))
}

function isDone({ id, ask }: Step, progress: Progress, verdicts: Verdicts): boolean {
  switch (ask.type) {
    case 'read':
      return false
    case 'predict':
      return (
        Object.hasOwn(progress.predictions, id) &&
        allActed(ask.actions, progress) &&
        allOf(ask.checks, verdicts)
      )
    case 'act':
      return allActed(ask.actions, progress)
    case 'check':
      return allOf(ask.checks, verdicts)
  }
}

function allOf(checks: readonly string[], verdicts: Verdicts): boolean {
  return checks.every((name) => verdicts[name]?.status === 'passed')
}

function allActed(actions: readonly string[], progress: Progress): boolean {
  return actions.every((name) => progress.acted.includes(name))
}

function finish(progress: Progress, ids: readonly string[]): Progress {
  const more = ids.filter((id) => !progress.done.includes(id))
  return more.length === 0 ? progress : { ...progress, done: [...progress.done, ...more] }
}

const opsIn = readOnce<TraceEvent[]>(
  () => [],
  (ops, trace, index) => {
    if (trace.kindAt(index) === 'op') ops.push(trace.at(index))
  },
)

function readOps(lesson: Lesson, before: Progress, trace: Trace, here: Here): Progress {
  const ops = opsIn(trace).filter((event) => isFrom(here, event))
  return ops.reduce((progress, { term }) => readOp(lesson, progress, term), before)
}

function readOp(lesson: Lesson, progress: Progress, term: Term): Progress {
  const op = term as unknown as Op
  if (op?.do === 'predict') return predicted(lesson, progress, op.step, op.choice)
  const actions = Object.entries(lesson.actions).filter(
    ([name, action]) =>
      !progress.acted.includes(name) && equalTerms(action as unknown as Term, term),
  )
  if (actions.length === 0) return progress
  return { ...progress, acted: [...progress.acted, ...actions.map(([name]) => name)] }
}

function predicted(lesson: Lesson, progress: Progress, stepId: string, choice: string): Progress {
  if (Object.hasOwn(progress.predictions, stepId)) return progress
  const step = lesson.steps.find(({ id }) => id === stepId)
  if (step?.ask.type !== 'predict' || !step.ask.choices.some(({ id }) => id === choice))
    return progress
  return { ...progress, predictions: { ...progress.predictions, [stepId]: choice } }
}
