/**
 * One file's text into a syntax tree of plain JavaScript. Text that is JavaScript already is parsed
 * as it stands; types are stripped only where there are some, so places stay exact for most
 * learners.
 */
import { getLineInfo, type Program, parse as parseJavaScript, type Token } from 'acorn'
import type { SourceFile } from '../../lab/index.ts'
import { originalColumn } from './columns.ts'
import type { CompileError, Mistake, Place } from './compiled.ts'
import { stripTypes } from './strip.ts'
import { explainSyntax, explainTypedSyntax, isStackOverflow, tooDeep } from './syntax.ts'

export interface Parsed {
  /** The file's name, and the same without its ending. */
  readonly file: string
  readonly name: string
  /** The learner's text with line ends as `\n`, and the JavaScript in it: equally many lines. */
  readonly original: string
  readonly text: string
  readonly program: Program
  readonly tokens: readonly Token[]
  /** Whether types were stripped: then an import that nothing uses may be a type. */
  readonly typed: boolean
  /** The place in the learner's text of an offset in `text`. */
  place(offset: number): Place
}

export function parse(file: SourceFile): Parsed | readonly CompileError[] {
  const original = file.text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const asIs = readJavaScript(original)
  if ('program' in asIs) {
    return {
      ...parsed(file, original, original, asIs),
      typed: false,
      place: (at) => placeOf(original, at),
    }
  }
  const typed = parseTyped(file, original, asIs)
  if (file.name.endsWith('.ts')) return typed
  const message = 'Types belong into a file whose name ends in .ts: rename it, or leave them out.'
  const mistake = 'program' in typed ? { offset: asIs.offset, message } : asIs
  return errorAt(file, original, mistake)
}

interface Read {
  readonly program: Program
  readonly tokens: readonly Token[]
}

function parseTyped(
  file: SourceFile,
  original: string,
  asIs: Mistake,
): Parsed | readonly CompileError[] {
  const stripped = stripTypes(original)
  if (typeof stripped !== 'string') {
    if (stripped.kind === 'tangled') return errorAt(file, original, { offset: 0, message: tooDeep })
    // Both gave up; the one that came further has understood more of the text.
    if (asIs.offset >= stripped.offset) return errorAt(file, original, asIs)
    return errorAt(file, original, explainTypedSyntax(original, stripped.offset))
  }
  const place = (at: number) => originalPlace(original, stripped, at)
  const read = readJavaScript(stripped)
  if ('program' in read) {
    return { ...parsed(file, original, stripped, read), typed: true, place }
  }
  return [{ file: file.name, ...place(read.offset), message: read.message }]
}

function parsed(file: SourceFile, original: string, text: string, read: Read) {
  return { file: file.name, name: moduleName(file.name), original, text, ...read }
}

/** `./counter.ts` and `counter` are both the module `counter`. */
export function moduleName(file: string): string {
  return file.replace(/^\.\//, '').replace(/\.[tj]s$/, '')
}

function readJavaScript(text: string): Read | Mistake {
  const tokens: Token[] = []
  try {
    const program = parseJavaScript(text, {
      ecmaVersion: 2023,
      sourceType: 'module',
      allowHashBang: false,
      locations: true,
      onToken: tokens,
    })
    return { program, tokens }
  } catch (error) {
    if (isStackOverflow(error)) return { offset: 0, message: tooDeep }
    if (!(error instanceof SyntaxError)) throw error
    const { pos } = error as SyntaxError & { readonly pos?: number }
    return explainSyntax(text, tokens, { message: error.message, offset: pos ?? 0 })
  }
}

function errorAt(file: SourceFile, text: string, mistake: Mistake): readonly CompileError[] {
  return [{ file: file.name, ...placeOf(text, mistake.offset), message: mistake.message }]
}

function originalPlace(original: string, stripped: string, offset: number): Place {
  const { line, column } = placeOf(stripped, offset)
  const [before = '', after = ''] = [original, stripped].map((it) => it.split(lineBreak)[line - 1])
  return { line, column: originalColumn(before, after, column) }
}

/** What JavaScript takes for the end of a line, once `\r` is gone. */
const lineBreak = /[\n\u2028\u2029]/

function placeOf(text: string, offset: number): Place {
  const { line, column } = getLineInfo(text, offset)
  return { line, column: column + 1 }
}
