/**
 * What waits to go out on one link, with its limits. Heartbeats pass everything else; traces give
 * way first; frames are never left out one by one: when they don't fit, the connection ends.
 */
import { limits } from '../limits.ts'
import { cutIntoPieces } from './pieces.ts'

/** One end of a link's bytes: a data channel here, or one that the page relays. */
export interface Pipe {
  /** Bytes handed over that haven't left yet. */
  readonly buffered: number
  /** @throws when the channel is closed or full. */
  send(piece: Uint8Array): void
  close(): void
}

export type Freight = 'urgent' | 'frames' | 'trace'

export class Outbox {
  private readonly urgent: Uint8Array[] = []
  private waiting: Uint8Array[] = []
  private next = 0
  private bytes = 0
  /** Whether traces were left out since the last time that everything had gone out. */
  private gap = false

  constructor(
    private readonly pipe: Pipe,
    private readonly gapOver: () => void,
  ) {}

  /** `gap`: traces are left out from now on; `left_out`: they still are. */
  put(message: Uint8Array, freight: Freight): 'taken' | 'gap' | 'left_out' | 'full' {
    if (freight === 'trace' && this.gap) return 'left_out'
    if (freight === 'trace' && this.bytes + message.length > limits.traceOutboxBytes) {
      this.gap = true
      return 'gap'
    }
    if (freight !== 'urgent' && this.bytes + message.length > limits.outboxBytes) return 'full'
    const pieces = cutIntoPieces(message)
    if (freight === 'urgent') this.urgent.push(...pieces)
    else {
      this.waiting.push(...pieces)
      this.bytes += message.length
    }
    this.drain()
    return 'taken'
  }

  drain(): void {
    for (let piece = this.urgent.shift(); piece !== undefined; piece = this.urgent.shift()) {
      this.pipe.send(piece)
    }
    while (this.pipe.buffered < limits.bufferedBytes) {
      const piece = this.waiting[this.next]
      if (piece === undefined) break
      this.next++
      this.bytes = Math.max(0, this.bytes - piece.length)
      this.pipe.send(piece)
    }
    if (this.next === this.waiting.length) this.emptied()
  }

  clear(): void {
    this.urgent.length = 0
    this.waiting = []
    this.next = 0
    this.bytes = 0
    this.gap = false
  }

  private emptied(): void {
    this.waiting = []
    this.next = 0
    this.bytes = 0
    if (!this.gap) return
    this.gap = false
    this.gapOver()
  }
}
