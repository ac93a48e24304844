/**
 * A lesson file → a Lesson, or all that is wrong with it. The format is described for authors in
 * lessons/README.md. Which files lie beside it is for the one who reads the folder.
 */
import { fromMarkdown } from 'mdast-util-from-markdown'
import { type Complaints, complaintsAbout, type LessonError } from './complaints.ts'
import { type Header, readHeader, readTranslatedHeader, splitFile } from './front-matter.ts'
import type { Goal, Lesson, Step } from './lesson.ts'
import { limits } from './limits.ts'
import { readSections, type Section } from './sections.ts'
import { readStep } from './steps.ts'
import { complainOfOtherShape, overlay } from './translation.ts'

export type Parsed =
  | { readonly ok: true; readonly lesson: Lesson }
  | { readonly ok: false; readonly errors: readonly LessonError[] }

export function parseLesson(text: string, fileName: string): Parsed {
  const complaints = complaintsAbout(fileName)
  const lesson = readLesson(text, complaints)
  return result(lesson, complaints)
}

/**
 * The lesson with the texts of a translation (`lesson.es.md`) in place of its own. What the
 * translation leaves out stays as it was; a step that it has must have the same pieces.
 */
export function parseTranslation(
  text: string,
  fileName: string,
  lesson: Lesson,
  language: string,
): Parsed {
  const complaints = complaintsAbout(fileName)
  return result(readTranslation(text, lesson, language, complaints), complaints)
}

function result(lesson: Lesson | null, complaints: Complaints): Parsed {
  const errors = complaints.list()
  return lesson === null || errors.length > 0 ? { ok: false, errors } : { ok: true, lesson }
}

function readLesson(text: string, { complain }: Complaints): Lesson | null {
  const split = splitFileOfBoundedSize(text, complain)
  if (split === null) return null
  const header = readHeader(split.matter, complain)
  const sections = readSections(fromMarkdown(split.body), complain)
  if (header === null) return null
  const actions = new Map(header.actions.map(({ name, op }) => [name, op]))
  const desk = {
    complain,
    lesson: header.id,
    actions,
    checks: header.checks.map(({ name }) => name),
  }
  const steps = sections.map((section) => readStep(desk, section))
  complainOfWhole(header, steps, complain)
  const { id, title, idea, program } = header
  if (title === null || idea === null || program === null) return null
  const checks = header.checks.map(({ name, goal }): Goal => ({ name, goal }))
  const language = 'en'
  return { id, language, title, idea, program, checks, actions: Object.fromEntries(actions), steps }
}

function readTranslation(
  text: string,
  lesson: Lesson,
  language: string,
  { complain }: Complaints,
): Lesson | null {
  const split = splitFileOfBoundedSize(text, complain)
  if (split === null) return null
  const header = readTranslatedHeader(split.matter, complain)
  if (header === null) return null
  if (header.id !== lesson.id) {
    complain({ line: 2, column: 1 }, `this translates '${lesson.id}', but its id is '${header.id}'`)
  }
  for (const { name, at } of header.checks) {
    if (!lesson.checks.some((check) => check.name === name))
      complain(at, `there is no check '${name}'`)
  }
  const actions = new Map(Object.entries(lesson.actions))
  const desk = {
    complain,
    lesson: lesson.id,
    actions,
    checks: lesson.checks.map(({ name }) => name),
  }
  const read = (section: Section): Step => {
    const step = readStep(desk, section)
    complainOfOtherShape(lesson, step, section.at, complain)
    return step
  }
  const steps = readSections(fromMarkdown(split.body), complain).map(read)
  return overlay(lesson, language, header, steps)
}

function splitFileOfBoundedSize(text: string, complain: Complaints['complain']) {
  const { lessonSize, lineLength } = limits
  if (text.length > lessonSize) {
    complain({ line: 1, column: 1 }, `a lesson may have ${lessonSize} characters at most`)
    return null
  }
  const long = text.split('\n').findIndex((line) => line.length > lineLength)
  if (long < 0) return splitFile(text, complain)
  complain({ line: long + 1, column: 1 }, `a line may have ${lineLength} characters at most`)
  return null
}

/** Rules about the lesson as a whole: nothing promised that no step asks for, nothing unused. */
function complainOfWhole(
  header: Header,
  steps: readonly Step[],
  complain: Complaints['complain'],
): void {
  const top = { line: 1, column: 1 }
  if (steps.length === 0) complain(top, "the lesson has no steps: '## Title {#id}'")
  if (steps.length > limits.steps) complain(top, `a lesson has ${limits.steps} steps at most`)
  if (header.checks.length === 0) complain(top, 'the lesson has no checks')
  const asked = steps.flatMap(({ ask, optional }) => {
    if (ask.type === 'predict') return ask.checks
    return ask.type === 'check' && !optional ? ask.checks : []
  })
  for (const { name, at } of header.checks) {
    if (!asked.includes(name))
      complain(at, `no step asks for the check '${name}' (an optional one isn't enough)`)
  }
  const used = JSON.stringify(steps)
  for (const { name, at } of header.actions) {
    if (!used.includes(`"action":"${name}"`)) complain(at, `no step offers the action '${name}'`)
  }
}
