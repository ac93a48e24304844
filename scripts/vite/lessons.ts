/**
 * The module `virtual:lessons`: all lessons of `lessons/`, parsed while building, with the texts of
 * their programs and their checks as real modules. A malformed lesson fails the build at its line.
 */
import { readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { normalizePath, type Plugin } from 'vite'
import { formatLessonError, withFiles } from '../../src/tutor/index.ts'
import { type LessonOnDisk, lessonPaths, readLessonFolder } from './lesson-folders.ts'

export interface LessonsOptions {
  /** Where the lessons are; `lessons` in the project's root by default. */
  readonly folder?: string
}

const publicId = 'virtual:lessons'
const ownId = `\0${publicId}`

export function lessonsPlugin({ folder = 'lessons' }: LessonsOptions = {}): Plugin {
  let projectRoot = process.cwd()
  let root = resolve(projectRoot, folder)
  return {
    name: 'lessons',
    configResolved(config) {
      projectRoot = config.root
      root = resolve(projectRoot, folder)
    },
    resolveId: (id) => (id === publicId ? ownId : null),
    load(id) {
      if (id !== ownId) return null
      const paths = lessonPaths(root)
      for (const file of paths.flatMap(filesOf)) this.addWatchFile(file)
      const lessons = paths.map((path) => {
        return { path, read: readLessonFolder(path, normalizePath(relative(projectRoot, path))) }
      })
      const errors = lessons.flatMap(({ read }) => (read.ok ? [] : read.errors))
      if (errors.length > 0) this.error(errors.map(formatLessonError).join('\n'))
      return moduleText(lessons.flatMap(({ path, read }) => (read.ok ? [{ path, read }] : [])))
    },
    // yaml's package doesn't say that its modules do nothing by themselves. Said here, it stays out
    // of a page that parses no lessons.
    transform: {
      filter: { id: /\/node_modules\/yaml\// },
      handler: (code) => ({ code, map: null, moduleSideEffects: false }),
    },
    // Changed files are watched by now; only a new lesson isn't.
    hotUpdate({ file, type }) {
      const module = this.environment.moduleGraph.getModuleById(ownId)
      if (type === 'update' || module === undefined || !isUnder(root, file)) return
      this.environment.moduleGraph.invalidateModule(module)
      this.environment.hot.send({ type: 'full-reload' })
    },
  }
}

interface Found {
  readonly path: string
  readonly read: LessonOnDisk & { readonly ok: true }
}

/** Data as JSON, checks and scenarios as imports. See LessonFolder in src/tutor/folder.ts. */
function moduleText(lessons: readonly Found[]): string {
  const imports = lessons.flatMap(({ path }, i) =>
    ['checks', 'scenario'].map((name) => {
      const file = JSON.stringify(normalizePath(join(path, `${name}.ts`)))
      return `import { ${name} as ${name}${i} } from ${file}`
    }),
  )
  const folders = lessons.map(({ read }, i) => {
    const { folder, lesson, translations, start } = read
    const solutions = read.solutions.map(({ files }) => withFiles(start, files))
    const data = JSON.stringify({ folder, lesson, translations, start, solutions })
    return `{ ...${data}, checks: checks${i}, scenario: scenario${i} }`
  })
  return `${imports.join('\n')}\nexport default [${folders.join(',\n')}]\n`
}

function filesOf(path: string): string[] {
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function isUnder(folder: string, file: string): boolean {
  return normalizePath(file).startsWith(`${normalizePath(folder)}/`)
}
