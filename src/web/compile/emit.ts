/**
 * The JavaScript that a box evaluates: the learner's text, line for line, with a guard in every
 * loop and function, no catch that could hold the guard's error, and imports as qualified calls
 * (Erlang: M:F).
 */
import type {
  CatchClause,
  DoWhileStatement,
  Expression,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  Function as FunctionNode,
  Node,
  SpreadElement,
  WhileStatement,
} from 'acorn'
import { simple } from 'acorn-walk'
import MagicString from 'magic-string'
import { constantsOf, exportsOf, type Import, importsOf, libraryName } from './interface.ts'
import { moduleName, type Parsed } from './parse.ts'
import type { Scopes } from './scope.ts'

/** The source of a module that keeps the rules; `libraryNames` as in `compile`. */
export function emit(file: Parsed, scopes: Scopes, libraryNames: readonly string[]): string {
  const { body, foreign } = rewrite(file, scopes)
  const bound = foreign
    .filter(({ from, name }) => from === libraryName && libraryNames.includes(name))
    .map(({ local, name }) => `const ${local}=$runtime.library.${name};`)
  const offered = exportsOf(file.program).map(
    ({ name, local }) => `,${JSON.stringify(name)}:${local}`,
  )
  // One line, so that lines stay; a block, so that a learner may call something `Object`.
  const head =
    "'use strict';const $guard=$runtime.guard,$caught=$runtime.caught," +
    `$imported=$runtime.imported,$freeze=Object.freeze;{${bound.join('')}`
  const exported = `$runtime.exported(${JSON.stringify(file.name)},{__proto__:null${offered.join('')}})`
  return `${head}${body}\n;return ${exported}}\n//# sourceURL=${file.file}`
}

type Loop = ForStatement | ForInStatement | ForOfStatement | WhileStatement | DoWhileStatement

function rewrite(file: Parsed, scopes: Scopes) {
  const text = new MagicString(file.text)
  const loop = (node: Loop) => guardLoop(text, node)
  // Children come before their parents here, so what ends at the same place is closed inside out.
  simple(file.program, {
    Function(node) {
      guardFunction(text, node)
    },
    WhileStatement: loop,
    DoWhileStatement: loop,
    ForStatement: loop,
    ForInStatement: loop,
    ForOfStatement: loop,
    CatchClause(node) {
      guardCatch(text, node)
    },
  })
  for (const value of constantsOf(file.program)) freezeLiteral(text, value)
  const foreign = importsOf(file.program)
  qualifyImports(text, scopes, foreign)
  unwrapModule(text, file)
  splitHtmlComments(text, file)
  return { body: text.toString(), foreign }
}

function guardCall(node: Node): string {
  return `$guard(${node.loc?.start.line ?? 0})`
}

function guardFunction(text: MagicString, node: FunctionNode): void {
  const { body } = node
  if (body.type === 'BlockStatement') {
    text.appendLeft(body.start + 1, `${guardCall(node)};`)
  } else {
    text.appendLeft(body.start, `(${guardCall(node)},`)
    text.appendLeft(body.end, ')')
  }
}

function guardLoop(text: MagicString, node: Loop): void {
  const { body } = node
  if (body.type === 'BlockStatement') {
    text.appendLeft(body.start + 1, `${guardCall(node)};`)
  } else {
    text.appendLeft(body.start, `{${guardCall(node)};`)
    text.appendLeft(body.end, '}')
  }
}

function guardCatch(text: MagicString, { start, param, body }: CatchClause): void {
  if (!param) {
    text.appendLeft(start + 'catch'.length, '($error)')
    text.appendLeft(body.start + 1, '$caught($error);')
  } else if (param.type === 'Identifier') {
    text.appendLeft(body.start + 1, `$caught(${param.name});`)
  } else {
    // catch ({ message }) {…}  →  catch ($error){$caught($error);let { message }=$error;…}
    text.appendLeft(param.start, '$error){$caught($error);let ')
    replace(text, param.end, body.start + 1, '=$error;')
  }
}

/** Freezes `{…}` and `[…]` and what is written inside of them: a module has no memory. */
function freezeLiteral(text: MagicString, node: Expression | SpreadElement | null): void {
  if (node?.type !== 'ObjectExpression' && node?.type !== 'ArrayExpression') return
  text.appendLeft(node.start, '$freeze(')
  if (node.type === 'ArrayExpression') {
    for (const element of node.elements) freezeLiteral(text, element)
  } else {
    for (const part of node.properties) {
      if (part.type === 'Property' && part.kind === 'init') freezeLiteral(text, part.value)
    }
  }
  text.appendLeft(node.end, ')')
}

function qualifyImports(text: MagicString, scopes: Scopes, foreign: readonly Import[]): void {
  const calls = new Map<string, string>()
  for (const { local, name, from } of foreign) {
    if (from === libraryName) continue
    calls.set(local, `$imported(${JSON.stringify(moduleName(from))},${JSON.stringify(name)})`)
  }
  for (const { node, binding, role } of scopes.references) {
    const call = binding?.kind === 'import' ? calls.get(node.name) : undefined
    if (call === undefined) continue
    const written = { shorthand: `${node.name}:${call}`, constructed: `(${call})` }
    text.update(
      node.start,
      node.end,
      role in written ? written[role as keyof typeof written] : call,
    )
  }
}

/**
 * Takes away what only a module may say; a semicolon stays, since the line may have relied on it.
 */
function unwrapModule(text: MagicString, { program }: Parsed): void {
  for (const statement of program.body) {
    const { type, start, end } = statement
    if (type === 'ImportDeclaration') replace(text, start, end, ';')
    if (type !== 'ExportNamedDeclaration') continue
    if (statement.declaration) replace(text, start, statement.declaration.start, ' ')
    else replace(text, start, end, ';')
  }
}

/** `a<!--b` compares in a module, but opens a comment in a function's body. */
function splitHtmlComments(text: MagicString, { tokens, text: original }: Parsed): void {
  for (const { start, end } of tokens) {
    if (end === start + 1 && original.startsWith('<!--', start)) text.appendLeft(end, ' ')
  }
}

/** Replaces a range, keeping its line breaks. */
function replace(text: MagicString, start: number, end: number, by: string): void {
  const breaks = text.original.slice(start, end).replace(/[^\n\u2028\u2029]/g, '')
  text.update(start, end, by + breaks)
}
