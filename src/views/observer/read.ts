/** A node's answers, read: terms into rows. A node is trusted to keep to its own form. */
import type { Pid, Term } from '../../kernel/index.ts'
import type { App, Bed, Row, Rows, Sample, Totals, Whole } from './state.ts'

interface Fields {
  readonly [key: string]: Term
}

/** @param before the reading before this one, if it was of the same node's same life */
export function readSample(term: Term, at: number, before: Sample | undefined): Sample {
  const now = term as unknown as Totals
  const seconds = before === undefined ? 0 : (at - before.at) / 1000
  const rate = (key: 'reductions' | 'dropped' | 'spawned') =>
    before === undefined || seconds <= 0 ? 0 : Math.max(0, now[key] - before[key]) / seconds
  return {
    ...now,
    at,
    reductionsPerSecond: rate('reductions'),
    startsPerSecond: rate('spawned'),
    droppedPerSecond: rate('dropped'),
  }
}

export function readRows(term: Term): Rows {
  const { total, rows } = term as Fields
  return { total: total as number, rows: (rows as readonly Term[]).map(readRow) }
}

function readRow(term: Term): Row {
  const row = term as Fields
  return {
    ...(row as unknown as Row),
    initialCall: qualified(row.initialCall),
    currentFunction: qualified(row.currentFunction),
  }
}

export function readWhole(term: Term): Whole {
  return { ...(term as unknown as Whole), ...readRow(term) }
}

export function readApps(term: Term): readonly App[] {
  return (term as readonly Fields[]).map((app) => ({
    ...(app as unknown as App),
    root: app.root === null ? null : readRow(app.root as Term),
  }))
}

export function readBeds(term: Term): readonly Bed[] {
  const beds = term as unknown as readonly Bed[]
  // By number: a block keeps its place on the field while others grow and shrink.
  return [...beds].sort((a, b) => a.parent - b.parent)
}

export function readNames(term: Term): readonly (readonly [string, Pid])[] {
  const names = term as unknown as readonly (readonly [string, Pid])[]
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1))
}

function qualified(term: Term | undefined): string {
  const [module, func] = term as readonly [string, string]
  return `${module}:${func}`
}
