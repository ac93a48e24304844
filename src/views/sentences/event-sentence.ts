/**
 * One event of the trace as one line in words. The log, the strip's cursor, the inspector's history
 * and the live region all speak through this.
 */
import { formatPid, formatTerm, type Pid, type Term } from '../../kernel/index.ts'
import type { TraceEvent } from '../../lab/index.ts'
import type { Names } from '../names.ts'
import { reasonText } from '../terms.ts'
import type { Say } from '../words/words.ts'
import { hostSentence } from './host-sentence.ts'
import { opSentence } from './op-sentence.ts'

/** Characters of a message or a state inside a sentence. */
const TERM_LENGTH = 60

/** With the node's name before it where several nodes have somebody of that name. */
export function eventSentence(event: TraceEvent, names: Names, say: Say): string {
  const sentence = plainSentence(event, names, say)
  const { subject, other, kind } = event
  if (subject === null || kind === 'register') return sentence
  const isNear = other !== null && other.node === subject.node
  if (kind === 'spawn' && other !== null && !isNear) return sentence
  const told = isNear ? [subject, other] : [subject]
  if (!told.some((pid) => names.isShared?.(names(pid)) === true)) return sentence
  return say('event.on', { node: subject.node, sentence })
}

function plainSentence(event: TraceEvent, names: Names, say: Say): string {
  const called = (pid: Pid | null): string => (pid === null ? '?' : names(pid))
  const name = called(event.subject)
  const other = called(event.other)
  const parts = Array.isArray(event.term) ? (event.term as readonly Term[]) : []
  switch (event.kind) {
    case 'spawn':
      return spawnSentence(event, names, say)
    case 'alive':
    case 'untraced':
      return say(`event.${event.kind}`, { name })
    case 'exit':
      return exitSentence(name, event.term, say)
    case 'exit_sent':
      return say('event.exitSent', { name, other, reason: reasonText(event.term) })
    case 'exit_arrived':
      return arrivedSentence(event, names, say)
    case 'down': {
      const reason = reasonText(parts[1] ?? null)
      if (event.other === null) return say('event.down.nobody', { name, reason })
      return say('event.down', { name, other, reason })
    }
    case 'sent':
    case 'held': {
      const to = event.other === null ? reasonText(parts[0] ?? null) : other
      return say(`event.${event.kind}`, { name, message: brief(parts[1] ?? null), other: to })
    }
    case 'delivered': {
      const message = brief(event.term)
      if (event.other === null) return say('event.delivered.alone', { name, message })
      return say('event.delivered', { name, message, other })
    }
    case 'disk': {
      const values = { file: fieldOf(event.term, 'file'), answer: fieldOf(event.term, 'answer') }
      return say('event.disk', { name, what: fieldOf(event.term, 'do'), ...values })
    }
    case 'received':
      return say('event.received', { name, message: brief(event.term) })
    case 'state':
      return say('event.state', { name, state: brief(event.term) })
    case 'dropped': {
      const values = { message: brief(parts[1] ?? null), to: reasonText(parts[0] ?? null) }
      if (event.subject === null) return say('event.dropped.alone', values)
      return say('event.dropped', { ...values, name })
    }
    case 'link':
    case 'unlink':
    case 'monitor':
    case 'demonitor':
      return say(`event.${event.kind}`, { name, other })
    case 'register': {
      const pid = event.subject === null ? '?' : formatPid(event.subject)
      return say('event.register', { pid, name: reasonText(event.term) })
    }
    case 'unregister':
    case 'suspend':
    case 'resume':
      return say(`event.${event.kind}`, { name })
    case 'trap_exit':
      return say(event.term === true ? 'event.trapOn' : 'event.trapOff', { name })
    case 'note': {
      if (parts[0] === 'supervisor') return say('event.note.supervisor', { name })
      return say('event.note', {
        name,
        kind: reasonText(parts[0] ?? null),
        term: brief(parts[1] ?? null),
      })
    }
    case 'code': {
      const [module, version] = parts
      return say('event.code', {
        node: event.node,
        module: reasonText(module ?? null),
        version: brief(version ?? null),
      })
    }
    case 'boot':
      return say('event.boot', { node: event.node })
    case 'nodeup':
      return say('event.nodeup', { node: event.node, other: fieldOf(event.term, 'node') })
    case 'nodedown': {
      const values = { other: fieldOf(event.term, 'node'), reason: fieldOf(event.term, 'reason') }
      return say('event.nodedown', { node: event.node, ...values })
    }
    case 'host':
      return hostSentence(event, say)
    case 'op':
      return opSentence(event.term, say, names)
  }
}

function spawnSentence(event: TraceEvent, names: Names, say: Say): string {
  const { subject, other } = event
  const name = subject === null ? '?' : names(subject)
  if (other === null || subject === null) return say('event.spawn.alone', { name })
  const parent = names(other)
  if (other.node === subject.node) return say('event.spawn', { name, parent })
  return say('event.spawn.remote', { name, parent, node: subject.node })
}

function exitSentence(name: string, reason: Term, say: Say): string {
  switch (reason) {
    case 'normal':
    case 'shutdown':
    case 'killed':
    case 'noconnection':
      return say(`event.exit.${reason}`, { name })
    default:
      return say('event.exit.other', { name, reason: reasonText(reason) })
  }
}

function arrivedSentence(event: TraceEvent, names: Names, say: Say): string {
  const [why, fate] = event.term as readonly [Term?, string?]
  const reason = reasonText(why ?? null)
  const name = event.subject === null ? '?' : names(event.subject)
  if (event.other === null || event.other.id === 0)
    return say('event.arrived.outside', { name, reason })
  const other = names(event.other)
  if (fate === 'trapped') return say('event.arrived.trapped', { name, other, reason })
  if (fate === 'ignored') return say('event.arrived.ignored', { name, other, reason })
  if (why === 'noconnection') return say('event.arrived.noconnection', { name, other })
  return say('event.arrived.died', { name, other, reason })
}

function brief(term: Term): string {
  return formatTerm(term, TERM_LENGTH)
}

function fieldOf(term: Term, field: string): string {
  const value = (term as { readonly [key: string]: Term } | null)?.[field]
  return reasonText(value ?? null)
}
