/**
 * The order of a part of a trace as text that is the same wherever it ran (happened-before: Lamport
 * 1978): each event after the one before it in its process, and after the event that it tells as
 * its cause. Processes go by their names or by who started them; times, numbers of processes and
 * nodes' own names are left out. Runs of a program without races have the same edges.
 */
import { type EventKind, formatTerm, Pid, pidKey, Ref, type Term } from '../kernel/index.ts'
import { labelOf } from './process-record.ts'
import type { ProcessRecord } from './system.ts'
import type { Trace, TraceEvent } from './trace.ts'

/**
 * What comes to a process whatever it does: only its cause is before it. When it comes between two
 * steps of the process is the network's doing.
 */
const arrivals: ReadonlySet<EventKind> = new Set<EventKind>([
  'delivered',
  'dropped',
  'down',
  'exit_arrived',
])

/** Kinds whose terms are what was said; others may tell times, and follow from these. */
const spoken: ReadonlySet<EventKind> = new Set<EventKind>([
  'sent',
  'delivered',
  'received',
  'dropped',
  'exit',
  'exit_sent',
  'exit_arrived',
  'down',
  'register',
])

/** Longer ones are cut in an edge, ends of terms that nobody reads. */
const mostCharacters = 400

/** Who takes part: names by `pidKey`, and nodes in the order in which they come in. */
interface Cast {
  readonly names: ReadonlyMap<string, string>
  readonly nodes: readonly string[]
}

/**
 * Of that process and of all that descend from it, in the trace's order: `before → after` within a
 * process, `cause ⇒ effect` between any.
 */
export function causalEdges(trace: Trace, ancestor: Pid): readonly string[] {
  const cast = castOf(trace, pidKey(ancestor))
  const edges: string[] = []
  const titles = new Map<number, string>()
  const newest = new Map<string, string>()
  const counts = new Map<string, number>()
  for (let index = trace.first; index < trace.end; index++) {
    const event = trace.at(index)
    const who = event.subject === null ? undefined : cast.names.get(pidKey(event.subject))
    if (who === undefined) continue
    const cause = event.cause === null ? undefined : titles.get(trace.find(event.cause))
    const isStep = isStepOf(event)
    const what = `${who} ${wordsOf(event, cast)}`
    const counted = isStep ? who : `${what} ${cause}`
    const count = (counts.get(counted) ?? 0) + 1
    counts.set(counted, count)
    const title = `${what} ${isStep ? '#' : '~'}${count}`
    titles.set(index, title)
    if (cause !== undefined) edges.push(`${cause} ⇒ ${title}`)
    if (!isStep) continue
    const before = newest.get(who)
    if (before !== undefined) edges.push(`${before} → ${title}`)
    newest.set(who, title)
  }
  return edges
}

/** Whether it stands in its process's own order: the process did it, or died of it. */
function isStepOf({ kind, node, subject, term }: TraceEvent): boolean {
  if (subject?.node !== node) return false
  const [, fate] = kind === 'exit_arrived' && Array.isArray(term) ? (term as readonly Term[]) : []
  return !arrivals.has(kind) || fate === 'died'
}

/**
 * What the first edge is that only one of the two has, in words; null when they have the same. The
 * order in which edges stand is no part of them.
 */
export function firstDifference(
  expected: readonly string[],
  actual: readonly string[],
): string | null {
  const [wanted, given] = [new Set(expected), new Set(actual)]
  const missing = expected.find((edge) => !given.has(edge))
  if (missing !== undefined) return `missing: ${missing}`
  const further = actual.find((edge) => !wanted.has(edge))
  return further === undefined ? null : `not expected: ${further}`
}

function castOf(trace: Trace, ancestor: string): Cast {
  const paths = new Map<string, string>()
  const registered = new Map<string, string>()
  const nodes: string[] = []
  for (let index = trace.first; index < trace.end; index++) {
    const kind = trace.kindAt(index)
    if (kind !== 'spawn' && kind !== 'register') continue
    const { subject, other, term } = trace.at(index)
    const key = subject === null ? '' : pidKey(subject)
    if (kind === 'register' && !registered.has(key)) registered.set(key, term as string)
    if (kind === 'register' || subject === null) continue
    const parent = key === ancestor || other === null ? '' : paths.get(pidKey(other))
    if (parent === undefined || (parent === '' && key !== ancestor)) continue
    paths.set(key, `${parent}/${labelOf(term as ProcessRecord['start'])}`)
    if (!nodes.includes(subject.node)) nodes.push(subject.node)
  }
  const names = new Map<string, string>()
  const taken = new Map<string, number>()
  for (const [key, path] of paths) {
    const name = registered.get(key) ?? path
    const count = (taken.get(name) ?? 0) + 1
    taken.set(name, count)
    names.set(key, count === 1 ? name : `${name}'${count}`)
  }
  return { names, nodes }
}

/** `sent <counter> ['add', 1]`, `on node 2` when it isn't told on the first. */
function wordsOf({ kind, node, other, term }: TraceEvent, cast: Cast): string {
  const where = cast.nodes.indexOf(node) > 0 ? [`on node ${cast.nodes.indexOf(node) + 1}`] : []
  const whom = other === null ? [] : [nameOf(other, cast)]
  const said = spoken.has(kind) ? [formatTerm(masked(term, cast), mostCharacters)] : []
  return [kind, ...where, ...whom, ...said].join(' ')
}

function nameOf(pid: Pid, { names }: Cast): string {
  return `<${names.get(pidKey(pid)) ?? 'somebody'}>`
}

/** The term without anything that only one run has. */
function masked(term: Term, cast: Cast): Term {
  if (typeof term === 'string') {
    const number = cast.nodes.indexOf(term) + 1
    return number > 0 ? `node ${number}` : term
  }
  if (typeof term !== 'object' || term === null || term instanceof Uint8Array) return term
  if (term instanceof Pid) return nameOf(term, cast)
  if (term instanceof Ref) return '<ref>'
  if (Array.isArray(term)) return term.map((part) => masked(part, cast))
  const parts = Object.entries(term).map(([key, part]) => [key, masked(part as Term, cast)])
  return Object.fromEntries(parts) as Term
}
