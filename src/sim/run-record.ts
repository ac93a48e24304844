/** A simulated run as a record that can be shared, and back. */
import { codeHashOf, type Program, type RunRecord, recordVersion } from '../lab/index.ts'
import type { Run } from './simulate.ts'

/** Of those that don't say how long they took. */
const usualMs = 20_000

/** Of a run of a ready program; `cursor`: where its reader stands, an index of the trace. */
export function recordOfRun(run: Run, cursor: number | null = null): RunRecord {
  const { program, seed, nodes, untilMs, faults = [], ops = [], options } = run
  return {
    version: recordVersion,
    program: { id: program.id },
    codeHash: codeHashOf(program.files),
    seed,
    nodes,
    options: { ...options, untilMs },
    ops,
    faults,
    cursor,
    more: {},
  }
}

/** `program`: the one that the record names, or brings along. */
export function runOfRecord(record: RunRecord, program: Program, newCode: Run['newCode']): Run {
  const { seed, nodes, faults, ops } = record
  const { untilMs = usualMs, ...options } = record.options
  return { program, seed, nodes, untilMs, faults, ops, options, newCode }
}
