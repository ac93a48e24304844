/**
 * A flight recorder: the newest of what a node doesn't tell, as numbers in a ring, so that somebody
 * who begins to look at a process, of a crowd or after a crash, finds what happened last. It costs
 * a row, not an object; of terms it keeps words. It is asked and never a part of the trace: a check
 * that read it would take its beginning for the beginning of all.
 */
import { limits } from '../limits.ts'
import { Pid } from '../terms/names.ts'
import type { Term } from '../terms/term.ts'
import { type EventKind, eventKinds, numberOf } from './trace.ts'
import { inBrief, wordOf } from './trace-term.ts'

export interface Kept {
  /** 1, 2, 3 … as the recorder counts; what isn't told has no number in the trace. */
  readonly number: number
  readonly kind: EventKind
  readonly at: number
  readonly subject: Pid
  readonly other: Pid | null
  /** As in the trace, but in brief: see trace-term.ts. A list has become its first word and `'…'`. */
  readonly term: Term
}

const nobody = 0
const elsewhere = -1
const messageInList = 0x80

export class FlightRecorder {
  /** Events kept so far. */
  count = 0
  private readonly kinds = new Uint8Array(limits.keptEvents)
  private readonly times = new Float64Array(limits.keptEvents)
  private readonly subjects = new Float64Array(limits.keptEvents)
  private readonly others = new Float64Array(limits.keptEvents)
  /** Pids of other nodes. */
  private readonly far: (Pid | null)[] = new Array(limits.keptEvents).fill(null)
  private readonly terms: Term[] = new Array(limits.keptEvents).fill(null)

  constructor(
    private readonly node: string,
    private readonly creation: number,
  ) {}

  /** So many of them have made room for newer ones. */
  get lost(): number {
    return Math.max(0, this.count - limits.keptEvents)
  }

  keep(kind: EventKind, at: number, subject: number, other: Pid | null, term: Term): void {
    const row = this.row(at, subject, other)
    this.kinds[row] = numberOf[kind]
    this.terms[row] = inBrief(term)
  }

  /** A message that was sent to another node, or delivered here. */
  keepMessage(
    kind: 'sent' | 'delivered',
    at: number,
    subject: number,
    other: Pid | null,
    message: Term,
  ): void {
    const row = this.row(at, subject, other)
    this.kinds[row] = Array.isArray(message) ? numberOf[kind] | messageInList : numberOf[kind]
    this.terms[row] = wordOf(message)
  }

  /** At most so many events that a process had a part in, the newest first. */
  about(id: number, most: number): Kept[] {
    const found: Kept[] = []
    for (let at = this.count - 1; at >= this.lost && found.length < most; at--) {
      const row = at % limits.keptEvents
      if (this.subjects[row] === id || this.others[row] === id) found.push(this.kept(at))
    }
    return found
  }

  private row(at: number, subject: number, other: Pid | null): number {
    const row = this.count++ % limits.keptEvents
    this.times[row] = at
    this.subjects[row] = subject
    if (other === null) this.others[row] = nobody
    else if (this.isHere(other)) this.others[row] = other.id
    else {
      this.others[row] = elsewhere
      this.far[row] = other
    }
    return row
  }

  private kept(at: number): Kept {
    const row = at % limits.keptEvents
    const code = this.kinds[row] as number
    const kind = eventKinds[code & ~messageInList] as EventKind
    const word = this.terms[row] as Term
    const term = code >= messageInList ? [word, '…'] : word
    const other = this.others[row] as number
    return {
      number: at + 1,
      kind,
      at: this.times[row] as number,
      subject: this.pid(this.subjects[row] as number),
      other: other > nobody ? this.pid(other) : other === nobody ? null : (this.far[row] as Pid),
      term: kind === 'sent' ? [null, term] : term,
    }
  }

  private isHere({ node, creation }: Pid): boolean {
    return node === this.node && creation === this.creation
  }

  private pid(id: number): Pid {
    return new Pid(this.node, this.creation, id)
  }
}
