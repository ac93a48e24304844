/**
 * Actions: operations that a lesson offers by a button, written in the front matter as
 * `kill-ann: { do: kill, target: ann }`. The result is an Op of the lab, as data.
 */
import type { Node } from 'yaml'
import type { Op } from '../lab/index.ts'
import { listed } from './complaints.ts'
import { type Field, fieldsOf, knownFields, readString, readTerm, type Yaml } from './yaml.ts'

const fields = {
  kill: ['target'],
  crash: ['target', 'reason'],
  suspend: ['target'],
  resume: ['target'],
  send: ['target', 'message'],
  kill_node: ['node'],
  cut: ['machine'],
  mend: ['machine'],
} as const

type Verb = keyof typeof fields

/** The op, or null with a complaint. `target` is a registered name. */
export function readAction(yaml: Yaml, field: Field): Op | null {
  const what = `action '${field.key}'`
  const verb = verbOf(yaml, field.node, what)
  if (verb === null) return null
  const found = knownFields(yaml, field.node, what, ['do', ...fields[verb]])
  if (found.size <= fields[verb].length) return null
  const name = (key: string) => readString(yaml, found.get(key))
  const target = () => ({ name: name('target') ?? '' })
  switch (verb) {
    case 'kill':
    case 'suspend':
    case 'resume':
      return { do: verb, target: target() }
    case 'crash':
      return {
        do: verb,
        target: target(),
        reason: readTerm(yaml, found.get('reason')?.node ?? null),
      }
    case 'send':
      return {
        do: verb,
        target: target(),
        message: readTerm(yaml, found.get('message')?.node ?? null),
      }
    case 'kill_node':
      return { do: verb, node: name('node') ?? '' }
    case 'cut':
    case 'mend':
      return { do: verb, machine: name('machine') ?? '' }
  }
}

function verbOf(yaml: Yaml, node: Node | null, what: string): Verb | null {
  const all = fieldsOf(yaml, node, what)
  const field = all.find(({ key }) => key === 'do')
  if (field === undefined) {
    if (all.length > 0) yaml.complain(yaml.place(node), `${what}: 'do' is missing`)
    return null
  }
  const verb = readString(yaml, field)
  if (verb === null) return null
  if (Object.hasOwn(fields, verb)) return verb as Verb
  const known = listed(Object.keys(fields))
  yaml.complain(
    yaml.place(field.node),
    `${what}: nothing can be done by '${verb}'; known are ${known}`,
  )
  return null
}
