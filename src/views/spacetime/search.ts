/**
 * Finding events: every word asked for stands in the event's kind, in the names of who is concerned
 * or in what is said. What was found grows with the trace.
 */
import type { Trace } from '../../lab/index.ts'
import type { Names } from '../names.ts'
import { wordOf } from './words-at.ts'

/** Events gone through, the newest. */
export const mostSearched = 50_000

export class Search {
  /** Trace indices, oldest first. */
  readonly matches: number[] = []
  readonly found = new Set<number>()
  private readonly words: readonly string[]
  private end = 0

  constructor(readonly query: string) {
    this.words = query.toLowerCase().split(/\s+/).filter(Boolean)
  }

  /** Has gone through all of the trace. */
  read(trace: Trace, names: Names): void {
    if (this.words.length === 0) return
    const from = Math.max(this.end, trace.first, trace.end - mostSearched)
    for (let index = from; index < trace.end; index++) {
      const event = trace.at(index)
      const who = [event.subject, event.other].map((pid) => (pid === null ? '' : names(pid)))
      const text = `${event.kind.replace('_', ' ')} ${who.join(' ')} ${event.node} ${wordOf(event)}`
      const lower = text.toLowerCase()
      if (!this.words.every((word) => lower.includes(word))) continue
      this.matches.push(index)
      this.found.add(index)
    }
    this.end = trace.end
    while ((this.matches[0] ?? trace.first) < trace.first) {
      this.found.delete(this.matches.shift() as number)
    }
  }

  /** The match after or before that event; around the end it goes on at the other one. */
  next(index: number, by: 1 | -1): number | null {
    const { matches } = this
    const one =
      by === 1 ? matches.find((match) => match > index) : matches.findLast((match) => match < index)
    return one ?? matches.at(by === 1 ? 0 : -1) ?? null
  }

  /** 1 for the first match; 0 for an event that is none. */
  placeOf(index: number): number {
    return this.found.has(index) ? this.matches.indexOf(index) + 1 : 0
  }
}
