/**
 * Benchmarks of messages alone: two processes, a ring, a crowd before one door, everybody with
 * everybody. `main` takes the size; erl/bench.erl does the same work.
 */
import {
  become,
  exit,
  type Pid,
  receive,
  register,
  samePid,
  self,
  send,
  spawn,
  type Term,
  type Waits,
} from '../../../kernel/index.ts'
import { start, stop } from './stopwatch.ts'

type Tagged = readonly [tag: string, value: Term]

/** Size: round trips. */
export const pingPong = {
  *main(rounds: number): Waits<void> {
    start()
    const pong = spawn(['m', 'pong', []])
    const me = self()
    for (let left = rounds; left > 0; left--) {
      send(pong, ['ping', me])
      yield receive()
    }
    send(pong, 'stop')
    stop(2 * rounds)
  },
  *pong(): Waits<void> {
    for (;;) {
      const message = yield receive()
      if (message === 'stop') return
      send((message as readonly [string, Pid])[1], 'pong')
    }
  },
}

/** The same with `yield*`, as it is taught. */
export const pingPongDelegated = {
  *main(rounds: number): Waits<void> {
    start()
    const pong = spawn(['m', 'pong', []])
    const me = self()
    for (let left = rounds; left > 0; left--) {
      send(pong, ['ping', me])
      yield* receive()
    }
    send(pong, 'stop')
    stop(2 * rounds)
  },
  *pong(): Waits<void> {
    for (;;) {
      const message = yield* receive()
      if (message === 'stop') return
      send((message as readonly [string, Pid])[1], 'pong')
    }
  },
}

type Player = readonly [other: Pid, left: number, owner: Pid]

export const pingPongHandlers = {
  *main(rounds: number): Waits<void> {
    start()
    const pong = spawn(['m', 'pong', []])
    send(spawn(['m', 'ping', [pong, rounds, self()]]), 'begin')
    yield receive()
    stop(2 * rounds)
  },
  ping: (other: Pid, rounds: number, owner: Pid) =>
    become(['m', 'pinging'], [other, rounds, owner]),
  pinging([other, left, owner]: Player): Term {
    if (left === 0) {
      send(other, 'stop')
      send(owner, 'done')
      return exit('normal')
    }
    send(other, ['ping', self()])
    return [other, left - 1, owner]
  },
  pong: () => become(['m', 'ponging'], null),
  ponging(state: Term, message: Term): Term {
    if (message === 'stop') return exit('normal')
    send((message as readonly [string, Pid])[1], 'pong')
    return state
  },
}

const ringSize = 1_000

/** Laps of a token; `main` is one of the thousand. */
function* goRound(laps: number): Waits<void> {
  start()
  let next = self()
  for (let left = ringSize - 1; left > 0; left--) next = spawn(['m', 'node', [next]])
  for (let lap = 0; lap < laps; lap++) {
    send(next, ['token', lap])
    yield receive()
  }
  send(next, 'stop')
  yield receive()
  stop(ringSize * laps)
}

/** Size: laps. */
export const ring = {
  main: goRound,
  *node(next: Pid): Waits<void> {
    for (;;) {
      const message = yield receive()
      send(next, message)
      if (message === 'stop') return
    }
  },
}

export const ringHandlers = {
  main: goRound,
  node: (next: Pid) => become(['m', 'passing'], next),
  passing(next: Pid, message: Term): Term {
    send(next, message)
    return message === 'stop' ? exit('normal') : next
  },
}

/** Savina's thread ring: a hundred processes count a number down. Size: hops. */
export const threadring = {
  *main(hops: number): Waits<void> {
    start()
    let next = self()
    for (let left = 99; left > 0; left--) next = spawn(['m', 'node', [next]])
    send(next, hops)
    for (;;) {
      const left = (yield receive()) as number
      if (left <= 0) break
      send(next, left - 1)
    }
    stop(hops)
  },
  *node(next: Pid): Waits<void> {
    for (;;) {
      const left = (yield receive()) as number
      send(next, left - 1)
      if (left <= 0) return
    }
  },
}

const senders = 100
const messagesOfEach = 500
/** What comes in one wave fits into one mailbox, which has its limit. */
const wave = senders * messagesOfEach

function sender(to: Pid, id: number): void {
  for (let left = messagesOfEach; left > 0; left--) send(to, ['inc', id, left])
}

function startSenders(to: Pid): void {
  for (let id = 1; id <= senders; id++) spawn(['m', 'sender', [to, id]])
}

/** Size: waves. */
export const fanIn = {
  *main(waves: number): Waits<void> {
    start()
    for (let left = waves; left > 0; left--) {
      startSenders(self())
      for (let count = wave; count > 0; count--) yield receive()
    }
    stop(waves * wave)
  },
  sender,
}

export const fanInHandler = {
  *main(waves: number): Waits<void> {
    start()
    register('owner', self())
    const sink = spawn(['m', 'sink', []])
    for (let left = waves; left > 0; left--) {
      startSenders(sink)
      yield receive()
    }
    stop(waves * wave)
  },
  sender,
  sink: () => become(['m', 'sinking'], wave),
  sinking(left: number): Term {
    if (left > 1) return left - 1
    send('owner', 'done')
    return wave
  },
}

/** Everybody pings everybody. Size: processes. */
export const big = {
  *main(count: number): Waits<void> {
    start()
    const all = Array.from({ length: count }, () => spawn(['m', 'node', [self()]]))
    for (const pid of all) send(pid, ['all', all])
    for (let left = count; left > 0; left--) yield receive()
    stop(2 * count * (count - 1))
  },
  *node(owner: Pid): Waits<void> {
    const [, all] = (yield receive()) as readonly [string, readonly Pid[]]
    const me = self()
    for (const pid of all) if (!samePid(pid, me)) send(pid, ['ping', me])
    let pings = all.length - 1
    let pongs = all.length - 1
    while (pings > 0 || pongs > 0) {
      const [tag, from] = (yield receive()) as unknown as Tagged
      if (tag === 'ping') {
        pings--
        send(from as Pid, ['pong', me])
      } else pongs--
    }
    send(owner, 'done')
  },
}
