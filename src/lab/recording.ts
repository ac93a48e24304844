/**
 * The growing trace of one experiment: columns, so that a million events stay small and quick to
 * read. Beyond its bound the oldest events are let go; their indices are never used again.
 */
import {
  type EventId,
  type EventKind,
  eventKinds,
  type Pid,
  type Recorded,
  type Term,
} from '../kernel/index.ts'
import { limits } from './limits.ts'
import type { Trace, TraceEvent } from './trace.ts'

export class Recording implements Trace {
  first = 0
  private kinds: number[] = []
  private times: number[] = []
  private numbers: number[] = []
  private lamports: number[] = []
  private incarnations: number[] = []
  private subjects: (Pid | null)[] = []
  private others: (Pid | null)[] = []
  private causes: (EventId | null)[] = []
  private terms: Term[] = []
  /** `[node, creation]` by incarnation number. */
  private readonly lives: (readonly [string, number])[] = []
  private readonly lifeOf = new Map<string, number>()
  /** Index of each event number, by incarnation. */
  private readonly places: Map<number, number>[] = []

  get end(): number {
    return this.first + this.kinds.length
  }

  append(event: Recorded): void {
    const life = this.life(event.node, event.creation)
    ;(this.places[life] as Map<number, number>).set(event.number, this.end)
    this.kinds.push(eventKinds.indexOf(event.kind))
    this.times.push(event.at)
    this.numbers.push(event.number)
    this.lamports.push(event.lamport)
    this.incarnations.push(life)
    this.subjects.push(event.subject)
    this.others.push(event.other)
    this.causes.push(event.cause)
    this.terms.push(event.term)
    if (this.kinds.length > limits.traceEvents) this.letGo(Math.floor(limits.traceEvents / 4))
  }

  at(index: number): TraceEvent {
    const i = this.place(index)
    const [node, creation] = this.lives[this.incarnations[i] as number] as readonly [string, number]
    return {
      index,
      kind: eventKinds[this.kinds[i] as number] as EventKind,
      at: this.times[i] as number,
      node,
      creation,
      number: this.numbers[i] as number,
      lamport: this.lamports[i] as number,
      subject: this.subjects[i] as Pid | null,
      other: this.others[i] as Pid | null,
      cause: this.causes[i] as EventId | null,
      term: this.terms[i] as Term,
    }
  }

  kindAt(index: number): EventKind {
    return eventKinds[this.kinds[this.place(index)] as number] as EventKind
  }

  timeAt(index: number): number {
    return this.times[this.place(index)] as number
  }

  find([node, creation, number]: EventId): number {
    const life = this.lifeOf.get(`${node}/${creation}`)
    const index = life === undefined ? undefined : this.places[life]?.get(number)
    return index === undefined || index < this.first ? -1 : index
  }

  private place(index: number): number {
    if (index < this.first || index >= this.end) {
      throw new RangeError(`event ${index} is outside ${this.first} … ${this.end - 1}`)
    }
    return index - this.first
  }

  private life(node: string, creation: number): number {
    const key = `${node}/${creation}`
    const known = this.lifeOf.get(key)
    if (known !== undefined) return known
    this.lives.push([node, creation])
    this.places.push(new Map())
    this.lifeOf.set(key, this.lives.length - 1)
    return this.lives.length - 1
  }

  private letGo(count: number): void {
    for (let i = 0; i < count; i++) {
      this.places[this.incarnations[i] as number]?.delete(this.numbers[i] as number)
    }
    this.kinds = this.kinds.slice(count)
    this.times = this.times.slice(count)
    this.numbers = this.numbers.slice(count)
    this.lamports = this.lamports.slice(count)
    this.incarnations = this.incarnations.slice(count)
    this.subjects = this.subjects.slice(count)
    this.others = this.others.slice(count)
    this.causes = this.causes.slice(count)
    this.terms = this.terms.slice(count)
    this.first += count
  }
}
