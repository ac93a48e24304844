/**
 * What a program may not do, and what to do instead: nothing that waits outside of `receive`, no
 * memory outside of a process, no name that reaches out of the box. The emitter relies on these
 * rules.
 */
import type { AnyNode, Identifier, Node } from 'acorn'
import { ancestor } from 'acorn-walk'
import { type Mistake, reservedNames } from './compiled.ts'
import { constantsOf } from './interface.ts'
import { limits } from './limits.ts'
import { brokenExports, brokenImports, type Surroundings } from './links.ts'
import { objection } from './names.ts'
import type { Parsed } from './parse.ts'
import type { Binding, Scopes } from './scope.ts'

/** Every breach of the rules, in the order of the text; at most `limits.errors`. */
export function breaches(file: Parsed, scopes: Scopes, around: Surroundings): Mistake[] {
  const found = [
    ...refusedSyntax(file),
    ...brokenImports(file, scopes, around),
    ...brokenExports(file, scopes),
    ...lastingBindings(file, scopes),
    ...changedBindings(scopes),
    ...lastingContainers(file, scopes),
    ...refusedNames(scopes, around),
  ]
  return found.sort((a, b) => a.offset - b.offset).slice(0, limits.errors)
}

const noAsync = "Async functions can't run here: a process waits with `yield* receive()`."
const noAwait = "`await` can't be used here: a process waits with `yield* receive()`."
const noClass =
  "Classes can't run here: a process's state is plain data, and its code is functions."
const noImportCall =
  "`import()` can't be used here: write `import { … } from` at the top of the file."
const noImportMeta = "`import.meta` isn't here: a program has no address."
const noEnum = "Enums can't be used here: strings such as 'tick' do it, as Erlang's atoms do."

function refusedSyntax(file: Parsed): Mistake[] {
  const found: Mistake[] = []
  const refuse = ({ start }: Node, message: string) => found.push({ offset: start, message })
  ancestor(file.program, {
    Function(node, _state, ancestors) {
      const parent = ancestors.at(-2)
      const method = parent?.type === 'Property' && parent.method
      if (node.async) refuse(method ? parent : node, noAsync)
    },
    // Inside of async functions, which are refused as a whole, an `await` needs no second sentence.
    AwaitExpression(node, _state, ancestors) {
      if (!ancestors.some(isFunction)) refuse(node, noAwait)
    },
    ForOfStatement(node, _state, ancestors) {
      if (node.await && !ancestors.some(isFunction)) refuse(node, noAwait)
    },
    Class(node) {
      refuse(node, noClass)
    },
    ImportExpression(node) {
      refuse(node, noImportCall)
    },
    MetaProperty(node) {
      if (node.meta.name === 'import') refuse(node, noImportMeta)
    },
  })
  return found
}

function isFunction({ type }: AnyNode): boolean {
  return type.includes('Function')
}

function keepsNothing(what: string): string {
  return `A module keeps nothing: put ${what} into the state of a process.`
}

/** `let` and `var` that live as long as the module: they would outlive every process. */
function lastingBindings(file: Parsed, scopes: Scopes): Mistake[] {
  const lines = file.original.split('\n')
  const isEnum = ({ name, loc }: Identifier) =>
    file.typed && (lines[(loc?.start.line ?? 1) - 1] ?? '').includes(`enum ${name}`)
  return scopes.bindings.flatMap(({ kind, name, node, top }) => {
    if (!top || (kind !== 'let' && kind !== 'var')) return []
    const message = isEnum(node) ? noEnum : keepsNothing(`\`${name}\``)
    return [{ offset: node.start, message }]
  })
}

function changedBindings(scopes: Scopes): Mistake[] {
  return scopes.references.flatMap(({ binding, node, role }) => {
    if (role !== 'written' || binding === null || binding.node === node) return []
    const message = unchangeable(binding)
    return message === null ? [] : [{ offset: node.start, message }]
  })
}

function unchangeable({ kind, name, top }: Binding): string | null {
  if (kind === 'import') return `\`${name}\` belongs to another file, which alone says what it is.`
  if (!top) return null
  if (kind === 'function') return keepsNothing(`\`${name}\``)
  return kind === 'const' ? `\`${name}\` is a constant: it can't be changed.` : null
}

const containers = new Set([
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'Array',
  'ArrayBuffer',
  'Uint8Array',
])

/** Constants whose insides would change; those written as `[…]` and `{…}` are frozen instead. */
function lastingContainers(file: Parsed, scopes: Scopes): Mistake[] {
  const callees = new Set<AnyNode>()
  for (const value of constantsOf(file.program)) {
    if (value.type === 'NewExpression') callees.add(value.callee)
  }
  return scopes.references.flatMap(({ node, binding }) => {
    if (binding !== null || !callees.has(node) || !containers.has(node.name)) return []
    return [{ offset: node.start, message: keepsNothing(`this ${node.name}`) }]
  })
}

function refusedNames(scopes: Scopes, around: Surroundings): Mistake[] {
  const found: Mistake[] = []
  const own = scopes.bindings.filter(({ top }) => top).map(({ name }) => name)
  const reserved = new Set(reservedNames)
  for (const { node, name } of scopes.bindings) {
    if (reserved.has(name)) found.push({ offset: node.start, message: taken(name) })
  }
  for (const reference of scopes.references) {
    if (found.length >= limits.errors) break
    if (reference.binding !== null) continue
    const { name, start } = reference.node
    const message = reserved.has(name)
      ? taken(name)
      : objection(reference, around.libraryNames, own)
    if (message !== null) found.push({ offset: start, message })
  }
  return found
}

function taken(name: string): string {
  return `\`${name}\` is a name that the system uses itself: choose another one.`
}
