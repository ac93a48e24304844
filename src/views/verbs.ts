/**
 * Verbs: what can be done to the selected thing, and the operation each one is. The same list
 * serves the picture, the inspector and the list for screen readers.
 */
import type { Term } from '../kernel/index.ts'
import type { Op, ProcessRecord, System, Target } from '../lab/index.ts'
import type { Selection } from './action.ts'

export type Verb =
  | 'kill'
  | 'crash'
  | 'suspend'
  | 'resume'
  | 'send'
  | 'edit'
  | 'kill_node'
  | 'cut'
  | 'mend'

/** Verbs that ask for a word first. */
export function asks(verb: Verb): boolean {
  return verb === 'crash' || verb === 'send'
}

/** `source` is the file that the process runs, when it can be edited. */
export function verbsFor(
  selection: Selection,
  system: System,
  source: string | null = null,
): readonly Verb[] {
  switch (selection.thing) {
    case 'process': {
      const process = system.processes.get(selection.key)
      if (process === undefined || process.exit !== null) return source === null ? [] : ['edit']
      const pause: Verb = process.status === 'suspended' ? 'resume' : 'suspend'
      return ['kill', 'crash', pause, 'send', ...(source === null ? [] : (['edit'] as const))]
    }
    case 'node':
      return system.nodes.get(selection.name)?.status === 'up' ? ['kill_node'] : []
    case 'machine': {
      const machine = system.machines.get(selection.name)
      if (machine === undefined || machine.here) return []
      if (machine.cut) return ['mend']
      return machine.status === 'down' ? [] : ['cut']
    }
    // Of simulated worlds: lab/deeds.ts.
    case 'link':
    case 'message':
      return []
  }
}

/**
 * The operation; null for `edit`, which does nothing to the system, and for a verb out of place.
 */
export function opOf(
  verb: Verb,
  selection: Selection,
  system: System,
  word: Term = null,
): Op | null {
  if (selection.thing === 'node')
    return verb === 'kill_node' ? { do: verb, node: selection.name } : null
  if (selection.thing === 'machine') {
    return verb === 'cut' || verb === 'mend' ? { do: verb, machine: selection.name } : null
  }
  if (selection.thing !== 'process') return null
  const process = system.processes.get(selection.key)
  if (process === undefined) return null
  const target = targetOf(process)
  switch (verb) {
    case 'kill':
    case 'suspend':
    case 'resume':
      return { do: verb, target }
    case 'crash':
      return { do: verb, target, reason: word }
    case 'send':
      return { do: verb, target, message: word }
    default:
      return null
  }
}

/** By name where there is one: a picture told slowly may still show the life before. */
export function targetOf(process: ProcessRecord): Target {
  return process.name === null ? { pid: process.key } : { name: process.name }
}

/** What somebody typed as a term: JSON where it is JSON, else the text itself (an atom). */
export function readWord(text: string): Term {
  const trimmed = text.trim()
  try {
    return JSON.parse(trimmed) as Term
  } catch {
    return trimmed.replace(/^'(.*)'$/, '$1')
  }
}
