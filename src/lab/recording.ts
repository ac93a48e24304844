/**
 * The growing trace of one experiment: mostly bytes, so that a million events stay small. Beyond
 * its bound the oldest events are let go; their indices are never used again.
 */
import type { EventId, EventKind, Recorded } from '../kernel/index.ts'
import { EventChunks } from './event-chunks.ts'
import { EventPlaces } from './event-places.ts'
import { limits } from './limits.ts'
import type { Trace, TraceEvent } from './trace.ts'

export class Recording implements Trace {
  first = 0
  private chunks = new EventChunks()
  /** Of each life of a node, where its events are. */
  private readonly lives = new Map<string, EventPlaces>()

  /** `mostEvents`: a quarter of them is a whole number of chunks. */
  constructor(private readonly mostEvents: number = limits.traceEvents) {}

  get end(): number {
    return this.first + this.chunks.length
  }

  append(event: Recorded): void {
    this.life(event.node, event.creation).add(event.number, this.end)
    this.chunks.push(event)
    if (this.chunks.length > this.mostEvents) this.letGo()
  }

  at(index: number): TraceEvent {
    const event = this.chunks.at(this.place(index))
    const { kind, at, node, creation, number, lamport, subject, other, cause, term } = event
    return { index, kind, at, node, creation, number, lamport, subject, other, cause, term }
  }

  kindAt(index: number): EventKind {
    return this.chunks.kindAt(this.place(index))
  }

  timeAt(index: number): number {
    return this.chunks.timeAt(this.place(index))
  }

  find([node, creation, number]: EventId): number {
    const index = this.lives.get(`${node}/${creation}`)?.find(number)
    return index === undefined || index < this.first ? -1 : index
  }

  /** Another recording of what came before `end`, as if nothing had happened since. */
  cutAt(end: number): Recording {
    const copy = new Recording(this.mostEvents)
    const last = Math.max(this.first, Math.min(end, this.end))
    copy.first = this.first
    copy.chunks = this.chunks.cutAt(last - this.first)
    for (const [life, places] of this.lives) copy.lives.set(life, places.cutAt(last))
    return copy
  }

  private place(index: number): number {
    if (index < this.first || index >= this.end) {
      throw new RangeError(`event ${index} is outside ${this.first} … ${this.end - 1}`)
    }
    return index - this.first
  }

  private life(node: string, creation: number): EventPlaces {
    const key = `${node}/${creation}`
    const known = this.lives.get(key)
    if (known !== undefined) return known
    const places = new EventPlaces()
    this.lives.set(key, places)
    return places
  }

  private letGo(): void {
    this.first += this.chunks.letGo(this.mostEvents / 4)
    for (const places of this.lives.values()) places.letGo(this.first)
  }
}
