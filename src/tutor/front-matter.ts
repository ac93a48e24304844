/**
 * The front matter of a lesson file: YAML between two lines of `---`. It names the lesson, its
 * program, its checks with their goal sentences and its actions. A translation has the texts only.
 */
import type { Op } from '../lab/index.ts'
import { readAction } from './action.ts'
import type { Complain, Place } from './complaints.ts'
import type { Goal, Line, Program } from './lesson.ts'
import {
  type Field,
  fieldsOf,
  knownFields,
  readString,
  readStrings,
  readYaml,
  type Yaml,
} from './yaml.ts'

export interface Header {
  readonly id: string
  readonly title: Line | null
  readonly idea: Line | null
  readonly program: Program | null
  readonly checks: readonly Placed<Goal>[]
  readonly actions: readonly Placed<{ readonly name: string; readonly op: Op }>[]
}

export type Placed<T> = T & { readonly at: Place }

/** Names of lessons, steps, checks and actions; they become parts of keys and links. */
export const namePattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

export interface Split {
  readonly matter: string
  /** The whole file with the front matter blanked, so that lines keep their numbers. */
  readonly body: string
}

/** Cuts a file into front matter and body; null with a complaint when there is no front matter. */
export function splitFile(text: string, complain: Complain): Split | null {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const end = lines.findIndex((line, i) => i > 0 && line.trimEnd() === '---')
  if (lines[0]?.trimEnd() !== '---' || end < 0) {
    complain({ line: 1, column: 1 }, "a lesson begins with front matter between two lines of '---'")
    return null
  }
  const blank = lines.slice(0, end + 1).map(() => '')
  return {
    matter: lines.slice(1, end).join('\n'),
    body: [...blank, ...lines.slice(end + 1)].join('\n'),
  }
}

/** Of a lesson: everything must be there. */
export function readHeader(matter: string, complain: Complain): Header | null {
  const yaml = readYaml(matter, 2, complain)
  if (yaml.root === null) return emptyMatter(matter, complain)
  const required = ['id', 'title', 'idea', 'program', 'checks']
  const fields = knownFields(yaml, yaml.root, 'front matter', required, ['actions'])
  const id = readName(yaml, fields.get('id'))
  return {
    id,
    ...readTexts(yaml, id, fields),
    program: readProgram(yaml, fields.get('program')),
    actions: readActions(yaml, fields.get('actions')),
  }
}

/** Of a translation: `id` and the texts that are translated. */
export function readTranslatedHeader(matter: string, complain: Complain): Header | null {
  const yaml = readYaml(matter, 2, complain)
  if (yaml.root === null) return emptyMatter(matter, complain)
  const fields = knownFields(yaml, yaml.root, 'front matter', ['id'], ['title', 'idea', 'checks'])
  const id = readName(yaml, fields.get('id'))
  return { id, ...readTexts(yaml, id, fields), program: null, actions: [] }
}

function emptyMatter(matter: string, complain: Complain): null {
  if (matter.trim() === '') complain({ line: 2, column: 1 }, 'the front matter is empty')
  return null
}

function readTexts(yaml: Yaml, id: string, fields: Map<string, Field>) {
  return {
    title: readLine(yaml, `${id}.title`, fields.get('title')),
    idea: readLine(yaml, `${id}.idea`, fields.get('idea')),
    checks: readChecks(yaml, id, fields.get('checks')),
  }
}

function readLine(yaml: Yaml, key: string, field: Field | undefined): Line | null {
  const text = readString(yaml, field)
  if (text === null) return null
  if (text.includes('\n'))
    yaml.complain(yaml.place(field?.node ?? null), `'${field?.key}' must be one line`)
  return { key, text }
}

function readName(yaml: Yaml, field: Field | undefined): string {
  const name = readString(yaml, field)
  if (name !== null) checkName(yaml, name, yaml.place(field?.node ?? null))
  return name ?? 'lesson'
}

function checkName(yaml: Yaml, name: string, at: Place): void {
  if (namePattern.test(name)) return
  yaml.complain(
    at,
    `'${name}' is no name: small letters, digits and single hyphens, a letter first`,
  )
}

function readProgram(yaml: Yaml, field: Field | undefined): Program | null {
  if (field === undefined) return null
  const fields = knownFields(yaml, field.node, 'program', ['files', 'edit', 'root'], ['nodes'])
  const files = readStrings(yaml, fields.get('files'))
  const edit = readStrings(yaml, fields.get('edit'))
  const root = readString(yaml, fields.get('root'))
  for (const file of edit) {
    if (!files.includes(file))
      yaml.complain(field.at, `program: '${file}' to edit isn't among its files`)
  }
  if (root !== null && !files.includes(`${root}.ts`)) {
    yaml.complain(
      field.at,
      `program: its root is '${root}', but '${root}.ts' isn't among its files`,
    )
  }
  return { files, edit, root: root ?? '', nodes: readNodes(yaml, fields.get('nodes')) }
}

/** A page starts its machine with this many nodes at most. */
function readNodes(yaml: Yaml, field: Field | undefined): number {
  if (field === undefined) return 1
  const value: unknown = (field.node as { value?: unknown } | null)?.value
  if (value === 1 || value === 2) return value
  yaml.complain(yaml.place(field.node), "'nodes' must be 1 or 2")
  return 1
}

function readChecks(yaml: Yaml, id: string, field: Field | undefined): Placed<Goal>[] {
  if (field === undefined) return []
  const fields = fieldsOf(yaml, field.node, 'checks')
  return fields.flatMap((check) => {
    checkName(yaml, check.key, check.at)
    const goal = readLine(yaml, `${id}.check.${check.key}`, check)
    return goal === null ? [] : [{ name: check.key, goal, at: check.at }]
  })
}

function readActions(yaml: Yaml, field: Field | undefined): Header['actions'] {
  if (field === undefined) return []
  return fieldsOf(yaml, field.node, 'actions').flatMap((action) => {
    checkName(yaml, action.key, action.at)
    const op = readAction(yaml, action)
    return op === null ? [] : [{ name: action.key, op, at: action.at }]
  })
}
