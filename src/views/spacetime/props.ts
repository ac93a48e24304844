/** What the parts of the space-time view are given. */
import type { Playback, System, Trace } from '../../lab/index.ts'
import type { Dispatch, Selection } from '../action.ts'
import type { Names } from '../names.ts'
import type { Reading } from '../strip/reading.ts'
import type { World } from '../words/time.ts'
import type { Frame } from './frame.ts'
import type { Model } from './model.ts'
import type { SpacetimeAction, SpacetimeState } from './state.ts'

export interface SpacetimeProps {
  readonly trace: Trace
  readonly reading: Reading
  readonly playback: Playback
  readonly system: System
  readonly world: World
  readonly names: Names
  readonly selection: Selection | null
  readonly state: SpacetimeState
  act(action: SpacetimeAction): void
  readonly dispatch: Dispatch
}

/** The parts also know the picture, and what choosing an event means. */
export interface PartProps extends SpacetimeProps {
  readonly model: Model
  readonly frame: Frame
  /** The page's clock goes to that event, and what it happened to is selected. */
  choose(index: number): void
}
