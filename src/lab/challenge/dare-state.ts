/**
 * Where somebody stands with a dare. Whoever opens a sender's link gets the dare first, and the
 * sender's run only after a try: opened → trying → broken or given up → the sender's run.
 */
import type { Broken, Dare } from './dare.ts'

export type DarePhase = 'opened' | 'trying' | 'broken' | 'gaveUp' | 'senderRun'

export interface DareState {
  readonly dare: Dare
  readonly phase: DarePhase
  /** Used in the run at hand; once it is broken, those that it took. */
  readonly faults: number
  readonly brokenAtMs: number | null
  /** Whether a fault was ever tried. */
  readonly tried: boolean
  /** The fewest faults with which this person has broken it so far. */
  readonly best: number | null
  /** What the sender of the link needed; null when nobody sent it. */
  readonly sender: Broken | null
}

export type DareEvent =
  /** What is known of the run that is shown: whenever more of it is known, or it was forked. */
  | {
      readonly now: 'ran'
      /** As `usedFaults` counts them: null is no try. */
      readonly faults: number | null
      readonly brokenAtMs: number | null
    }
  /** From the beginning, without faults. */
  | { readonly now: 'again' }
  | { readonly now: 'giveUp' }
  | { readonly now: 'senderRun' }

export function openDare(dare: Dare, sender: Broken | null = null): DareState {
  const nothing = { faults: 0, brokenAtMs: null, tried: false, best: null }
  return { dare, phase: 'opened', ...nothing, sender }
}

/** The same state when that can't happen now. */
export function dared(state: DareState, event: DareEvent): DareState {
  switch (event.now) {
    case 'ran':
      return ran(state, event.faults, event.brokenAtMs)
    case 'again':
      return { ...state, phase: 'opened', faults: 0, brokenAtMs: null }
    case 'giveUp': {
      const isOpen = state.phase === 'opened' || state.phase === 'trying'
      return state.tried && isOpen ? { ...state, phase: 'gaveUp' } : state
    }
    case 'senderRun': {
      const isOver = state.phase === 'broken' || state.phase === 'gaveUp'
      return state.sender !== null && isOver ? { ...state, phase: 'senderRun' } : state
    }
  }
}

/** What breaks without a fault is nobody's doing; what is done after the break doesn't count. */
function ran(state: DareState, faults: number | null, brokenAtMs: number | null): DareState {
  const { phase, best } = state
  if (phase === 'gaveUp' || phase === 'senderRun' || faults === null) return state
  if (phase === 'broken' && brokenAtMs === state.brokenAtMs) return state
  const tried = state.tried || faults > 0
  if (brokenAtMs !== null && faults > 0) {
    const fewest = Math.min(best ?? faults, faults)
    return { ...state, phase: 'broken', faults, brokenAtMs, tried, best: fewest }
  }
  const isTrying = faults > 0 || phase !== 'opened'
  return { ...state, phase: isTrying ? 'trying' : 'opened', faults, brokenAtMs: null, tried }
}
