/**
 * A client history as a fold of the trace: what clients noted, in the order of the trace, which is
 * the order in which a simulated world did it. Times are microseconds, no two the same, so that a
 * node whose clock goes wrong changes no order.
 */
import type { Recorded } from '../../kernel/index.ts'
import { ClientHistory, type ClientRequest } from '../history/client-history.ts'
import type { Operation } from '../history/operation.ts'
import type { Trace } from '../trace.ts'
import { askedIn, clientOf, heardIn } from './client-notes.ts'

interface Open {
  readonly client: number
  readonly op: Operation['op']
  readonly place: number
  readonly atMs: number
}

/** Who waits longer than that for an answer is no longer waited for. */
const patienceMs = 10_000

export class NotedHistory {
  /** Of each operation, by its place in the list: the event of its call, then of its return. */
  readonly events: number[] = []
  private readonly history = new ClientHistory()
  private readonly ids = new Map<string, number>()
  private readonly open = new Map<string, Open>()
  private clients = 0
  private time = -1
  private atMs = 0
  /** Others were called that aren't here, and what is answered from now on may tell of them. */
  private isCut = false

  /** `most`: only so many operations, the first. */
  constructor(private readonly most = Infinity) {}

  /** Operations called so far. */
  get called(): number {
    return this.events.length
  }

  /** Places of calls that may yet return. */
  get waiting(): ReadonlySet<number> {
    return new Set([...this.open.values()].map(({ place }) => place))
  }

  /** Whether all were called, and none still waits that hasn't waited for long. */
  get isSettled(): boolean {
    if (this.called < this.most) return false
    return [...this.open.values()].every(({ atMs }) => this.atMs - atMs > patienceMs)
  }

  /** Takes the next event of the trace. */
  read(event: Recorded, index: number): void {
    const process = clientOf(event)
    if (process === null) return
    this.atMs = Math.max(this.atMs, event.at)
    this.time = Math.max(this.time + 1, Math.round(event.at * 1_000))
    const asked = askedIn(event)
    if (asked !== null) this.call(process, { ...asked }, index)
    else this.heard(process, event, index)
  }

  /** By call; what has not returned is unknown. */
  operations(): readonly Operation[] {
    return this.history.operations()
  }

  private call(process: string, asked: object, index: number): void {
    if (this.called >= this.most) {
      this.isCut = true
      return
    }
    const client = this.ids.get(process) ?? this.clients++
    this.ids.set(process, client)
    if (!this.history.call({ client, ...asked } as ClientRequest, this.time)) return
    const { op } = asked as Operation
    this.open.set(process, { client, op, place: this.events.length, atMs: this.atMs })
    this.events.push(index)
  }

  private heard(process: string, event: Recorded, index: number): void {
    const open = this.open.get(process)
    if (open === undefined) return
    const response = heardIn(event, open.op)
    const isAnswer = open.op === 'get' || open.op === 'cas'
    this.open.delete(process)
    if (response.status === 'unknown' || (this.isCut && isAnswer)) {
      this.ids.delete(process)
      return
    }
    this.history.ret(open.client, response, this.time)
    this.events[open.place] = index
  }
}

/** All that the clients of a trace did. */
export function historyOf(trace: Trace): readonly Operation[] {
  const history = new NotedHistory()
  for (let index = trace.first; index < trace.end; index++) {
    if (trace.kindAt(index) === 'note') history.read(trace.at(index), index)
  }
  return history.operations()
}
