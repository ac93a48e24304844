/**
 * The lesson that somebody is doing: which step is open, what was reached, what its checks say of
 * the run on the stage. Progress is kept in this browser; what was once reached stays reached.
 */
import type { Trace } from '../lab/index.ts'
import {
  advance,
  judge,
  type LessonFolder,
  markRead,
  noProgress,
  type Progress,
  type Verdicts,
} from '../tutor/index.ts'
import type { Keep } from './keep.ts'
import type { Bench } from './workshop.ts'

/** What the page shows of a lesson. */
export interface LessonState {
  readonly folder: LessonFolder
  /** Index of the open step. */
  readonly step: number
  readonly progress: Progress
  readonly verdicts: Verdicts
  /** Rungs of the hint ladder that are open, by step. */
  readonly hints: Readonly<Record<string, number>>
  /** Whether its program is the one on the stage. */
  readonly running: boolean
}

export function openLesson(folder: LessonFolder, keep: Keep): LessonState {
  const progress = readProgress(folder, keep)
  const firstOpen = folder.lesson.steps.findIndex((step) => !progress.done.includes(step.id))
  return {
    folder,
    step: Math.max(firstOpen, 0),
    progress,
    verdicts: judge(folder.checks, nothing),
    hints: {},
    running: false,
  }
}

export function isPassed(folder: LessonFolder, keep: Keep): boolean {
  return readProgress(folder, keep).passed
}

/** The lesson's program as something to edit and run. */
export function benchOf({ folder }: LessonState): Bench {
  const { edit, root } = folder.lesson.program
  return { id: folder.folder, root, files: folder.start, edit }
}

/** What a look at the trace adds; the same object when it adds nothing. */
export function look(state: LessonState, trace: Trace, keep: Keep, here: string): LessonState {
  const { folder, progress } = state
  const verdicts = judge(folder.checks, trace, here)
  const reached = advance(folder.lesson, progress, trace, verdicts, here)
  if (reached !== progress) writeProgress(folder, reached, keep)
  if (reached === progress && sameVerdicts(verdicts, state.verdicts)) return state
  return { ...state, verdicts, progress: reached }
}

/** Goes to a step; the one that is left counts as read when it only was to be read. */
export function goTo(state: LessonState, step: number, keep: Keep): LessonState {
  const { steps } = state.folder.lesson
  const left = steps[state.step]
  const progress =
    left === undefined || step <= state.step
      ? state.progress
      : markRead(state.folder.lesson, state.progress, left.id)
  if (progress !== state.progress) writeProgress(state.folder, progress, keep)
  return { ...state, progress, step: Math.min(Math.max(step, 0), steps.length - 1) }
}

export function moreHints(state: LessonState, step: string): LessonState {
  return { ...state, hints: { ...state.hints, [step]: (state.hints[step] ?? 0) + 1 } }
}

const nothing: Trace = {
  first: 0,
  end: 0,
  at: () => never(),
  kindAt: () => never(),
  timeAt: () => never(),
  find: () => -1,
}

function never(): never {
  throw new RangeError('an empty trace has no events')
}

function sameVerdicts(a: Verdicts, b: Verdicts): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function readProgress(folder: LessonFolder, keep: Keep): Progress {
  const none = noProgress(folder.lesson)
  try {
    const kept: unknown = JSON.parse(keep.read(key(folder)) ?? 'null')
    return isProgress(kept) ? { ...none, ...kept, lesson: folder.lesson.id } : none
  } catch {
    return none
  }
}

function isProgress(value: unknown): value is Progress {
  if (typeof value !== 'object' || value === null) return false
  const { done, acted, predictions } = value as Partial<Progress>
  const isRecord = typeof predictions === 'object' && predictions !== null
  return Array.isArray(done) && Array.isArray(acted) && isRecord
}

function writeProgress(folder: LessonFolder, progress: Progress, keep: Keep): void {
  keep.write(key(folder), JSON.stringify(progress))
}

function key(folder: LessonFolder): string {
  return `progress/${folder.folder}`
}
