/**
 * Reading YAML with places: fields of a map, strings, lists and terms, each complaint at its line
 * and column. Anchors, aliases and tags are refused: a lesson file is plain data.
 */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from 'yaml'
import type { Term } from '../kernel/index.ts'
import { type Complain, listed, type Place } from './complaints.ts'
import { limits } from './limits.ts'

export interface Field {
  readonly key: string
  readonly at: Place
  readonly node: Node | null
}

/** One YAML document and how to complain about it; `place` of null is the document's beginning. */
export interface Yaml {
  readonly root: Node | null
  readonly complain: Complain
  place(node: Node | null): Place
}

/** `firstLine` is the line of the file on which `text` begins. */
export function readYaml(text: string, firstLine: number, complain: Complain): Yaml {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false })
  const placeOf = (offset: number): Place => {
    const { line, col } = counter.linePos(offset)
    return { line: Math.max(1, line) + firstLine - 1, column: Math.max(1, col) }
  }
  for (const problem of [...document.errors, ...document.warnings]) {
    complain(placeOf(problem.pos[0]), `YAML: ${problem.message}`)
  }
  return {
    root: document.errors.length > 0 ? null : document.contents,
    complain,
    place: (node) => placeOf(node?.range?.[0] ?? 0),
  }
}

/** The fields of a map in their order; complains about a node that is none. */
export function fieldsOf(yaml: Yaml, node: Node | null, what: string): Field[] {
  if (!isMap(node)) {
    yaml.complain(yaml.place(node), `${what} must be a map of names to values`)
    return []
  }
  return (node as YAMLMap<Node, Node | null>).items.flatMap((pair) => {
    const key = pair.key
    if (isScalar(key) && typeof key.value === 'string') {
      return [{ key: key.value, at: yaml.place(key), node: pair.value }]
    }
    yaml.complain(yaml.place(key), `${what}: a key must be a plain name`)
    return []
  })
}

/** The known fields by name; complains about unknown and missing ones. */
export function knownFields(
  yaml: Yaml,
  node: Node | null,
  what: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Map<string, Field> {
  const found = new Map<string, Field>()
  const known = [...required, ...optional]
  for (const field of fieldsOf(yaml, node, what)) {
    if (known.includes(field.key)) found.set(field.key, field)
    else yaml.complain(field.at, `${what}: unknown key '${field.key}'; known are ${listed(known)}`)
  }
  if (!isMap(node)) return found
  for (const key of required) {
    if (!found.has(key)) yaml.complain(yaml.place(node), `${what}: '${key}' is missing`)
  }
  return found
}

/** A non-empty string, or null with a complaint. */
export function readString(yaml: Yaml, field: Field | undefined): string | null {
  if (field === undefined) return null
  const { node, key, at } = field
  if (
    isScalar(node) &&
    typeof node.value === 'string' &&
    node.value.trim() !== '' &&
    plain(yaml, node)
  ) {
    return node.value.trim()
  }
  yaml.complain(node === null ? at : yaml.place(node), `'${key}' must be a text`)
  return null
}

/** A list of distinct, non-empty strings; empty with a complaint when it is none. */
export function readStrings(yaml: Yaml, field: Field | undefined): string[] {
  if (field === undefined) return []
  const { node, key } = field
  const found: string[] = []
  for (const item of isSeq(node) ? (node.items as Node[]) : []) {
    const text = readString(yaml, { key, at: field.at, node: item })
    if (text === null) continue
    if (found.includes(text)) yaml.complain(yaml.place(item), `'${key}' names '${text}' twice`)
    else found.push(text)
  }
  if (!isSeq(node) || node.items.length === 0) {
    yaml.complain(
      node === null ? field.at : yaml.place(node),
      `'${key}' must be a list with at least one entry`,
    )
  }
  return found
}

/** A term: text, number, boolean, null, list or map. */
export function readTerm(yaml: Yaml, node: Node | null, depth = 0): Term {
  if (node === null) return null
  if (depth > limits.termDepth) {
    yaml.complain(yaml.place(node), `a term may be ${limits.termDepth} levels deep at most`)
    return null
  }
  if (!plain(yaml, node)) return null
  if (isSeq(node))
    return (node.items as (Node | null)[]).map((item) => readTerm(yaml, item, depth + 1))
  if (isMap(node)) {
    const fields = fieldsOf(yaml, node, 'a term')
    if (fields.some((field) => field.key === '__proto__')) {
      yaml.complain(yaml.place(node), 'a term has no key named __proto__')
      return null
    }
    return Object.fromEntries(
      fields.map((field) => [field.key, readTerm(yaml, field.node, depth + 1)]),
    )
  }
  const value = isScalar(node) ? node.value : undefined
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as Term
  yaml.complain(yaml.place(node), 'a term is a text, number, boolean, null, list or map')
  return null
}

function plain(yaml: Yaml, node: Node): boolean {
  const anchor = 'anchor' in node ? node.anchor : undefined
  if (!isAlias(node) && anchor === undefined && node.tag === undefined) return true
  yaml.complain(yaml.place(node), 'anchors, aliases and tags have no place in a lesson')
  return false
}
