/**
 * The lanes of a space-time diagram made of text: where each event happened (a process, or a life
 * of a node), what people call it, and the event in one line.
 */
import {
  type EventKind,
  formatPid,
  formatTerm,
  type Pid,
  pidKey,
  type Term,
} from '../../kernel/index.ts'
import { labelOf } from '../process-record.ts'
import type { ProcessRecord } from '../system.ts'
import type { Trace, TraceEvent } from '../trace.ts'
import { isWellFormed } from '../well-formed.ts'

/** Events from `first` to before `end`, by their index. */
export interface Window {
  readonly first: number
  readonly end: number
}

/** The part of a window that the trace still has. */
export function within(trace: Trace, { first, end }: Window): Window {
  const from = Math.max(first, trace.first)
  return { first: from, end: Math.max(from, Math.min(end, trace.end)) }
}

/**
 * The key of its lane. What is told on another node than its subject's belongs to the other party;
 * what happened to nobody there, to the node.
 */
export function laneOf(event: TraceEvent): string {
  const { kind, subject, other } = event
  if (kind !== 'dropped' && subject !== null) {
    if (isAtHome(subject, event)) return pidKey(subject)
    if (other !== null && isAtHome(other, event)) return pidKey(other)
  }
  return `${event.node}/${event.creation}`
}

export function isAtHome(pid: Pid, { node, creation }: TraceEvent): boolean {
  return pid.node === node && pid.creation === creation
}

/** What processes are called, by `pidKey`: by the first name they have, else as they started. */
export function labelsOf(trace: Trace, end = trace.end): ReadonlyMap<string, string> {
  const labels = new Map<string, string>()
  const named = new Set<string>()
  const call = (pid: Pid, label: string, isName: boolean) => {
    const key = pidKey(pid)
    if (named.has(key) || (!isName && labels.has(key))) return
    if (isName) named.add(key)
    labels.set(key, label)
  }
  for (let index = trace.first; index < end; index++) {
    const kind = trace.kindAt(index)
    if (kind !== 'spawn' && kind !== 'register' && kind !== 'alive') continue
    const event = trace.at(index)
    const { subject, term } = event
    if (subject === null || !isWellFormed(event)) continue
    if (kind === 'spawn') call(subject, labelOf(term as ProcessRecord['start']), false)
    else if (kind === 'register') call(subject, term as string, true)
    else {
      const { name, start } = term as { name: string | null; start: ProcessRecord['start'] }
      call(subject, name ?? labelOf(start), name !== null)
    }
  }
  return labels
}

/** `desk<n1@heron.3>`; of a node, its name. */
export function laneName(key: string, labels: ReadonlyMap<string, string>): string {
  const [, node = key, creation = '1', id] = /^(.*?)\/(\d+)(?:\/(\d+))?$/s.exec(key) ?? []
  const life = creation === '1' ? '' : `/${creation}`
  return id === undefined ? `${node}${life}` : `${labels.get(key) ?? ''}<${node}.${id}${life}>`
}

const ways: { readonly [kind in EventKind]?: string } = {
  sent: 'to',
  dropped: 'to',
  exit_sent: 'to',
  monitor: 'of',
  demonitor: 'of',
  spawn: 'from',
  delivered: 'from',
  received: 'from',
  exit_arrived: 'from',
  down: 'from',
}

/** In one line: `sent to <n2@heron.4>: ['ping', 7]`. */
export function inOneLine({ kind, other, term }: TraceEvent, most = 80): string {
  const isMessage = kind === 'sent' || kind === 'dropped'
  const parts = isMessage && Array.isArray(term) ? (term as readonly Term[]) : [null, term]
  const [name = null, told = null] = parts
  // By name on another node: both.
  const called = Array.isArray(name) ? name.join(' on ') : name
  const whom = other !== null ? formatPid(other) : typeof called === 'string' ? called : null
  const way = ways[kind] ?? 'with'
  const head = kind.replace('_', ' ') + (whom === null ? '' : ` ${way} ${whom.slice(0, most)}`)
  const isEmpty = told === null && !isMessage
  return withoutControls(isEmpty ? head : `${head}: ${formatTerm(told, most)}`)
}

/** A term, elided, without ends of lines. */
export function content(term: Term, most: number): string {
  return withoutControls(formatTerm(term, most))
}

export function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '\u00b7')
}
