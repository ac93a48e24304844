/**
 * Reads the folders under `lessons/` from the disk: what stands where is told in lessons/README.md.
 * The build, the tests and the command line all read them here, so the layout has one definition.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { SourceFile } from '../../src/lab/index.ts'
import {
  complaintsAbout,
  type Lesson,
  type LessonError,
  type Parsed,
  parseLesson,
  parseTranslation,
} from '../../src/tutor/index.ts'

/** Only the files of a program that differ from the start's are in its folder. */
export interface Fixture {
  /** Name of the folder: 'start', 'solution-1', 'wrong-2'. */
  readonly name: string
  readonly files: readonly SourceFile[]
}

export type LessonOnDisk =
  | { readonly ok: false; readonly errors: readonly LessonError[] }
  | {
      readonly ok: true
      /** Name of the folder: `01-isolation`. */
      readonly folder: string
      readonly lesson: Lesson
      readonly translations: Readonly<Record<string, Lesson>>
      readonly start: readonly SourceFile[]
      readonly solutions: readonly Fixture[]
      readonly wrongs: readonly Fixture[]
    }

/** Paths of the lessons in `root`, in their order. A lesson's folder begins with a number. */
export function lessonPaths(root: string): string[] {
  if (!existsSync(root)) return []
  const entries = readdirSync(root, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory() && /^\d/.test(entry.name))
  return names.map(({ name }) => join(root, name)).sort()
}

/** `shownAs` is how errors name the folder: a path that a person can click. */
export function readLessonFolder(path: string, shownAs = path): LessonOnDisk {
  const file = `${shownAs}/lesson.md`
  const text = read(join(path, 'lesson.md'))
  if (text === null) return refused(file, ['a lesson folder needs this file'])
  const parsed = parseLesson(text, file)
  if (!parsed.ok) return parsed
  const { lesson } = parsed
  const translations = readTranslations(path, shownAs, lesson)
  const folders = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const fixtures = (kind: string): Fixture[] => {
    const names = folders.map(({ name }) => name).filter((name) => name.startsWith(`${kind}-`))
    return names.sort().map((name) => ({ name, files: sourcesIn(join(path, name)) }))
  }
  const solutions = fixtures('solution')
  const wrongs = fixtures('wrong')
  const found = sourcesIn(join(path, 'start'))
  const errors = [
    ...translations.flatMap(([, result]) => (result.ok ? [] : result.errors)),
    ...about(file, folderFaults(path, lesson, found, solutions, wrongs)),
  ]
  if (errors.length > 0) return { ok: false, errors }
  const start = lesson.program.files.flatMap((name) =>
    found.filter((source) => source.name === name),
  )
  const translated = translations.flatMap(([language, result]) =>
    result.ok ? [[language, result.lesson]] : [],
  )
  return {
    ok: true,
    folder: basename(path),
    lesson,
    translations: Object.fromEntries(translated),
    start,
    solutions,
    wrongs,
  }
}

function folderFaults(
  path: string,
  { id, program }: Lesson,
  start: readonly SourceFile[],
  solutions: readonly Fixture[],
  wrongs: readonly Fixture[],
): string[] {
  const faults: string[] = []
  const folder = basename(path)
  if (!/^\d+-/.test(folder) || folder.replace(/^\d+-/, '') !== id) {
    faults.push(`the folder '${folder}' isn't named after the lesson's id: a number, then '-${id}'`)
  }
  const names = start.map(({ name }) => name)
  for (const name of program.files) {
    if (!names.includes(name)) faults.push(`program: there is no file 'start/${name}'`)
  }
  for (const name of names) {
    if (!program.files.includes(name)) faults.push(`program: 'start/${name}' isn't among its files`)
  }
  for (const name of ['checks.ts', 'scenario.ts']) {
    if (!existsSync(join(path, name))) faults.push(`there is no file '${name}' beside it`)
  }
  for (const [kind, fixtures] of [
    ['solution', solutions],
    ['wrong', wrongs],
  ] as const) {
    if (fixtures.length < 2)
      faults.push(`a lesson has two folders '${kind}-1' and '${kind}-2' at least`)
    for (const { name, files } of fixtures) {
      if (files.length === 0) faults.push(`there is no program in '${name}'`)
    }
  }
  return faults
}

function readTranslations(path: string, shownAs: string, lesson: Lesson): [string, Parsed][] {
  return readdirSync(path).flatMap((name): [string, Parsed][] => {
    const language = /^lesson\.([a-z]{2,3}(?:-[A-Za-z]+)?)\.md$/.exec(name)?.[1]
    const text = language === undefined ? null : read(join(path, name))
    if (language === undefined || text === null) return []
    return [[language, parseTranslation(text, `${shownAs}/${name}`, lesson, language)]]
  })
}

function sourcesIn(path: string): SourceFile[] {
  if (!existsSync(path)) return []
  const names = readdirSync(path).filter((name) => name.endsWith('.ts'))
  return names.sort().map((name) => ({ name, text: readFileSync(join(path, name), 'utf8') }))
}

function read(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

function refused(file: string, messages: readonly string[]): LessonOnDisk {
  return { ok: false, errors: about(file, messages) }
}

function about(file: string, messages: readonly string[]): LessonError[] {
  const complaints = complaintsAbout(file)
  for (const message of messages) complaints.complain({ line: 1, column: 1 }, message)
  return complaints.list()
}
