/**
 * Cuts a lesson's Markdown into sections: a step for each `## Title {#id}`, and in it the parts
 * named by `### Reveal`, `### Nudge` … . What stands in them is for steps.ts to read.
 */
import type { Heading, Root, RootContent } from 'mdast'
import { type Complain, listed, type Place } from './complaints.ts'
import { namePattern } from './front-matter.ts'
import { rungs } from './lesson.ts'
import { placeOf, rawText } from './prose.ts'

export interface Section {
  readonly id: string
  readonly title: string
  readonly optional: boolean
  readonly at: Place
  readonly body: readonly RootContent[]
  readonly parts: readonly Part[]
}

export interface Part {
  readonly name: PartName
  /** Only a part `honesty` has one. */
  readonly id: string
  readonly at: Place
  readonly body: readonly RootContent[]
}

const partNames = ['reveal', ...rungs, 'honesty'] as const
export type PartName = (typeof partNames)[number]

export function readSections(root: Root, complain: Complain): Section[] {
  const { before, groups } = cut(root.children, 2)
  for (const node of before.slice(0, 1)) {
    complain(placeOf(node), "a step begins with '## Title {#id}'; this stands before the first one")
  }
  const sections = groups.map(({ heading, body }) => readSection(heading, body, complain))
  refuseTwice(sections, complain, 'step')
  return sections
}

function readSection(heading: Heading, body: readonly RootContent[], complain: Complain): Section {
  const at = placeOf(heading)
  const { text, id, flags } = readHeading(heading, complain)
  if (text === '') complain(at, 'the step has no title')
  if (id === '') complain(at, "the step has no id: end its heading with '{#some-id}'")
  const strange = flags.filter((flag) => flag !== 'optional')
  if (strange.length > 0) complain(at, `a step may be 'optional'; ${listed(strange)} means nothing`)
  const { before, groups } = cut(body, 3)
  const parts = groups.flatMap((group) => readPart(group.heading, group.body, complain))
  for (const [i, part] of parts.entries()) {
    if (parts.findIndex(({ name }) => name === part.name) < i) {
      complain(part.at, `the step has two parts '${part.name}'`)
    }
  }
  return { id, title: text, optional: flags.includes('optional'), at, body: before, parts }
}

function readPart(heading: Heading, body: readonly RootContent[], complain: Complain): Part[] {
  const at = placeOf(heading)
  const { text, id, flags } = readHeading(heading, complain)
  const name = partNames.find((known) => known === text.toLowerCase())
  if (name === undefined) {
    complain(at, `'${text}' is no part of a step; known are ${listed(partNames)}`)
    return []
  }
  if (flags.length > 0) complain(at, `${listed(flags)} means nothing here`)
  if (name === 'honesty' && id === '')
    complain(at, "a part 'honesty' has an id: '### Honesty {#id}'")
  if (name !== 'honesty' && id !== '') complain(at, `a part '${name}' has no id`)
  if (body.length === 0) complain(at, `the part '${name}' is empty`)
  return [{ name, id, at, body }]
}

interface Group {
  readonly heading: Heading
  readonly body: RootContent[]
}

function cut(nodes: readonly RootContent[], depth: number) {
  const before: RootContent[] = []
  const groups: Group[] = []
  for (const node of nodes) {
    if (node.type === 'heading' && node.depth === depth) groups.push({ heading: node, body: [] })
    else (groups.at(-1)?.body ?? before).push(node)
  }
  return { before, groups }
}

/** Takes `{#id flag flag}` off the end of a heading. */
function readHeading(heading: Heading, complain: Complain) {
  if (heading.children.some(({ type }) => type !== 'text' && type !== 'inlineCode')) {
    complain(placeOf(heading), 'a heading is plain text')
  }
  const raw = rawText(heading).trim()
  const mark = /\s*\{#([^{}]*)\}$/.exec(raw)
  if (mark === null) return { text: raw, id: '', flags: [] as string[] }
  const [id = '', ...flags] = (mark[1] as string).split(/\s+/).filter((word) => word !== '')
  if (!namePattern.test(id)) {
    complain(placeOf(heading), `'${id}' is no id: small letters, digits and single hyphens`)
  }
  return { text: raw.slice(0, mark.index), id, flags }
}

function refuseTwice(sections: readonly Section[], complain: Complain, what: string): void {
  for (const [i, { id, at }] of sections.entries()) {
    if (id === '') continue
    const first = sections.findIndex((section) => section.id === id)
    const line = sections[first]?.at.line
    if (first < i) complain(at, `the ${what} id '${id}' is taken by line ${line}`)
  }
}
