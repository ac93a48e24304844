/**
 * The world as a boxed node meets it: a real clock, a random source that starts from a number the
 * page drew, frames that leave when a slice of work ends, and a trace in batches.
 */
import {
  type Clock,
  encodeEvents,
  encodeFrames,
  type Frame,
  type Random,
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

/** sfc32 (PractRand): 32 bits at a time, the same for the same seed. */
export function seededRandom(seed: number): Random {
  let [a, b, c, counter] = [seed | 0, seed >>> 16, 0x9e3779b9 | 0, 1]
  const next = () => {
    const result = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + result
    c |= 0
    return result >>> 0
  }
  for (let i = 0; i < 12; i++) next()
  return { next }
}

/** Collects frames by receiver; `flush` sends one buffer to each. */
export class Post {
  private readonly waiting = new Map<string, Frame[]>()

  constructor(
    private readonly deliver: (to: string, bytes: Uint8Array) => void,
    private readonly refused: (frame: Frame) => void,
  ) {}

  send(frame: Frame): void {
    const frames = this.waiting.get(frame.to)
    if (frames === undefined) this.waiting.set(frame.to, [frame])
    else frames.push(frame)
  }

  flush(): void {
    const waiting = [...this.waiting]
    // Before anything can go wrong with one of them.
    this.waiting.clear()
    for (const [to, frames] of waiting) this.pack(to, frames)
  }

  /** Halves a batch until it fits; what is too large by itself is made smaller or refused. */
  private pack(to: string, frames: readonly Frame[]): void {
    const bytes = encodeFrames(frames)
    if (bytes.length <= limits.messageBytes - envelopeBytes) return this.deliver(to, bytes)
    const [only] = frames
    if (frames.length > 1) {
      const half = frames.length >> 1
      this.pack(to, frames.slice(0, half))
      this.pack(to, frames.slice(half))
    } else if (only !== undefined) {
      const smaller = withShortReason(only.signal)
      if (smaller === null) this.refused(only)
      else this.deliver(to, encodeFrames([{ ...only, signal: smaller }]))
    }
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

/** Collects trace events; `flush` hands them over in batches. */
export class TraceBatch {
  private events: Recorded[] = []

  constructor(private readonly deliver: (bytes: Uint8Array) => void) {}

  record(event: Recorded): void {
    this.events.push(event)
  }

  flush(): void {
    if (this.events.length === 0) return
    const events = this.events
    this.events = []
    for (let at = 0; at < events.length; at += limits.batchEvents) {
      this.deliver(encodeEvents(events.slice(at, at + limits.batchEvents)))
    }
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
