/**
 * Keys as actions. Letters work while the picture, the strip or the log has the focus, never while
 * somebody types; a presenter's remote sends PageUp, PageDown and the dot.
 */
import type { Playback, ProcessRecord, System } from '../../lab/index.ts'
import type { Action, Selection } from '../action.ts'
import { slotsOf, standing } from '../stage/forest.ts'
import { opOf } from '../verbs.ts'
import { nextSpeed } from '../words/time.ts'

export interface KeyFacts {
  readonly system: System
  readonly selection: Selection | null
  readonly playback: Playback
  /** False while the picture shows the past. */
  readonly acting: boolean
  readonly view: 'picture' | 'list'
  readonly sourceOf: (process: ProcessRecord) => string | null
}

/** The action of a key without modifiers; null when it has none. */
export function actionOfKey(key: string, facts: KeyFacts): Action | null {
  const { playback } = facts
  switch (key) {
    case ' ':
      return { type: playback.mode === 'paused' ? 'play' : 'pause' }
    case '.':
    case 'n':
    case 'PageDown':
      return { type: 'step', by: 1, to: 'event' }
    case ',':
    case 'p':
    case 'PageUp':
      return { type: 'step', by: -1, to: 'event' }
    case '>':
      return { type: 'step', by: 1, to: 'fault' }
    case '<':
      return { type: 'step', by: -1, to: 'fault' }
    case '[':
      return { type: 'speed', factor: nextSpeed(playback.speed, -1) }
    case ']':
      return { type: 'speed', factor: nextSpeed(playback.speed, 1) }
    case 'l':
      return { type: 'live' }
    case 'v':
      return { type: 'view', view: facts.view === 'list' ? 'picture' : 'list' }
    case 'o':
      return { type: 'observer', open: true }
    case 'c':
      return { type: 'cores', open: true }
    case 't':
      return { type: 'spacetime', open: 'toggle' }
    case '?':
      return { type: 'keys', open: true }
    case 'k':
    case 's':
    case 'e':
      return verbAction(key, facts)
    default:
      return null
  }
}

/** K, S and E act on whoever stands now where the selected one stood. */
function verbAction(key: 'k' | 's' | 'e', facts: KeyFacts): Action | null {
  const { system, acting } = facts
  const selection = standing(facts.selection, slotsOf(system))
  if (selection === null) return null
  const process = selection.thing === 'process' ? system.processes.get(selection.key) : undefined
  if (key === 'e') {
    const file = process === undefined ? null : facts.sourceOf(process)
    return file === null ? null : { type: 'edit', file }
  }
  if (!acting || process?.exit != null) return null
  const op = opOf(verbOf(key, selection, process), selection, system)
  return op === null ? null : { type: 'op', op }
}

function verbOf(key: 'k' | 's', selection: Selection, process: ProcessRecord | undefined) {
  if (key === 'k') return selection.thing === 'node' ? 'kill_node' : 'kill'
  return process?.status === 'suspended' ? 'resume' : 'suspend'
}
