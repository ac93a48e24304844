/**
 * Faults as stretches of time for the strip: from when each began to when something ended it, read
 * from the trace's own ops; and rows for them, so that none lies over another. Pure but for memory.
 */
import {
  after,
  faultIn,
  type InForce,
  type LastingFault,
  type Trace,
  type TraceEvent,
} from '../../lab/index.ts'

export interface ForceSpan {
  readonly fault: LastingFault
  readonly fromMs: number
  /** Infinite while it goes on. */
  readonly toMs: number
}

interface OpenSpan {
  readonly fault: LastingFault
  readonly fromMs: number
  toMs: number
}

class Spans {
  private end: number
  private known: readonly InForce[] = []
  private open = new Map<InForce, OpenSpan>()
  readonly spans: OpenSpan[] = []

  constructor(private readonly trace: Trace) {
    this.end = trace.first
  }

  read(): void {
    const { trace } = this
    for (let index = Math.max(this.end, trace.first); index < trace.end; index++) {
      if (trace.kindAt(index) === 'op') this.take(trace.at(index))
    }
    this.end = trace.end
  }

  private take(event: TraceEvent): void {
    const fault = faultIn(event)
    if (fault === null) return
    const next = after(this.known, { atMs: event.at, ...fault })
    for (const entry of this.known) {
      const span = this.open.get(entry)
      if (next.includes(entry) || span === undefined) continue
      span.toMs = Math.min(span.toMs, event.at)
      this.open.delete(entry)
    }
    for (const entry of next) {
      if (this.known.includes(entry)) continue
      const lasts = entry.fault.do === 'pause' ? entry.fault.forMs : Number.POSITIVE_INFINITY
      const span = { fault: entry.fault, fromMs: entry.sinceMs, toMs: entry.sinceMs + lasts }
      this.open.set(entry, span)
      this.spans.push(span)
    }
    this.known = next
  }
}

const kept = new WeakMap<Trace, Spans>()

/** All of them so far, in the order in which they began. */
export function forceSpans(trace: Trace): readonly ForceSpan[] {
  let spans = kept.get(trace)
  if (spans === undefined) {
    spans = new Spans(trace)
    kept.set(trace, spans)
  }
  spans.read()
  return spans.spans
}

export interface Bar {
  readonly span: ForceSpan
  readonly row: number
  /** px. */
  readonly from: number
  readonly to: number
}

/** A bar is at least so wide, so that its word can be seen; and so far from the next one, px. */
const LEAST = 64
const APART = 4

/**
 * Bars in few rows, none over another: those that last longest on the paper first, as what goes on
 * now matters most; those for which no row is left are counted.
 */
export function barsOf(
  spans: readonly ForceSpan[],
  xOf: (timeMs: number) => number,
  width: number,
  rows: number,
): { readonly bars: readonly Bar[]; readonly hidden: number } {
  const all = spans.flatMap((span) => {
    const from = xOf(span.fromMs)
    const to = Number.isFinite(span.toMs) ? xOf(span.toMs) : width
    if (to < 0 || from > width) return []
    const left = Math.max(0, from)
    return [{ span, from: left, to: Math.min(width, Math.max(to, left + LEAST)), long: to - from }]
  })
  const bars: Bar[] = []
  let hidden = 0
  for (const { span, from, to } of all.sort((a, b) => b.long - a.long)) {
    const row = firstFree(bars, from, to, rows)
    if (row === null) hidden += 1
    else bars.push({ span, row, from: Math.min(from, to - 8), to })
  }
  return { bars, hidden }
}

function firstFree(bars: readonly Bar[], from: number, to: number, rows: number): number | null {
  for (let row = 0; row < rows; row++) {
    const isFree = bars.every(
      (bar) => bar.row !== row || bar.to + APART <= from || to + APART <= bar.from,
    )
    if (isFree) return row
  }
  return null
}
