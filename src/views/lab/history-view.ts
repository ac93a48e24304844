/** Where somebody looks at a history: a stretch of time that follows the page's clock or stays. */
import type { Playback } from '../../lab/index.ts'
import { nextOf, spans } from '../spacetime/state.ts'
import type { HistoryState } from './state.ts'

export interface HistorySight {
  readonly spanMs: number
  /** Where it begins, ms; null: it follows the moment shown. */
  readonly anchorMs: number | null
  readonly key: string | null
  readonly asTable: boolean
}

export type HistoryWish =
  | { readonly wish: 'zoom'; readonly by: 1 | -1 }
  | { readonly wish: 'pan'; readonly by: 1 | -1 }
  | { readonly wish: 'anchor'; readonly anchorMs: number | null }
  | { readonly wish: 'stretch'; readonly fromMs: number; readonly toMs: number }
  | { readonly wish: 'key'; readonly key: string | null }
  | { readonly wish: 'table'; readonly on: boolean }

export const firstSight: HistorySight = {
  spanMs: 5_000,
  anchorMs: null,
  key: null,
  asTable: false,
}

/** Of what is in sight, how much is before the moment shown. */
const before = 0.9

/** The stretch in sight. A place of one's own holds until the clock is moved out of it. */
export function stretchOf({ spanMs, anchorMs }: HistorySight, { time }: Playback) {
  const isKept = anchorMs !== null && time >= anchorMs && time <= anchorMs + spanMs
  const fromMs = Math.max(0, isKept ? anchorMs : time - spanMs * before)
  return { fromMs, toMs: fromMs + spanMs }
}

export function wished(sight: HistorySight, wish: HistoryWish, fromMs: number): HistorySight {
  switch (wish.wish) {
    case 'zoom': {
      const spanMs = nextOf(spans, sight.spanMs, -wish.by)
      const middle = fromMs + sight.spanMs * 0.5
      return { ...sight, spanMs, anchorMs: Math.max(0, middle - spanMs * 0.5) }
    }
    case 'pan':
      return { ...sight, anchorMs: Math.max(0, fromMs + wish.by * sight.spanMs * 0.5) }
    case 'anchor':
      return { ...sight, anchorMs: wish.anchorMs }
    case 'stretch': {
      const spanMs = Math.max(1, (wish.toMs - wish.fromMs) * 1.4)
      return { ...sight, spanMs, anchorMs: Math.max(0, wish.fromMs - spanMs * 0.15) }
    }
    case 'key':
      return { ...sight, key: wish.key }
    case 'table':
      return { ...sight, asTable: wish.on }
  }
}

/** To the operations of the violation, those of its key. */
export function toViolation({ violation }: HistoryState): HistoryWish | null {
  if (violation === null) return null
  const { from, to } = violation.window
  return { wish: 'stretch', fromMs: from / 1_000, toMs: to / 1_000 }
}
