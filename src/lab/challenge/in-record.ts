/**
 * A dare in a recording: `more.challenge` names the promise and its par, `more.broken` what the
 * sender needed. Others wrote it: the faults are counted again, and whatever isn't as expected is
 * ignored.
 */
import { equalTerms, type Term } from '../../kernel/index.ts'
import { limits } from '../limits.ts'
import { programs } from '../programs.ts'
import type { RunRecord } from '../share/run-record.ts'
import type { Broken, Dare, DareBeginning } from './dare.ts'
import { parOf } from './par-of.ts'
import { usedFaults } from './used-faults.ts'

/** The record of a run with the dare that it belongs to, and what it took to break it. */
export function withDare(record: RunRecord, dare: Dare, broken: Broken | null): RunRecord {
  const { promise, par } = dare
  const challenge = { promise, par }
  const more = broken === null ? { challenge } : { challenge, broken: { ...broken } }
  return { ...record, more: { ...record.more, ...more } }
}

/** The dare that a record brings along; its beginning is the record's without all faults. */
export function dareIn(
  record: RunRecord,
): { readonly dare: Dare; readonly sender: Broken | null } | null {
  const { program: shared, seed, nodes } = record
  if (!('id' in shared)) return null
  const program = programs.find(({ id }) => id === shared.id)
  const challenge = fieldsOf(record.more, 'challenge')
  const { promise } = challenge
  const isKnown = program?.promises?.some(({ name }) => name === promise)
  if (program === undefined || typeof promise !== 'string' || !isKnown) return null
  const known = parOf(program.id, promise)
  const { untilMs = known?.begin.untilMs ?? usualMs, ...options } = record.options
  const begin = { seed, nodes, untilMs, options }
  // Of another beginning nobody here knows it.
  const par = known !== null && isSameBeginning(begin, known.begin) ? known.par : challenge.par
  if (!isCount(par)) return null
  return { dare: { program: program.id, promise, par, begin }, sender: senderIn(record) }
}

const usualMs = 30_000

function senderIn(record: RunRecord): Broken | null {
  const { faults, atMs } = fieldsOf(record.more, 'broken')
  const isTime = typeof atMs === 'number' && atMs >= 0 && atMs <= limits.faultNumber
  if (!isCount(faults) || !isTime) return null
  return usedFaults(record, record) === faults ? { faults, atMs } : null
}

function isSameBeginning(a: DareBeginning, b: DareBeginning): boolean {
  const begins = [a, b].map(({ seed, nodes, options: { delayMs = [], mesh = true } }) => {
    return [seed, nodes, [...delayMs], mesh]
  })
  return equalTerms(begins[0] as Term, begins[1] as Term)
}

function isCount(term: Term | undefined): term is number {
  return Number.isSafeInteger(term) && (term as number) > 0
}

/** Those of a map in a map; none when it is no map. */
function fieldsOf(more: RunRecord['more'], name: string): { readonly [field: string]: Term } {
  const term = Object.hasOwn(more, name) ? more[name] : null
  const isMap = typeof term === 'object' && term !== null && !Array.isArray(term)
  return isMap ? (term as { readonly [field: string]: Term }) : {}
}
