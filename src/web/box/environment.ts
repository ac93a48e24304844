/**
 * The world as a boxed node meets it: a real clock, a random source that starts from a number the
 * page drew, frames that leave when a slice of work ends, and a trace in batches.
 */
import {
  type Clock,
  EventBatch,
  type Frame,
  FrameBatch,
  type Recorded,
  type Signal,
} from '../../kernel/index.ts'
import { limits } from '../limits.ts'
import type { NodeToBoard, Parcel } from '../messages.ts'
import { wallNow } from '../names.ts'

const longestTimerMs = 2 ** 31 - 1

/** `wake` is called when a timer may be due; too early is no harm. */
export function workerClock(wake: () => void): Clock {
  const { setTimeout, clearTimeout } = globalThis
  let armedFor = Number.POSITIVE_INFINITY
  let timer = 0
  const ring = () => {
    armedFor = Number.POSITIVE_INFINITY
    wake()
  }
  return {
    now: wallNow,
    wakeAt: (timeMs) => {
      if (timeMs === armedFor) return
      clearTimeout(timer)
      armedFor = timeMs
      timer = setTimeout(ring, Math.min(longestTimerMs, Math.max(0, timeMs - wallNow())))
    },
  }
}

/**
 * Collects frames by receiver; `flush` sends one buffer to each, more when there are too many. Of
 * a receiver to whom nothing was said since the last one, nothing is kept.
 */
export class Post {
  private readonly batches = new Map<string, FrameBatch>()
  private tooLarge: Frame[] = []

  constructor(
    private readonly deliver: (to: string, bytes: Uint8Array) => void,
    private readonly refused: (frame: Frame) => void,
  ) {}

  send(frame: Frame): void {
    const batch = this.batchFor(frame.to)
    const { length } = batch
    batch.add(frame)
    if (batch.length <= limits.messageBytes - envelopeBytes) return
    // All without it, then it by itself.
    const bytes = batch.take(length)
    if (length > 0) {
      this.deliver(frame.to, bytes)
      return this.send(frame)
    }
    const smaller = withShortReason(frame.signal)
    if (smaller === null) this.tooLarge.push(frame)
    else this.send({ ...frame, signal: smaller })
  }

  flush(): void {
    for (const [to, batch] of this.batches) {
      if (batch.length > 0) this.deliver(to, batch.take())
      else this.batches.delete(to)
    }
    if (this.tooLarge.length === 0) return
    const { tooLarge } = this
    this.tooLarge = []
    for (const frame of tooLarge) this.refused(frame)
  }

  private batchFor(to: string): FrameBatch {
    const known = this.batches.get(to)
    if (known !== undefined) return known
    const batch = new FrameBatch()
    this.batches.set(to, batch)
    return batch
  }
}

/** Room for what the switchboards write around a batch. */
const envelopeBytes = 1_024

/**
 * A link, a monitor or a spawn may not be lost because the reason that goes with it is too long.
 */
function withShortReason(signal: Signal): Signal | null {
  const reason = ['system_limit', 'the reason is too long to be sent']
  switch (signal.type) {
    case 'exit':
    case 'exit2':
    case 'down':
    case 'spawn_reply':
      return { ...signal, reason }
    default:
      return null
  }
}

/** Writes trace events as they happen; `flush` hands over what isn't a whole batch yet. */
export class TraceBatch {
  private readonly batch = new EventBatch()
  private events = 0

  constructor(private readonly deliver: (bytes: Uint8Array) => void) {}

  record(event: Recorded): void {
    this.batch.add(event)
    this.events++
    if (this.events === limits.batchEvents || this.batch.length >= limits.batchBytes) this.flush()
  }

  flush(): void {
    if (this.events === 0) return
    this.events = 0
    this.deliver(this.batch.take())
  }
}

/** Calls `work` soon, after the mail that has come by then: never inside a call, never twice. */
export function soon(work: () => void): () => void {
  const channel = new MessageChannel()
  let asked = false
  channel.port1.onmessage = () => {
    asked = false
    work()
  }
  return () => {
    if (asked) return
    asked = true
    channel.port2.postMessage(null)
  }
}

export function postParcel(port: MessagePort, bytes: Uint8Array): void {
  port.postMessage({ bytes } satisfies Parcel, [bytes.buffer as ArrayBuffer])
}

export function postBoard(port: MessagePort, message: NodeToBoard): void {
  port.postMessage(message, 'bytes' in message ? [message.bytes.buffer as ArrayBuffer] : [])
}
