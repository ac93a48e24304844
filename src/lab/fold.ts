/**
 * The fold: one trace event after the other into a System. It knows what each kind of event means
 * and nothing of where it came from.
 */
import { type EventKind, type Pid, pidKey, type Term } from '../kernel/index.ts'
import { limits } from './limits.ts'
import { asCounted, type Census, fresh, readSupervisor } from './process-record.ts'
import type { MachineRecord, NodeRecord, ProcessRecord, System } from './system.ts'
import type { TraceEvent } from './trace.ts'

/** A System under construction. */
export interface Draft extends System {
  readonly processes: Map<string, ProcessRecord>
  readonly nodes: Map<string, NodeRecord>
  readonly machines: Map<string, MachineRecord>
  cursor: number
  at: number
}

type Apply = (draft: Draft, event: TraceEvent) => void

/** Reads one event. `here` is the machine whose belief about lost nodes counts; null: anybody's. */
export function readEvent(draft: Draft, event: TraceEvent, here: string | null): void {
  const counts = here === null || machineOf(event.node) === here || !isBelief(event)
  if (counts) readers[event.kind]?.(draft, event)
  draft.cursor = event.index + 1
  draft.at = event.at
}

/** The machine that a node is on: `n1@heron` is on `heron`. */
export function machineOf(node: string): string {
  return node.slice(node.indexOf('@') + 1)
}

/** What one machine believes of another, and the plugs it has pulled: true only for itself. */
function isBelief({ kind, term }: TraceEvent): boolean {
  if (kind === 'nodeup' || kind === 'nodedown') return true
  const op = kind === 'op' ? (term as { readonly do: string }).do : null
  return op === 'cut' || op === 'mend'
}

const readers: Partial<Record<EventKind, Apply>> = {
  boot: (draft, event) => {
    for (const process of processesOn(draft, event.node)) {
      if (process.status === 'lost') continue
      if (process.pid.creation !== event.creation) lose(draft, process, event, 'node_restarted')
    }
    nodeUp(draft, event.node, event.creation, event.at)
  },
  nodeup: (draft, event) => {
    const { node, creation } = event.term as { node: string; creation: number }
    for (const process of processesOn(draft, node)) {
      if (process.status === 'lost') draft.processes.delete(process.key)
    }
    nodeUp(draft, node, creation, event.at)
  },
  nodedown: (draft, event) => {
    const { node, creation, reason } = event.term as {
      node: string
      creation: number
      reason: Term
    }
    const known = draft.nodes.get(node)
    // Late news of an earlier life says nothing about this one.
    if (known === undefined || known.creation !== creation) return
    draft.nodes.set(node, { ...known, status: 'down', since: event.at, reason })
    for (const process of processesOn(draft, node)) lose(draft, process, event, 'noconnection')
  },
  spawn: (draft, event) => {
    const [module, func, args] = event.term as readonly [string, string, Term]
    const pid = event.subject as Pid
    addProcess(draft, {
      ...fresh(pid, [module, func, args], event),
      parent: event.other === null ? null : pidKey(event.other),
    })
  },
  alive: (draft, event) => {
    const pid = event.subject as Pid
    const known = draft.processes.get(pidKey(pid))
    if (known?.status === 'dead') return
    const isKnown = known !== undefined && known.status !== 'lost'
    const parent = event.other === null ? null : pidKey(event.other)
    const term = event.term as unknown as Census
    addProcess(
      draft,
      asCounted(isKnown ? known : { ...fresh(pid, term.start, event), parent }, term),
    )
  },
  untraced: (draft, event) => {
    const process = subject(draft, event)
    if (process === null || process.status === 'dead') return
    draft.processes.delete(process.key)
    for (const key of process.links) dropLink(draft, key, process.key)
  },
  exit: (draft, event) => {
    const process = subject(draft, event)
    if (process === null) return
    const exit = { reason: event.term, at: event.at, event: event.index }
    draft.processes.set(process.key, { ...process, status: 'dead', name: null, links: [], exit })
    for (const key of process.links) dropLink(draft, key, process.key)
    sweep(draft)
  },
  delivered: change((process, event) => ({
    waiting: process.waiting + 1,
    mailbox:
      process.waiting < limits.mailShown
        ? [...process.mailbox, { number: event.number, message: event.term, from: event.other }]
        : process.mailbox,
  })),
  received: change((process, event) => ({
    waiting: Math.max(0, process.waiting - 1),
    mailbox: process.mailbox.filter((m) => m.number !== event.cause?.[2]),
    received: process.received + 1,
    lastMessage: event.term,
  })),
  state: change((_, event) => ({ state: event.term })),
  register: change((_, event) => ({ name: event.term as string, label: event.term as string })),
  unregister: change(() => ({ name: null })),
  suspend: change(() => ({ status: 'suspended' })),
  resume: change(() => ({ status: 'alive' })),
  trap_exit: change((_, event) => ({ trapsExit: event.term === true })),
  note: (draft, event) => {
    const [kind, term] = event.term as readonly [string, Term]
    const process = subject(draft, event)
    if (kind !== 'supervisor' || process === null) return
    draft.processes.set(process.key, { ...process, supervisor: readSupervisor(term) })
  },
  link: (draft, event) => {
    const [a, b] = [pidKey(event.subject as Pid), pidKey(event.other as Pid)]
    addLink(draft, a, b)
    addLink(draft, b, a)
  },
  unlink: (draft, event) => {
    const [a, b] = [pidKey(event.subject as Pid), pidKey(event.other as Pid)]
    dropLink(draft, a, b)
    dropLink(draft, b, a)
  },
  monitor: change((process, event) => ({
    monitors: [...process.monitors, pidKey(event.other as Pid)],
  })),
  demonitor: change((process, event) => ({ monitors: withoutOne(process.monitors, event) })),
  down: change((process, event) => ({ monitors: withoutOne(process.monitors, event) })),
  host: (draft, event) => {
    const [what, details] = event.term as readonly [string, { machine?: string } | null]
    const status = machineStatus[what]
    const name = details?.machine
    if (status === undefined || name === undefined) return
    const cut = draft.machines.get(name)?.cut ?? false
    const here = machineOf(event.node) === name
    draft.machines.set(name, { name, here, status, cut, since: event.at, report: event.term })
  },
  op: (draft, event) => {
    const op = event.term as { readonly do: string; readonly machine?: string }
    if (op.do === 'load') return forgetTheDead(draft)
    if (op.do !== 'cut' && op.do !== 'mend') return
    const machine = draft.machines.get(op.machine ?? '')
    if (machine === undefined) return
    draft.machines.set(machine.name, { ...machine, cut: op.do === 'cut' })
  },
}

/** What a host's report says about another machine. */
const machineStatus: Readonly<Record<string, MachineRecord['status']>> = {
  joined: 'up',
  linked: 'up',
  heard_again: 'up',
  suspected: 'suspected',
  down: 'down',
}

function change(
  make: (process: ProcessRecord, event: TraceEvent) => Partial<ProcessRecord>,
): Apply {
  return (draft, event) => {
    const process = subject(draft, event)
    if (process === null || process.status === 'dead') return
    draft.processes.set(process.key, { ...process, ...make(process, event) })
  }
}

/** One monitor less of that pair: each has its own ref. */
function withoutOne(monitors: readonly string[], { other }: TraceEvent): readonly string[] {
  const at = other === null ? -1 : monitors.indexOf(pidKey(other))
  return at < 0 ? monitors : monitors.toSpliced(at, 1)
}

function subject(draft: Draft, event: TraceEvent): ProcessRecord | null {
  return (event.subject && draft.processes.get(pidKey(event.subject))) || null
}

function addProcess(draft: Draft, process: ProcessRecord): void {
  draft.processes.set(process.key, process)
  nodeUp(draft, process.pid.node, process.pid.creation, process.startedAt)
}

function nodeUp(draft: Draft, name: string, creation: number, at: number): void {
  const known = draft.nodes.get(name)
  if (known?.status === 'up' && known.creation === creation) return
  const machine = machineOf(name)
  draft.nodes.set(name, { name, machine, creation, status: 'up', since: at, reason: null })
  if (draft.machines.has(machine)) return
  const seen = { here: false, status: 'up', cut: false, since: at, report: null } as const
  draft.machines.set(machine, { name: machine, ...seen })
}

export function processesOn(draft: Draft, node: string): ProcessRecord[] {
  return [...draft.processes.values()].filter((p) => p.pid.node === node && p.status !== 'dead')
}

export function lose(
  draft: Draft,
  process: ProcessRecord,
  event: TraceEvent,
  reason: string,
): void {
  const exit = { reason, at: event.at, event: event.index }
  draft.processes.set(process.key, { ...process, status: 'lost', name: null, links: [], exit })
  for (const key of process.links) dropLink(draft, key, process.key)
  sweep(draft)
}

function addLink(draft: Draft, from: string, to: string): void {
  const process = draft.processes.get(from)
  if (process === undefined || process.links.includes(to)) return
  draft.processes.set(from, { ...process, links: [...process.links, to] })
}

function dropLink(draft: Draft, from: string, to: string): void {
  const process = draft.processes.get(from)
  if (process === undefined || !process.links.includes(to)) return
  draft.processes.set(from, { ...process, links: process.links.filter((key) => key !== to) })
}

/** Another program comes where one has ended: its post-mortem cards go with it. */
function forgetTheDead(draft: Draft): void {
  if ([...draft.processes.values()].some(({ exit }) => exit === null)) return
  for (const process of draft.processes.values()) {
    if (process.exit !== null) draft.processes.delete(process.key)
  }
}

/** The oldest of the dead make room. */
function sweep(draft: Draft): void {
  if (draft.processes.size <= limits.deadShown) return
  const gone = [...draft.processes.values()].filter((p) => p.exit !== null)
  gone.sort((a, b) => (a.exit?.event ?? 0) - (b.exit?.event ?? 0))
  for (const process of gone.slice(0, Math.max(0, gone.length - limits.deadShown))) {
    draft.processes.delete(process.key)
  }
}
