/** What the page shows, as plain data. page.ts replaces it, the components read it. */
import type { Playback, System } from '../lab/index.ts'
import type { FirstMinute } from '../tutor/index.ts'
import type { Notice, Panel, Reading, Selection, Theme } from '../views/index.ts'
import type { CompileError } from '../web/index.ts'
import type { LessonState } from './lesson-desk.ts'

export interface PageState {
  readonly room: string
  /** This machine's name; '' until it is settled. */
  readonly machine: string
  /** Whether the room's system was started here, or this machine came as a guest. */
  readonly part: 'home' | 'guest'
  /** The system at the reading cursor. */
  readonly system: System
  /** Index after the trace's newest event. */
  readonly end: number
  readonly reading: Reading
  readonly playback: Playback
  readonly minute: FirstMinute
  readonly selection: Selection | null
  readonly panel: Panel | null
  readonly view: 'picture' | 'list'
  readonly theme: Theme
  readonly keysOpen: boolean
  readonly notices: readonly Notice[]
  readonly editor: EditorState | null
  readonly lesson: LessonState | null
  /** The shelf of lessons is open, where no lesson is. */
  readonly shelf: boolean
  /** The observer stands in the stage's place. */
  readonly observer: 'closed' | 'loading' | 'failed' | 'open'
  /** One to many cores stands there, before the observer if both are open. */
  readonly cores: 'closed' | 'loading' | 'failed' | 'open'
  /** Space and time stands there, behind these two if they are open. */
  readonly spacetime: 'closed' | 'loading' | 'failed' | 'open'
  /** The first minute is over, or was left. */
  readonly coachDone: boolean
}

export interface EditorState {
  readonly file: string
  readonly text: string
  readonly errors: readonly CompileError[]
  /** The text isn't the one that was given. */
  readonly changed: boolean
  /** The text isn't the one that runs. */
  readonly waiting: boolean
}
