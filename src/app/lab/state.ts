/** What the lab page shows, as plain data. lab-page.ts replaces it, the components read it. */
import type { Playback, System } from '../../lab/index.ts'
import type { LabState, Notice, Panel, Reading, Selection, Theme } from '../../views/index.ts'

export interface LabPageState {
  /** The system at the reading cursor. */
  readonly system: System
  /** Index after the trace's newest event. */
  readonly end: number
  readonly reading: Reading
  readonly playback: Playback
  readonly selection: Selection | null
  readonly panel: Panel | null
  readonly view: 'picture' | 'list'
  readonly theme: Theme
  readonly keysOpen: boolean
  readonly notices: readonly Notice[]
  readonly spacetime: 'closed' | 'loading' | 'failed' | 'open'
  readonly lab: LabState
}
