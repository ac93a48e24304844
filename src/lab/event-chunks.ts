/**
 * Events by their place, 0 … length − 1, in little memory: a chunk that is full becomes bytes, as a
 * node writes them for its page, and is read again when somebody looks. A few chunks stay read.
 * Chunks never change, so that a copy shares them.
 */
import {
  decodeEvents,
  type EventKind,
  encodeEvents,
  eventKinds,
  type Recorded,
} from '../kernel/index.ts'
import { limits } from './limits.ts'

const size = limits.chunkEvents

interface Chunk {
  readonly kinds: Uint8Array
  readonly times: Float64Array
  /** As they came, when they can't be written: what a host tells of itself may be no term. */
  readonly events: Uint8Array | readonly Recorded[]
}

export class EventChunks {
  /** The newest events, less than a chunk. */
  private open: Recorded[] = []
  /** Those that were read last, the newest last. */
  private readonly read = new Map<Chunk, readonly Recorded[]>()

  constructor(private full: Chunk[] = []) {}

  get length(): number {
    return this.full.length * size + this.open.length
  }

  push(event: Recorded): void {
    this.open.push(event)
    if (this.open.length < size) return
    this.full.push(chunkOf(this.open))
    this.open = []
  }

  at(place: number): Recorded {
    const chunk = this.full[Math.floor(place / size)]
    const events = chunk === undefined ? this.open : this.eventsOf(chunk)
    return events[place % size] as Recorded
  }

  kindAt(place: number): EventKind {
    const chunk = this.full[Math.floor(place / size)]
    if (chunk === undefined) return (this.open[place % size] as Recorded).kind
    return eventKinds[chunk.kinds[place % size] as number] as EventKind
  }

  timeAt(place: number): number {
    const chunk = this.full[Math.floor(place / size)]
    return chunk === undefined
      ? (this.open[place % size] as Recorded).at
      : (chunk.times[place % size] as number)
  }

  /** Lets go at least `count` of the oldest, in whole chunks; answers how many. */
  letGo(count: number): number {
    const chunks = Math.ceil(count / size)
    for (const gone of this.full.splice(0, chunks)) this.read.delete(gone)
    return chunks * size
  }

  /** Another one with the first `length` of them. */
  cutAt(length: number): EventChunks {
    const whole = Math.min(Math.floor(length / size), this.full.length)
    const copy = new EventChunks(this.full.slice(0, whole))
    for (let place = whole * size; place < length; place++) copy.push(this.at(place))
    return copy
  }

  private eventsOf(chunk: Chunk): readonly Recorded[] {
    if (!(chunk.events instanceof Uint8Array)) return chunk.events
    const known = this.read.get(chunk)
    if (known !== undefined) return known
    const events = decodeEvents(chunk.events)
    this.read.set(chunk, events)
    for (const oldest of this.read.keys()) {
      if (this.read.size <= limits.chunksRead) break
      this.read.delete(oldest)
    }
    return events
  }
}

function chunkOf(events: readonly Recorded[]): Chunk {
  return {
    kinds: Uint8Array.from(events, ({ kind }) => eventKinds.indexOf(kind)),
    times: Float64Array.from(events, ({ at }) => at),
    events: bytesOf(events) ?? events,
  }
}

function bytesOf(events: readonly Recorded[]): Uint8Array | null {
  try {
    const bytes = encodeEvents(events)
    return bytes.length > limits.chunkBytes ? null : bytes.slice()
  } catch {
    return null
  }
}
