/**
 * Keys as actions. Letters work while the picture, the strip or the log has the focus, never while
 * somebody types; a presenter's remote sends PageUp, PageDown and the dot.
 */
import type { Playback, ProcessRecord, System } from '../../lab/index.ts'
import type { Action, Selection } from '../action.ts'
import type { LabAction } from '../lab/action.ts'
import { type DeedName, deedsFor } from '../lab/deeds.ts'
import type { SimSight } from '../lab/sight.ts'
import { nextSimSpeed } from '../lab/speed.ts'
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
  /** In a simulated world keys do more. */
  readonly sim?: SimSight | undefined
}

/** The action of a key without modifiers; null when it has none. */
export function actionOfKey(key: string, facts: KeyFacts): Action | null {
  const { playback, sim } = facts
  const own = sim === undefined ? undefined : simAction(key, facts, sim)
  if (own !== undefined) return own
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
    case 'Escape':
      return facts.selection === null ? null : { type: 'select', selection: null }
    case 'k':
    case 's':
    case 'e':
      return verbAction(key, facts)
    default:
      return null
  }
}

/** Ctrl and a letter (⌘ on a Mac). */
export function actionOfControl(key: string, { sim }: KeyFacts): Action | null {
  return sim !== undefined && key === 'z' ? { type: 'lab', what: { act: 'undo' } } : null
}

/** What a key means in a simulated world only; undefined: the same as everywhere. */
function simAction(key: string, facts: KeyFacts, sim: SimSight): Action | null | undefined {
  const lab = (what: LabAction): Action => ({ type: 'lab', what })
  const { selection } = facts
  switch (key) {
    case '.':
    case 'n':
    case 'PageDown':
      return lab({ act: 'turn', by: 1 })
    case ',':
    case 'p':
    case 'PageUp':
      return lab({ act: 'turn', by: -1 })
    case '[':
    case ']':
      return lab({ act: 'speed', factor: nextSimSpeed(facts.playback.speed, key === '[' ? -1 : 1) })
    case 'k':
      return deedAction('crash', selection, sim)
    case 'r':
      return deedAction('restart', selection, sim) ?? null
    case 'd':
      return deedAction('drop', selection, sim) ?? null
    case 'x': {
      const node = selection?.thing === 'node' ? [selection.name] : []
      return lab({ act: 'brush', side: sim.brush === null ? node : null })
    }
    case 'Escape':
      return sim.brush === null ? undefined : lab({ act: 'brush', side: null })
    case 'b':
      return lab({ act: 'heal' })
    case 'f':
      return lab({ act: 'fork' })
    // Rooms of the live world.
    case 'o':
    case 'c':
      return null
    default:
      return undefined
  }
}

/** Undefined where the selected thing has no such deed. */
function deedAction(
  name: DeedName,
  selection: Selection | null,
  sim: SimSight,
): Action | undefined {
  const deeds = selection === null ? [] : deedsFor(selection, sim)
  const deed = deeds.find((each) => each.name === name)
  return deed && { type: 'lab', what: { act: 'fault', fault: deed.fault } }
}

/** K, S and E act on whoever stands now where the selected one stood. */
function verbAction(key: 'k' | 's' | 'e', facts: KeyFacts): Action | null {
  const { system, acting } = facts
  const selection =
    facts.selection?.thing === 'process'
      ? standing(facts.selection, slotsOf(system))
      : facts.selection
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
