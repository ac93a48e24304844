/** What a benchmark gives: figures with their spread and the bound they are held against. */
import type { Io } from '../command.ts'
import type { Benchmark } from './catalogue.ts'

/** One figure; `ours` and `beam` are medians of the runs. */
export interface Result {
  readonly name: string
  /** Which of the benchmark's figures; a runtime's: which body the processes have. */
  readonly body?: string
  readonly where: 'chromium' | 'chromium-worker' | 'node'
  readonly unit: 'ms' | 'bytes' | 'ops/s' | 'us'
  readonly ours: number
  readonly least: number
  readonly most: number
  /** The same work on `erl +S 1:1`; null where it wasn't asked for or isn't there. */
  readonly beam: number | null
  /** Ours against the BEAM's so that more is better; null without one. */
  readonly ratio: number | null
  readonly bound: Bound | null
  /** Another way to do it, for comparison. */
  readonly beside?: Readonly<Record<string, number>>
  /** The same work in other libraries; absent where it isn't theirs, or wasn't asked for. */
  readonly peers?: Readonly<Partial<Record<PeerName, PeerFigure>>>
}

export const peerNames = ['nact', 'xstate'] as const

export type PeerName = (typeof peerNames)[number]

/** `ratio`: ours against theirs, so that more is better. */
export type PeerFigure =
  | { readonly figure: number; readonly ratio: number }
  | { readonly cannot: string }

export interface Bound {
  /** What is held against it: a ratio should reach it, our own figure shouldn't exceed it. */
  readonly of: 'ours' | 'ratio'
  readonly must: number
  readonly aim: number | null
}

export interface Bench {
  /** `isInBrowser`: asked of those that run in Node as well. */
  measure(runs: number, io: Io, isInBrowser?: boolean): Promise<readonly Result[]>
}

/** Null when there is nothing to judge, or nothing to judge it by. */
export function holds({ bound, ours, ratio }: Result): boolean | null {
  if (bound === null) return null
  if (bound.of === 'ours') return ours <= bound.must
  return ratio === null ? null : ratio >= bound.must
}

/** A runtime benchmark's result from the figures of ours, of the BEAM and of what is beside. */
export function resultOf(
  { name, body, unit, bound, beside }: Benchmark,
  where: Result['where'],
  [ours = [], beams = [], others = []]: readonly (readonly number[])[],
): Result {
  const figures = spread(ours)
  const beam = beams.length === 0 ? null : spread(beams).ours
  return {
    name,
    ...(body === undefined ? {} : { body }),
    ...{ where, unit, ...figures, beam },
    ratio: beam === null ? null : versus(unit, figures.ours, beam),
    // They are known for Chromium.
    bound: where === 'chromium-worker' ? bound : null,
    ...(beside === undefined || others.length === 0
      ? {}
      : { beside: { [beside.label]: besideOf(beside, figures.ours, others) } }),
  }
}

function besideOf(
  beside: NonNullable<Benchmark['beside']>,
  ours: number,
  others: readonly number[],
): number {
  const figure = spread(others).ours
  return 'cost' in beside ? tidy(figure / ours) : figure
}

/** Ours against another one's, so that more is better: bytes and times are turned round. */
export function versus(unit: Result['unit'], ours: number, theirs: number): number {
  return tidy(unit === 'ops/s' ? ours / theirs : theirs / ours)
}

/** The median of some figures, with the least and the most. */
export function spread(figures: readonly number[]): { ours: number; least: number; most: number } {
  const sorted = [...figures].sort((a, b) => a - b)
  const at = (index: number) => tidy(sorted[index] ?? Number.NaN)
  return { ours: at(sorted.length >> 1), least: at(0), most: at(sorted.length - 1) }
}

/** As many digits as a figure is worth: small ones keep three. */
function tidy(figure: number): number {
  return Math.abs(figure) < 100 ? Number(figure.toPrecision(3)) : Math.round(figure)
}
