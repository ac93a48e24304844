/**
 * A stretch of the trace read once, in columns: to whom, because of what, and what came of it. It
 * grows with the trace's tail; asked for something older it begins anew there. The layout reads
 * it many times a second and the trace hardly ever.
 */
import { type EventId, type EventKind, type Pid, pidKey, type Term } from '../../kernel/index.ts'
import type { Trace, TraceEvent } from '../../lab/index.ts'

/** A process that the stretch tells of, by its number in the reel. */
export interface Actor {
  readonly key: string
  readonly pid: Pid
}

/** A node lost to another one, as that one tells. */
export interface Loss {
  readonly index: number
  readonly by: string
  readonly node: string
  readonly creation: number
}

/** Nobody: the event happened to a node, or its other party is unknown. */
export const nobody = -1

export class Reel {
  first = 0
  readonly actors: Actor[] = []
  readonly losses: Loss[] = []
  /** Trace indices of messages that somebody took out of the network. */
  readonly taken = new Set<number>()
  /** By place in the reel, which is the index in the trace less `first`. */
  kinds: EventKind[] = []
  times: number[] = []
  subjects: number[] = []
  others: number[] = []
  /** Trace index of the cause; -1 when it isn't known or is no longer there. */
  causes: number[] = []
  /** Trace index of where a signal arrived; -1 while that isn't told. */
  landings: number[] = []
  private readonly numbers = new Map<string, number>()

  get end(): number {
    return this.first + this.kinds.length
  }

  /** Has read the events from `from` to the trace's end. */
  read(trace: Trace, from: number): void {
    const begin = Math.max(from, trace.first)
    const isBehind = begin < this.first || begin > this.end || this.kinds.length > mostKept
    if (isBehind) this.restart(begin)
    for (let index = this.end; index < trace.end; index++) this.take(trace, trace.at(index))
  }

  private restart(from: number): void {
    this.first = from
    this.actors.length = 0
    this.losses.length = 0
    this.taken.clear()
    this.numbers.clear()
    for (const column of [this.times, this.subjects, this.others, this.causes, this.landings]) {
      column.length = 0
    }
    this.kinds.length = 0
  }

  private take(trace: Trace, event: TraceEvent): void {
    const cause = event.cause === null ? -1 : trace.find(event.cause)
    this.kinds.push(event.kind)
    this.times.push(event.at)
    this.subjects.push(this.numberOf(event.subject))
    this.others.push(this.numberOf(event.other))
    this.causes.push(cause)
    this.landings.push(-1)
    if (cause >= this.first && lands(this.kinds[cause - this.first], event.kind)) {
      this.landings[cause - this.first] = event.index
    }
    if (event.kind === 'op') this.learnDrop(trace, event)
    if (event.kind !== 'nodedown') return
    const { node, creation } = event.term as { node: string; creation: number } & Term
    this.losses.push({ index: event.index, by: event.node, node, creation })
  }

  private learnDrop(trace: Trace, { term }: TraceEvent): void {
    const { fault } = term as { readonly fault?: { readonly do?: Term; readonly sent?: EventId } }
    if (fault?.do === 'drop' && fault.sent !== undefined) this.taken.add(trace.find(fault.sent))
  }

  private numberOf(pid: Pid | null): number {
    // Number 0 is somebody outside: the console, a person.
    if (pid === null || pid.id === 0) return nobody
    const key = pidKey(pid)
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    this.numbers.set(key, this.actors.length)
    return this.actors.push({ key, pid }) - 1
  }
}

/** Beyond that it begins anew where it is needed. */
const mostKept = 250_000

/** Whether the second kind tells where a signal of the first one arrived. */
export function lands(kind: EventKind | undefined, later: EventKind): boolean {
  if (kind === 'sent') return later === 'delivered' || later === 'dropped'
  return kind === 'exit_sent' && later === 'exit_arrived'
}
