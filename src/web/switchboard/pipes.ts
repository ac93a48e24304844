/**
 * The two kinds of pipe under a link: a data channel that was transferred to this worker, or a port
 * to the page, which relays one where the browser can't transfer it. Both end in the same Link.
 */
import { limits } from '../limits.ts'
import type { Relayed } from '../messages.ts'
import type { Link } from './link.ts'
import type { Pipe } from './outbox.ts'

export interface Events {
  opened(): void
  piece(bytes: Uint8Array): void
  drained(): void
  closed(): void
}

/** A pipe, and how to connect it to the link that was made with it. */
export interface PipeEnd {
  readonly pipe: Pipe
  connect(events: Events): void
}

export function channelPipe(channel: RTCDataChannel): PipeEnd {
  channel.binaryType = 'arraybuffer'
  channel.bufferedAmountLowThreshold = limits.bufferedBytes / 4
  const pipe: Pipe = {
    get buffered() {
      return channel.bufferedAmount
    },
    send: (piece) => channel.send(piece as Uint8Array<ArrayBuffer>),
    close: () => channel.close(),
  }
  const connect = (events: Events) => {
    channel.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) events.piece(new Uint8Array(data))
    }
    channel.onbufferedamountlow = () => events.drained()
    channel.onclose = () => events.closed()
    channel.onopen = () => events.opened()
    if (channel.readyState === 'open') events.opened()
  }
  return { pipe, connect }
}

export function relayPipe(port: MessagePort): PipeEnd {
  let waiting = 0
  const pipe: Pipe = {
    get buffered() {
      return waiting
    },
    send: (piece) => {
      waiting += piece.length
      const message: Relayed = { type: 'piece', bytes: piece }
      port.postMessage(message)
    },
    close: () => port.postMessage({ type: 'closed' } satisfies Relayed),
  }
  const connect = (events: Events) => {
    port.onmessage = ({ data }: MessageEvent<Relayed>) => {
      if (data.type === 'piece') events.piece(data.bytes)
      else if (data.type === 'buffered') {
        waiting = Math.max(0, waiting - data.bytes)
        events.drained()
      } else if (data.type === 'open') events.opened()
      else events.closed()
    }
  }
  return { pipe, connect }
}

export function eventsOf(link: Link, now: () => number, closed: () => void): Events {
  return {
    opened: () => link.opened(now()),
    piece: (bytes) => link.receive(bytes, now()),
    drained: () => link.drain(),
    closed,
  }
}
