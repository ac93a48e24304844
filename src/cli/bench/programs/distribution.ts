/**
 * Benchmarks of two nodes: a ball between them, and a stream with a window, as one process that
 * doesn't want to drown another. Sizes: round trips; batches of a thousand messages.
 */
import {
  type Pid,
  receive,
  self,
  send,
  spawnOn,
  type Term,
  type Waits,
} from '../../../kernel/index.ts'
import { start, stop } from './stopwatch.ts'

/** The node next door, where `spawnOn` starts what answers. */
export const nextDoor = 'n2@bench'

const batch = 1_000
/** Batches on their way before one has to be acknowledged. */
const window = 8

export const roundTrips = {
  *main(count: number): Waits<void> {
    const echo = yield* spawnOn(nextDoor, ['m', 'echo', []])
    const me = self()
    start()
    for (let left = count; left > 0; left--) {
      send(echo, ['ping', me])
      yield receive()
    }
    stop(count)
    send(echo, 'stop')
  },
  *echo(): Waits<void> {
    for (;;) {
      const message = yield receive()
      if (message === 'stop') return
      send((message as readonly [string, Pid])[1], 'pong')
    }
  },
}

export const stream = {
  *main(batches: number): Waits<void> {
    const sink = yield* spawnOn(nextDoor, ['m', 'sink', [self()]])
    const me = self()
    start()
    for (let sent = 0; sent < batches; sent++) {
      if (sent >= window) yield receive()
      for (let left = batch; left > 0; left--) send(sink, ['call', me, [left, 'a']])
    }
    for (let open = Math.min(window, batches); open > 0; open--) yield receive()
    stop(batches * batch)
    send(sink, 'stop')
  },
  *sink(owner: Pid): Waits<void> {
    for (let count = 1; ; count++) {
      const message: Term | undefined = yield receive()
      if (message === 'stop') return
      if (count % batch === 0) send(owner, 'acknowledged')
    }
  },
}
