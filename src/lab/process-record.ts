/** A process as a picture holds it: fresh from its spawn, what it is called, what it supervises. */
import { formatTerm, type Pid, pidKey, type Term } from '../kernel/index.ts'
import type { ChildRecord, ProcessRecord, SupervisorRecord } from './system.ts'
import type { TraceEvent } from './trace.ts'
import { isSupervisorNote } from './well-formed.ts'

/** What people would call a process that has no name yet. */
export function labelOf([module, func, args]: ProcessRecord['start']): string {
  if (module !== 'gen_server' || func !== 'initIt' || !Array.isArray(args))
    return `${module}:${func}`
  const [, callbacks, more, name] = args as readonly Term[]
  if (typeof name === 'string') return name
  if (callbacks === 'supervisor' && Array.isArray(more)) return String(more[0])
  return typeof callbacks === 'string' ? callbacks : formatTerm(callbacks ?? null)
}

export function fresh(pid: Pid, start: ProcessRecord['start'], event: TraceEvent): ProcessRecord {
  return {
    key: pidKey(pid),
    pid,
    label: labelOf(start),
    name: null,
    start,
    parent: null,
    status: 'alive',
    trapsExit: false,
    startedAt: event.at,
    spawnedBy: event.index,
    links: [],
    monitors: [],
    mailbox: [],
    waiting: 0,
    received: 0,
    lastMessage: undefined,
    state: undefined,
    supervisor: null,
    exit: null,
  }
}

/** What a census tells of a process. */
export interface Census {
  readonly start: ProcessRecord['start']
  readonly name: string | null
  readonly trapExit: boolean
  readonly suspended: boolean
  readonly links: readonly Pid[]
  /** Null also when there is none. */
  readonly state: Term
  /** So many wait in its mailbox. */
  readonly messages: number
  readonly notes: Readonly<Record<string, Term>>
}

/** The record as of a census; who saw the process born knows more than a census tells. */
export function asCounted(known: ProcessRecord, census: Census): ProcessRecord {
  const { name, messages } = census
  return {
    ...known,
    name,
    label: name ?? known.label,
    trapsExit: census.trapExit,
    status: census.suspended ? 'suspended' : 'alive',
    links: census.links.map(pidKey),
    state: census.state ?? known.state,
    supervisor: readSupervisor(census.notes.supervisor ?? null) ?? known.supervisor,
    waiting: messages,
    // Which of them came and went meanwhile nobody can tell.
    mailbox: messages === known.waiting ? known.mailbox : [],
  }
}

export function readSupervisor(term: Term): SupervisorRecord | null {
  if (!isSupervisorNote(term)) return null
  const note = term as unknown as Omit<SupervisorRecord, 'children'> & {
    readonly children: readonly { id: string; type: ChildRecord['type']; pid: Pid | null }[]
  }
  const children = note.children.map(({ id, type, pid }) => ({
    id,
    type,
    process: pid === null ? null : pidKey(pid),
  }))
  const { strategy, intensity, periodMs, restarts } = note
  return { strategy, intensity, periodMs, children, restarts }
}
