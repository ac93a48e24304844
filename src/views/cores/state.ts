/** One to many cores as it stands: what was asked, how far it is, and the points so far. */
import type { ScalingPoint } from '../../lab/index.ts'
import type { NoCompiler } from '../no-compiler.ts'

export type Jobs = 'large' | 'tiny'

/** One way to cut the work: what was counted, and what so many workers made of it. */
export interface Curve {
  readonly jobs: Jobs
  /** The primes below it were counted, in jobs of `grain` numbers. */
  readonly limit: number
  readonly grain: number
  /** Rounds that are behind the points, whole ones. */
  readonly runs: number
  readonly points: readonly ScalingPoint[]
  /** The part that couldn't be shared out; null where no point can tell. */
  readonly serial: number | null
}

export type Failure =
  | NoCompiler
  | { readonly what: 'no_workers'; readonly problem: string }
  | { readonly what: 'lost'; readonly node: string; readonly problem: string }
  | { readonly what: 'program'; readonly reason: string }
  | {
      readonly what: 'wrong'
      readonly workers: number
      readonly found: number
      readonly primes: number
    }

export type Phase =
  | { readonly is: 'idle' | 'loading' | 'warming' | 'done' | 'cancelled' }
  | { readonly is: 'starting'; readonly ready: number }
  | {
      readonly is: 'measuring'
      readonly round: number
      readonly jobs: Jobs
      readonly workers: number
    }
  /** Nobody sees the page: it waits. */
  | { readonly is: 'hidden' }
  | { readonly is: 'failed'; readonly failure: Failure }

export interface CoresState {
  /** As many as the browser says that there are. */
  readonly cores: number
  /** The most workers that are measured. */
  readonly most: number
  readonly rounds: number
  /** The wished limit of the large jobs; null: as many numbers as this machine does in a second. */
  readonly wish: number | null
  readonly phase: Phase
  /** Runs that count, of how many. */
  readonly runs: number
  readonly allRuns: number
  /** Runs that were done again because the tab was hidden meanwhile. */
  readonly repeated: number
  readonly curves: readonly Curve[]
  /** The program's text. */
  readonly program: string
}

export type CoresAction =
  | { readonly act: 'close' | 'measure' | 'cancel' }
  | { readonly act: 'wish'; readonly limit: number | null }

/** Whether something runs that can be cancelled. */
export function isBusy({ phase }: CoresState): boolean {
  return ['loading', 'starting', 'warming', 'measuring', 'hidden'].includes(phase.is)
}
