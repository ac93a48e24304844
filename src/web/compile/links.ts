/**
 * The rules for imports and exports: names from the library or from another file of the program,
 * each called by its name, so that the code server can find the newest version at every call.
 */
import type { ImportDeclaration, Program } from 'acorn'
import type { Mistake } from './compiled.ts'
import { type Export, exportsOf, type Import, importsOf, libraryName } from './interface.ts'
import { didYouMean } from './names.ts'
import { moduleName, type Parsed } from './parse.ts'
import type { Scopes } from './scope.ts'

/** What a file may count on: the library, and the exports of its program's modules. */
export interface Surroundings {
  readonly libraryNames: readonly string[]
  /** By module name; null when that file couldn't be read. */
  readonly modules: ReadonlyMap<string, ReadonlySet<string> | null>
}

export function brokenImports(file: Parsed, scopes: Scopes, around: Surroundings): Mistake[] {
  const found: Mistake[] = []
  for (const statement of file.program.body) {
    if (statement.type === 'ImportDeclaration') found.push(...brokenStatement(statement, around))
  }
  const used = file.typed ? usedImports(scopes) : null
  for (const wanted of importsOf(file.program)) {
    const message = used?.has(wanted.local) === false ? null : unknownName(wanted, around)
    if (message !== null) found.push({ offset: wanted.offset, message })
  }
  return found
}

function brokenStatement(statement: ImportDeclaration, around: Surroundings): Mistake[] {
  const found: Mistake[] = []
  const message = unknownSource(String(statement.source.value), around)
  if (message !== null) found.push({ offset: statement.source.start, message })
  for (const { type, start, local } of statement.specifiers) {
    if (type === 'ImportSpecifier') continue
    const braces = `Functions are imported by their names, in braces: \`import { ${local.name} } from …\`.`
    found.push({ offset: start, message: braces })
  }
  return found
}

function unknownSource(from: string, around: Surroundings): string | null {
  if (from === libraryName) return null
  const name = moduleName(from)
  if (around.modules.has(name)) {
    return from.startsWith('./')
      ? null
      : `Write './${name}.ts', with a dot and a slash before the name.`
  }
  const hint = didYouMean(name, [...around.modules.keys(), libraryName])
  return `This program has no file '${from}'.${hint} Imports come from '${libraryName}' or from a file of the program, such as './counter.ts'.`
}

/** The imports that the JavaScript speaks of; the others may be types. */
function usedImports(scopes: Scopes): Set<string> {
  const used = scopes.references.filter(({ binding }) => binding?.kind === 'import')
  return new Set(used.map(({ node }) => node.name))
}

function unknownName({ name, from }: Import, around: Surroundings): string | null {
  if (from === libraryName) {
    if (around.libraryNames.includes(name)) return null
    return `'${libraryName}' has no \`${name}\`.${didYouMean(name, around.libraryNames)}`
  }
  const offered = from.startsWith('./') ? around.modules.get(moduleName(from)) : null
  if (!offered || offered.has(name)) return null
  return `'${from}' exports no \`${name}\`.${didYouMean(name, offered)}`
}

const noDefault = 'Exports have names here: write `export function name() { … }`.'
const passOn = "What belongs to another file is imported from there: it can't be passed on."

export function brokenExports({ program }: Parsed, scopes: Scopes): Mistake[] {
  const imported = new Set(scopes.bindings.filter(isImport).map(({ name }) => name))
  const named = exportsOf(program).flatMap((offered) => {
    const message = refusedExport(offered, imported)
    return message === null ? [] : [{ offset: offered.offset, message }]
  })
  return [...refusedStatements(program), ...named]
}

function isImport({ kind }: { readonly kind: string }): boolean {
  return kind === 'import'
}

function refusedStatements(program: Program): Mistake[] {
  return program.body.flatMap((statement) => {
    const { type, start: offset } = statement
    if (type === 'ExportDefaultDeclaration') return [{ offset, message: noDefault }]
    const passes =
      type === 'ExportAllDeclaration' || (type === 'ExportNamedDeclaration' && statement.source)
    return passes ? [{ offset, message: passOn }] : []
  })
}

function refusedExport({ name, local }: Export, imported: ReadonlySet<string>): string | null {
  if (imported.has(local)) return passOn
  if (name !== '__proto__') return null
  return '`__proto__` has a meaning of its own in JavaScript: choose another name.'
}
