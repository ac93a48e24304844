/**
 * What a lesson's folder holds, read and joined: the lesson, its translations, its programs, its
 * checks, and the script that plays the learner's hands where nobody sits at the screen.
 */
import type { Op, SourceFile } from '../lab/index.ts'
import type { Checks } from './judge.ts'
import type { Lesson } from './lesson.ts'

export interface LessonFolder {
  readonly lesson: Lesson
  /** By language: 'es' → the lesson with Spanish texts. */
  readonly translations: Readonly<Record<string, Lesson>>
  /** Name of the folder: `01-isolation`; the order of the lessons. */
  readonly folder: string
  /** The program as the learner finds it, in the order of its tabs. */
  readonly start: readonly SourceFile[]
  /** Whole programs that pass, the first one shown as the last hint. */
  readonly solutions: readonly (readonly SourceFile[])[]
  readonly scenario: Scenario
  readonly checks: Checks
}

/** How a lesson is run by a test: what `scenario.ts` exports as `scenario`. */
export interface Scenario {
  /** Every solution must hold for each, every wrong one must be caught for each. */
  readonly seeds: readonly number[]
  readonly untilMs: number
  /** The checks that must fail, for 'start' and each wrong program, neither more nor fewer. */
  readonly fails: Readonly<Record<string, readonly string[]>>
  /** What the learner's hands do, in order of time. */
  readonly script: readonly Hand[]
}

/** A button of the lesson by its name, or what a learner does on the stage. */
export type Hand =
  | { readonly atMs: number; readonly action: string }
  | { readonly atMs: number; readonly op: Op }

export interface TimedOp {
  readonly atMs: number
  readonly op: Op
}

/**
 * The script with every action's op in place of its name.
 * @throws when the lesson has no such action.
 */
export function scriptOf(lesson: Lesson, scenario: Scenario): TimedOp[] {
  return scenario.script.map((hand) => {
    if ('op' in hand) return hand
    const op = lesson.actions[hand.action]
    if (op === undefined) throw new Error(`lesson '${lesson.id}' has no action '${hand.action}'`)
    return { atMs: hand.atMs, op }
  })
}

/** The translation in that language, or the English lesson. */
export function lessonIn(folder: LessonFolder, language: string): Lesson {
  return Object.hasOwn(folder.translations, language)
    ? (folder.translations[language] as Lesson)
    : folder.lesson
}

/** A program with some files changed or added: how a learner's file meets the rest. */
export function withFiles(
  program: readonly SourceFile[],
  changed: readonly SourceFile[],
): SourceFile[] {
  const kept = program.map((file) => changed.find(({ name }) => name === file.name) ?? file)
  return [...kept, ...changed.filter(({ name }) => !program.some((file) => file.name === name))]
}
