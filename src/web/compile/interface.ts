/**
 * What a module takes from elsewhere and what it offers: its imports and exports, as data. (Erlang:
 * the attributes -import and -export; here an import from a file means a qualified call, M:F.)
 */
import type { ExportNamedDeclaration, Expression, Identifier, Literal, Program } from 'acorn'
import { boundNames } from './scope.ts'

/** The name that programs import the library by. */
export const libraryName = 'let-it-crash'

export interface Import {
  /** The name in this file, and the name where it comes from. */
  readonly local: string
  readonly name: string
  /** What stands after `from`. */
  readonly from: string
  readonly offset: number
}

export interface Export {
  readonly name: string
  readonly local: string
  readonly offset: number
}

export function importsOf(program: Program): Import[] {
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ImportDeclaration') return []
    const from = String(statement.source.value)
    return statement.specifiers.flatMap((part): Import[] => {
      if (part.type !== 'ImportSpecifier') return []
      const { local, imported, start } = part
      return [{ local: local.name, name: nameOf(imported), from, offset: start }]
    })
  })
}

export function exportsOf(program: Program): Export[] {
  return program.body.flatMap((statement) => {
    return statement.type === 'ExportNamedDeclaration' ? namedExports(statement) : []
  })
}

function namedExports(statement: ExportNamedDeclaration): Export[] {
  const { declaration, source, specifiers } = statement
  if (source) return []
  if (!declaration) {
    return specifiers.map(({ exported, local, start }) => {
      return { name: nameOf(exported), local: nameOf(local), offset: start }
    })
  }
  const names =
    declaration.type === 'VariableDeclaration'
      ? declaration.declarations.flatMap((part) => boundNames(part.id))
      : [declaration.id]
  return names.map(({ name, start }) => ({ name, local: name, offset: start }))
}

function nameOf(node: Identifier | Literal): string {
  return node.type === 'Identifier' ? node.name : String(node.value)
}

/** The values of the constants that live as long as the module does. */
export function constantsOf(program: Program): Expression[] {
  return program.body.flatMap((statement) => {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declared?.type !== 'VariableDeclaration' || declared.kind !== 'const') return []
    return declared.declarations.flatMap(({ init }) => (init ? [init] : []))
  })
}
