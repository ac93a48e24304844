/**
 * Which events make a sign in the fault lane, read in the light of what came before: a child that
 * died and is started again is a restart; a supervisor that ends over its budget gave up; a loss
 * that two neighbours report is one loss.
 */
import { pidKey, type Term } from '../../kernel/index.ts'
import { machineOf, type TraceEvent } from '../../lab/index.ts'
import { isOrderly } from '../../otp/index.ts'

export type MarkKind =
  | 'death'
  | 'gave_up'
  | 'restart'
  | 'suspected'
  | 'lost'
  | 'joined'
  | 'edit'
  | 'hand'

/** What later events are read in the light of. */
export interface Memory {
  /** `supervisor pidKey/child name` of children that died and may come back. */
  readonly fallen: Set<string>
  readonly parents: Map<string, string>
  /** Supervisors whose last word was that they had restarted too often. */
  readonly exhausted: Set<string>
  /** Machine or node → kind of its last mark, so that two neighbours' reports make one mark. */
  readonly peers: Map<string, MarkKind>
  /** The machine whose trace this is: what others say of it makes no mark. */
  home: string | null
}

export function startMemory(): Memory {
  return {
    fallen: new Set(),
    parents: new Map(),
    exhausted: new Set(),
    peers: new Map(),
    home: null,
  }
}

export function markOf(
  memory: Memory,
  event: TraceEvent,
  names: ReadonlyMap<string, string>,
): MarkKind | null {
  switch (event.kind) {
    case 'spawn':
      return restartOf(memory, event, names)
    case 'exit':
      return deathOf(memory, event, names)
    case 'note':
      noteSupervisor(memory, event)
      return null
    case 'nodeup':
    case 'nodedown':
    case 'host':
      return peerMarkOf(memory, event)
    case 'op':
      return opMarkOf(event.term)
    default:
      return null
  }
}

function restartOf(
  memory: Memory,
  event: TraceEvent,
  names: ReadonlyMap<string, string>,
): MarkKind | null {
  if (event.subject === null || event.other === null) return null
  const parent = pidKey(event.other)
  memory.parents.set(pidKey(event.subject), parent)
  const place = `${parent}/${names.get(pidKey(event.subject)) ?? ''}`
  return memory.fallen.delete(place) ? 'restart' : null
}

function deathOf(
  memory: Memory,
  event: TraceEvent,
  names: ReadonlyMap<string, string>,
): MarkKind | null {
  if (event.subject === null) return null
  const key = pidKey(event.subject)
  const parent = memory.parents.get(key)
  if (parent !== undefined) memory.fallen.add(`${parent}/${names.get(key) ?? ''}`)
  memory.parents.delete(key)
  if (memory.exhausted.delete(key)) return 'gave_up'
  return isOrderly(event.term) ? null : 'death'
}

function noteSupervisor(memory: Memory, event: TraceEvent): void {
  if (event.subject === null || !isSupervisorNote(event.term)) return
  const [, note] = event.term as readonly [string, { intensity?: Term; restarts?: Term }]
  const used = Array.isArray(note.restarts) ? note.restarts.length : 0
  if (typeof note.intensity === 'number' && used > note.intensity)
    memory.exhausted.add(pidKey(event.subject))
  else memory.exhausted.delete(pidKey(event.subject))
}

export function isSupervisorNote(term: Term): boolean {
  return Array.isArray(term) && term[0] === 'supervisor'
}

/** Every node hears of a peer by itself; the first report makes the mark. */
function peerMarkOf(memory: Memory, event: TraceEvent): MarkKind | null {
  memory.home ??= machineOf(event.node)
  const [peer, kind] = peerNews(event)
  if (peer === null || kind === null || peer === memory.home) return null
  const before = memory.peers.get(peer)
  if (before === kind) return null
  memory.peers.set(peer, kind)
  const neighbour = peer.includes('@')
  return neighbour && before === undefined && kind === 'joined' ? null : kind
}

function peerNews(event: TraceEvent): readonly [string | null, MarkKind | null] {
  if (event.kind === 'host') {
    const [what, details] = event.term as readonly [string, { machine?: string } | null]
    return [details?.machine ?? null, hostMarks[what] ?? null]
  }
  const { node } = event.term as { node: string }
  const neighbour = machineOf(node) === machineOf(event.node)
  return [neighbour ? node : machineOf(node), event.kind === 'nodeup' ? 'joined' : 'lost']
}

const hostMarks: Readonly<Record<string, MarkKind>> = {
  linked: 'joined',
  heard_again: 'joined',
  suspected: 'suspected',
  down: 'lost',
}

function opMarkOf(term: Term): MarkKind | null {
  const op = (term as { do?: Term } | null)?.do
  if (op === 'load') return 'edit'
  return op === 'predict' || op === undefined ? null : 'hand'
}
