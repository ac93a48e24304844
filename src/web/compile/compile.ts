/**
 * A learner's files into modules that a box can run, or errors at their places (Erlang's compiler,
 * for JavaScript with or without types). Pure; nothing is run here, and no text makes it throw or
 * hang.
 */
import type { SourceFile } from '../../lab/index.ts'
import type { Compiled, CompiledModule, CompileError } from './compiled.ts'
import { emit } from './emit.ts'
import { exportsOf, importsOf } from './interface.ts'
import { limits } from './limits.ts'
import type { Surroundings } from './links.ts'
import { moduleName, type Parsed, parse } from './parse.ts'
import { breaches } from './rules.ts'
import { analyse } from './scope.ts'
import { isStackOverflow, tooDeep } from './syntax.ts'

export type { Compiled, CompiledModule, CompileError } from './compiled.ts'
export { evaluate, type LoadError, type ModuleRuntime } from './evaluate.ts'
export { limits } from './limits.ts'
export { type Frame, locate } from './locate.ts'

export interface CompileOptions {
  /** What may be imported from 'let-it-crash'. */
  readonly libraryNames: readonly string[]
  /** Modules that every node has anyway, such as 'gen_server': no file may be called so. */
  readonly systemModules?: readonly string[]
}

/**
 * Compiles a whole program. A module stands after those that it imports, as far as imports don't
 * run in circles. Errors come file by file, in the order of the text.
 */
export function compile(files: readonly SourceFile[], options: CompileOptions): Compiled {
  const refused = refusedFiles(files, options.systemModules ?? [])
  if (refused.length > 0) return failed(refused)
  const parsed = files.map((file) => attempt(file.name, () => parse(file)))
  const around: Surroundings = {
    libraryNames: options.libraryNames,
    modules: new Map(
      parsed.map((result, at) => [moduleName(files[at]?.name ?? ''), offer(result)]),
    ),
  }
  const errors: CompileError[] = []
  const modules: CompiledModule[] = []
  for (const file of inLoadingOrder(parsed.filter(isParsed))) {
    const result = attempt(file.file, () => finish(file, around))
    if ('source' in result) modules.push(result)
    else errors.push(...result)
  }
  for (const result of parsed) if (!isParsed(result)) errors.push(...result)
  return errors.length > 0 ? failed(sorted(errors, files)) : { ok: true, modules }
}

function failed(errors: readonly CompileError[]): Compiled {
  return { ok: false, errors: errors.slice(0, limits.errors) }
}

type Errors = readonly CompileError[]

/** Text may nest deeper than the stack reaches; whatever else is thrown here is a bug of ours. */
function attempt<T>(file: string, work: () => T | Errors): T | Errors {
  try {
    return work()
  } catch (error) {
    if (!isStackOverflow(error)) throw error
    return [{ file, line: 1, column: 1, message: tooDeep }]
  }
}

function isParsed(result: Parsed | Errors): result is Parsed {
  return 'program' in result
}

function offer(result: Parsed | Errors): ReadonlySet<string> | null {
  return isParsed(result) ? new Set(exportsOf(result.program).map(({ name }) => name)) : null
}

function finish(file: Parsed, around: Surroundings): CompiledModule | Errors {
  const scopes = analyse(file.program)
  const found = breaches(file, scopes, around)
  if (found.length > 0) {
    return found.map(({ offset, message }) => ({ file: file.file, ...file.place(offset), message }))
  }
  const source = emit(file, scopes, around.libraryNames)
  return { name: file.name, source, version: versionOf(file.original) }
}

function sorted(errors: Errors, files: readonly SourceFile[]): CompileError[] {
  const rank = new Map(files.map(({ name }, at) => [name, at]))
  const at = ({ file }: CompileError) => rank.get(file) ?? 0
  return errors.toSorted((a, b) => at(a) - at(b) || a.line - b.line || a.column - b.column)
}

function inLoadingOrder(files: readonly Parsed[]): Parsed[] {
  const waiting = new Map(files.map((file) => [file.name, file]))
  const ordered: Parsed[] = []
  function visit(file: Parsed): void {
    if (!waiting.delete(file.name)) return
    for (const { from } of importsOf(file.program)) {
      const needed = waiting.get(moduleName(from))
      if (needed !== undefined) visit(needed)
    }
    ordered.push(file)
  }
  files.forEach(visit)
  return ordered
}

function refusedFiles(
  files: readonly SourceFile[],
  systemModules: readonly string[],
): CompileError[] {
  const taken = new Set(systemModules)
  const found: CompileError[] = []
  let size = 0
  for (const [at, { name, text }] of files.entries()) {
    size += text.length
    const full = at >= limits.files || size > limits.programSize
    const message = full ? tooMuch : refusal(name, text, taken)
    if (message !== null) found.push({ file: name, line: 1, column: 1, message })
    taken.add(moduleName(name))
  }
  return found
}

const tooMuch = `A program has at most ${limits.files} files and ${limits.programSize} characters.`

function refusal(name: string, text: string, taken: ReadonlySet<string>): string | null {
  if (!/^[a-z][\w-]*\.[tj]s$/i.test(name) || name.length > limits.nameSize) {
    return `A file needs a name such as counter.ts: English letters, digits, - and _, and .ts or .js at the end.`
  }
  if (taken.has(moduleName(name))) {
    return `There is already a module called '${moduleName(name)}': rename this file.`
  }
  if (text.length <= limits.fileSize) return null
  return `This file is too long: ${text.length} characters, where ${limits.fileSize} are allowed.`
}

/** FNV-1a over UTF-16 units, 32 bits: tells versions of one file apart, and is no protection. */
function versionOf(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}
