/** What somebody wishes to see of space and time, as data; and each wish as a change of it. */
import type { Grouping } from './lanes.ts'
import type { Axis } from './stretch.ts'

export interface SpacetimeState {
  readonly axis: Axis
  readonly grouping: Grouping
  /** Also processes to which nothing happened in the window. */
  readonly idle: boolean
  /** Also names, links and monitors. */
  readonly upkeep: boolean
  readonly spanMs: number
  readonly stepPx: number
  /** Where the window begins: ms, or a trace index; null: it follows the moment shown. */
  readonly anchor: number | null
  /** How far it is scrolled from lane to lane, px. */
  readonly across: number
  /** What could have caused the selected event, and what it could have caused, is lit. */
  readonly cone: boolean
  readonly query: string
  readonly view: 'picture' | 'table'
}

export type SpacetimeAction =
  | { readonly act: 'close' }
  | { readonly act: 'axis'; readonly axis: Axis }
  | { readonly act: 'grouping'; readonly grouping: Grouping; readonly idle: boolean }
  | { readonly act: 'upkeep'; readonly on: boolean }
  /** Nearer (1) or further away (−1), around the place that stays where it is. */
  | { readonly act: 'zoom'; readonly by: 1 | -1; readonly anchor: number | null }
  /** A stretch exactly as long as something took. */
  | { readonly act: 'span'; readonly fromMs: number; readonly toMs: number }
  | { readonly act: 'anchor'; readonly anchor: number | null }
  | { readonly act: 'across'; readonly across: number }
  | { readonly act: 'cone'; readonly on: boolean }
  | { readonly act: 'query'; readonly query: string }
  | { readonly act: 'view'; readonly view: SpacetimeState['view'] }

export const emptySpacetime: SpacetimeState = {
  axis: 'time',
  grouping: 'processes',
  idle: false,
  upkeep: false,
  spanMs: 5_000,
  stepPx: 26,
  anchor: null,
  across: 0,
  cone: false,
  query: '',
  view: 'picture',
}

/** From a microsecond's neighbourhood to ten minutes. */
export const spans = [
  0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000,
  30_000, 60_000, 300_000, 600_000,
] as const

export const steps = [8, 12, 18, 26, 38, 56, 84] as const

export function arranged(state: SpacetimeState, action: SpacetimeAction): SpacetimeState {
  switch (action.act) {
    case 'close':
      return state
    case 'axis':
      return { ...state, axis: action.axis, anchor: null }
    case 'grouping':
      return { ...state, grouping: action.grouping, idle: action.idle, across: 0 }
    case 'upkeep':
      return { ...state, upkeep: action.on }
    case 'zoom':
      return state.axis === 'time'
        ? { ...state, spanMs: nextOf(spans, state.spanMs, -action.by), anchor: action.anchor }
        : { ...state, stepPx: nextOf(steps, state.stepPx, action.by), anchor: action.anchor }
    case 'span': {
      const room = Math.max(action.toMs - action.fromMs, 0.005)
      const anchor = action.fromMs - room * 0.3
      return { ...state, axis: 'time', spanMs: room * 1.6, anchor }
    }
    case 'anchor':
      return { ...state, anchor: action.anchor }
    case 'across':
      return { ...state, across: Math.max(0, action.across) }
    case 'cone':
      return { ...state, cone: action.on }
    case 'query':
      return { ...state, query: action.query }
    case 'view':
      return { ...state, view: action.view }
  }
}

/** The next of the stops in that direction; the last one stays. */
export function nextOf(stops: readonly number[], value: number, by: number): number {
  const further = by > 0 ? stops.find((stop) => stop > value * 1.01) : undefined
  const nearer = by < 0 ? stops.findLast((stop) => stop < value * 0.99) : undefined
  return further ?? nearer ?? value
}
