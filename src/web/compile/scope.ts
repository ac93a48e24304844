/**
 * Who means whom: every name that a file binds, and every place that speaks of one. The rules ask
 * which names are bound nowhere; the emitter asks which ones stand for an import.
 */
import type {
  AnyNode,
  BlockStatement,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  Function as FunctionNode,
  Identifier,
  Pattern,
  Program,
  VariableDeclaration,
} from 'acorn'
import { type RecursiveVisitors, recursive, type WalkerCallback } from 'acorn-walk'

export interface Binding {
  readonly kind: VariableDeclaration['kind'] | 'function' | 'class' | 'param' | 'catch' | 'import'
  readonly name: string
  readonly node: Identifier
  /** Whether it lives as long as the module does. */
  readonly top: boolean
}

export interface Reference {
  readonly node: Identifier
  /** null: bound nowhere in this file. */
  readonly binding: Binding | null
  /** `shorthand`: `{ name }`; `constructed`: `new name()`; `written`: `name = …`, `name++`. */
  readonly role: 'value' | 'shorthand' | 'constructed' | 'written'
  /** Properties read from it by name on the spot: `Math.random`, `const { random } = Math`. */
  readonly members: readonly string[]
  /** Whether it stands in a function that has `arguments`. */
  readonly hasArguments: boolean
}

export interface Scopes {
  readonly bindings: readonly Binding[]
  readonly references: readonly Reference[]
}

interface Scope {
  readonly parent: Scope | null
  readonly names: Map<string, Binding>
}

/** Where the walk stands: the innermost scope, and the one that a `var` goes to. */
interface State {
  readonly scope: Scope
  readonly varScope: Scope
  readonly hasArguments: boolean
}

type Found = Omit<Reference, 'binding'> & { readonly scope: Scope }
type Walk = WalkerCallback<State>

export function analyse(program: Program): Scopes {
  const bindings: Binding[] = []
  const found: Found[] = []
  const top: Scope = { parent: null, names: new Map() }

  function declare(scope: Scope, kind: Binding['kind'], node: Identifier): void {
    const binding = { kind, name: node.name, node, top: scope === top }
    bindings.push(binding)
    scope.names.set(node.name, binding)
  }

  function refer(node: Identifier, state: State, role: Reference['role'], members: string[] = []) {
    found.push({ node, role, members, scope: state.scope, hasArguments: state.hasArguments })
  }

  const visitors = { ...scopeVisitors(declare), ...referenceVisitors(refer) }
  recursive<State>(program, { scope: top, varScope: top, hasArguments: false }, visitors)
  const references = found.map(({ scope, ...reference }) => {
    return { ...reference, binding: lookUp(scope, reference.node.name) }
  })
  return { bindings, references }
}

function lookUp(scope: Scope, name: string): Binding | null {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const binding = at.names.get(name)
    if (binding !== undefined) return binding
  }
  return null
}

type Declare = (scope: Scope, kind: Binding['kind'], node: Identifier) => void

function scopeVisitors(declare: Declare): RecursiveVisitors<State> {
  function loop(node: ForStatement | ForInStatement | ForOfStatement, state: State, walk: Walk) {
    const inner = within(state)
    if (node.type === 'ForStatement') {
      for (const part of [node.init, node.test, node.update]) if (part) walk(part, inner)
    } else {
      if (node.left.type === 'VariableDeclaration') walk(node.left, inner)
      else walkAs(walk, node.left, inner, 'Pattern')
      walk(node.right, inner)
    }
    walk(node.body, inner)
  }
  return {
    Function: (node, state, walk) => walkFunction(declare, node, state, walk),
    BlockStatement(node, state, walk) {
      walkBlock(node, within(state), walk)
    },
    SwitchStatement(node, state, walk) {
      walk(node.discriminant, state)
      const inner = within(state)
      for (const part of node.cases) walk(part, inner)
    },
    CatchClause(node, state, walk) {
      const inner = within(state)
      if (node.param) {
        for (const name of boundNames(node.param)) declare(inner.scope, 'catch', name)
        walkAs(walk, node.param, inner, 'Pattern')
      }
      walk(node.body, inner)
    },
    ForStatement: loop,
    ForInStatement: loop,
    ForOfStatement: loop,
    VariableDeclaration(node, state, walk) {
      const scope = node.kind === 'var' ? state.varScope : state.scope
      for (const part of node.declarations) {
        for (const name of boundNames(part.id)) declare(scope, node.kind, name)
        walk(part, state)
      }
    },
    Class(node, state, walk) {
      if (node.id) declare(state.scope, 'class', node.id)
      if (node.superClass) walk(node.superClass, state)
      walk(node.body, state)
    },
    ImportDeclaration(node, state) {
      for (const part of node.specifiers) declare(state.scope, 'import', part.local)
    },
  }
}

function walkFunction(declare: Declare, node: FunctionNode, state: State, walk: Walk): void {
  if (node.type === 'FunctionDeclaration' && node.id) declare(state.scope, 'function', node.id)
  const arrow = node.type === 'ArrowFunctionExpression'
  const outer = { ...within(state), hasArguments: state.hasArguments || !arrow }
  if (node.type === 'FunctionExpression' && node.id) declare(outer.scope, 'function', node.id)
  for (const param of node.params) {
    for (const name of boundNames(param)) declare(outer.scope, 'param', name)
    walkAs(walk, param, outer, 'Pattern')
  }
  if (node.body.type !== 'BlockStatement') return walk(node.body, outer)
  const body = within(outer)
  walkBlock(node.body, { ...body, varScope: body.scope }, walk)
}

function walkBlock(node: BlockStatement, state: State, walk: Walk): void {
  for (const statement of node.body) walk(statement, state)
}

function within(state: State): State {
  return { ...state, scope: { parent: state.scope, names: new Map() } }
}

type Refer = (node: Identifier, state: State, role: Reference['role'], members?: string[]) => void

function referenceVisitors(refer: Refer): RecursiveVisitors<State> {
  const constructed = new Set<AnyNode>()
  function read(node: Identifier, state: State, members?: string[]): void {
    refer(node, state, constructed.has(node) ? 'constructed' : 'value', members)
  }
  const visitors: RecursiveVisitors<State> & {
    VariablePattern: (node: Identifier, state: State) => void
  } = {
    Identifier: (node, state) => read(node, state),
    /**
     * A name in a pattern: a declaration (then it is its own binding) or an assignment's target.
     */
    VariablePattern: (node, state) => refer(node, state, 'written'),
    UpdateExpression: (node, state, walk) => walkAs(walk, node.argument, state, 'Pattern'),
    Property(node, state, walk) {
      if (node.computed) walk(node.key, state)
      const { value } = node
      if (node.shorthand && value.type === 'Identifier') refer(value, state, 'shorthand')
      else walk(value, state)
    },
    NewExpression(node, state, walk) {
      constructed.add(rootOf(node.callee))
      walk(node.callee, state)
      for (const argument of node.arguments) walk(argument, state)
    },
    MemberExpression(node, state, walk) {
      const { object, property } = node
      const name = nameOf(property, node.computed)
      if (object.type === 'Identifier') read(object, state, name === null ? [] : [name])
      else walk(object, state)
      if (node.computed) walk(property, state)
    },
    VariableDeclarator(node, state, walk) {
      walkAs(walk, node.id, state, 'Pattern')
      if (!node.init) return
      if (node.init.type === 'Identifier') read(node.init, state, keysOf(node.id))
      else walk(node.init, state)
    },
  }
  return visitors
}

/** The leftmost part of what `new` constructs: `a` in `new a.b.c()`. */
function rootOf(callee: AnyNode): AnyNode {
  if (callee.type === 'MemberExpression') return rootOf(callee.object)
  return callee.type === 'TaggedTemplateExpression' ? rootOf(callee.tag) : callee
}

/** Walks a node as acorn-walk's `base` would: its callback takes the role that a node plays. */
function walkAs(walk: Walk, node: AnyNode, state: State, role: 'Pattern'): void {
  ;(walk as (node: AnyNode, state: State, role: string) => void)(node, state, role)
}

/** The key that a property is read by, when the text says it. */
function nameOf(key: AnyNode, computed: boolean): string | null {
  if (key.type === 'Identifier' && !computed) return key.name
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : null
}

function keysOf(pattern: Pattern): string[] {
  if (pattern.type !== 'ObjectPattern') return []
  return pattern.properties.flatMap((part) => {
    const name = part.type === 'Property' ? nameOf(part.key, part.computed) : null
    return name === null ? [] : [name]
  })
}

/** The names that a pattern binds: `{ a, b: [c, ...d] = [] }` binds a, c and d. */
export function boundNames(pattern: Pattern): Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern]
    case 'ObjectPattern':
      return pattern.properties.flatMap((part) =>
        boundNames(part.type === 'Property' ? part.value : part.argument),
      )
    case 'ArrayPattern':
      return pattern.elements.flatMap((part) => (part === null ? [] : boundNames(part)))
    case 'RestElement':
      return boundNames(pattern.argument)
    case 'AssignmentPattern':
      return boundNames(pattern.left)
    case 'MemberExpression':
      return []
  }
}
