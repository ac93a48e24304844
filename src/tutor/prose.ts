/**
 * Markdown reduced to the tree that lessons may use: paragraphs, emphasis, code, links, lists and
 * action links. Everything else is refused with its place, raw HTML above all.
 */
import type { Nodes, Parents, PhrasingContent, RootContent } from 'mdast'
import type { Op } from '../lab/index.ts'
import type { Complain, Place } from './complaints.ts'
import type { Block, Inline } from './lesson.ts'
import { limits } from './limits.ts'

/** What prose may refer to, and where complaints go. */
export interface Scribe {
  readonly complain: Complain
  readonly actions: ReadonlyMap<string, Op>
}

export function placeOf(node: Nodes): Place {
  const start = node.position?.start
  return { line: start?.line ?? 1, column: start?.column ?? 1 }
}

export function readBlocks(scribe: Scribe, nodes: readonly RootContent[], depth = 0): Block[] {
  return nodes.flatMap((node) => readBlock(scribe, node, depth))
}

function readBlock(scribe: Scribe, node: RootContent, depth: number): Block[] {
  switch (node.type) {
    case 'paragraph':
      return [{ type: 'paragraph', children: readInlines(scribe, node.children) }]
    case 'code':
      return [{ type: 'code', language: node.lang ?? '', text: node.value }]
    case 'list': {
      if (depth >= limits.listDepth) return refuse(scribe, node, 'lists are nested too deeply')
      const items = node.children.map((item) => readBlocks(scribe, item.children, depth + 1))
      return [{ type: 'list', ordered: node.ordered === true, items }]
    }
    default:
      return refuse(scribe, node, refusal(node.type))
  }
}

export function readInlines(scribe: Scribe, nodes: readonly PhrasingContent[]): Inline[] {
  return nodes.flatMap((node) => readInline(scribe, node))
}

function readInline(scribe: Scribe, node: PhrasingContent): Inline[] {
  switch (node.type) {
    case 'text':
      return [{ type: 'text', text: node.value.replace(/\n/g, ' ') }]
    case 'inlineCode':
      return [{ type: 'code', text: node.value }]
    case 'emphasis':
    case 'strong':
      return [{ type: node.type, children: readInlines(scribe, node.children) }]
    case 'link':
      return readLink(scribe, node.url, readInlines(scribe, node.children), placeOf(node))
    case 'break':
      return [{ type: 'text', text: ' ' }]
    default:
      return refuse(scribe, node, refusal(node.type))
  }
}

function readLink(scribe: Scribe, url: string, children: Inline[], at: Place): Inline[] {
  if (url.startsWith('https://')) return [{ type: 'link', url, children }]
  if (!url.startsWith('do:')) {
    scribe.complain(at, `a link leads to https:// or does an action (do:name), not to '${url}'`)
    return children
  }
  const action = url.slice('do:'.length)
  const op = scribe.actions.get(action)
  if (op === undefined) {
    scribe.complain(at, `there is no action '${action}' in the front matter`)
    return children
  }
  return [{ type: 'action', action, op, children }]
}

function refuse(scribe: Scribe, node: Nodes, message: string): [] {
  scribe.complain(placeOf(node), message)
  return []
}

function refusal(type: Nodes['type']): string {
  switch (type) {
    case 'html':
      return 'raw HTML has no place in a lesson'
    case 'heading':
      return 'a heading inside a list or a quotation has no place in a lesson'
    case 'image':
    case 'imageReference':
      return 'a picture has no place in a lesson: the stage is the picture'
    case 'definition':
    case 'linkReference':
      return 'write the link where it is used: [words](https://…)'
    default:
      return `a lesson is made of paragraphs, lists and code; this is ${spoken(type)}`
  }
}

function spoken(type: string): string {
  const words = type.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return /^[aeiou]/.test(words) ? `an ${words}` : `a ${words}`
}

/** The names of the actions in some prose, each once, in order. */
export function actionsIn(blocks: readonly Block[]): string[] {
  const found: string[] = []
  const visit = (node: Block | Inline): void => {
    if (node.type === 'action' && !found.includes(node.action)) found.push(node.action)
    if (node.type === 'list') node.items.flat().forEach(visit)
    else if ('children' in node) node.children.forEach(visit)
  }
  blocks.forEach(visit)
  return found
}

/** The text of a Markdown node without its form, for headings and markers. */
export function rawText(node: Nodes): string {
  if ('value' in node) return node.value
  return 'children' in node ? (node as Parents).children.map(rawText).join('') : ''
}
