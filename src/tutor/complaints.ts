/**
 * What is wrong with a lesson file, and where. Parsing goes on after an error, so that an author
 * sees all of them at once.
 */
import { limits } from './limits.ts'

/** Line and column count from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

export interface LessonError extends Place {
  readonly file: string
  readonly message: string
}

export type Complain = (at: Place, message: string) => void

export interface Complaints {
  readonly complain: Complain
  /** In the order of the file. */
  list(): LessonError[]
}

export function complaintsAbout(file: string): Complaints {
  const errors: LessonError[] = []
  return {
    complain({ line, column }, message) {
      const known = errors.some(
        (e) => e.line === line && e.column === column && e.message === message,
      )
      if (!known && errors.length < limits.errors) errors.push({ file, line, column, message })
    },
    list: () => errors.sort((a, b) => a.line - b.line || a.column - b.column),
  }
}

/** `lesson.md:12:3 the step has no id`, as compilers write it. */
export function formatLessonError({ file, line, column, message }: LessonError): string {
  return `${file}:${line}:${column} ${message}`
}

/** `'a', 'b' and 'c'`, for messages. */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`)
  if (quoted.length < 2) return quoted.join('')
  return `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`
}
