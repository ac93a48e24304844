/**
 * A reading of the trace for the ways between nodes: who has talked to whom, what is on its way,
 * what a hand did to it. It goes on from where it stopped, by the new tail only. When a signal will
 * arrive is known only in the past; at the head of the run its place on the way is a guess.
 */
import { type EventId, type Pid, pidKey, type Term } from '../../kernel/index.ts'
import {
  after,
  closedBy,
  type Fault,
  faultIn,
  type InForce,
  type LastingFault,
  type MessageFault,
  type Trace,
  type TraceEvent,
} from '../../lab/index.ts'
import { wordOf } from '../stage/flights.ts'
import { type Aloft, type Pair, pairOf } from './sight.ts'

/** So many events back something may still be on its way. */
const mostOnTheirWay = 20_000

interface Sent {
  readonly index: number
  readonly at: number
  /** Name of the node that it goes to. */
  readonly to: string
  /** Trace index of its arrival; infinite while it isn't known. */
  arrived: number
  arrivedAt: number
  meddled: MessageFault | null
  meddledAt: number
  /** From this trace index on it is lost, because its way was closed or its receiver crashed. */
  lost: number
}

export class Wires {
  private end: number
  private readonly sent: Sent[] = []
  private readonly byIndex = new Map<number, Sent>()
  /** Pairs by name; in the order in which they first talked, with the trace index of that. */
  private readonly talk = new Set<string>()
  private readonly talked: { readonly pair: Pair; readonly since: number }[] = []
  private lastPairs: readonly Pair[] = []
  /** The longest that a hand has delayed one, ms. */
  private mostDelayMs = 0
  private inForce: readonly InForce[] = []
  private closers: readonly Closer[] = []
  /** How long a signal is on its way: about, and at most so far, ms. */
  private usualMs = 0
  private longestMs = 0

  constructor(private readonly trace: Trace) {
    this.end = trace.first
  }

  /** Takes in what is new. */
  read(): void {
    const { trace } = this
    for (let index = Math.max(this.end, trace.first); index < trace.end; index++) {
      switch (trace.kindAt(index)) {
        case 'sent':
        case 'exit_sent':
          this.leave(trace.at(index))
          break
        case 'delivered':
        case 'exit_arrived':
          this.arrive(trace.at(index))
          break
        case 'op':
          this.meddle(trace.at(index))
          break
      }
    }
    this.end = trace.end
    this.letGo()
  }

  /** Those that have talked before that place of the trace, the first first. */
  pairsAt(cursor: number): readonly Pair[] {
    let count = this.talked.length
    while (count > 0 && (this.talked[count - 1]?.since ?? 0) >= cursor) count -= 1
    if (this.lastPairs.length !== count) {
      this.lastPairs = this.talked.slice(0, count).map(({ pair }) => pair)
    }
    return this.lastPairs
  }

  /** What is on its way then, the oldest first. */
  aloftAt(cursor: number, timeMs: number): readonly Aloft[] {
    const found: Aloft[] = []
    const horizon = this.horizonMs()
    for (let at = this.lastBefore(cursor); at >= 0; at--) {
      const sent = this.sent[at] as Sent
      const extra = sent.meddled?.do === 'delay' ? sent.meddled.delayMs : 0
      if (timeMs - sent.at > horizon) break
      if (sent.arrived < cursor || sent.lost < cursor) continue
      if (timeMs - sent.at > this.patienceMs() + extra) continue
      const isMeddled = sent.meddled !== null && sent.meddledAt < cursor
      if (isMeddled && sent.meddled?.do === 'drop') continue
      found.push(this.aloft(sent, timeMs, isMeddled))
    }
    return found.reverse()
  }

  private aloft(sent: Sent, timeMs: number, isMeddled: boolean): Aloft {
    const event = this.trace.at(sent.index)
    const { at, index, kind } = event
    const ends = endsOf(event)
    const meddled = isMeddled ? (sent.meddled?.do ?? null) : null
    return {
      id: idOf(event).join('/'),
      kind: kind === 'sent' ? 'message' : 'exit',
      sent: idOf(event),
      event: index,
      at,
      from: event.subject === null ? null : pidKey(event.subject),
      to: event.other === null ? null : pidKey(event.other),
      fromNode: event.node,
      toNode: ends ?? event.node,
      word: wordOf(kind === 'sent' ? ((event.term as readonly Term[])[1] ?? null) : event.term),
      part: this.partOf(sent, timeMs),
      meddled: meddled === 'drop' ? null : meddled,
    }
  }

  private partOf(sent: Sent, timeMs: number): number {
    const age = Math.max(0, timeMs - sent.at)
    if (Number.isFinite(sent.arrivedAt)) {
      const whole = sent.arrivedAt - sent.at
      return whole <= 0 ? 1 : Math.min(1, age / whole)
    }
    const extra = sent.meddled?.do === 'delay' ? sent.meddled.delayMs : 0
    return Math.min(0.92, age / Math.max(1, (this.longestMs || 80) + extra))
  }

  /** Beyond it a signal that hasn't arrived is taken for lost, ms. */
  private patienceMs(): number {
    return 1.5 * Math.max(this.longestMs, this.usualMs, 40)
  }

  /** Beyond it nothing is looked for, ms. */
  private horizonMs(): number {
    return this.patienceMs() + this.mostDelayMs
  }

  /** Index in `sent` of the last that was sent before that place of the trace. */
  private lastBefore(cursor: number): number {
    let low = 0
    let high = this.sent.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.sent[middle] as Sent).index < cursor) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  private leave(event: TraceEvent): void {
    const to = endsOf(event)
    if (to === null || to === event.node) return
    const { index, at } = event
    const never = Number.POSITIVE_INFINITY
    const lost = this.isClosed(event.node, to) ? index : never
    const sent = {
      ...{ index, at, to, lost },
      ...{ arrived: never, arrivedAt: never, meddled: null, meddledAt: never },
    }
    this.sent.push(sent)
    this.byIndex.set(index, sent)
    const pair = pairOf(event.node, to)
    const key = `${pair.from} ${pair.to}`
    if (this.talk.has(key)) return
    this.talk.add(key)
    this.talked.push({ pair, since: index })
  }

  private arrive({ cause, index, at }: TraceEvent): void {
    const sent = cause === null ? undefined : this.byIndex.get(this.trace.find(cause))
    if (sent === undefined || Number.isFinite(sent.arrived)) return
    sent.arrived = index
    sent.arrivedAt = at
    if (sent.meddled !== null) return
    const tookMs = at - sent.at
    this.usualMs = this.usualMs === 0 ? tookMs : this.usualMs * 0.9 + tookMs * 0.1
    // What a slow link takes longer is forgotten again, slowly.
    this.longestMs = Math.max(tookMs, this.longestMs * 0.999)
  }

  private meddle(event: TraceEvent): void {
    const { index } = event
    const fault = faultIn(event)
    if (fault === null) return
    if (!('sent' in fault)) return this.close(fault, index)
    const sent = this.byIndex.get(this.trace.find(fault.sent))
    if (sent === undefined) return
    sent.meddled = fault
    sent.meddledAt = index
    if (sent.meddled.do === 'delay') {
      this.mostDelayMs = Math.max(this.mostDelayMs, sent.meddled.delayMs)
    }
  }

  /** A fault of the net or of a node: what is on a way that it closes is lost. */
  private close(fault: Fault, index: number): void {
    this.inForce = after(this.inForce, { atMs: 0, ...fault })
    this.closers = this.inForce.flatMap(({ fault }) => closerOf(fault) ?? [])
    for (let at = this.sent.length - 1; at >= 0; at--) {
      const sent = this.sent[at] as Sent
      if (index - sent.index > mostOnTheirWay) return
      const isOver = Number.isFinite(sent.arrived) || Number.isFinite(sent.lost)
      if (!isOver && this.isClosed(this.trace.at(sent.index).node, sent.to)) sent.lost = index
    }
  }

  private isClosed(from: string, to: string): boolean {
    return this.closers.some((closes) => closes(from, to))
  }

  /** What the trace has let go is let go here. */
  private letGo(): void {
    let gone = 0
    while ((this.sent[gone]?.index ?? Number.POSITIVE_INFINITY) < this.trace.first) gone += 1
    if (gone < 1_000) return
    for (const { index } of this.sent.splice(0, gone)) this.byIndex.delete(index)
  }
}

type Closer = (from: string, to: string) => boolean

function closerOf(fault: LastingFault): Closer | null {
  if (fault.do === 'cut' || fault.do === 'partition') return closedBy(fault)
  if (fault.do !== 'crash') return null
  const { node } = fault
  return (_, to) => to === node
}

function idOf({ node, creation, number }: TraceEvent): EventId {
  return [node, creation, number]
}

/** The node that a signal goes to; null when nobody knows. */
function endsOf({ kind, other, term }: TraceEvent): string | null {
  if (other !== null) return (other as Pid).node
  if (kind !== 'sent') return null
  const [to] = term as readonly Term[]
  if (Array.isArray(to) && typeof to[1] === 'string') return to[1]
  const node = (to as { readonly node?: Term } | null)?.node
  return typeof node === 'string' ? node : null
}

const known = new WeakMap<Trace, Wires>()

/** The reading of that trace, up to its end. */
export function wiresOf(trace: Trace): Wires {
  let wires = known.get(trace)
  if (wires === undefined) {
    wires = new Wires(trace)
    known.set(trace, wires)
  }
  wires.read()
  return wires
}
