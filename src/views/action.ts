/**
 * Actions: everything a person can ask of the page, as data. Views only ever dispatch one of
 * these; what it does to the running system (an Op of the lab) or to the page is wired elsewhere.
 */
import type { EventId } from '../kernel/index.ts'
import type { Op } from '../lab/index.ts'
import type { CoresAction } from './cores/state.ts'
import type { LabAction } from './lab/action.ts'
import type { ObserverAction } from './observer/action.ts'
import type { SpacetimeAction } from './spacetime/state.ts'

/**
 * What is selected: a process by its pidKey, a node or a machine by name. A selected process stands
 * for its place: after a restart its successor is meant. `life`: this very life, chosen on purpose.
 * In a simulated world also the link between two nodes (the first by name is `from`), and a message
 * on its way, by the event of its `sent`.
 */
export type Selection =
  | { readonly thing: 'process'; readonly key: string; readonly life?: true }
  | { readonly thing: 'node'; readonly name: string }
  | { readonly thing: 'machine'; readonly name: string }
  | { readonly thing: 'link'; readonly from: string; readonly to: string }
  | { readonly thing: 'message'; readonly sent: EventId }

/** The page's side panels: all are seen at once when there is room. */
export type Panel = 'lesson' | 'inspect' | 'log'

export type Theme = 'system' | 'light' | 'dark'

export type Action =
  | { readonly type: 'select'; readonly selection: Selection | null }
  | { readonly type: 'op'; readonly op: Op }
  /** Moves the picture's cursor to an event; `selection` comes along when a log line is chosen. */
  | { readonly type: 'seek'; readonly index: number; readonly selection?: Selection }
  /** By one event (by = ±1), or to the next fault in that direction. */
  | { readonly type: 'step'; readonly by: 1 | -1; readonly to: 'event' | 'fault' }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'speed'; readonly factor: number }
  | { readonly type: 'live' }
  | { readonly type: 'addMachine' }
  | { readonly type: 'panel'; readonly panel: Panel | null }
  | { readonly type: 'view'; readonly view: 'picture' | 'list' }
  | { readonly type: 'theme'; readonly theme: Theme }
  /** The sheet of keys. */
  | { readonly type: 'keys'; readonly open: boolean }
  /** A button of the caption or of a notice, by the name its props gave it. */
  | { readonly type: 'press'; readonly button: string }
  | { readonly type: 'dismiss'; readonly notice: string }
  /** Opens a file of the program in the editor; null closes it. */
  | { readonly type: 'edit'; readonly file: string | null }
  | { readonly type: 'text'; readonly file: string; readonly text: string }
  | { readonly type: 'run'; readonly file: string }
  | { readonly type: 'reset'; readonly file: string }
  | { readonly type: 'lessonStep'; readonly step: number }
  /** One rung more of the hint ladder of that step. */
  | { readonly type: 'hint'; readonly step: string }
  | { readonly type: 'leaveLesson' }
  /** The observer in the stage's place. */
  | { readonly type: 'observer'; readonly open: boolean }
  | { readonly type: 'observe'; readonly what: ObserverAction }
  /** One to many cores in the stage's place. */
  | { readonly type: 'cores'; readonly open: boolean }
  | { readonly type: 'measure'; readonly what: CoresAction }
  /** Space and time in the stage's place. */
  | { readonly type: 'spacetime'; readonly open: boolean | 'toggle' }
  | { readonly type: 'arrange'; readonly what: SpacetimeAction }
  /** Of the simulated world. */
  | { readonly type: 'lab'; readonly what: LabAction }

export type Dispatch = (action: Action) => void
